#include "coverage/conflicts.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace wangge::coverage {
namespace {

using Rows = std::unordered_multimap<std::string_view, model::Row>;
using Why = OwnerConflict::Why;

Rows rows_by(const model::TextColumn& column) {
    Rows rows;
    for (std::size_t i = 0; i < column.size(); ++i)
        if (!column[i].empty())
            rows.emplace(column[i], static_cast<model::Row>(i));
    return rows;
}

// Namesakes are many: only where the person serves can the name mean the same person.
bool same_place(const model::Snapshot& s, std::size_t person, std::size_t site) {
    const model::Row village = s.people.village[person], township = s.people.township[person];
    if (village != model::no_row)
        return village == s.sites.village[site];
    if (township != model::no_row)
        return township == s.sites.township[site];
    // A project without villages and townships has their codes alone.
    const std::string_view code = s.people.village_code[person];
    return code.empty() ? !s.people.township_code[person].empty() &&
                              s.people.township_code[person] == s.sites.township_code[site]
                        : code == s.sites.village_code[site];
}

} // namespace

std::string_view key_of(Why why) {
    static constexpr std::array<std::string_view, 3> keys = {"flagged", "phone", "owner"};
    return keys[static_cast<std::size_t>(why)];
}

std::vector<OwnerConflict> owner_conflicts(const model::Snapshot& s) {
    const Rows phones = rows_by(s.sites.phone), owners = rows_by(s.sites.owner);
    std::vector<OwnerConflict> found;
    for (std::size_t i = 0; i < s.people.size(); ++i) {
        if (s.people.role[i] == model::PersonRole::inspector)
            continue;
        const auto person = static_cast<model::Row>(i);
        std::map<model::Row, Why> sites;
        const auto [first, last] = phones.equal_range(s.people.phone[i]);
        for (auto at = first; at != last; ++at)
            sites.emplace(at->second, Why::phone);
        const auto [begin, end] = owners.equal_range(s.people.name[i]);
        for (auto at = begin; at != end; ++at)
            if (same_place(s, i, static_cast<std::size_t>(at->second)))
                sites.emplace(at->second, Why::owner);
        if (sites.empty() && s.people.owns_site[i])
            found.push_back({person, model::no_row, Why::flagged});
        for (const auto& [site, why] : sites)
            found.push_back({person, site, s.people.owns_site[i] ? Why::flagged : why});
    }
    return found;
}

std::span<const OwnerConflict> conflicts_of(const std::vector<OwnerConflict>& all, model::Row person) {
    const auto [first, last] = std::ranges::equal_range(all, person, {}, &OwnerConflict::person);
    return {first, last};
}

std::string conflict_text(const model::Snapshot& snapshot, std::span<const OwnerConflict> conflicts,
                          const base::Catalog& catalog) {
    std::string text;
    for (const OwnerConflict& each : conflicts) {
        const std::string why = catalog.say("kind.conflict." + std::string(key_of(each.why)));
        const bool known = each.site != model::no_row;
        text += (text.empty() ? "" : catalog.say("register.conflict.and")) +
                (known ? catalog.say({"register.conflict.site",
                                      {{"site", std::string(snapshot.sites.name[static_cast<std::size_t>(each.site)])},
                                       {"why", why}}})
                       : why);
    }
    return text;
}

} // namespace wangge::coverage
