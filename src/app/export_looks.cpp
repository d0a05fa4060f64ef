#include "app/export_looks.h"

#include "export/public_copy.h"
#include "model/kinds.h"
#include "render/shared_edges.h"
#include "render/symbol_png.h"
#include "render/symbol_svg.h"
#include "style/graph_colouring.h"
#include "style/style.h"

#include <algorithm>
#include <map>
#include <optional>

namespace wangge::app {
namespace {

using exporter::TableClass;
using exporter::TableLook;

// A table whose rows differ by a word of a closed vocabulary.
struct Source {
    const char* table;
    const char* layer;      // of the style; "" = the cells' own colouring
    const char* column;     // "" = one class
    const char* vocabulary; // of the column's words
    std::span<const std::string_view> (*keys)();
    const char* one_class;    // of the style, where there is no column
    const char* label_column; // "" = none
};
constexpr Source sources[] = {
    {"sites", "sites", "kind", "site", model::keys<model::SiteKind>, "", ""},
    {"people", "people", "role", "role", model::keys<model::PersonRole>, "", ""},
    {"villages", "villages", "", "", nullptr, "*", "name"},
    {"coverage", "cover", "state", "cover_state", model::keys<model::CoverState>, "", ""},
    {"blindspots", "blind_spots", "kind", "blind_spot", model::keys<model::BlindSpotKind>, "", ""},
    {"boundaries", "boundaries", "level", "boundary", model::keys<model::BoundaryLevel>, "", "name"},
    {"roads", "roads", "road_class", "road", model::keys<model::RoadClass>, "", ""},
    {"waters", "water", "water_kind", "water", model::keys<model::WaterKind>, "", "name"},
    {"lakes", "water", "", "", nullptr, "lake", "name"},
};

bool has_column(const model::Table& table, std::string_view id) {
    return std::ranges::find(table.columns, id, &model::Column::id) != table.columns.end();
}

TableClass class_from(const style::Rule& rule, std::string value, std::string label) {
    TableClass one{std::move(value), std::move(label), rule, "", ""};
    if (rule.symbol) {
        one.icon = render::symbol_svg(*rule.symbol);
        one.picture = render::symbol_png(*rule.symbol, 64);
    }
    return one;
}

std::optional<TableLook> look_of(const Source& source, const model::Table& table, const style::Style& style,
                                 const base::Catalog& catalog) {
    TableLook look{table.id, source.column, {}, has_column(table, source.label_column) ? source.label_column : ""};
    if (!source.keys) {
        if (const style::Rule* rule = style.find(source.layer, source.one_class))
            look.classes.push_back(class_from(*rule, "", table.title));
    } else if (has_column(table, source.column))
        for (const std::string_view key : source.keys()) {
            const std::string words = catalog.say("kind." + std::string(source.vocabulary) + "." + std::string(key));
            if (const style::Rule* rule = style.find(source.layer, key))
                look.classes.push_back(class_from(*rule, words, words));
        }
    return look.classes.empty() ? std::nullopt : std::optional(std::move(look));
}

// Leads in the order of their keys, their cells in the colours of the map; a cell without one has the outline alone.
TableLook cells_look(model::Table& table, const model::Snapshot& s, const style::Style& style,
                     const base::Catalog& catalog, bool public_copy) {
    std::map<std::string, std::int32_t> leads;
    for (const model::Cell& cell : s.cells)
        if (!cell.lead_key.empty())
            leads.emplace(cell.lead_key, 0);
    std::int32_t number = 0;
    for (auto& [key, row] : leads)
        row = number++;
    std::vector<std::int32_t> group;
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells) {
        group.push_back(cell.lead_key.empty() ? -1 : leads.at(cell.lead_key));
        areas.push_back(&cell.area);
    }
    const style::Palette& palette = style.palette("inspectors");
    const std::vector<style::AreaColour> hues =
        style::colour_areas(leads.size(), render::touching_groups(render::shared_edges(areas), group), palette);
    table.columns.push_back({"colour_group", catalog.say("field.colour_group"), model::ColumnType::text});
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        table.rows[i].emplace_back(group[i] < 0 ? std::string("0") : std::to_string(group[i] + 1));
    TableLook look{table.id, "colour_group", {}, "cell_code"};
    std::map<std::string_view, std::string> names;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        names[s.people.key[i]] = s.people.name[i];
    const style::Rule& outline = style.rule("cells");
    const auto add = [&](std::int32_t row, const std::string& label) {
        style::Rule rule = outline;
        if (row >= 0)
            rule.fill = style::with_opacity(palette.colours[hues[static_cast<std::size_t>(row)].hue], palette.opacity);
        look.classes.push_back(class_from(rule, std::to_string(row + 1), label));
    };
    for (const auto& [key, row] : leads) {
        const std::string& name = names[key];
        add(row, public_copy ? exporter::masked_names(name) : name);
    }
    if (std::ranges::any_of(group, [](std::int32_t g) { return g < 0; }))
        add(-1, catalog.say("paper.roster.nobody"));
    return look;
}

} // namespace

std::vector<TableLook> export_looks(std::vector<model::Table>& tables, const TableInput& input, const Look& look,
                                    bool public_copy) {
    const style::Style style = style::Style::named("light", look.style_of("light"));
    std::vector<TableLook> looks;
    for (model::Table& table : tables) {
        if ((table.id == "cells" || table.id == "assignment") && !input.snapshot.cells.empty()) {
            looks.push_back(cells_look(table, input.snapshot, style, input.catalog, public_copy));
            continue;
        }
        const auto source = std::ranges::find_if(sources, [&](const Source& each) { return table.id == each.table; });
        if (source == std::end(sources))
            continue;
        if (std::optional<TableLook> one = look_of(*source, table, style, input.catalog))
            looks.push_back(std::move(*one));
    }
    return looks;
}

} // namespace wangge::app
