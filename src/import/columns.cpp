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
        if (json.contains("files"))
            for (const auto& word : json["files"])
                table.m_file_words.push_back(base::lower_ascii(word.get<std::string>()));
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
    const std::set<std::string> own(table.m_fields.begin(), table.m_fields.end());
    ColumnTableLoader::add(table, folder / "common.json");
    for (const std::string& field : table.m_fields)
        if (!own.contains(field))
            table.m_common.insert(field);
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

std::vector<std::string> unique_names(const std::vector<std::string>& headings) {
    std::vector<std::string> names;
    std::set<std::string, std::less<>> taken;
    for (std::size_t column = 0; column < headings.size(); ++column) {
        std::string name = headings[column];
        if (name.empty() || taken.contains(name))
            name += fmt::format("#{}", column + 1);
        taken.insert(name);
        names.push_back(std::move(name));
    }
    return names;
}

Mapping Mapping::guess(const ColumnTable& table, const std::vector<std::string>& columns, const Options& options) {
    Mapping mapping;
    mapping.m_columns = columns;
    const auto known_field = [&](const std::string& field) {
        if (!table.has(field))
            base::fail_input("import.unknown_field",
                             {{"field", field}, {"fields", fmt::format("{}", fmt::join(table.fields(), ", "))}},
                             "--map");
    };
    const std::vector<std::string> names = unique_names(columns);
    const auto column_of = [&](const std::string& heading) {
        auto at = std::find(names.begin(), names.end(), heading);
        if (at == names.end())
            at = std::find_if(names.begin(), names.end(),
                              [&](const std::string& name) { return folded(name) == folded(heading); });
        if (at == names.end())
            base::fail_input("import.no_such_column",
                             {{"column", heading}, {"found", fmt::format("{}", fmt::join(columns, ", "))}}, "--map");
        return static_cast<std::size_t>(at - names.begin());
    };
    std::vector<bool> taken(columns.size());
    for (const auto& [field, heading] : options.columns) {
        known_field(field);
        Source& source = mapping.m_sources[field];
        if (heading.empty())
            continue;
        const std::size_t column = column_of(heading);
        source.column = static_cast<int>(column);
        taken[column] = true;
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
    return mapping;
}

std::vector<std::vector<std::string>> Mapping::missing(const ColumnTable& table, bool shapes, bool partial) const {
    std::vector<std::vector<std::string>> groups;
    for (const auto& group : table.needs()) {
        const bool is_place = std::find(group.begin(), group.end(), "x") != group.end();
        const auto given = [&](const std::string& field) { return (*this)[field].given(); };
        if (!(is_place && (shapes || partial)) && std::none_of(group.begin(), group.end(), given))
            groups.push_back(group);
    }
    return groups;
}

void Mapping::need_all(const ColumnTable& table, bool shapes, bool partial) const {
    const auto groups = missing(table, shapes, partial);
    if (groups.empty())
        return;
    std::string found = fmt::format("{}", fmt::join(m_columns, ", "));
    if (found.size() > 400)
        found = found.substr(0, found.find(", ", 380)) + " ...";
    base::fail_input("import.missing_columns", {{"found", m_columns.empty() ? "-" : found},
                                                {"needed", fmt::format("{}", fmt::join(groups.front(), " | "))}});
}

const Source& Mapping::operator[](const std::string& field) const {
    static const Source nowhere;
    const auto found = m_sources.find(field);
    return found == m_sources.end() ? nowhere : found->second;
}

std::map<std::string, std::string> Mapping::used() const {
    const std::vector<std::string> names = unique_names(m_columns);
    std::map<std::string, std::string> result;
    for (const auto& [field, source] : m_sources)
        if (source.given())
            result[field] = source.column >= 0 ? names[static_cast<std::size_t>(source.column)] : "=" + source.constant;
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

Headings find_headings(const RowBlock& block, const ColumnTable& table, const Options& options) {
    constexpr std::size_t searched = 20;
    const auto texts = [&](std::size_t row) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < block.cells(row); ++column)
            cells.emplace_back(base::trimmed(block.cell(row, column)));
        return cells;
    };
    // Cells of `other` go where `into` is blank, or everywhere when they are the parts of a group.
    const auto join = [](std::vector<std::string>& into, const std::vector<std::string>& other, bool over) {
        into.resize(std::max(into.size(), other.size()));
        for (std::size_t column = 0; column < other.size(); ++column)
            if (!other[column].empty() && (over || into[column].empty()))
                into[column] = other[column];
    };
    Headings headings;
    if (block.size() == 0)
        return headings;
    if (options.header_row > 0) {
        while (headings.row < block.size() && block.number(headings.row) < options.header_row)
            ++headings.row;
        if (headings.row == block.size() || headings.row > 1000)
            base::fail_input("import.no_such_row", {{"row", fmt::format("{}", options.header_row)}}, "--header");
        headings.known = true;
        headings.columns = texts(headings.row);
        headings.rows = static_cast<std::size_t>(std::clamp(options.header_rows, 1, 5));
        headings.rows = std::min(headings.rows, block.size() - headings.row);
        for (std::size_t i = 1; i < headings.rows; ++i)
            join(headings.columns, texts(headings.row + i), true);
        return headings;
    }
    std::vector<std::string> given;
    for (const auto& [field, heading] : options.columns)
        if (!heading.empty())
            given.push_back(folded(heading));
    int most = 0;
    for (std::size_t row = 0; row < std::min(searched, block.size()); ++row) {
        int known = table.known(block, row);
        for (std::size_t column = 0; column < block.cells(row); ++column)
            known += std::find(given.begin(), given.end(), folded(block.cell(row, column))) != given.end();
        if (known > most) {
            most = known;
            headings.row = row;
        }
    }
    headings.known = most > 0;
    headings.columns = texts(headings.row);
    if (!headings.known)
        return headings;
    // A second row of headings fills the parts of a merged group: known words under cells that are blank or unknown.
    if (headings.row + 1 < block.size() && table.known(block, headings.row + 1) >= 2) {
        join(headings.columns, texts(headings.row + 1), true);
        headings.rows = 2;
    } else if (headings.row > 0 && table.known(block, headings.row - 1) >= 1) {
        // The group's row stands above and has headings of its own in columns that are blank here.
        join(headings.columns, texts(headings.row - 1), false);
        --headings.row;
        headings.rows = 2;
    }
    return headings;
}

} // namespace wangge::import
