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
std::string named(const std::string& text, const std::string& member, const base::Catalog& catalog) {
    const std::string id = "value." + member + "." + text;
    return catalog.has(id) ? catalog.say(id) : text;
}

std::string shown(const json& value, const std::string& member, const base::Catalog& catalog) {
    if (value.is_null())
        return "—";
    if (value.is_boolean())
        return catalog.say(value.get<bool>() ? "cli.yes" : "cli.no");
    if (value.is_number_integer())
        return member == "number" || member == "rank" || member.ends_with("version") || member.ends_with("seed")
                   ? value.dump()
                   : with_thousands(value.dump());
    if (value.is_number()) {
        const double number = value.get<double>(), size = std::abs(number);
        return with_thousands(fmt::format("{:.{}f}", number,
                                          size >= 1000 || number == std::round(number) ? 0
                                          : size >= 10                                 ? 1
                                                                                       : 4));
    }
    if (value.is_string())
        return named(value.get<std::string>(), member, catalog);
    if (value.is_array()) {
        std::string text;
        for (const json& item : value)
            text += (text.empty() ? "" : ", ") + shown(item, member, catalog);
        return text;
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
std::string table_of(const std::vector<std::pair<std::string, const json*>>& rows, const std::string& first,
                     const base::Catalog& catalog) {
    std::vector<std::string> members;
    for (const auto& [key, row] : rows)
        for (const auto& [member, value] : row->items())
            if (!value.is_object() && std::find(members.begin(), members.end(), member) == members.end())
                members.push_back(member);
    Grid grid;
    if (!first.empty()) {
        grid.heads.push_back(head_of(first, catalog));
        grid.right.push_back(false);
    }
    for (const std::string& member : members) {
        grid.heads.push_back(head_of(member, catalog));
        grid.right.push_back(std::all_of(rows.begin(), rows.end(), [&](const auto& row) {
            const auto found = row.second->find(member);
            return found == row.second->end() || found->is_number() || found->is_null();
        }));
    }
    for (const auto& [key, row] : rows) {
        if (grid.rows.size() == shown_rows)
            break;
        std::vector<std::string> line;
        if (!first.empty())
            line.push_back(named(key, first, catalog));
        for (const std::string& member : members)
            line.push_back(row->contains(member) ? shown((*row)[member], member, catalog) : "");
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

} // namespace

std::string describe(const app::Action& action, const json& result, const base::Catalog& catalog) {
    base::Message done{action.name + ".done", {}};
    for (const auto& [member, value] : result.items())
        if (!value.is_structured())
            done.args.emplace_back(member, shown(value, member, catalog));
    std::string text = catalog.say(done) + "\n";
    for (const auto& [member, value] : result.items()) {
        std::vector<std::pair<std::string, const json*>> rows;
        std::string plain;
        if (!value.is_structured())
            continue;
        for (const auto& [key, item] : value.items()) {
            if (item.is_object())
                rows.emplace_back(key, &item);
            else if (!value.is_array() || !item.is_structured())
                plain += fmt::format("  {}{}\n",
                                     value.is_array() ? "" : named(head_of(key, catalog), member, catalog) + ": ",
                                     shown(item, value.is_array() ? member : key, catalog));
        }
        if (rows.empty() && plain.empty())
            continue;
        text += "\n" + head_of(member, catalog) + "\n" + plain;
        if (!rows.empty())
            text += table_of(rows, value.is_array() ? "" : member, catalog);
    }
    return text;
}

} // namespace wangge::cli
