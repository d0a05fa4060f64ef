#include "model/training.h"

#include "base/text.h"

#include <algorithm>
#include <string>

namespace wangge::model {

std::optional<std::vector<base::Date>> training_days(std::string_view text) {
    std::string plain(text);
    for (const std::string_view separator : {"；", "，", "、", ","})
        for (std::size_t at = 0; (at = plain.find(separator, at)) != std::string::npos;)
            plain.replace(at, separator.size(), ";");
    std::vector<base::Date> days;
    for (const std::string_view part : base::split(plain, ';')) {
        if (base::trimmed(part).empty())
            continue;
        const auto day = base::parse_date(std::string(base::trimmed(part)));
        if (!day)
            return {};
        days.push_back(*day);
    }
    std::ranges::sort(days);
    return days;
}

int trainings_within_a_year(std::string_view text, base::Date as_of) {
    const auto days = training_days(text);
    const base::Date before = base::add_months(as_of, -12);
    return days ? static_cast<int>(
                      std::ranges::count_if(*days, [&](base::Date day) { return before < day && day <= as_of; }))
                : 0;
}

} // namespace wangge::model
