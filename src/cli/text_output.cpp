#include "cli/text_output.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace wangge::cli {
namespace {

using nlohmann::json;

constexpr std::size_t shown_rows = 20;

std::string with_thousands(std::string digits) {
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    std::size_t at = std::min(digits.find('.'), digits.size());
    while (at > first + 3) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

// The name of a value from one of the program's vocabularies in the reader's language, else as it is.
std::string named(const std::string& text, const base::Catalog& catalog) {
    for (const char* vocabulary :
         {"kind.site.", "kind.role.", "kind.area_type.", "kind.cover_state.", "kind.blind_spot.", "kind.shape.",
          "kind.blind_reason.", "kind.blind_target.", "kind.standing.", "kind.conflict."})
        if (const std::string id = vocabulary + text; catalog.has(id))
            return catalog.say(id);
    return text;
}

// JSON objects come in the order of the alphabet; people read west before east and a name before its numbers.
int rank_of(const std::string& member) {
    static const std::vector<std::string> first{
        "rank",    "number",  "kind",    "code",     "key",   "name",  "label",   "count", "A",
        "B",       "C",       "D",       "ungraded", "min_x", "max_x", "min_y",   "max_y", "min_lon",
        "max_lon", "min_lat", "max_lat", "set_as",   "mode",  "of",    "edition", "value", "unit"};
    return static_cast<int>(std::find(first.begin(), first.end(), member) - first.begin());
}

using Member = std::pair<std::string, const json*>;

// The members of an object in reading order; those of an object inside it stand beside them.
std::vector<Member> members_of(const json& object) {
    std::vector<Member> members;
    for (const auto& [name, value] : object.items()) {
        if (value.is_object())
            for (const auto& [inner, inner_value] : value.items())
                members.emplace_back(inner, &inner_value);
        else
            members.emplace_back(name, &value);
    }
    std::ranges::stable_sort(members, {}, [](const Member& member) { return rank_of(member.first); });
    return members;
}

std::string shown(const json& value, const std::string& member, const base::Catalog& catalog) {
    if (value.is_null())
        return "—";
    if (value.is_boolean())
        return catalog.say(value.get<bool>() ? "cli.yes" : "cli.no");
    if (value.is_number_integer())
        return member == "number" || member == "rank" || member == "year" || member.ends_with("version") ||
                       member.ends_with("seed")
                   ? value.dump()
                   : with_thousands(value.dump());
    if (value.is_number()) {
        const double number = value.get<double>(), size = std::abs(number);
        if (member == "lon" || member == "lat")
            return fmt::format("{:.5f}", number);
        if (size < 5e-5)
            return "0";
        return with_thousands(fmt::format("{:.{}f}", number,
                                          size >= 1000 || number == std::round(number) ? 0
                                          : size >= 10                                 ? 1
                                                                                       : 4));
    }
    if (value.is_string())
        return named(value.get<std::string>(), catalog);
    if (value.is_array()) {
        constexpr std::size_t most = 5; // a list of codes must not push the other columns off the screen
        std::string text;
        for (std::size_t i = 0; i < std::min(value.size(), most); ++i)
            text += (text.empty() ? "" : ", ") + shown(value[i], member, catalog);
        return value.size() > most
                   ? catalog.say({"cli.and_more", {{"some", text}, {"count", std::to_string(value.size())}}})
                   : text;
    }
    return value.dump();
}

struct Grid {
    std::vector<std::string> heads;
    std::vector<bool> right;
    std::vector<std::vector<std::string>> rows;
};

std::string aligned(const Grid& grid) {
    std::vector<int> widths;
    for (const std::string& head : grid.heads)
        widths.push_back(base::display_width(head));
    for (const auto& row : grid.rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], base::display_width(row[i]));
    std::string text;
    const auto add = [&](const std::vector<std::string>& row) {
        std::string line = " ";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string gap(widths[i] - base::display_width(row[i]), ' ');
            line += " " + (grid.right[i] ? gap + row[i] : row[i] + gap) + " ";
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    add(grid.heads);
    for (const auto& row : grid.rows)
        add(row);
    return text;
}

std::string head_of(const std::string& member, const base::Catalog& catalog) {
    return catalog.has("result." + member) ? catalog.say("result." + member) : member;
}

// `rows` are objects; `first` names a leading column with the key of each row when it is not empty.
std::string table_of(const std::vector<Member>& rows, const std::string& first, const base::Catalog& catalog) {
    std::vector<std::string> columns;
    std::vector<std::vector<Member>> cells;
    for (const auto& [key, row] : rows) {
        cells.push_back(members_of(*row));
        for (const Member& member : cells.back())
            if (std::find(columns.begin(), columns.end(), member.first) == columns.end())
                columns.push_back(member.first);
    }
    Grid grid;
    if (!first.empty()) {
        grid.heads.push_back(head_of(first, catalog));
        grid.right.push_back(false);
    }
    for (const std::string& column : columns) {
        grid.heads.push_back(head_of(column, catalog));
        grid.right.push_back(std::ranges::all_of(cells, [&](const auto& row) {
            return std::ranges::all_of(row, [&](const Member& m) {
                return m.first != column || m.second->is_number() || m.second->is_null();
            });
        }));
    }
    for (std::size_t i = 0; i < rows.size() && i < shown_rows; ++i) {
        std::vector<std::string> line;
        if (!first.empty())
            line.push_back(named(rows[i].first, catalog));
        for (const std::string& column : columns) {
            const auto found = std::ranges::find(cells[i], column, &Member::first);
            line.push_back(found == cells[i].end() ? "" : shown(*found->second, column, catalog));
        }
        grid.rows.push_back(std::move(line));
    }
    std::string text = aligned(grid);
    if (rows.size() > shown_rows)
        text +=
            "  " +
            catalog.say({"cli.more_rows", {{"count", with_thousands(fmt::format("{}", rows.size() - shown_rows))}}}) +
            "\n";
    return text;
}

// The label of a member inside a section: a text of that section's own ("result.layers.people") before the general one.
std::string label_of(const std::string& section, const std::string& member, const base::Catalog& catalog) {
    if (section == "reasons" && catalog.has("import.reason." + member)) {
        std::string sentence = catalog.say("import.reason." + member);
        for (const std::string_view stop : {"。", "."})
            if (sentence.ends_with(stop))
                sentence.resize(sentence.size() - stop.size());
        return sentence;
    }
    if (section == "columns" && catalog.has("import.field." + member))
        return catalog.say("import.field." + member);
    const std::string own = section + "." + member;
    return catalog.has("result." + own) ? head_of(own, catalog) : named(head_of(member, catalog), catalog);
}

// A list or an object below its heading: rows as a table, single values one a line.
std::string section_of(const std::string& name, const json& value, const base::Catalog& catalog) {
    std::vector<Member> rows;
    std::string plain;
    if (value.is_array()) {
        for (const json& item : value)
            if (item.is_object())
                rows.emplace_back("", &item);
            else
                plain += "  " + shown(item, name, catalog) + "\n";
    } else if (std::ranges::all_of(value, [](const json& item) { return item.is_object(); })) {
        for (const auto& [key, item] : value.items())
            rows.emplace_back(key, &item);
    } else {
        for (const auto& [key, item] : members_of(value))
            plain += fmt::format("  {}: {}\n", label_of(name, key, catalog), shown(*item, key, catalog));
    }
    if (!rows.empty())
        plain += table_of(rows, value.is_array() ? "" : name, catalog);
    return plain.empty() ? "" : "\n" + head_of(name, catalog) + "\n" + plain;
}

} // namespace

std::string describe(const app::Action& action, const json& answer, const base::Catalog& catalog) {
    const json result = action.in_words == nullptr ? answer : action.in_words(answer, catalog);
    base::Message done{action.name + ".done", {}};
    std::string sections;
    for (const auto& [member, value] : result.items()) {
        if (value.is_structured())
            sections += section_of(member, value, catalog);
        else
            done.args.emplace_back(member, shown(value, member, catalog));
    }
    return catalog.say(done) + "\n" + sections;
}

} // namespace wangge::cli
