#include "paper/furniture.h"

#include "base/text.h"
#include "render/overlay.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace wangge::paper {
namespace {

constexpr double row_height = 1.75; // of a table, in letters

double swatch_width(double row) {
    return row * 0.75;
}

// Columns of a table as wide as their words need, where there is room; the widest give way where there is not.
std::vector<double> column_edges(Pen& pen, const SheetTable& table, const Item& item, const Face& face, double row) {
    const double pad = item.size.value * 0.35;
    const std::size_t count = table.columns.size();
    std::vector<double> need(count, 0.0), width(count, 0.0);
    Face bold = face;
    bold.bold = true;
    for (std::size_t c = 0; c < count; ++c) {
        need[c] = pen.width_of(table.columns[c].heading, bold);
        for (const SheetRow& line : table.rows)
            if (c < line.cells.size())
                need[c] = std::max(need[c], pen.width_of(line.cells[c], line.sum ? bold : face) +
                                                (line.swatch && c == 1 ? swatch_width(row) + pad : 0));
        need[c] += 2.1 * pad;
    }
    // The narrow ones get what they need; the others share the rest evenly.
    double room = item.box.width;
    std::vector<bool> done(count, false);
    for (std::size_t left = count; left > 0;) {
        const double fair = room / static_cast<double>(left);
        const std::size_t before = left;
        for (std::size_t c = 0; c < count; ++c)
            if (!done[c] && need[c] <= fair) {
                done[c] = true;
                width[c] = need[c];
                room -= need[c];
                --left;
            }
        if (left == before) {
            for (std::size_t c = 0; c < count; ++c)
                if (!done[c])
                    width[c] = fair;
            room = left = 0;
        }
    }
    double shares = 0;
    for (const SheetColumn& column : table.columns)
        shares += column.share;
    std::vector<double> edges{item.box.x};
    for (std::size_t c = 0; c < count; ++c)
        edges.push_back(edges.back() + width[c] + room * table.columns[c].share / shares);
    return edges;
}

} // namespace

Face fitted(Pen& pen, const std::string& text, Face face, double width, double least) {
    const double smallest = std::max(face.size * least, std::min(face.size, smallest_letters.value));
    while (face.size > smallest && pen.width_of(text, face) > width)
        face.size = std::max(smallest, face.size * 0.95);
    return face;
}

std::string cut(Pen& pen, const std::string& text, const Face& face, double width) {
    if (pen.width_of(text, face) <= width)
        return text;
    std::vector<char32_t> letters = base::code_points(text);
    while (!letters.empty()) {
        letters.pop_back();
        std::string shorter;
        for (const char32_t letter : letters)
            base::append_utf8(shorter, letter);
        shorter += "…";
        if (pen.width_of(shorter, face) <= width)
            return shorter;
    }
    return {};
}

double table_height(const SheetTable& table, Millimetres letters) {
    const auto lines = static_cast<double>(table.rows.size() + 1 + (table.beyond > 0));
    return (table.title.empty() ? 0 : letters.value * 1.8) + lines * letters.value * row_height;
}

std::size_t draw_table(Pen& pen, const FurnitureStyle& style, const SheetTable& table, const Item& item,
                       const base::Catalog& catalog, const char* rest) {
    const Rect& box = item.box;
    double top = box.y;
    if (!table.title.empty()) {
        const Face usual{item.size.value * 1.2, true};
        const Face face = fitted(pen, table.title, usual, box.width, 0.8);
        pen.text(cut(pen, table.title, face, box.width), face, box.x, top + usual.size, style.text);
        top += item.size.value * 1.8;
    }
    const double room = box.y + box.height - top;
    const double usual = item.size.value * row_height, least = std::min(usual, smallest_letters.value / 0.66);
    const auto wanted = static_cast<double>(table.rows.size() + 1 + (table.beyond > 0));
    const double height = std::clamp(room / wanted, least, usual);
    const auto fits = static_cast<std::size_t>(std::max(1.0, std::floor(room / height + 1e-6) - 1));
    const bool all = table.rows.size() <= fits && table.beyond == 0;
    const std::size_t shown = all ? table.rows.size() : std::min(table.rows.size(), fits - 1);

    const double pad = item.size.value * 0.35;
    const Face usual_face{std::min(item.size.value, height * 0.66)};
    const std::vector<double> edges = column_edges(pen, table, item, usual_face, height);

    const auto write = [&](const std::string& words, std::size_t column, double y, bool bold, bool right,
                           double indent) {
        const double left = edges[column] + pad + indent, width = edges[column + 1] - pad - left;
        Face face = usual_face;
        face.bold = bold;
        face = fitted(pen, words, face, width, 0.85);
        const std::string line = cut(pen, words, face, width);
        const double x = right ? left + width - pen.width_of(line, face) : left;
        pen.text(line, face, x, y + height / 2 + face.size * 0.36, style.text);
    };
    pen.rectangle(box.x, top, box.width, height);
    pen.fill(style::mixed(style.panel, style.border, 0.45));
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        write(table.columns[c].heading, c, top, true, table.columns[c].number, 0);
    double y = top + height;
    for (std::size_t r = 0; r < shown; ++r, y += height) {
        const SheetRow& row = table.rows[r];
        for (std::size_t c = 0; c < std::min(row.cells.size(), table.columns.size()); ++c) {
            const bool swatch = row.swatch && c == 1;
            const double side = height * 0.5;
            if (swatch) {
                const Rect patch{edges[c] + pad, y + (height - side) / 2, swatch_width(height), side};
                pen.rectangle(patch.x, patch.y, patch.width, patch.height);
                if (const style::Hatch* pattern = pen.inks().pattern_of(*row.swatch)) {
                    pen.save();
                    pen.fill(pattern->ground, true);
                    pen.clip();
                    pen.shift(patch.x, patch.y);
                    pen.zoom(0.2);
                    draw_hatch(pen, *pattern, pattern->colour, {0, 0, patch.width / 0.2, patch.height / 0.2});
                    pen.restore();
                } else {
                    pen.fill(*row.swatch);
                }
                pen.rectangle(patch.x, patch.y, patch.width, patch.height);
                pen.stroke(style.text, 0.1);
            }
            write(row.cells[c], c, y, row.sum, table.columns[c].number, swatch ? swatch_width(height) + pad : 0);
        }
        pen.move_to(box.x, y);
        pen.line_to(box.x + box.width, y);
        pen.stroke(style.border, row.sum ? 0.3 : 0.12);
    }
    if (!all) {
        const std::size_t hidden = table.rows.size() - shown + table.beyond;
        const std::string words = catalog.say({rest, {{"count", std::to_string(hidden)}}});
        const Face face = fitted(pen, words, usual_face, box.width - 2 * pad, 0.85);
        pen.text(words, face, box.x + pad, y + height / 2 + face.size * 0.36, style.text);
        y += height;
    }
    const double last = all ? y : y - height; // the line about the rest runs across all columns
    for (const double edge : edges) {
        pen.move_to(edge, top);
        pen.line_to(edge, last);
    }
    pen.stroke(style.border, 0.12);
    pen.rectangle(box.x, top, box.width, y - top);
    pen.stroke(style.text, 0.2);
    return shown;
}

void draw_scale_bar(Pen& pen, const FurnitureStyle& style, const MapFrame& frame, const Item& item,
                    const base::Catalog& catalog) {
    const double metres_a_mm = frame.denominator / 1000;
    const base::Metres length = render::round_length({metres_a_mm * item.box.width * 0.72});
    const double bar = length.value / metres_a_mm, thick = item.size.value * 0.34;
    const bool kilometres = length.value >= 1000;
    const double full = kilometres ? length.value / 1000 : length.value;
    const Face face{item.size.value};
    const double x = item.box.x + item.size.value * 0.4, y = item.box.y + item.box.height - thick - 0.2;
    for (int i = 0; i < 4; ++i) {
        pen.rectangle(x + bar * i / 4, y, bar / 4, thick);
        pen.fill(i % 2 == 0 ? style.text : style.panel);
    }
    pen.rectangle(x, y, bar, thick);
    pen.stroke(style.text, 0.18);
    const auto number = [&](const std::string& words, double at, double centred_width) {
        pen.text(words, face, at - centred_width / 2, y - item.size.value * 0.35, style.text);
    };
    for (const double share : {0.0, 0.5}) {
        const std::string words = fmt::format("{:g}", full * share);
        number(words, x + bar * share, pen.width_of(words, face));
    }
    const std::string last = fmt::format("{:g}", full);
    number(last + " " + catalog.say(kilometres ? "map.kilometres" : "map.metres"), x + bar, pen.width_of(last, face));
}

void draw_north(Pen& pen, const FurnitureStyle& style, const Item& item, const base::Catalog& catalog) {
    const Rect& b = item.box;
    const double x = b.x + b.width / 2, arrow = b.height * 0.68, half = std::min(b.width / 2, arrow * 0.3);
    // On what symbols and roads there are, an arrow needs a quiet ground.
    pen.rounded(b.x - 1, b.y - 1, b.width + 2, b.height + 2.4, 1.5);
    pen.fill(style::with_opacity(style.panel, 0.82));
    const auto leaf = [&](double side, style::Colour colour) {
        pen.move_to(x, b.y);
        pen.line_to(x + side * half, b.y + arrow);
        pen.line_to(x, b.y + arrow * 0.8);
        pen.close();
        pen.fill(colour, true);
        pen.stroke(style.text, 0.2);
    };
    leaf(-1, style.text);
    leaf(1, style.panel);
    const std::string words = catalog.say("map.north");
    const Face face{b.height * 0.26, true};
    const style::Colour halo = style::with_opacity(style.panel, 0.9);
    pen.text(words, face, x - pen.width_of(words, face) / 2, b.y + b.height, style.text, &halo);
}

void draw_numbers(Pen& pen, const FurnitureStyle& style, const std::vector<SheetNumber>& numbers, const Item& item) {
    if (numbers.empty())
        return;
    const double width = item.box.width / static_cast<double>(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const SheetNumber& n = numbers[i];
        const double left = item.box.x + width * static_cast<double>(i) + (i == 0 ? 0 : item.size.value * 0.5);
        const double room = width - item.size.value;
        const Face caption = fitted(pen, n.caption, {item.size.value * 0.42}, room, 0.55);
        pen.text(n.caption, caption, left, item.box.y + item.size.value * 0.45, style.text);
        const Face big = fitted(pen, n.value, {item.size.value, true}, room * 0.75, 0.55), unit{item.size.value * 0.45};
        const double baseline = item.box.y + item.size.value * 1.55;
        pen.text(n.value, big, left, baseline, style.text);
        pen.text(n.unit, unit, left + pen.width_of(n.value, big) + item.size.value * 0.15, baseline, style.text);
        const Face note = fitted(pen, n.note, {item.size.value * 0.4}, room, 0.55);
        pen.text(n.note, note, left, item.box.y + item.size.value * 2.2, style::mixed(style.text, style.panel, 0.3));
        if (i > 0) {
            pen.move_to(left - item.size.value * 0.5, item.box.y);
            pen.line_to(left - item.size.value * 0.5, item.box.y + item.box.height);
            pen.stroke(style.border, 0.2);
        }
    }
}

void draw_marks(Pen& pen, const FurnitureStyle& style, const MapFrame& frame, const std::vector<SheetMark>& marks,
                Millimetres letters, std::vector<Rect> taken) {
    const Face face{letters.value, true};
    const double height = letters.value * 1.45;
    const auto inside = [](double low, double size, double from, double all) {
        return low >= from && low + size <= from + all;
    };
    for (const SheetMark& mark : marks) {
        const double width = pen.width_of(mark.text, face) + letters.value * 0.8;
        const double x = frame.page_x(frame.view.pixel_x(mark.at.x)) - width / 2,
                     y = frame.page_y(frame.view.pixel_y(mark.at.y)) - height / 2;
        // On its place, or a little beside it where a name stands there.
        std::optional<Rect> free;
        constexpr std::pair<double, double> places[] = {{0, 0}, {0, 1.1}, {0, -1.1}, {0.8, 0}, {-0.8, 0}};
        for (const auto& [dx, dy] : places) {
            const Rect box{x + dx * width, y + dy * height, width, height};
            if (!free && inside(box.x, width, frame.box.x, frame.box.width) &&
                inside(box.y, height, frame.box.y, frame.box.height) &&
                std::ranges::none_of(taken, [&](const Rect& other) { return meet(box, other); }))
                free = box;
        }
        if (!free)
            continue;
        taken.push_back(*free);
        pen.rounded(free->x, free->y, width, height, height * 0.25);
        pen.fill(style.panel, true);
        pen.stroke(style.text, 0.18);
        pen.text(mark.text, face, free->x + letters.value * 0.4, free->y + height / 2 + letters.value * 0.36,
                 style.text);
    }
}

void draw_photo(Pen& pen, const FurnitureStyle& style, const Item& item, const base::Catalog& catalog) {
    const Rect& b = item.box;
    pen.rectangle(b.x, b.y, b.width, b.height);
    pen.fill(style::mixed(style.panel, style.border, 0.3), true);
    pen.stroke(style::mixed(style.text, style.panel, 0.4), 0.25, {1.5, 1});
    const std::string words = catalog.say("paper.photo");
    const Face face = fitted(pen, words, {item.size.value}, b.width * 0.9, 0.55);
    pen.text(words, face, b.x + (b.width - pen.width_of(words, face)) / 2, b.y + b.height / 2 + face.size * 0.36,
             style::mixed(style.text, style.panel, 0.4));
}

void draw_logo(Pen& pen, const render::Image& logo, const Rect& box) {
    if (logo.width <= 0 || logo.height <= 0)
        return;
    const double factor = std::min(box.width / logo.width, box.height / logo.height);
    const double width = logo.width * factor, height = logo.height * factor;
    pen.picture(logo, box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height, 1);
}

} // namespace wangge::paper
