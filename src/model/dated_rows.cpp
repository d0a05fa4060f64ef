#include "model/dated_rows.h"

#include "base/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::model {

using Json = nlohmann::json;

void DatedRow::fail(std::string_view what, std::string_view member, std::string_view found,
                    std::string_view expected) const {
    base::fail_input(fmt::format("{}{}_{}", m_texts.folder, m_texts.noun, what),
                     {{"found", std::string(found)}, {"expected", std::string(expected)}},
                     member.empty() ? m_path : fmt::format("{}.{}", m_path, member));
}

void DatedRow::check_members(std::span<const std::string_view> members) const {
    if (!m_row.is_object())
        fail("not_an_object", "", "");
    for (const auto& [name, value] : m_row.items())
        if (std::find(members.begin(), members.end(), name) == members.end())
            fail("unknown_member", name, name);
}

std::string DatedRow::text(const char* member, bool required) const {
    const auto found = m_row.find(member);
    if (found == m_row.end()) {
        if (required)
            fail("missing_member", member, member);
        return {};
    }
    if (!found->is_string())
        fail("not_a_text", member, found->dump());
    return found->get<std::string>();
}

base::Date DatedRow::date(const char* member) const {
    const std::string written = text(member, false);
    if (written.empty())
        return {};
    const auto day = base::parse_date(written);
    if (!day)
        fail("bad_date", member, written);
    return *day;
}

double DatedRow::value(const char* member, double most, bool truth) const {
    const auto found = m_row.find(member);
    if (found == m_row.end())
        fail("missing_member", member, member);
    if (truth && found->is_boolean())
        return found->get<bool>() ? 1 : 0;
    if (!found->is_number() || !(found->get<double>() >= 0) || found->get<double>() > most)
        fail("bad_value", member, found->dump());
    const double number = found->get<double>();
    if (truth && number != 0 && number != 1)
        fail("bad_value", member, found->dump());
    return number;
}

void each_dated_row(std::string_view json, const std::string& file, std::string_view list, const RowTexts& texts,
                    const std::function<void(const DatedRow&)>& read) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        base::fail_input(texts.folder + texts.noun + "s_not_json", {{"file", file}}, file);
    const auto rows = parsed.is_object() ? parsed.find(list) : parsed.end();
    if (!parsed.is_object() || rows == parsed.end() || !rows->is_array())
        base::fail_input(texts.folder + texts.noun + "s_no_list", {{"file", file}}, file);
    for (const auto& [name, value] : parsed.items())
        if (name != list)
            base::fail_input(texts.folder + texts.noun + "_unknown_member",
                             {{"found", name}, {"expected", std::string(list)}}, file + ": " + name);
    for (std::size_t i = 0; i < rows->size(); ++i)
        read({(*rows)[i], fmt::format("{}: {}[{}]", file, list, i), texts});
}

} // namespace wangge::model
