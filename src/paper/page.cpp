#include "paper/page.h"

#include "paper/furniture.h"
#include "paper/legend.h"
#include "paper/page_flow.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::paper {
namespace {

using style::Colour;

std::string grouped(double number) {
    std::string digits = fmt::format("{:.0f}", number);
    for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3)
        digits.insert(static_cast<std::size_t>(i), ",");
    return digits;
}

// The whole county says where the sheet is; a detail is a map of its own.
std::optional<MapFrame> inset_frame(const Sheet& sheet, const Layout& layout, const Item& item, const Rect& box) {
    const geo::Box extent = item.of_detail ? sheet.detail : sheet.scene->extent;
    if (extent.empty())
        return std::nullopt;
    return frame_of(*sheet.scene, extent, box, item.of_detail ? layout.ink * 0.9 : layout.ink * 0.42, 0);
}

class PagePainter {
public:
    PagePainter(Pen& pen, const Sheet& sheet, const Layout& layout, render::GlyphAtlas& glyphs, bool goes_on)
        : m_pen(pen), m_sheet(sheet), m_scene(*sheet.scene), m_layout(layout), m_glyphs(glyphs),
          m_rest(goes_on ? "paper.more_rows_follow" : "paper.more_rows"), m_main(main_frame(sheet, layout)) {
        if (m_main)
            m_legend = legend_of(m_scene, *m_main, *sheet.catalog, sheet.cover_steps);
        // In grey a pattern stands for each colour, and the dots of twins are not drawn.
        if (pen.inks().grey())
            std::erase_if(m_legend, [](const LegendEntry& entry) { return entry.key == "fill.dotted"; });
    }

    PageFacts draw() {
        if (m_main)
            m_facts = {m_main->denominator, m_main->box, m_main->shown(), {}, {}};
        m_pen.rectangle(0, 0, m_layout.width.value, m_layout.height.value);
        m_pen.fill({255, 255, 255, 255});
        for (const Item& item : flowed(m_layout.items, [&](const Item& i) { return height_of(i); })) {
            m_facts.boxes.push_back(item.box);
            if (!item.hidden)
                draw(item);
        }
        return std::move(m_facts);
    }

private:
    // What a table or legend wants.
    double height_of(const Item& item) {
        if (item.hidden)
            return 0;
        if (item.kind == ItemKind::legend)
            return legend_height(m_pen, m_legend, item.box.width, item.columns, item.size);
        const auto found = m_sheet.tables.find(item.table);
        return found == m_sheet.tables.end() ? 0 : table_height(found->second, item.size);
    }

    void draw(const Item& item) {
        switch (item.kind) {
        case ItemKind::map:
            map(item);
            break;
        case ItemKind::inset:
            inset(item);
            break;
        case ItemKind::text:
            text(item, filled(item.text));
            break;
        case ItemKind::table:
            if (const auto found = m_sheet.tables.find(item.table); found != m_sheet.tables.end())
                table(item, found->second);
            break;
        case ItemKind::legend:
            if (m_main)
                draw_legend(m_pen, m_scene, m_legend, item.box, item.columns, item.size, m_layout.ink);
            break;
        case ItemKind::scale_bar:
            if (m_main)
                draw_scale_bar(m_pen, style(), *m_main, item, *m_sheet.catalog);
            break;
        case ItemKind::north:
            draw_north(m_pen, style(), item, *m_sheet.catalog);
            break;
        case ItemKind::frame:
            m_pen.rectangle(item.box.x, item.box.y, item.box.width, item.box.height);
            m_pen.stroke(m_scene.text, item.line.value);
            break;
        case ItemKind::numbers:
            draw_numbers(m_pen, style(), m_sheet.numbers, item);
            break;
        case ItemKind::photo:
            draw_photo(m_pen, style(), item, *m_sheet.catalog);
            break;
        case ItemKind::logo:
            if (m_sheet.logo)
                draw_logo(m_pen, *m_sheet.logo, item.box);
            break;
        }
    }

    FurnitureStyle style() const { return {m_scene.text, m_scene.border, m_scene.panel}; }

    void table(const Item& item, const SheetTable& table) {
        // Rows that stand elsewhere anyway follow on no page of ours.
        const char* rest = table.beyond > 0 ? "paper.more_rows" : m_rest;
        const std::size_t shown = draw_table(m_pen, style(), table, item, *m_sheet.catalog, rest);
        if (shown < table.rows.size() && table.beyond == 0)
            m_facts.rest.push_back({item.table, shown});
    }

    void map(const Item& item) {
        const MapFrame& frame = *m_main;
        m_names = draw_map(m_pen, m_scene, frame, m_sheet.focus, m_glyphs);
        std::vector<Rect> furniture;
        for (const Item& other : m_layout.items)
            if (other.hidden)
                continue;
            else if (other.kind == ItemKind::north)
                furniture.push_back({other.box.x - 1, other.box.y - 1, other.box.width + 2, other.box.height + 2});
            else if (other.kind == ItemKind::inset && inset_frame(m_sheet, m_layout, other, other.box))
                furniture.push_back(place_of(other));
        std::vector<Rect> taken = m_names;
        taken.insert(taken.end(), furniture.begin(), furniture.end());
        draw_marks(m_pen, style(), frame, m_sheet.marks, {item.size.value * 0.9}, std::move(taken));
        draw_ticks(m_pen, m_scene, frame, item.plane_ticks, item.degree_ticks,
                   {std::max(smallest_letters.value, item.size.value * 0.6)}, furniture);
        edge(item);
    }

    void edge(const Item& item) {
        if (item.line.value <= 0)
            return;
        m_pen.rectangle(item.box.x, item.box.y, item.box.width, item.box.height);
        m_pen.stroke(m_scene.text, item.line.value);
    }

    void inset(const Item& item) {
        const Rect box = place_of(item);
        m_facts.boxes.back() = box;
        const std::optional<MapFrame> placed_frame = inset_frame(m_sheet, m_layout, item, box);
        if (!placed_frame)
            return;
        const MapFrame& frame = *placed_frame;
        if (item.of_detail) {
            draw_map(m_pen, m_scene, frame, {}, m_glyphs);
        } else {
            draw_ground(m_pen, m_scene, frame, false);
            if (m_main)
                show_place(frame);
        }
        Item placed = item;
        placed.box = box;
        edge(placed);
        if (const std::string words = filled(item.text); !words.empty())
            tab(placed, words);
    }

    Rect place_of(const Item& inset) const { return m_main && !inset.placed ? clear_corner(inset.box) : inset.box; }

    // An inset that lies in a corner of the map moves to the corner where it hides least of the county and of its
    // names.
    Rect clear_corner(const Rect& box) const {
        const Rect& map = m_main->box;
        const auto inside = [&](double v, double low, double length) {
            return v >= low - 0.1 && v <= low + length + 0.1;
        };
        if (!inside(box.x, map.x, map.width) || !inside(box.x + box.width, map.x, map.width) ||
            !inside(box.y, map.y, map.height) || !inside(box.y + box.height, map.y, map.height))
            return box;
        const render::FillStep* outside = nullptr;
        for (const render::Step& step : m_scene.steps)
            if (const auto* fill = std::get_if<render::FillStep>(&step.what); fill && step.layer == "outside")
                outside = fill;
        if (!outside || !outside->outlines || outside->outlines->empty())
            return box;
        const double right = map.x + map.width - box.width, bottom = map.y + map.height - box.height;
        // The upper right corner is the arrow's.
        const Rect corners[] = {{map.x, bottom, box.width, box.height},
                                {right, bottom, box.width, box.height},
                                {map.x, map.y, box.width, box.height}};
        const geo::Box shown = m_main->shown();
        Rect best = box;
        int least = 1 << 20;
        for (const Rect& corner : corners) {
            auto hidden =
                static_cast<int>(std::ranges::count_if(m_names, [&](const Rect& name) { return meet(corner, name); }));
            constexpr int steps = 16;
            for (int i = 0; i < steps * steps; ++i) {
                const double x = corner.x + corner.width * (i % steps + 0.5) / steps - map.x,
                             y = corner.y + corner.height * (i / steps + 0.5) / steps - map.y;
                hidden +=
                    !geo::contains(outside->outlines->front().area, {shown.min_x + shown.width() * x / map.width,
                                                                     shown.max_y - shown.height() * y / map.height});
            }
            if (hidden < least) {
                least = hidden;
                best = corner;
            }
        }
        return best;
    }

    // The inset's name in its upper left corner.
    void tab(const Item& item, const std::string& words) {
        const Face face{item.size.value, true};
        const double width = std::min(m_pen.width_of(words, face) + face.size, item.box.width);
        m_pen.rectangle(item.box.x, item.box.y, width, face.size * 1.6);
        m_pen.fill(m_scene.panel, true);
        m_pen.stroke(m_scene.text, item.line.value);
        m_pen.text(words, face, item.box.x + face.size * 0.5, item.box.y + face.size * 1.16, m_scene.text);
    }

    // Where the main map lies in the whole.
    void show_place(const MapFrame& frame) {
        const geo::Box seen = m_sheet.focus.empty() ? m_main->shown() : geo::bounds(m_sheet.focus);
        if (seen.width() >= m_scene.extent.width() * 0.98)
            return;
        const double left = frame.page_x(frame.view.pixel_x(seen.min_x)),
                     right = frame.page_x(frame.view.pixel_x(seen.max_x)),
                     top = frame.page_y(frame.view.pixel_y(seen.max_y)),
                     bottom = frame.page_y(frame.view.pixel_y(seen.min_y));
        m_pen.save();
        m_pen.rectangle(frame.box.x, frame.box.y, frame.box.width, frame.box.height);
        m_pen.clip();
        m_pen.rectangle(left, top, right - left, bottom - top);
        m_pen.stroke({255, 255, 255, 255}, 1.1, {}, Caps::butt, true);
        m_pen.stroke({179, 38, 30, 255}, 0.55);
        m_pen.restore();
    }

    std::string filled(const std::string& pattern) const {
        if (pattern.starts_with("@"))
            return m_sheet.catalog->say(pattern.substr(1));
        std::string result;
        for (std::size_t at = 0; at < pattern.size();) {
            if (pattern[at] == '@') { // "@id " inside a line
                const std::size_t end = std::min(pattern.find_first_of(" {", at), pattern.size());
                result += m_sheet.catalog->say(pattern.substr(at + 1, end - at - 1));
                at = end < pattern.size() && pattern[end] == ' ' ? end + 1 : end;
                continue;
            }
            if (pattern[at] != '{') {
                result += pattern[at++];
                continue;
            }
            const std::size_t end = pattern.find('}', at);
            const std::string name = pattern.substr(at + 1, end - at - 1);
            const auto found = m_sheet.texts.find(name);
            if (found != m_sheet.texts.end())
                result += found->second;
            else if (name == "scale" && m_main)
                result += "1:" + grouped(m_main->denominator);
            at = end + 1;
        }
        return result;
    }

    void text(const Item& item, const std::string& words) {
        if (words.empty())
            return;
        Face face{item.size.value, item.bold, false, item.serif, 0};
        std::vector<std::string> lines{words};
        if (item.wrap) {
            const double least = std::min(face.size, smallest_letters.value);
            lines = m_pen.lines_of(words, face, item.box.width);
            while (static_cast<double>(lines.size()) * face.size * 1.5 > item.box.height &&
                   face.size > std::max(least, item.size.value * 0.55)) {
                face.size = std::max(least, face.size * 0.94);
                lines = m_pen.lines_of(words, face, item.box.width);
            }
            // What still has no room is cut where people see that it was.
            const auto most = static_cast<std::size_t>(std::max(1.0, item.box.height / (face.size * 1.5)));
            if (lines.size() > most) {
                lines.resize(most);
                lines.back() += " …";
            }
        } else {
            face = fitted(m_pen, words, face, item.box.width, 0.3);
            lines.front() = cut(m_pen, words, face, item.box.width);
        }
        double baseline = item.wrap ? item.box.y + face.size : item.box.y + item.box.height / 2 + face.size * 0.36;
        for (const std::string& line : lines) {
            const double spare = item.box.width - m_pen.width_of(line, face);
            const double shift = item.align == Align::centre ? spare / 2 : item.align == Align::right ? spare : 0;
            m_pen.text(line, face, item.box.x + shift, baseline, m_scene.text);
            baseline += face.size * 1.5;
        }
    }

    Pen& m_pen;
    const Sheet& m_sheet;
    const render::Scene& m_scene;
    const Layout& m_layout;
    render::GlyphAtlas& m_glyphs;
    const char* m_rest; // what a table says of rows that have no room
    std::optional<MapFrame> m_main;
    std::vector<LegendEntry> m_legend;
    std::vector<Rect> m_names; // and symbols on the main map
    PageFacts m_facts;
};

} // namespace

std::optional<MapFrame> main_frame(const Sheet& sheet, const Layout& layout) {
    for (const Item& item : layout.items)
        if (item.kind == ItemKind::map && !item.hidden && !sheet.extent.empty())
            return frame_of(*sheet.scene, sheet.extent, item.box, layout.ink, sheet.scale);
    return std::nullopt;
}

std::vector<MapFrame> frames_of(const Sheet& sheet, const Layout& layout) {
    std::vector<MapFrame> frames;
    if (const auto frame = main_frame(sheet, layout))
        frames.push_back(*frame);
    for (const Item& item : layout.items)
        if (item.kind == ItemKind::inset && !item.hidden)
            if (const auto frame = inset_frame(sheet, layout, item, item.box))
                frames.push_back(*frame);
    return frames;
}

PageFacts draw_page(Pen& pen, const Sheet& sheet, const Layout& layout, render::GlyphAtlas& glyphs, bool goes_on) {
    return PagePainter(pen, sheet, layout, glyphs, goes_on).draw();
}

} // namespace wangge::paper
