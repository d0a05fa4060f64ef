#include "import/columns.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace wangge::import {

std::string folded(std::string_view text) {
    const std::string half = base::lower_ascii(base::half_width(text));
    std::string result;
    int depth = 0;
    for (std::size_t i = 0; i < half.size(); ++i) {
        const char c = half[i];
        const std::string_view rest = std::string_view(half).substr(i);
        // 【 】 〔 〕 and the no-break space are not folded by half_width().
        const bool opens = c == '(' || c == '[' || c == '{' || rest.starts_with("【") || rest.starts_with("〔");
        const bool closes = c == ')' || c == ']' || c == '}' || rest.starts_with("】") || rest.starts_with("〕");
        const std::size_t width = static_cast<unsigned char>(c) < 0x80 ? 1 : rest.starts_with("\xC2\xA0") ? 2 : 3;
        if (opens || closes) {
            depth = std::max(0, depth + (opens ? 1 : -1));
            i += width - 1;
        } else if (depth > 0 || rest.starts_with("\xC2\xA0")) {
            i += std::min(width, rest.size()) - 1;
            if (depth > 0 && static_cast<unsigned char>(c) >= 0xF0)
                ++i;
        } else if (rest.starts_with("臺")) {
            result += "台";
            i += 2;
        } else if (std::string_view(" \t\r\n_-.:;*/'\"#,").find(c) == std::string_view::npos) {
            result += c;
        }
    }
    // Nothing but brackets: then what is in them counts.
    return result.empty() && depth == 0 && half.size() > 2 && (half.front() == '(' || half.front() == '[')
               ? folded(std::string_view(half).substr(1, half.size() - 2))
               : result;
}

class ColumnTableLoader {
public:
    static void add(ColumnTable& table, const std::filesystem::path& file) {
        const nlohmann::json json = nlohmann::json::parse(base::read_file(file), nullptr, false);
        if (!json.is_object() || !json.contains("fields"))
            base::fail_environment("import.bad_data_file", {{"file", file.string()}}, file.string());
        for (const auto& field : json["fields"].items()) {
            auto& headings = table.m_headings[field.key()];
            headings.push_back(folded(field.key()));
            for (const auto& heading : field.value())
                headings.push_back(folded(heading.get<std::string>()));
            for (const std::string& heading : headings)
                table.m_known.emplace(heading, 1);
            if (std::find(table.m_fields.begin(), table.m_fields.end(), field.key()) == table.m_fields.end())
                table.m_fields.push_back(field.key());
        }
        if (json.contains("needs"))
            for (const auto& group : json["needs"])
                table.m_needs.push_back(group.get<std::vector<std::string>>());
        for (const char* part : {"values", "contained"}) {
            if (!json.contains(part))
                continue;
            for (const auto& field : json[part].items())
                for (const auto& value : field.value().items())
                    for (const auto& word : value.value())
                        add_word(table.m_values[field.key()], value.key(), folded(word.get<std::string>()),
                                 std::string_view(part) == "contained");
        }
        for (auto& field : table.m_values)
            std::stable_sort(field.second.contained.begin(), field.second.contained.end(),
                             [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    }

private:
    static void add_word(ColumnTable::Words& words, const std::string& value, const std::string& word, bool contained) {
        words.exact.emplace(folded(value), value);
        words.exact.emplace(word, value);
        if (contained)
            words.contained.emplace_back(word, value);
    }
};

ColumnTable ColumnTable::load(Kind kind) {
    ColumnTable table;
    const std::filesystem::path folder = base::data_folder() / "columns";
    ColumnTableLoader::add(table, folder / fmt::format("{}.json", key_of(kind)));
    ColumnTableLoader::add(table, folder / "common.json");
    return table;
}

int ColumnTable::known(const RowBlock& block, std::size_t row) const {
    int count = 0;
    for (std::size_t column = 0; column < block.cells(row); ++column)
        count += m_known.contains(folded(block.cell(row, column)));
    return count;
}

std::string_view ColumnTable::value(const std::string& field, std::string_view text) const {
    const auto words = m_values.find(field);
    if (words == m_values.end() || text.empty())
        return {};
    if (const auto found = words->second.exact.find(std::string(text)); found != words->second.exact.end())
        return found->second;
    const std::string plain = folded(text);
    if (const auto found = words->second.exact.find(plain); found != words->second.exact.end())
        return found->second;
    for (const auto& [word, value] : words->second.contained)
        if (plain.find(word) != std::string::npos)
            return value;
    return {};
}

Mapping Mapping::make(const ColumnTable& table, const std::vector<std::string>& columns, const Options& options,
                      bool shapes, bool partial) {
    Mapping mapping;
    mapping.m_columns = columns;
    const std::string found = fmt::format("{}", fmt::join(columns, ", "));
    const auto known_field = [&](const std::string& field) {
        if (!table.has(field))
            base::fail_input("import.unknown_field",
                             {{"field", field}, {"fields", fmt::format("{}", fmt::join(table.fields(), ", "))}},
                             "--map");
    };
    std::vector<bool> taken(columns.size());
    for (const auto& [field, heading] : options.columns) {
        known_field(field);
        const auto same = [&](const std::string& column) {
            return column == heading || folded(column) == folded(heading);
        };
        const auto at = std::find_if(columns.begin(), columns.end(), same);
        if (at == columns.end())
            base::fail_input("import.no_such_column", {{"column", heading}, {"found", found}}, "--map");
        mapping.m_sources[field].column = static_cast<int>(at - columns.begin());
        taken[static_cast<std::size_t>(at - columns.begin())] = true;
    }
    for (const auto& [field, value] : options.constants) {
        known_field(field);
        mapping.m_sources[field].constant = value;
    }
    std::vector<std::string> plain;
    for (const std::string& column : columns)
        plain.push_back(folded(column));
    for (const std::string& field : table.fields()) {
        if (mapping.m_sources.contains(field))
            continue;
        for (const std::string& heading : table.headings(field)) {
            const auto at = static_cast<std::size_t>(std::find(plain.begin(), plain.end(), heading) - plain.begin());
            if (at == plain.size() || taken[at])
                continue;
            mapping.m_sources[field].column = static_cast<int>(at);
            taken[at] = true;
            break;
        }
    }
    for (const auto& group : table.needs()) {
        const bool is_place = std::find(group.begin(), group.end(), "x") != group.end();
        const auto given = [&](const std::string& field) { return mapping[field].given(); };
        if ((is_place && (shapes || partial)) || std::any_of(group.begin(), group.end(), given))
            continue;
        base::fail_input("import.missing_columns", {{"found", found.empty() ? "-" : found},
                                                    {"needed", fmt::format("{}", fmt::join(group, " | "))}});
    }
    return mapping;
}

const Source& Mapping::operator[](const std::string& field) const {
    static const Source nowhere;
    const auto found = m_sources.find(field);
    return found == m_sources.end() ? nowhere : found->second;
}

std::map<std::string, std::string> Mapping::used() const {
    std::map<std::string, std::string> result;
    for (const auto& [field, source] : m_sources)
        result[field] = source.column >= 0 ? m_columns[static_cast<std::size_t>(source.column)] : "=" + source.constant;
    return result;
}

std::optional<geo::Datum> Mapping::datum_hint() const {
    std::string headings;
    for (const char* field : {"x", "y", "lon", "lat", "coordinates"})
        if (const Source& source = (*this)[field]; source.column >= 0)
            headings += base::lower_ascii(m_columns[static_cast<std::size_t>(source.column)]);
    const auto says = [&](std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const char* word) { return headings.find(word) != std::string::npos; });
    };
    if (says({"bd09", "bd-09", "百度", "baidu"}))
        return geo::Datum::bd09;
    if (says({"gcj", "火星", "高德", "腾讯", "amap"}))
        return geo::Datum::gcj02;
    if (says({"wgs", "gps", "cgcs", "国家2000", "天地图"}))
        return geo::Datum::cgcs2000;
    return std::nullopt;
}

std::vector<std::string> find_headings(const RowBlock& block, const ColumnTable& table, const Options& options,
                                       std::size_t& first_data) {
    constexpr std::size_t searched = 20;
    std::vector<std::string> given;
    for (const auto& [field, heading] : options.columns)
        given.push_back(folded(heading));
    std::size_t best = 0;
    int most = 0;
    for (std::size_t row = 0; row < std::min(searched, block.size()); ++row) {
        int known = table.known(block, row);
        for (std::size_t column = 0; column < block.cells(row); ++column)
            known += std::find(given.begin(), given.end(), folded(block.cell(row, column))) != given.end();
        if (known > most) {
            most = known;
            best = row;
        }
    }
    const auto texts = [&](std::size_t row) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < block.cells(row); ++column)
            cells.emplace_back(base::trimmed(block.cell(row, column)));
        return cells;
    };
    if (most == 0) {
        const std::string found = block.size() == 0 ? "-" : fmt::format("{}", fmt::join(texts(0), ", "));
        std::string needed;
        for (const auto& group : table.needs())
            needed += fmt::format("{}{}", needed.empty() ? "" : "; ", fmt::join(group, " | "));
        base::fail_input("import.missing_columns", {{"found", found.substr(0, 400)}, {"needed", needed}});
    }
    std::vector<std::string> headings = texts(best);
    first_data = best + 1;
    // A second row of headings fills the parts of a merged group: known words under cells that are blank or unknown.
    if (best + 1 < block.size() && table.known(block, best + 1) >= 2) {
        const std::vector<std::string> parts = texts(best + 1);
        headings.resize(std::max(headings.size(), parts.size()));
        for (std::size_t column = 0; column < parts.size(); ++column)
            if (!parts[column].empty())
                headings[column] = parts[column];
        first_data = best + 2;
    } else if (best > 0 && table.known(block, best - 1) >= 1) {
        // The group's row stands above and has headings of its own in columns that are blank here.
        const std::vector<std::string> above = texts(best - 1);
        headings.resize(std::max(headings.size(), above.size()));
        for (std::size_t column = 0; column < above.size(); ++column)
            if (headings[column].empty())
                headings[column] = above[column];
    }
    return headings;
}

} // namespace wangge::import
