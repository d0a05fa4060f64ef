#include "workload/calendar.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <vector>

namespace wangge::workload {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const char* id, const std::string& found, const std::string& where) {
    base::fail_input(id, {{"found", found}}, where);
}

base::Date day_of(const Json& value, const std::string& where) {
    const auto day = value.is_string() ? base::parse_date(value.get<std::string>()) : std::nullopt;
    if (!day)
        fail("workload.calendar_bad_day", value.dump(), where);
    return *day;
}

const Json& list_of(const Json& object, const char* name, const std::string& file) {
    static const Json none = Json::array();
    const auto found = object.find(name);
    if (found == object.end())
        return none;
    if (!found->is_array())
        fail("workload.calendar_bad_value", found->dump(), fmt::format("{}: {}", file, name));
    return *found;
}

} // namespace

int weekday_of(base::Date day) {
    return ((day.days + 3) % 7 + 7) % 7; // 1970-01-01 was a Thursday
}

void Calendar::add(std::string_view json, const std::string& file) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (!parsed.is_object())
        fail("workload.calendar_bad_value", "JSON", file);
    for (const auto& [name, value] : parsed.items())
        if (name != "source" && name != "years" && name != "holidays" && name != "workdays")
            fail("workload.calendar_bad_value", name, file);
    const Json& holidays = list_of(parsed, "holidays", file);
    for (std::size_t i = 0; i < holidays.size(); ++i) {
        const std::string where = fmt::format("{}: holidays[{}]", file, i);
        if (!holidays[i].is_object() || !holidays[i].contains("from") || !holidays[i].contains("to"))
            fail("workload.calendar_bad_value", holidays[i].dump(), where);
        const base::Date from = day_of(holidays[i]["from"], where + ".from"),
                         to = day_of(holidays[i]["to"], where + ".to");
        if (to < from || to - from > 60)
            fail("workload.calendar_bad_day", holidays[i].dump(), where);
        for (base::Date day = from; day <= to; day = day + 1) {
            m_holidays.insert(day);
            m_workdays.erase(day);
        }
    }
    const Json& workdays = list_of(parsed, "workdays", file);
    for (std::size_t i = 0; i < workdays.size(); ++i) {
        const base::Date day = day_of(workdays[i], fmt::format("{}: workdays[{}]", file, i));
        m_workdays.insert(day);
        m_holidays.erase(day);
    }
    for (const Json& year : list_of(parsed, "years", file)) {
        if (!year.is_number_integer())
            fail("workload.calendar_bad_value", year.dump(), file + ": years");
        m_years.insert(year.get<int>());
    }
}

bool Calendar::is_workday(base::Date day) const {
    return m_workdays.contains(day) || (weekday_of(day) < 5 && !m_holidays.contains(day));
}

Calendar load_calendar(const std::filesystem::path& folder, std::string_view changes) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Calendar calendar;
    for (const auto& file : files)
        calendar.add(base::read_file(file), file.filename().string());
    if (!changes.empty())
        calendar.add(changes, "calendar");
    return calendar;
}

} // namespace wangge::workload
