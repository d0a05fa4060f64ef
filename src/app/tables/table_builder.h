// Puts a table together column by column, with headings from the language texts "table.<layer>" and "field.<column>" or
// "field.<layer>.<column>".
#pragma once
#include "app/layer_tables.h"

#include <cmath>

namespace wangge::app {

class TableBuilder {
public:
    TableBuilder(const TableInput& input, const char* layer, model::ShapeKind shapes) : m_catalog(input.catalog) {
        m_table.id = layer;
        m_table.title = m_catalog.say(std::string("table.") + layer);
        m_table.epsg = input.snapshot.epsg;
        m_table.shape_kind = shapes;
    }
    // Columns, in order. A personal column is left out of public copies, of a name the surname stays.
    TableBuilder& column(const char* id, model::ColumnType type, int decimals = 2) {
        // A layer may have its own word for a common column: "姓名" for the name of a person.
        const std::string own = "field." + m_table.id + "." + id;
        m_table.columns.push_back(
            {id, m_catalog.say(m_catalog.has(own) ? own : std::string("field.") + id), type, false, decimals});
        return *this;
    }
    TableBuilder& text(const char* id) { return column(id, model::ColumnType::text); }
    TableBuilder& whole(const char* id) { return column(id, model::ColumnType::integer); }
    TableBuilder& real(const char* id, int decimals) { return column(id, model::ColumnType::real, decimals); }
    TableBuilder& date(const char* id) { return column(id, model::ColumnType::date); }
    TableBuilder& personal() {
        m_table.columns.back().personal = true;
        return *this;
    }
    TableBuilder& name_of_person() {
        m_table.columns.back().person_name = true;
        return *this;
    }

    // Cells of the row begun last.
    void row(std::size_t cells) {
        m_table.rows.emplace_back();
        m_table.rows.back().reserve(cells);
    }
    void put(std::string_view value) {
        if (value.empty())
            blank();
        else
            m_table.rows.back().emplace_back(std::string(value));
    }
    void put(base::Date value) { put(std::string_view(base::to_text(value))); }
    void put_whole(std::int64_t value) { m_table.rows.back().emplace_back(value); }
    // Blank when it is not a number.
    void put_real(double value) {
        if (std::isfinite(value))
            m_table.rows.back().emplace_back(value);
        else
            blank();
    }
    void put_yes(bool value) { put(value ? std::string_view(m_catalog.say("field.yes")) : std::string_view()); }
    void put_key(std::string_view vocabulary, std::string_view key) {
        put(std::string_view(key.empty() ? std::string()
                                         : m_catalog.say("kind." + std::string(vocabulary) + "." + std::string(key))));
    }
    void blank() { m_table.rows.back().emplace_back(); }
    // The shape of the row begun last; no shape where it is empty or not a place.
    void shape(geo::MapPoint point) {
        if (std::isfinite(point.x) && std::isfinite(point.y))
            m_table.shapes.emplace_back(point);
        else
            m_table.shapes.emplace_back();
    }
    template <class Many> void shape(const Many& line_or_area) {
        if (line_or_area == Many{})
            m_table.shapes.emplace_back();
        else
            m_table.shapes.emplace_back(line_or_area);
    }

    model::Table& table() { return m_table; }
    model::Table take() { return std::move(m_table); }

private:
    const base::Catalog& m_catalog;
    model::Table m_table;
};

} // namespace wangge::app
