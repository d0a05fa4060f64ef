#include "workload/leave.h"

#include "base/text.h"

#include <algorithm>
#include <string>

namespace wangge::workload {

std::optional<std::vector<Leave>> leave_periods(std::string_view text) {
    std::string plain(text);
    for (const auto& [from, to] : {std::pair{"；", ";"},
                                   {"，", ";"},
                                   {"、", ";"},
                                   {",", ";"},
                                   {"至", "~"},
                                   {"到", "~"},
                                   {"～", "~"},
                                   {" to ", "~"}})
        for (std::size_t at = 0; (at = plain.find(from, at)) != std::string::npos;)
            plain.replace(at, std::string_view(from).size(), to);
    std::vector<Leave> periods;
    for (const std::string_view part : base::split(plain, ';')) {
        if (base::trimmed(part).empty())
            continue;
        const bool iso = part.find('~') == std::string_view::npos && std::ranges::count(part, '/') == 1;
        const auto days = base::split(part, iso ? '/' : '~'); // 2026/3/2 is one day
        const auto first = base::parse_date(std::string(base::trimmed(days.front())));
        const auto last = base::parse_date(std::string(base::trimmed(days.back())));
        if (days.size() > 2 || !first || !last || *last < *first)
            return {};
        periods.push_back({*first, *last});
    }
    std::ranges::sort(periods, {}, &Leave::first);
    return periods;
}

} // namespace wangge::workload
