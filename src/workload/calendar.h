// Which days are worked: Monday to Friday but for holidays, and the weekend days that are worked instead.
#pragma once
#include "base/date.h"

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace wangge::workload {

class Calendar {
public:
    // Adds {"source": "...", "years": [2026], "holidays": [{"from", "to", "name"}], "workdays": [days]}; a later text
    // wins on the days that it names. Throws Error(bad_input) "workload.calendar_*" with `file` and the JSON path.
    void add(std::string_view json, const std::string& file);

    bool is_workday(base::Date day) const;
    // Whether the official holidays of the year are known; else only weekends are free.
    bool knows(int year) const { return m_years.contains(year); }

private:
    std::set<base::Date> m_holidays, m_workdays;
    std::set<int> m_years;
};

// Monday = 0.
int weekday_of(base::Date day);

// The texts of every *.json in `folder` in the order of their names, then `changes` (the document's setting "calendar",
// "" = none).
Calendar load_calendar(const std::filesystem::path& folder, std::string_view changes);

} // namespace wangge::workload
