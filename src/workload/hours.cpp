#include "workload/hours.h"

#include "base/parallel.h"
#include "base/text.h"

#include <algorithm>

namespace wangge::workload {

SiteLoad load_of_site(const Rules& rules, const model::SiteTable& sites, std::size_t row) {
    const double visits = visits_per_year(rules, sites, row).per_year;
    base::Hours each;
    for (const OnSiteRule& rule : rules.on_site)
        if (matches(rule.sites, rules, sites, row)) {
            each = rule.hours;
            break;
        }
    const double there = 1 - rules.remote_visits;
    return {each * (visits * rules.officers * (there + rules.remote_visits * rules.remote_hours)), visits * there};
}

std::vector<SiteLoad> loads_of_sites(const model::Snapshot& snapshot, const Rules& rules, base::Feedback& feedback) {
    std::vector<SiteLoad> loads(snapshot.sites.size());
    base::parallel_blocks(loads.size(), 4096, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i)
            loads[i] = load_of_site(rules, snapshot.sites, i);
    });
    return loads;
}

base::Hours travel_hours(const Rules& rules, base::Metres straight_line) {
    return {rules.legs * rules.detour * straight_line.value / 1000 / rules.speed.value};
}

std::uint32_t skills_asked(const Rules& rules, const model::SiteTable& sites, std::size_t row) {
    std::uint32_t asked = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(rules.skills.size(), 32); ++i)
        if (matches(rules.skills[i].sites, rules, sites, row))
            asked |= 1u << i;
    return asked;
}

std::uint32_t skills_granted(const Rules& rules, std::string_view skills) {
    std::uint32_t granted = 0;
    bool any = false;
    for (const std::string_view part : base::split(skills, ';')) {
        const std::string name = base::lower_ascii(base::half_width(base::trimmed(part)));
        any = any || !name.empty();
        if (name == "*")
            return ~0u;
        for (std::size_t i = 0; i < std::min<std::size_t>(rules.skills.size(), 32); ++i) {
            const SkillRule& rule = rules.skills[i];
            if (name == rule.id || std::find(rule.names.begin(), rule.names.end(), name) != rule.names.end())
                granted |= 1u << i;
        }
    }
    return any ? granted : ~0u;
}

} // namespace wangge::workload
