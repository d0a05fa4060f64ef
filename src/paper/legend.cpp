#include "paper/legend.h"

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

void draw_legend(Pen& pen, const render::Scene& scene, const std::vector<LegendEntry>& entries, const Rect& box,
                 int columns, Millimetres letters, Millimetres ink) {
    const auto per_column =
        static_cast<std::size_t>(std::max(1.0, std::ceil(static_cast<double>(entries.size()) / std::max(1, columns))));
    const double width = box.width / std::max(1, columns);
    const double row = std::min(letters.value * 1.85, box.height / static_cast<double>(per_column));
    Face face{std::min(letters.value, row * 0.72)};
    const double sample = face.size * 2.6, swatch = face.size * 1.05;
    const double shrink = std::min(1.0, row / (18 * ink.value)) * ink.value;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const LegendEntry& e = entries[i];
        const double left = box.x + width * static_cast<double>(i / per_column),
                     middle = box.y + row * (static_cast<double>(i % per_column) + 0.5);
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
        // White roads, which the map draws on coloured ground, have an edge on white paper.
        const auto is_white = [](const style::Line& line) {
            return std::min({line.colour.r, line.colour.g, line.colour.b}) > 240;
        };
        if (!e.lines.empty() && std::ranges::all_of(e.lines, is_white)) {
            const double widest = std::ranges::max(e.lines, {}, &style::Line::width).width.value * ink.value;
            pen.move_to(left, middle);
            pen.line_to(left + sample, middle);
            pen.stroke(style::with_opacity(scene.text, 0.5), std::min(widest, row * 0.7) + 0.3);
        }
        for (const style::Line& line : e.lines) {
            std::vector<double> dash;
            for (const double d : line.dash)
                dash.push_back(d * ink.value);
            pen.move_to(left, middle);
            pen.line_to(left + sample, middle);
            pen.stroke(line.colour, std::min(line.width.value * ink.value, row * 0.7), dash);
        }
        Face fitted = face;
        const double room = width - sample - face.size * 1.2;
        while (fitted.size > face.size * 0.6 && pen.width_of(e.words, fitted) > room)
            fitted.size *= 0.94;
        pen.text(e.words, fitted, left + sample + face.size * 0.7, middle + fitted.size * 0.36, scene.text);
    }
}

} // namespace wangge::paper
