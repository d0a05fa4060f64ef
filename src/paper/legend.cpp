#include "paper/legend.h"

#include "paper/furniture.h"
#include "render/class_words.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numbers>

namespace wangge::paper {
namespace {

// The text id of a layer's name: kinds have theirs already.
std::string words_of(const std::string& key, const base::Catalog& catalog) {
    const std::size_t dot = key.find('.');
    const std::string layer = key.substr(0, dot), kind = dot == key.npos ? "" : key.substr(dot + 1);
    std::string id = "paper.legend." + key;
    if (layer == "sites")
        id = "kind.site." + kind;
    else if (layer == "people")
        id = "kind.role." + kind;
    else if (layer == "blind_spots")
        id = "kind.blind_spot." + kind;
    else if (layer == "cover")
        id = "kind.cover_state." + kind;
    if (!catalog.has(id))
        return {};
    std::string words = catalog.say(id);
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

template <class Outlines> bool any_in(const Outlines& outlines, const geo::Box& sight) {
    return outlines && std::any_of(outlines->begin(), outlines->end(),
                                   [&](const auto& outline) { return outline.box.touches(sight); });
}

bool any_in(const render::PointSet& set, const render::Crowd& crowd, std::uint32_t row, const geo::Box& sight) {
    for (std::size_t i = 0; i < set.x.size(); ++i)
        if (sight.contains({set.x[i], set.y[i]}))
            return true;
    for (const render::Crowd::Square& square : crowd.squares) {
        if (!set.grouped || !square.box.touches(sight))
            continue;
        for (std::uint32_t i = square.first; i < square.first + square.count; ++i)
            if (crowd.set[i] == row && sight.contains(crowd.point(square, i)))
                return true;
    }
    return false;
}

struct Lists {
    std::vector<LegendEntry> symbols, lines, areas;
};

LegendEntry& entry(std::vector<LegendEntry>& list, const std::string& key, std::string words) {
    const auto same = [&](const LegendEntry& e) { return e.words == words; };
    const auto at = std::find_if(list.begin(), list.end(), same);
    if (at != list.end())
        return *at;
    list.push_back({key, std::move(words), {}, {}, {}, {}, {}, false});
    return list.back();
}

void add_steps(Lists& lists, const render::Scene& scene, const MapFrame& frame, const base::Catalog& catalog) {
    const geo::Box sight = frame.shown();
    for (const render::Step& step : scene.steps) {
        if (step.finest_pixel.value > 0 && frame.view.per_logical_pixel().value > step.finest_pixel.value)
            continue;
        const std::string words = words_of(step.layer, catalog);
        if (words.empty())
            continue;
        if (const auto* line = std::get_if<render::LineStep>(&step.what)) {
            // An area's edge belongs to its swatch.
            const bool edge = step.layer == "water.lake" || step.layer.starts_with("blind_spots.") ||
                              step.layer.starts_with("cover.") || step.layer.starts_with("reach.");
            if (!edge && any_in(line->outlines, sight)) {
                style::Line shown = line->line;
                shown.colour = style::with_opacity(shown.colour, step.opacity);
                if (shown.scaled)
                    shown.width = shown.width * style::Style::line_scale(frame.view.per_logical_pixel());
                entry(lists.lines, step.layer, words).lines.push_back(shown);
            }
        } else if (const auto* fill = std::get_if<render::FillStep>(&step.what)) {
            if (any_in(fill->outlines, sight))
                entry(lists.areas, step.layer, words).fill =
                    style::with_opacity(fill->outlines->front().colour, fill->opacity * step.opacity);
        } else if (const auto* hatch = std::get_if<render::HatchStep>(&step.what)) {
            if (any_in(hatch->outlines, sight)) {
                LegendEntry& e = entry(lists.areas, step.layer, words);
                e.hatch = hatch->hatch;
                e.hatch->ground = style::with_opacity(e.hatch->ground, step.opacity);
                e.strokes = style::with_opacity(hatch->outlines->front().colour, step.opacity);
            }
        }
    }
}

void add_fills(Lists& lists, const render::Scene& scene, const std::vector<std::string>& steps,
               const base::Catalog& catalog) {
    double opacity = 1;
    for (const render::Step& step : scene.steps)
        if (const auto* fill = std::get_if<render::FillStep>(&step.what); fill && step.layer == "fill")
            opacity = fill->opacity * step.opacity;
    const auto add = [&](std::string words, style::Colour colour) {
        lists.areas.push_back({"fill", std::move(words), {}, {}, style::with_opacity(colour, opacity), {}, {}, false});
    };
    if (scene.fill == render::AreaFill::workload)
        for (const render::Scene::Group& g : scene.groups)
            add(catalog.say({"ui.legend.hours",
                             {{"low", fmt::format("{:.0f}", g.low)}, {"high", fmt::format("{:.0f}", g.high)}}}),
                g.colour);
    if (scene.fill == render::AreaFill::area_type)
        for (const render::Scene::Group& g : scene.groups)
            add(catalog.say("kind.area_type." + g.key), g.colour);
    if (scene.fill >= render::AreaFill::due)
        for (const render::Scene::Group& g : scene.groups)
            if (!g.hatched) // hatches speak for themselves
                add(render::class_words(g, catalog), g.colour);
    for (std::size_t i = 0; i < std::min(scene.cover_ramp.size(), steps.size()); ++i)
        add(steps[i], scene.cover_ramp[i]);
    if (scene.fill == render::AreaFill::assignment &&
        std::any_of(scene.groups.begin(), scene.groups.end(), [](const auto& g) { return g.dotted; })) {
        const auto twin =
            std::find_if(scene.groups.begin(), scene.groups.end(), [](const auto& g) { return g.dotted; });
        LegendEntry e{"fill.dotted", words_of("fill.dotted", catalog), {}, {}, {}, {}, {}, false};
        e.hatch = style::Hatch{style::HatchKind::dots, {}, {5}, {1.2}, style::with_opacity(twin->colour, opacity), {}};
        e.strokes = style::darkened(twin->colour, 0.5);
        lists.areas.push_back(e);
    }
}

} // namespace

std::vector<LegendEntry> legend_of(const render::Scene& scene, const MapFrame& frame, const base::Catalog& catalog,
                                   const std::vector<std::string>& steps) {
    Lists lists;
    const geo::Box sight = frame.shown();
    bool crowded = false;
    for (std::size_t i = 0; i < scene.points.size(); ++i) {
        const render::PointSet& set = scene.points[i];
        const bool visible =
            set.finest_pixel.value == 0 || frame.view.per_logical_pixel().value <= set.finest_pixel.value;
        const std::string words = words_of(set.layer, catalog);
        if (!visible || words.empty() || !any_in(set, scene.crowd, static_cast<std::uint32_t>(i), sight))
            continue;
        crowded = crowded || set.grouped;
        LegendEntry& e = entry(lists.symbols, set.layer, words);
        if (!e.symbol)
            e.symbol = set.symbol;
    }
    if (crowded && scene.cluster && scene.cluster->symbol) {
        LegendEntry e{"group", words_of("group", catalog), {}, {}, {}, {}, {}, true};
        lists.symbols.push_back(std::move(e));
    }
    add_steps(lists, scene, frame, catalog);
    add_fills(lists, scene, steps, catalog);
    // Greater lines first, as they are read.
    std::reverse(lists.lines.begin(), lists.lines.end());
    std::vector<LegendEntry> all = std::move(lists.symbols);
    for (auto* list : {&lists.areas, &lists.lines})
        all.insert(all.end(), list->begin(), list->end());
    return all;
}

namespace {

constexpr double sample_width = 2.6, words_at = 3.3, row_height = 1.85; // in letters

struct Grid {
    std::size_t per_column = 1;
    double letters = 2;
    std::vector<double> lefts; // of columns, from the box's left
};

Grid grid_of(Pen& pen, const std::vector<LegendEntry>& entries, double width, std::size_t columns,
             Millimetres letters) {
    Grid grid;
    grid.per_column = std::max<std::size_t>(1, (entries.size() + columns - 1) / columns);
    const Face one{1}; // widths grow with the letters
    double all = 0;
    for (std::size_t first = 0; first < entries.size(); first += grid.per_column) {
        double words = 0;
        for (std::size_t i = first; i < std::min(entries.size(), first + grid.per_column); ++i)
            words = std::max(words, pen.width_of(entries[i].words, one));
        grid.lefts.push_back(all);
        all += words_at + words + 1;
    }
    grid.letters = std::min(letters.value, width / std::max(1e-9, all - 1));
    // Room that is left stands between the columns.
    const double spare = std::max(0.0, width / grid.letters - all) / static_cast<double>(columns);
    for (std::size_t k = 0; k < grid.lefts.size(); ++k)
        grid.lefts[k] = (grid.lefts[k] + spare * static_cast<double>(k)) * grid.letters;
    return grid;
}

// How a road looks beside its name: one whose inside is as pale as the paper keeps visible edges at any width.
void draw_line_sample(Pen& pen, const std::vector<style::Line>& lines, double left, double right, double middle,
                      double letters, double row, double ink, style::Colour text) {
    const auto luma = [&](style::Colour c) { return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b; };
    const auto stroke = [&](style::Colour colour, double width, const std::vector<double>& dash) {
        pen.move_to(left, middle);
        pen.line_to(right, middle);
        pen.stroke(colour, width, dash);
    };
    if (luma(lines.back().colour) > 195 && lines.back().dash.empty()) {
        const double widest = std::ranges::max(lines, {}, &style::Line::width).width.value * ink;
        const double outer = std::clamp(widest, letters * 0.42, row * 0.6);
        style::Colour edge = lines.size() > 1 ? lines.front().colour : style::mixed(text, lines.back().colour, 0.4);
        if (luma(edge) > 130)
            edge = style::mixed(edge, text, 0.45);
        const double rim = std::max(0.3, letters * 0.08); // grows with the letters, which are large on an A0 sheet
        stroke(edge, outer, {});
        stroke(lines.back().colour, std::max(outer - 2 * rim, outer * 0.3), {});
        return;
    }
    for (const style::Line& line : lines) {
        std::vector<double> dash;
        for (const double d : line.dash)
            dash.push_back(d * ink);
        stroke(line.colour, std::clamp(line.width.value * ink, 0.16, row * 0.7), dash);
    }
}

} // namespace

double legend_height(Pen& pen, const std::vector<LegendEntry>& entries, double width, int columns,
                     Millimetres letters) {
    if (entries.empty())
        return 0;
    for (auto count = static_cast<std::size_t>(std::max(1, columns));; --count) {
        const Grid grid = grid_of(pen, entries, width, count, letters);
        if (count == 1 || grid.letters >= std::min(letters, smallest_letters).value)
            return static_cast<double>(grid.per_column) * grid.letters * row_height;
    }
}

void draw_legend(Pen& pen, const render::Scene& scene, const std::vector<LegendEntry>& entries, const Rect& box,
                 int columns, Millimetres letters, Millimetres ink) {
    if (entries.empty())
        return;
    // As many columns as give the largest letters.
    Grid grid;
    double best = 0, row = 0;
    for (auto count = static_cast<std::size_t>(std::max(1, columns)); count > 0; --count) {
        const Grid tried = grid_of(pen, entries, box.width, count, letters);
        const double high = std::min(tried.letters * row_height, box.height / static_cast<double>(tried.per_column));
        const double size = std::min(tried.letters, high * 0.72);
        if (size > best * 1.001) {
            best = size;
            row = high;
            grid = tried;
        }
    }
    const Face face{best};
    const double sample = face.size * sample_width, swatch = face.size * 1.05;
    const double shrink = std::min(1.0, row / (18 * ink.value)) * ink.value;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const LegendEntry& e = entries[i];
        const double left = box.x + grid.lefts[i / grid.per_column],
                     middle = box.y + row * (static_cast<double>(i % grid.per_column) + 0.5);
        const double centre = left + sample / 2;
        if (e.symbol || e.group) {
            pen.save();
            pen.shift(centre, middle);
            pen.zoom(shrink);
            if (e.symbol) {
                draw_symbol(pen, *e.symbol, 0, 0, e.symbol->size.value, 1);
            } else {
                pen.disc(0, 0, 8);
                pen.fill(scene.cluster->symbol->ink);
                pen.disc(0, 0, 7);
                pen.stroke(scene.cluster->symbol->colour, 2);
                const Face digit{9, true};
                pen.text("5", digit, -pen.width_of("5", digit) / 2, 3.2, scene.text);
            }
            pen.restore();
        }
        const Rect patch{left, middle - swatch / 2, sample, swatch};
        if (e.fill || e.hatch) {
            const style::Hatch* pattern = e.fill ? pen.inks().pattern_of(*e.fill) : nullptr;
            const style::Hatch* hatch = pattern ? pattern : e.hatch ? &*e.hatch : nullptr;
            pen.rectangle(patch.x, patch.y, patch.width, patch.height);
            if (hatch) {
                pen.save();
                pen.clip();
                pen.shift(patch.x, patch.y);
                pen.zoom(ink.value);
                pen.rectangle(0, 0, patch.width / ink.value, patch.height / ink.value);
                pen.fill(hatch->ground);
                draw_hatch(pen, *hatch, pattern ? pattern->colour : e.strokes,
                           {0, 0, patch.width / ink.value, patch.height / ink.value});
                pen.restore();
            } else {
                pen.fill(*e.fill);
            }
            pen.rectangle(patch.x, patch.y, patch.width, patch.height);
            pen.stroke(style::with_opacity(scene.text, 0.45), 0.12);
        }
        if (!e.lines.empty())
            draw_line_sample(pen, e.lines, left, left + sample, middle, face.size, row, ink.value, scene.text);
        pen.text(cut(pen, e.words, face, box.x + box.width - left - face.size * words_at), face,
                 left + face.size * words_at, middle + face.size * 0.36, scene.text);
    }
}

} // namespace wangge::paper
