// Puts a table together column by column, with headings from the language texts "table.<layer>" and "field.<column>".
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
        m_table.columns.push_back({id, m_catalog.say(std::string("field.") + id), type, false, decimals});
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
            add({});
        else
            add(std::string(value));
    }
    void put(base::Date value) { put(std::string_view(base::to_text(value))); }
    void put_whole(std::int64_t value) { add(value); }
    // Blank when it is not a number.
    void put_real(double value) {
        if (std::isfinite(value))
            add(value);
        else
            add({});
    }
    void put_yes(bool value) { put(value ? std::string_view(m_catalog.say("field.yes")) : std::string_view()); }
    void put_key(std::string_view vocabulary, std::string_view key) {
        put(std::string_view(key.empty() ? std::string()
                                         : m_catalog.say("kind." + std::string(vocabulary) + "." + std::string(key))));
    }
    void blank() { add({}); }
    void shape(model::Shape shape) { m_table.shapes.push_back(std::move(shape)); }

    model::Table& table() { return m_table; }
    model::Table take() { return std::move(m_table); }

private:
    void add(model::Value value) { m_table.rows.back().push_back(std::move(value)); }
    const base::Catalog& m_catalog;
    model::Table m_table;
};

} // namespace wangge::app
