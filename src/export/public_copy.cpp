#include "export/public_copy.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace wangge::exporter {
namespace {

// Surnames of two characters that are in use; any other name is taken to have one.
constexpr std::array<std::string_view, 24> double_surnames{
    "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "令狐", "司徒", "慕容", "长孙",
    "宇文", "东方", "南宫", "端木", "百里", "呼延", "轩辕", "澹台", "公冶", "申屠", "闻人", "拓跋"};

std::string masked(std::string_view name) {
    const std::string_view clean = base::trimmed(name);
    if (clean.empty())
        return {};
    const std::vector<char32_t> letters = base::code_points(clean);
    if (letters.front() < 0x2E80) {
        std::string first;
        base::append_utf8(first, letters.front());
        return first + ".";
    }
    std::string surname;
    const bool two = std::any_of(double_surnames.begin(), double_surnames.end(),
                                 [&](std::string_view s) { return clean.starts_with(s); });
    for (std::size_t i = 0; i < (two && letters.size() > 2 ? 2u : 1u); ++i)
        base::append_utf8(surname, letters[i]);
    return surname + "某";
}

} // namespace

std::string masked_names(std::string_view names) {
    constexpr std::string_view separator = "、";
    std::string result;
    for (;;) {
        const std::size_t end = names.find(separator);
        result += masked(names.substr(0, end));
        if (end == std::string_view::npos)
            return result;
        result += separator;
        names.remove_prefix(end + separator.size());
    }
}

model::Table public_copy(const model::Table& table, std::int64_t& withheld) {
    model::Table copy;
    copy.id = table.id;
    copy.title = table.title;
    copy.epsg = table.epsg;
    std::vector<std::size_t> kept;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].personal) {
            ++withheld;
            continue;
        }
        kept.push_back(c);
        copy.columns.push_back(table.columns[c]);
    }
    copy.rows.reserve(table.rows.size());
    for (const std::vector<model::Value>& row : table.rows) {
        std::vector<model::Value>& out = copy.rows.emplace_back();
        out.reserve(kept.size());
        for (const std::size_t c : kept) {
            const auto* text = std::get_if<std::string>(&row[c]);
            if (text && table.columns[c].person_name)
                out.emplace_back(masked_names(*text));
            else
                out.push_back(row[c]);
        }
    }
    if (!table.personal_shapes) {
        copy.shapes = table.shapes;
        copy.shape_kind = table.shape_kind;
    }
    return copy;
}

} // namespace wangge::exporter
