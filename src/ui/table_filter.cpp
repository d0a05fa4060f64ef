#include "ui/table_filter.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

bool holds(const model::Value& value, const std::string& lower) {
    const auto* text = std::get_if<std::string>(&value);
    if (!text)
        return false;
    // Chinese needs no folding: most texts are found without making a copy.
    return text->find(lower) != std::string::npos || base::lower_ascii(*text).find(lower) != std::string::npos;
}

bool meets(const model::Value& value, const ColumnCondition& condition, const std::string& lower) {
    if (!lower.empty() && !holds(value, lower))
        return false;
    const double number = number_of(value);
    if (condition.from && !(number >= *condition.from))
        return false;
    if (condition.to && !(number <= *condition.to))
        return false;
    if (condition.left_out.empty())
        return true;
    const auto* text = std::get_if<std::string>(&value);
    return !condition.left_out.contains(text ? *text : "");
}

// Numbers to sort by: of texts their place in the order of all texts of the column, so that each is made once.
std::vector<double> sort_keys(const app::ShownTable& table, std::size_t column,
                              const std::vector<std::uint32_t>& rows) {
    std::vector<double> keys(table.rows, std::nan(""));
    std::vector<std::pair<std::string, std::uint32_t>> texts;
    for (const std::uint32_t row : rows) {
        model::Value value = table.at(row, column);
        if (auto* text = std::get_if<std::string>(&value))
            texts.emplace_back(std::move(*text), row);
        else
            keys[row] = number_of(value);
    }
    std::sort(texts.begin(), texts.end());
    double place = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0 && texts[i - 1].first != texts[i].first)
            ++place;
        keys[texts[i].second] = place;
    }
    return keys;
}

} // namespace

bool is_number(const model::Column& column) {
    return column.type == model::ColumnType::integer || column.type == model::ColumnType::real;
}

double number_of(const model::Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return std::nan("");
}

std::vector<std::uint32_t> rows_of(const app::ShownTable& table, const TableQuestion& question) {
    const std::string words = base::lower_ascii(base::trimmed(question.words));
    struct Asked {
        std::size_t column;
        const ColumnCondition* condition;
        std::string lower;
    };
    std::vector<Asked> asked;
    std::optional<std::size_t> sort;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const auto condition = question.columns.find(table.columns[c].id);
        if (condition != question.columns.end() && !condition->second.empty())
            asked.push_back({c, &condition->second, base::lower_ascii(base::trimmed(condition->second.contains))});
        if (table.columns[c].id == question.sort)
            sort = c;
    }
    std::vector<std::uint32_t> rows;
    const auto said = [&](std::uint32_t row) {
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (holds(table.at(row, c), words))
                return true;
        return false;
    };
    for (std::uint32_t i = 0; i < table.rows; ++i) {
        const bool kept =
            std::all_of(asked.begin(), asked.end(),
                        [&](const Asked& a) { return meets(table.at(i, a.column), *a.condition, a.lower); }) &&
            (words.empty() || said(i));
        if (kept)
            rows.push_back(i);
    }
    if (!sort)
        return rows;
    const std::vector<double> keys = sort_keys(table, *sort, rows);
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        const double x = keys[a], y = keys[b];
        if (std::isnan(x) || std::isnan(y))
            return !std::isnan(x) && std::isnan(y);
        return question.descending ? y < x : x < y;
    });
    return rows;
}

} // namespace wangge::ui
