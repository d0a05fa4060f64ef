#include "style/style.h"

#include "base/error.h"
#include "base/files.h"
#include "style/changes.h"
#include "style/reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::style {

namespace {

constexpr std::array<std::string_view, 5> hatch_kinds{"diagonal", "antidiagonal", "cross", "horizontal", "dots"};
constexpr std::array<std::string_view, 13> symbol_shapes{
    "pharmacy",  "clinic",    "village_clinic", "hospital",      "vaccination", "shop", "coordinator",
    "informant", "inspector", "village",        "township_seat", "county_seat", "flag"};
// Every layer that the renderer asks for; a rule for another one is a spelling mistake.
constexpr std::array<std::string_view, 19> layer_names{
    "land",       "outside",     "water", "roads",   "cells",  "responsibility", "villages",
    "boundaries", "blind_spots", "cover", "sites",   "people", "seats",          "plates",
    "clusters",   "reach",       "links", "shields", "ledger"};

Colour read_colour(Reader& reader) {
    return with_opacity(reader.colour("colour"), reader.number("opacity", 0, 1, 1));
}

Line read_line(Reader reader) {
    Line line;
    line.colour = read_colour(reader);
    line.width = {reader.number("width", 0.1, 64)};
    if (reader.has("dash"))
        line.dash = reader.numbers("dash", 0.1, 64);
    if (line.dash.size() != 0 && line.dash.size() != 2 && line.dash.size() != 4)
        base::fail_input("style.bad_value", {{"key", "dash"}, {"wanted", "[on, off] | [on, off, on, off]"}},
                         reader.where() + "/dash");
    line.scaled = reader.flag("scaled", false);
    reader.finish();
    return line;
}

Hatch read_hatch(Reader reader) {
    Hatch hatch;
    hatch.kind = static_cast<HatchKind>(reader.choice("kind", hatch_kinds));
    hatch.colour = reader.colour("colour");
    hatch.pitch = {reader.number("pitch", 2, 64)};
    hatch.width = {reader.number("width", 0.2, 16)};
    hatch.ground = reader.colour("ground", with_opacity(hatch.colour, 0));
    if (reader.has("edge"))
        hatch.edge = read_line(reader.object("edge"));
    reader.finish();
    return hatch;
}

Symbol read_symbol(Reader reader) {
    Symbol symbol;
    symbol.shape = static_cast<SymbolShape>(reader.choice("shape", symbol_shapes));
    symbol.colour = reader.colour("colour");
    symbol.ink = reader.colour("ink", {255, 255, 255, 255});
    symbol.size = {reader.number("size", 4, 64)};
    reader.finish();
    return symbol;
}

Label read_label(Reader reader) {
    Label label;
    label.colour = reader.colour("colour");
    label.halo = reader.colour("halo");
    label.size = {reader.number("size", 6, 64)};
    label.spacing = {reader.number("spacing", 0, 32, 0)};
    label.bold = reader.flag("bold", false);
    label.italic = reader.flag("italic", false);
    label.priority = static_cast<int>(reader.number("priority", 0, 1000, 0));
    reader.finish();
    return label;
}

Rule read_rule(Reader reader) {
    Rule rule;
    rule.layer = layer_names[reader.choice("layer", layer_names)];
    rule.kind = reader.has("class") ? reader.text("class") : "*";
    if (reader.has("fill")) {
        Reader fill = reader.object("fill");
        rule.fill = read_colour(fill);
        fill.finish();
    }
    if (reader.has("line"))
        rule.line = read_line(reader.object("line"));
    if (reader.has("casing"))
        rule.casing = read_line(reader.object("casing"));
    if (reader.has("bands"))
        for (Reader& band : reader.objects("bands"))
            rule.bands.push_back(read_line(band));
    if (reader.has("hatch"))
        rule.hatch = read_hatch(reader.object("hatch"));
    if (reader.has("symbol"))
        rule.symbol = read_symbol(reader.object("symbol"));
    if (reader.has("label"))
        rule.label = read_label(reader.object("label"));
    rule.finest_pixel = {reader.number("metres_per_pixel_at_most", 0, 1e6, 0)};
    rule.label_pixel = {reader.number("label_metres_per_pixel_at_most", 0, 1e6, 0)};
    reader.finish();
    return rule;
}

} // namespace

Style Style::named(std::string_view name, std::string_view changes) {
    const std::filesystem::path folder = base::data_folder() / "styles";
    const std::filesystem::path file = folder / (std::string(name) + ".json");
    if (name.find('/') != name.npos || !std::filesystem::exists(file))
        base::fail_input("style.unknown_style", {{"name", std::string(name)}});
    nlohmann::json json = read_json(file);
    if (!changes.empty())
        apply_changes(json, changes);
    return read(json, std::string(name), file.filename().string(), base::data_folder() / "palettes");
}

Style Style::load(const std::filesystem::path& file, const std::filesystem::path& palette_folder) {
    return read(read_json(file), file.stem().string(), file.filename().string(), palette_folder);
}

Style Style::read(const nlohmann::json& json, std::string name, const std::string& file,
                  const std::filesystem::path& palette_folder) {
    Reader reader(json, file + ": ");
    Style style;
    style.m_name = std::move(name);

    Reader relief = reader.object("relief");
    style.m_relief = {relief.colour("shadow"), relief.colour("light"), relief.colour("tint")};
    relief.finish();

    reader.object("roles").each([&](const std::string& key, Reader& roles) { style.m_roles[key] = roles.colour(key); });
    reader.object("palettes").each([&](const std::string& key, Reader& palettes) {
        const std::string file_name = palettes.text(key);
        const std::filesystem::path palette = palette_folder / (file_name + ".json");
        if (file_name.find('/') != file_name.npos || !std::filesystem::exists(palette))
            base::fail_input("style.bad_value", {{"key", key}, {"wanted", "palettes/*.json"}},
                             palettes.where() + "/" + key);
        style.m_palettes[key] = load_palette(palette);
    });
    for (Reader& rule : reader.objects("rules")) {
        style.m_rules.push_back(read_rule(rule));
        const Rule& added = style.m_rules.back();
        const auto same = [&](const Rule& r) { return r.layer == added.layer && r.kind == added.kind; };
        if (std::count_if(style.m_rules.begin(), style.m_rules.end(), same) > 1)
            base::fail_input("style.twice", {{"layer", added.layer}, {"class", added.kind}}, rule.where());
    }
    reader.finish();
    return style;
}

const Rule* Style::find(std::string_view layer, std::string_view kind) const {
    const Rule* general = nullptr;
    for (const Rule& rule : m_rules) {
        if (rule.layer != layer)
            continue;
        if (rule.kind == kind)
            return &rule;
        if (rule.kind == "*")
            general = &rule;
    }
    return general;
}

const Rule& Style::rule(std::string_view layer, std::string_view kind) const {
    const Rule* found = find(layer, kind);
    if (!found)
        base::fail_input("style.no_rule", {{"layer", std::string(layer)}, {"class", std::string(kind)}},
                         m_name + ".json");
    return *found;
}

Colour Style::role(std::string_view name) const {
    const auto it = m_roles.find(name);
    if (it == m_roles.end())
        base::fail_input("style.no_role", {{"role", std::string(name)}}, m_name + ".json");
    return it->second;
}

const Palette& Style::palette(std::string_view use) const {
    const auto it = m_palettes.find(use);
    if (it == m_palettes.end())
        base::fail_input("style.no_palette", {{"use", std::string(use)}}, m_name + ".json");
    return it->second;
}

double Style::line_scale(base::Metres per_pixel) {
    return std::min(1.7, std::pow(98 / per_pixel.value, 0.6));
}

} // namespace wangge::style
