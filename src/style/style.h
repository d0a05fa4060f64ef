// Symbology as data: a style file with its palettes, checked when it is read and asked by layer and class.
#pragma once
#include "style/palette.h"
#include "style/symbology.h"

#include <map>
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
    static Style named(std::string_view name);
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
    std::string m_name;
    Relief m_relief;
    std::map<std::string, Colour, std::less<>> m_roles;
    std::map<std::string, Palette, std::less<>> m_palettes;
    std::vector<Rule> m_rules;
};

} // namespace wangge::style
