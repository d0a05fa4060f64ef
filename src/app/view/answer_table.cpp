#include "app/view/answer_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace wangge::app {
namespace {

using model::ColumnType;
using nlohmann::json;

model::Value text(const json& row, const char* member) {
    const auto found = row.find(member);
    return found != row.end() && found->is_string() && !found->get_ref<const std::string&>().empty()
               ? model::Value{found->get<std::string>()}
               : model::Value{};
}

std::unordered_map<std::string_view, model::Row> rows_by_key(const model::Snapshot& s) {
    std::unordered_map<std::string_view, model::Row> rows;
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        rows.emplace(s.sites.key[i], static_cast<model::Row>(i));
    return rows;
}

model::Value note_of(const json& visit, const base::Catalog& catalog) {
    std::string words;
    const auto add = [&](const std::string& word) { words += (words.empty() ? "" : " · ") + word; };
    for (const char* what : {"late", "carried_over", "closed"})
        if (visit.value(what, false))
            add(catalog.say(std::string("ui.visit.") + what));
    if (const auto other = visit.find("instead_of_name"); other != visit.end() && other->is_string())
        add(catalog.say({"ui.visit.instead_of", {{"person", other->get<std::string>()}}}));
    return words.empty() ? model::Value{} : model::Value{words};
}

std::string joined(const json& codes) {
    std::string words;
    for (const json& code : codes)
        words += (words.empty() ? "" : "、") + code.get<std::string>();
    return words;
}

const char* list_of(std::string_view tab) {
    return tab == "drawn" ? "drawn" : "visits";
}

} // namespace

bool has_answer_tab(std::string_view action) {
    return std::any_of(answer_tabs.begin(), answer_tabs.end(), [&](const AnswerTab& t) { return t.action == action; });
}

std::int64_t answer_rows(std::string_view tab, const ResultView& answer) {
    return static_cast<std::int64_t>(answer.list(list_of(tab)).size());
}

model::Table answer_table(std::string_view tab, const ResultView& answer, const model::Snapshot& s,
                          const base::Catalog& catalog, std::vector<model::Row>& sites) {
    sites.clear();
    model::Table table{.id = std::string(tab), .title = "ui.tab." + std::string(tab)};
    const json& rows = answer.list(list_of(tab));
    if (tab == "cross") {
        table.columns = {{"zone", "ui.column.zone"},
                         {"lead", "ui.column.visiting_lead"},
                         {"second", "ui.column.visiting_second"},
                         {"way", "ui.column.way_km", ColumnType::real, false, 1},
                         {"cells", "ui.column.cells", ColumnType::integer},
                         {"left_out", "ui.column.left_out"}};
        for (const json& row : rows)
            table.rows.push_back({text(row, "home"), text(row, "lead"), text(row, "second"), row.value("way_km", 0.0),
                                  static_cast<std::int64_t>(row["cells"].size()), joined(row["not_by_them"])});
        return table;
    }
    const auto row_of = rows_by_key(s);
    const bool drawn = tab == "drawn";
    if (drawn)
        table.columns = {{"order", "ui.column.rank", ColumnType::integer},
                         {"name", "ui.column.name"},
                         {"township", "ui.column.township"},
                         {"grade", "ui.column.grade"},
                         {"lead", "ui.column.lead"},
                         {"second", "ui.column.second"}};
    else
        table.columns = {{"day", "ui.column.day", ColumnType::date},
                         {"time", "ui.column.time"},
                         {"name", "ui.column.name"},
                         {"township", "ui.column.township"},
                         {"lead", "ui.column.lead"},
                         {"second", "ui.column.second"},
                         {"latest", "ui.column.due", ColumnType::date},
                         {"note", "ui.column.note"}};
    for (const json& row : rows) {
        const std::string key = row.value(drawn ? "site" : "key", "");
        const auto found = row_of.find(key);
        sites.push_back(found == row_of.end() ? model::no_row : found->second);
        model::Value name = key, township, grade;
        if (sites.back() != model::no_row) {
            const auto site = static_cast<std::size_t>(sites.back());
            name = std::string(s.sites.name[site]);
            if (const model::Row t = s.sites.township[site]; t != model::no_row)
                township = s.boundaries[static_cast<std::size_t>(s.townships[static_cast<std::size_t>(t)])].name;
            if (const std::string_view letter = model::key_of(s.sites.grade[site]); letter.size() == 1)
                grade = std::string(letter);
        }
        if (drawn)
            table.rows.push_back({static_cast<std::int64_t>(table.rows.size()) + 1, name, township, grade,
                                  text(row, "lead_name"), text(row, "second_name")});
        else
            table.rows.push_back({text(row, "day"), text(row, "time"), name, township, text(row, "lead_name"),
                                  text(row, "second_name"), text(row, "latest"), note_of(row, catalog)});
    }
    return table;
}

} // namespace wangge::app
