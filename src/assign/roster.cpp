#include "assign/roster.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <unordered_map>

namespace wangge::assign {
namespace {

using model::Row;

bool serves_on(const model::PersonTable& people, std::size_t row, base::Date day) {
    const auto passed = [&](base::Date end) { return day && end && end < day; };
    return !passed(people.end[row]) && !passed(people.certificate_expiry[row]) &&
           !(day && people.start[row] && people.start[row] > day);
}

} // namespace

Roster roster(const model::Snapshot& snapshot, const std::vector<std::string>& keys, base::Date day) {
    const model::PersonTable& people = snapshot.people;
    std::unordered_map<std::string_view, Row> by_key;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (people.role[i] == model::PersonRole::inspector)
            by_key.emplace(people.key[i], static_cast<Row>(i));
    std::vector<Row> wanted;
    for (const std::string& key : keys) {
        const auto found = by_key.find(key);
        if (found == by_key.end())
            base::fail_input("assign.unknown_inspector", {{"key", key}});
        wanted.push_back(found->second);
    }
    if (keys.empty())
        for (const auto& [key, row] : by_key)
            wanted.push_back(row);
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    Roster chosen;
    for (const Row row : wanted)
        if (serves_on(people, row, day))
            chosen.in_office.push_back(row);
        else
            chosen.left_out.emplace_back(people.name[row].empty() ? people.key[row] : people.name[row]);
    return chosen;
}

std::vector<std::vector<std::int32_t>> recused_of_sites(const model::Snapshot& s, const std::vector<Row>& people) {
    std::unordered_map<std::string_view, std::vector<std::int32_t>> named;
    for (std::size_t p = 0; p < people.size(); ++p)
        for (const std::string_view part : base::split(s.people.recusals[people[p]], ';'))
            if (const std::string_view key = base::trimmed(part); !key.empty())
                named[key].push_back(static_cast<std::int32_t>(p));
    std::vector<std::vector<std::int32_t>> recused(named.empty() ? 0 : s.sites.size());
    for (std::size_t i = 0; i < recused.size(); ++i)
        for (const std::string_view key : {s.sites.key[i], s.sites.credit_code[i]})
            if (const auto found = named.find(key); found != named.end())
                recused[i].insert(recused[i].end(), found->second.begin(), found->second.end());
    return recused;
}

} // namespace wangge::assign
