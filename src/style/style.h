// Symbology as data: a style file with its palettes, checked when it is read and asked by layer and class.
#pragma once
#include "style/palette.h"
#include "style/symbology.h"

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace wangge::style {

// How hill-shade is laid over the land: each part blends one colour with at most its own alpha.
struct Relief {
    Colour shadow, light, tint;
};

class Style {
public:
    // data/styles/<name>.json and the palettes that it names. Throws Error as load() does, and Error(bad_input)
    // "style.unknown_style".
    // `changes` is a JSON text of the same schema with only what differs: {"rules": [{"layer": "roads", "class":
    // "primary", "line": {"width": 5}}], "relief": {...}, "roles": {...}, "palettes": {...}}; "" = none. A rule for a
    // class that the style does not have begins as a copy of the layer's general rule; null takes a part away. Its
    // mistakes have "<layer>.<class>: <JSON path>" as `where`.
    static Style named(std::string_view name, std::string_view changes = {});
    // Throws Error(bad_input) "style.unknown_key", "style.missing_key", "style.bad_value", "style.twice",
    // "style.bad_json" with "<file>: <JSON path>" as `where`; Error(environment) when a file cannot be read.
    static Style load(const std::filesystem::path& file, const std::filesystem::path& palette_folder);

    const std::string& name() const { return m_name; }
    const Relief& relief() const { return m_relief; }
    // The rule of the class, else of "*", else null.
    const Rule* find(std::string_view layer, std::string_view kind = "*") const;
    // As find(), for what every style must have. Throws Error(bad_input) "style.no_rule".
    const Rule& rule(std::string_view layer, std::string_view kind = "*") const;
    // A colour by its role in the window, e.g. "text2". Throws Error(bad_input) "style.no_role".
    Colour role(std::string_view name) const;
    const std::map<std::string, Colour, std::less<>>& roles() const { return m_roles; }
    // By use: "inspectors", "coverage", "workload", "area_types", "change". Throws Error(bad_input) "style.no_palette".
    const Palette& palette(std::string_view use) const;
    const std::vector<Rule>& rules() const { return m_rules; }

    // Factor on the width of a scaled line: (98 / metres per pixel)^0.6, at most 1.7.
    static double line_scale(base::Metres per_pixel);

private:
    static Style read(const nlohmann::json& json, std::string name, const std::string& file,
                      const std::filesystem::path& palette_folder);
    std::string m_name;
    Relief m_relief;
    std::map<std::string, Colour, std::less<>> m_roles;
    std::map<std::string, Palette, std::less<>> m_palettes;
    std::vector<Rule> m_rules;
};

// One value of a style's changes under a dotted name: "<layer>[.<class>].<part>[.<key>]", e.g.
// "roads.primary.line.width", "sites.clinic.symbol.colour", "villages.label_metres_per_pixel_at_most", or
// "relief.shadow", "palettes.coverage", "roles.accent". The value is JSON, or bare text. Returns the new changes,
// checked against the style of that name. Throws Error(bad_input) "style.bad_name" and what Style::named throws.
std::string with_change(std::string_view style, std::string_view changes, std::string_view name,
                        std::string_view value);
// Without what lies under the name ("roads", "roads.primary", "roads.primary.line.width"); all of it when it is empty.
std::string without_change(std::string_view changes, std::string_view name);
// Names and values of all that differs, in order.
std::vector<std::pair<std::string, std::string>> list_changes(std::string_view changes);
// True for names whose value is a colour, which belongs to one theme.
bool is_colour_name(std::string_view name);

} // namespace wangge::style
