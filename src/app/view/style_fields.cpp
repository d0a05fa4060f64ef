#include "app/view/style_fields.h"

#include "style/style.h"

#include <fmt/format.h>

namespace wangge::app {
namespace {

// A metre a pixel of 96 to the inch.
constexpr double denominator_per_metre = 96 / 0.0254;

void add_colour(std::vector<StyleField>& fields, const std::string& rule, const std::string& part,
                style::Colour colour) {
    colour.a = 255; // opacity is the layer's own affair
    fields.push_back(
        {rule + "." + part, "ui.style." + part, StyleFieldKind::colour, style::to_hex(colour).substr(0, 7)});
}

void add_number(std::vector<StyleField>& fields, const std::string& rule, const std::string& part, double value,
                double low, double high, double step) {
    fields.push_back({rule + "." + part, "ui.style." + part, StyleFieldKind::number, "", value, low, high, step});
}

void add_scale(std::vector<StyleField>& fields, const std::string& rule, const std::string& part, base::Metres finest) {
    fields.push_back(
        {rule + "." + part, "ui.style." + part, StyleFieldKind::scale, "", finest.value * denominator_per_metre});
}

} // namespace

std::vector<std::pair<std::string, std::string>> style_rules_of(std::string_view layer) {
    const std::string name(layer);
    if (name.starts_with("sites.") || name.starts_with("people.") || name.starts_with("blind_spots.")) {
        const std::size_t dot = name.find('.');
        return {{name.substr(0, dot), name.substr(dot + 1)}};
    }
    if (name == "boundaries")
        return {{"boundaries", "county"}, {"boundaries", "township"}, {"outside", "*"}};
    if (name == "roads")
        return {{"roads", "primary"},   {"roads", "expressway"}, {"roads", "trunk"},
                {"roads", "secondary"}, {"roads", "tertiary"},   {"roads", "local"}};
    if (name == "water")
        return {{"water", "river"}, {"water", "stream"}, {"water", "lake"}};
    if (name == "villages")
        return {{"villages", "*"}, {"villages", "blind"}};
    if (name == "cells")
        return {{"cells", "*"}, {"responsibility", "*"}};
    if (name == "labels")
        return {{"seats", "township"}, {"seats", "county"}};
    if (name == "blind_spots")
        return {{"blind_spots", "contact"},
                {"blind_spots", "supply"},
                {"blind_spots", "responsibility"},
                {"blind_spots", "visit"},
                {"blind_spots", "unmapped"}};
    if (name == "reach")
        return {{"reach", "present"}, {"reach", "suggested"}};
    if (name == "links")
        return {{"links", "*"}};
    if (name == "ledger")
        return {{"ledger", "overdue"}};
    return {};
}

std::vector<StyleField> style_fields(const Look& look, std::string_view theme, const std::string& layer,
                                     const std::string& kind) {
    const style::Style style = style::Style::named(theme, look.style_of(theme));
    const style::Rule* rule = style.find(layer, kind);
    std::vector<StyleField> fields;
    if (!rule)
        return fields;
    const std::string name = kind == "*" ? layer : layer + "." + kind;
    if (rule->symbol) {
        add_colour(fields, name, "symbol.colour", rule->symbol->colour);
        add_number(fields, name, "symbol.size", rule->symbol->size.value, 6, 32, 1);
    }
    if (rule->fill)
        add_colour(fields, name, "fill.colour", *rule->fill);
    if (rule->line) {
        add_colour(fields, name, "line.colour", rule->line->colour);
        add_number(fields, name, "line.width", rule->line->width.value, 0.3, 10, 0.1);
    }
    if (rule->casing) {
        add_colour(fields, name, "casing.colour", rule->casing->colour);
        add_number(fields, name, "casing.width", rule->casing->width.value, 0.3, 14, 0.1);
    }
    if (rule->hatch) {
        add_colour(fields, name, "hatch.colour", rule->hatch->colour);
        add_number(fields, name, "hatch.width", rule->hatch->width.value, 0.4, 4, 0.1);
        add_number(fields, name, "hatch.pitch", rule->hatch->pitch.value, 3, 20, 1);
    }
    if (rule->label) {
        add_colour(fields, name, "label.colour", rule->label->colour);
        add_number(fields, name, "label.size", rule->label->size.value, 8, 28, 0.5);
    }
    if (rule->line || rule->symbol)
        add_scale(fields, name, "metres_per_pixel_at_most", rule->finest_pixel);
    if (rule->label)
        add_scale(fields, name, "label_metres_per_pixel_at_most", rule->label_pixel);
    return fields;
}

Look with_style(Look look, std::string_view theme, const StyleField& field, const std::string& value) {
    const std::string text =
        field.kind == StyleFieldKind::scale ? fmt::format("{:.6g}", std::stod(value) / denominator_per_metre) : value;
    for (const std::string each : {"light", "dark"})
        if (field.kind != StyleFieldKind::colour || each == theme)
            look.style[each] = style::with_change(each, look.style_of(each), field.name, text);
    return look;
}

Look without_style(Look look, const std::string& layer, const std::string& kind) {
    for (auto& [theme, changes] : look.style)
        changes = style::without_change(changes, kind == "*" ? layer : layer + "." + kind);
    return look;
}

} // namespace wangge::app
