#include "workload/opening_hours.h"

#include <algorithm>
#include <string>
#include <utility>

namespace wangge::workload {
namespace {

constexpr double noon = 12 * 60, midnight = 24 * 60;
constexpr std::uint8_t all_days = 0x7f, working_days = 0x1f, weekend = 0x60;

// What stands for the same sign, the longer ones first.
constexpr std::pair<std::string_view, std::string_view> signs[] = {{"营业时间", " "},
                                                                   {"门诊时间", " "},
                                                                   {"24小时", "00:00-24:00"},
                                                                   {"二十四小时", "00:00-24:00"},
                                                                   {"全天", "00:00-24:00"},
                                                                   {"24/7", "00:00-24:00"},
                                                                   {"：", ":"},
                                                                   {"－", "-"},
                                                                   {"—", "-"},
                                                                   {"–", "-"},
                                                                   {"～", "-"},
                                                                   {"~", "-"},
                                                                   {"至", "-"},
                                                                   {"到", "-"},
                                                                   {"，", ","},
                                                                   {"、", ","},
                                                                   {"；", ";"},
                                                                   {"。", ";"},
                                                                   {"（", " "},
                                                                   {"）", " "},
                                                                   {"(", " "},
                                                                   {")", " "},
                                                                   {"　", " "},
                                                                   {"\n", ";"},
                                                                   {"点半", ":30"},
                                                                   {"时半", ":30"},
                                                                   {"点整", ":00"},
                                                                   {"点", ":"},
                                                                   {"时", ":"},
                                                                   {"分", ""},
                                                                   {"及", ","},
                                                                   {"和", ","},
                                                                   {"营业", " "},
                                                                   {"开放", " "},
                                                                   {"上午", " "},
                                                                   {"am", " "},
                                                                   {"/", ","}};

struct DayWord {
    std::string_view word;
    std::uint8_t days;
};
// The longer words first where one begins with another.
constexpr DayWord day_words[] = {{"monday", 1},
                                 {"tuesday", 2},
                                 {"wednesday", 4},
                                 {"thursday", 8},
                                 {"friday", 16},
                                 {"saturday", 32},
                                 {"sunday", 64},
                                 {"mon", 1},
                                 {"tue", 2},
                                 {"wed", 4},
                                 {"thu", 8},
                                 {"fri", 16},
                                 {"sat", 32},
                                 {"sun", 64},
                                 {"mo", 1},
                                 {"tu", 2},
                                 {"we", 4},
                                 {"th", 8},
                                 {"fr", 16},
                                 {"sa", 32},
                                 {"su", 64},
                                 {"ph", 0},
                                 {"法定节假日", 0},
                                 {"节假日", 0},
                                 {"星期一", 1},
                                 {"星期二", 2},
                                 {"星期三", 4},
                                 {"星期四", 8},
                                 {"星期五", 16},
                                 {"星期六", 32},
                                 {"星期日", 64},
                                 {"星期天", 64},
                                 {"礼拜一", 1},
                                 {"礼拜二", 2},
                                 {"礼拜三", 4},
                                 {"礼拜四", 8},
                                 {"礼拜五", 16},
                                 {"礼拜六", 32},
                                 {"礼拜日", 64},
                                 {"礼拜天", 64},
                                 {"周一", 1},
                                 {"周二", 2},
                                 {"周三", 4},
                                 {"周四", 8},
                                 {"周五", 16},
                                 {"周六", 32},
                                 {"周日", 64},
                                 {"周天", 64},
                                 {"工作日", working_days},
                                 {"周末", weekend},
                                 {"双休日", weekend},
                                 {"每天", all_days},
                                 {"每日", all_days},
                                 {"daily", all_days},
                                 {"一", 1},
                                 {"二", 2},
                                 {"三", 4},
                                 {"四", 8},
                                 {"五", 16},
                                 {"六", 32},
                                 {"日", 64}};
constexpr std::string_view closed_words[] = {"closed", "off", "休息", "休业", "休诊", "关门", "休", "停诊"};

std::string plain(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto sign =
            std::ranges::find_if(signs, [&](const auto& s) { return text.substr(i).starts_with(s.first); });
        if (sign != std::end(signs)) {
            result += sign->second;
            i += sign->first.size();
        } else {
            const char c = text[i++];
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return result;
}

// From the first day to the last, over the week's end where it must be.
std::uint8_t days_from(std::uint8_t first, std::uint8_t last) {
    std::uint8_t days = first;
    for (std::uint8_t day = first; day != last && day != 0;) {
        day = day == 64 ? 1 : static_cast<std::uint8_t>(day << 1);
        days |= day;
    }
    return days;
}

class Reader {
public:
    explicit Reader(std::string text) : m_text(std::move(text)) {}

    std::optional<OpeningHours> read() {
        while (true) {
            pass_blanks();
            if (m_at >= m_text.size())
                break;
            if (!word(";") && !rule())
                return {};
        }
        return m_any ? std::optional(m_hours) : std::nullopt;
    }

private:
    bool rule() {
        bool named = false;
        std::uint8_t days = 0;
        word(":");
        while (const auto next = day_list()) {
            named = true;
            days |= *next;
            pass_blanks();
            while (word(",") || word(":"))
                pass_blanks();
        }
        std::vector<OpenSpan> spans;
        bool closed = false;
        pass_blanks();
        for (const std::string_view each : closed_words)
            closed = closed || word(each);
        while (!closed) {
            const std::size_t before = m_at;
            const auto next = span();
            if (!next) {
                m_at = before;
                break;
            }
            spans.push_back(*next);
            pass_blanks();
            word(",");
            pass_blanks();
        }
        if (spans.empty() && !closed)
            return false;
        if (named && days == 0)
            return true; // of public holidays alone
        std::ranges::sort(spans, {}, [](const OpenSpan& s) { return s.from.value; });
        for (int day = 0; day < 7; ++day)
            if (!named || (days >> day & 1))
                m_hours[static_cast<std::size_t>(day)] = spans;
        m_any = true;
        return true;
    }

    std::optional<std::uint8_t> day_list() {
        pass_blanks();
        const auto first = day();
        if (!first)
            return {};
        const std::size_t before = m_at;
        pass_blanks();
        if (word("-")) {
            pass_blanks();
            if (const auto last = day())
                return days_from(*first, *last);
        }
        m_at = before;
        return first;
    }
    std::optional<std::uint8_t> day() {
        for (const DayWord& each : day_words)
            if (word(each.word))
                return each.days;
        return {};
    }
    std::optional<OpenSpan> span() {
        const bool late = word("下午") || word("晚上");
        auto from = time();
        if (from && late && *from < noon)
            *from += noon;
        pass_blanks();
        if (from && word("+"))
            return OpenSpan{{*from}, {midnight}};
        if (!from || !word("-"))
            return {};
        pass_blanks();
        const bool later = word("下午") || word("晚上") || word("晚") || late;
        auto to = time();
        if (!to)
            return {};
        if ((word("pm") || later) && *to < noon)
            *to += noon;
        return OpenSpan{{*from}, {*to > *from ? std::min(*to, midnight) : midnight}};
    }
    std::optional<double> time() {
        const auto hour = number();
        if (!hour || *hour > 48)
            return {};
        double minutes = 0;
        if (word(":"))
            minutes = number().value_or(0);
        if (minutes > 59)
            return {};
        return *hour * 60 + minutes;
    }
    std::optional<double> number() {
        const std::size_t begin = m_at;
        double value = 0;
        while (m_at < m_text.size() && m_at - begin < 2 && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            value = value * 10 + (m_text[m_at++] - '0');
        return m_at > begin ? std::optional(value) : std::nullopt;
    }
    bool word(std::string_view wanted) {
        if (!std::string_view(m_text).substr(m_at).starts_with(wanted))
            return false;
        m_at += wanted.size();
        return true;
    }
    void pass_blanks() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\r'))
            ++m_at;
    }

    std::string m_text;
    std::size_t m_at = 0;
    OpeningHours m_hours;
    bool m_any = false;
};

} // namespace

std::optional<OpeningHours> opening_hours(std::string_view text) {
    return Reader(plain(text)).read();
}

} // namespace wangge::workload
