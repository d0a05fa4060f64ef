#include "grid/roll_over.h"

#include "geo/overlay.h"
#include "model/row_records.h"

#include <algorithm>
#include <array>
#include <fmt/ranges.h>
#include <tuple>

namespace wangge::grid {
namespace {

using Kind = Mismatch::Kind;

struct Roller {
    const model::Snapshot& s;
    const CodeRenewal& renewal;
    base::Feedback& feedback;
    RollOver result;
    std::map<std::string, std::string, std::less<>> township_names;      // by new code
    std::map<std::string, std::string, std::less<>> township_of_village; // both new
    std::set<std::string, std::less<>> township_codes, old_areas;

    void note(Kind kind, const char* layer, std::string_view code, std::string_view name, std::string detail = {}) {
        result.mismatches.push_back({kind, layer, std::string(code), std::string(name), std::move(detail)});
    }
    // A code of the project that the table does not settle.
    void judge(const char* layer, std::string_view code, std::string_view name) {
        if (renewal.is_split(code))
            note(Kind::split, layer, code, name, renewal.heirs(code));
        else if (renewal.is_complete() && !code.empty() && !renewal.knows(code))
            note(Kind::unlisted, layer, code, name);
    }

    void boundaries() {
        std::map<std::pair<model::BoundaryLevel, std::string>, std::size_t> at;
        for (const model::Boundary& old : s.boundaries) {
            judge("boundaries", old.code, old.name);
            model::Boundary boundary = old;
            boundary.code = renewal.of(old.code);
            if (const std::string name = renewal.name_of(boundary.code); !name.empty())
                boundary.name = name;
            if (boundary.code.empty()) {
                result.boundaries.push_back(std::move(boundary));
                continue;
            }
            const auto [known, is_new] = at.emplace(std::pair(boundary.level, boundary.code), result.boundaries.size());
            if (is_new)
                result.boundaries.push_back(std::move(boundary));
            else {
                model::Boundary& one = result.boundaries[known->second];
                one.area = geo::united(one.area, boundary.area);
                note(Kind::merged, "boundaries", one.code, one.name, old.code);
            }
        }
        for (const model::Boundary& boundary : result.boundaries)
            if (boundary.level == model::BoundaryLevel::township && !boundary.code.empty()) {
                township_codes.insert(boundary.code);
                if (!boundary.name.empty())
                    township_names[boundary.code] = boundary.name;
            }
    }

    // Of a village: what its own new code begins with when the old one did so, too; else what the township became.
    std::string township_of(const model::Village& old, const std::string& new_code) const {
        const std::string& township = old.township_code;
        if (!township.empty() && old.code.starts_with(township) && new_code.size() == old.code.size())
            return new_code.substr(0, township.size());
        return renewal.of(township);
    }

    void villages() {
        struct Renewed {
            model::Village village;
            std::string old_code;
        };
        std::map<std::string, std::vector<Renewed>> groups;
        std::vector<model::Village> nameless;
        for (std::size_t i = 0; i < s.villages.size(); ++i) {
            feedback.check();
            const model::Village old = model::village_at(s.villages, i);
            judge("villages", old.code, old.name);
            model::Village village = old;
            village.code = renewal.of(old.code);
            village.township_code = township_of(old, village.code);
            if (const auto name = township_names.find(village.township_code); name != township_names.end())
                village.township_name = name->second;
            if (const std::string name = renewal.name_of(village.code); !name.empty())
                village.name = name;
            result.villages_changed += village.code != old.code;
            if (village.code.empty())
                nameless.push_back(std::move(village));
            else
                groups[village.code].push_back({std::move(village), old.code});
        }
        for (auto& [code, group] : groups) {
            // The largest gives what cannot be added; of equals the first.
            const auto largest =
                std::ranges::max_element(group, {}, [](const Renewed& each) { return each.village.population; });
            std::rotate(group.begin(), largest, largest + 1);
            model::Village one = group.front().village;
            std::vector<geo::MultiPolygon> areas{one.area};
            for (std::size_t i = 1; i < group.size(); ++i) {
                const model::Village& more = group[i].village;
                one.population += more.population;
                one.households += more.households;
                one.population_over_65 += more.population_over_65;
                areas.push_back(more.area);
            }
            if (group.size() > 1)
                one.area = geo::united(areas);
            for (const Renewed& each : group)
                if (group.size() > 1 && each.old_code != code)
                    note(Kind::merged, "villages", code, one.name, each.old_code);
            township_of_village[code] = one.township_code;
            result.villages.push_back(std::move(one));
        }
        for (model::Village& village : nameless)
            result.villages.push_back(std::move(village));
        if (township_codes.empty())
            for (const model::Village& village : result.villages)
                township_codes.insert(village.township_code);
    }

    // Codes of a site or person; true when one of them changed.
    bool renew_codes(const char* layer, std::string& village, std::string& township, const std::string& key,
                     const std::string& name) {
        const std::string old_village = village, old_township = township;
        if (renewal.is_split(village))
            note(Kind::split, layer, key, name, village + " → " + renewal.heirs(village));
        village = renewal.of(village);
        const bool begins = !old_township.empty() && old_village.starts_with(old_township);
        township = begins && village.size() == old_village.size() ? village.substr(0, old_township.size())
                                                                  : renewal.of(township);
        if (!village.empty() && !township_of_village.empty() && !township_of_village.contains(village))
            note(Kind::no_area, layer, key, name, village);
        else if (village.empty() && !township.empty() && !township_codes.empty() && !township_codes.contains(township))
            note(Kind::no_area, layer, key, name, township);
        return village != old_village || township != old_township;
    }

    void registers() {
        for (std::size_t i = 0; i < s.sites.size(); ++i) {
            feedback.check();
            model::Site site = model::site_at(s.sites, i);
            site.id = s.sites.id[i];
            result.sites_changed += renew_codes("sites", site.village_code, site.township_code, site.key, site.name);
            site.previous_grade = site.grade;
            result.grades_carried += site.grade != model::RiskGrade::ungraded;
            result.sites.push_back(std::move(site));
        }
        for (std::size_t i = 0; i < s.people.size(); ++i) {
            model::Person person = model::person_at(s.people, i);
            person.id = s.people.id[i];
            result.people_changed +=
                renew_codes("people", person.village_code, person.township_code, person.key, person.name);
            person.training_hours = 0;
            result.people.push_back(std::move(person));
        }
    }

    // The code of a cell with the new code of its village or township in the place of the old one.
    std::string cell_code(const std::string& code, int object_digits) const {
        const auto object = std::min(code.size(), static_cast<std::size_t>(object_digits));
        const std::string_view rest = std::string_view(code).substr(object);
        for (std::size_t length = rest.size(); length >= 6; --length) {
            const std::string_view area = rest.substr(0, length);
            if (!old_areas.contains(area))
                continue;
            return code.substr(0, object) + renewal.of(area) + std::string(rest.substr(length));
        }
        return code;
    }

    void cells(int object_digits, std::set<std::string, std::less<>> taken) {
        for (const model::Boundary& boundary : s.boundaries)
            old_areas.insert(boundary.code);
        for (std::size_t i = 0; i < s.villages.size(); ++i)
            old_areas.insert(std::string(s.villages.code[i]));
        std::vector<std::string> wanted;
        for (const model::Cell& cell : s.cells) {
            wanted.push_back(cell_code(cell.code, object_digits));
            if (wanted.back() == cell.code)
                taken.insert(cell.code);
        }
        for (std::size_t i = 0; i < s.cells.size(); ++i) {
            model::Cell cell = s.cells[i];
            cell.id = {};
            cell.plan = {};
            renew_places(cell);
            if (wanted[i] != cell.code) {
                const std::string free = free_code(wanted[i], taken);
                if (free != wanted[i])
                    note(Kind::renumbered, "cells", free, "", cell.code);
                result.steps.push_back({cell.code, free});
                cell.parents = cell.code;
                cell.code = free;
                taken.insert(free);
            }
            result.cells.push_back(std::move(cell));
        }
        std::ranges::sort(result.cells, {}, &model::Cell::code);
    }
    // A cell of villages lies in their township, when that is one.
    void renew_places(model::Cell& cell) const {
        std::set<std::string> villages, townships;
        for (std::size_t begin = 0; begin < cell.village_codes.size();) {
            const std::size_t end = std::min(cell.village_codes.find(';', begin), cell.village_codes.size());
            const std::string code = renewal.of(std::string_view(cell.village_codes).substr(begin, end - begin));
            villages.insert(code);
            if (const auto at = township_of_village.find(code); at != township_of_village.end())
                townships.insert(at->second);
            begin = end + 1;
        }
        cell.village_codes = fmt::format("{}", fmt::join(villages, ";"));
        if (townships.empty())
            cell.township_code = renewal.of(cell.township_code);
        else
            cell.township_code = townships.size() == 1 ? *townships.begin() : "";
    }
    // The code itself, else with the next number of its area that nobody had. A cell's number stands last; two digits
    // are left to it at least.
    static std::string free_code(const std::string& code, const std::set<std::string, std::less<>>& taken) {
        if (!taken.contains(code))
            return code;
        const std::size_t digits = std::min<std::size_t>(2, code.size());
        const std::string area = code.substr(0, code.size() - digits);
        for (int number = 1;; ++number) {
            std::string next = area + fmt::format("{:0{}}", number, digits);
            if (!taken.contains(next))
                return next;
        }
    }
};

} // namespace

std::string_view key_of(Mismatch::Kind kind) {
    static constexpr std::array<std::string_view, 6> keys = {"unknown", "unlisted", "split",
                                                             "merged",  "no_area",  "renumbered"};
    return keys[static_cast<std::size_t>(kind)];
}

RollOver roll_over(const model::Snapshot& snapshot, const CodeRenewal& renewal, int object_digits,
                   const std::set<std::string, std::less<>>& taken, base::Feedback& feedback) {
    Roller roller{.s = snapshot, .renewal = renewal, .feedback = feedback};
    roller.boundaries();
    roller.villages();
    roller.registers();
    roller.cells(object_digits, taken);
    std::set<std::string, std::less<>> known;
    for (std::size_t i = 0; i < snapshot.villages.size(); ++i)
        known.insert(std::string(snapshot.villages.code[i]));
    for (const model::Boundary& boundary : snapshot.boundaries)
        known.insert(boundary.code);
    for (const auto& [from, to] : renewal.rows())
        if (!known.contains(from) && !known.contains(from + "000") && !known.contains(from + "000000"))
            roller.note(Kind::unknown, "table", from, renewal.name_of(*to.begin()), *to.begin());
    std::ranges::stable_sort(roller.result.mismatches, {}, [](const Mismatch& m) {
        return std::tuple<Kind, const std::string&, const std::string&>(m.kind, m.layer, m.code);
    });
    return std::move(roller.result);
}

} // namespace wangge::grid
