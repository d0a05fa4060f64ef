#include "coverage/ledger.h"

#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <tuple>

namespace wangge::coverage {
namespace {

using model::BlindSpot;
using model::LedgerItem;

const char* key_of(model::BlindTarget target) {
    constexpr const char* keys[] = {"village", "site", "cell", "record", "plan"};
    return keys[static_cast<std::size_t>(target)];
}

// What makes an item and a blind spot the same thing.
using Cause = std::tuple<std::string, std::string, std::string>;

Cause cause_of(const BlindSpot& spot) {
    return {std::string(model::key_of(spot.kind)), key_of(spot.target), spot.key};
}
Cause cause_of(const LedgerItem& item) {
    return {item.rule.substr(0, item.rule.find('.')), item.target, item.subject};
}

std::string listed_moves(const LedgerRules& rules, std::string_view from) {
    std::string all;
    for (const LedgerRules::Move& move : rules.moves)
        if (move.from == from)
            all += (all.empty() ? "" : ", ") + move.to;
    return all.empty() ? "-" : all;
}

model::Row person_row(const model::PersonTable& people, const std::string& key) {
    for (std::size_t i = 0; i < people.size(); ++i)
        if (people.key[i] == key)
            return static_cast<model::Row>(i);
    base::fail_input("ledger.unknown_person", {{"key", key}});
}

// A dismissed item has no way back, so its blind spot is no news.
bool may_reopen(const LedgerItem& item, const LedgerRules& rules) {
    return std::any_of(rules.moves.begin(), rules.moves.end(), [&](const LedgerRules::Move& move) {
        return move.from == item.state && rules.find(move.to)->open;
    });
}

std::string month_of(base::Date day) {
    return base::to_text(day).substr(0, 7);
}

} // namespace

bool same_cause(const LedgerItem& item, const BlindSpot& spot) {
    return item.source == "blindspot" && cause_of(item) == cause_of(spot);
}

std::string next_number(const std::vector<LedgerItem>& items, base::Date today) {
    const std::string year = fmt::format("{:04}-", base::year_of(today));
    int highest = 0;
    for (const LedgerItem& item : items)
        if (item.number.starts_with(year)) {
            int number = 0;
            std::from_chars(item.number.data() + year.size(), item.number.data() + item.number.size(), number);
            highest = std::max(highest, number);
        }
    return fmt::format("{}{:04}", year, highest + 1);
}

std::vector<OpenedItem> open_items(const std::vector<BlindSpot>& spots, const std::vector<LedgerItem>& items,
                                   const LedgerRules& rules, const LedgerOpening& opening) {
    std::map<Cause, bool> listed; // with an item, open or written off
    for (const LedgerItem& item : items)
        if (item.source == "blindspot")
            listed[cause_of(item)] = true;
    std::string number = next_number(items, opening.today);
    const std::size_t digits = number.find('-') + 1;
    int running = std::stoi(number.substr(digits));
    std::vector<OpenedItem> opened;
    std::int64_t seen = 0;
    for (std::size_t i = 0; i < spots.size(); ++i) {
        const BlindSpot& spot = spots[i];
        if ((opening.kind && spot.kind != *opening.kind) ||
            (!opening.township_code.empty() && spot.township_code != opening.township_code) ||
            (!opening.subject.empty() && spot.key != opening.subject))
            continue;
        if (opening.top > 0 && ++seen > opening.top)
            break;
        if (!listed.emplace(cause_of(spot), true).second)
            continue;
        OpenedItem& one = opened.emplace_back();
        one.spot = i;
        LedgerItem& item = one.item;
        item.number = fmt::format("{}{:04}", number.substr(0, digits), running++);
        item.rule = fmt::format("{}.{}", model::key_of(spot.kind), spot.reason);
        item.target = key_of(spot.target);
        item.subject = spot.key;
        item.name = spot.name;
        item.township_code = spot.township_code;
        item.people = spot.people;
        item.severity = spot.severity;
        item.state = rules.states.front().key;
        item.found = opening.today;
    }
    return opened;
}

LedgerItem moved(LedgerItem item, const LedgerChange& change, const LedgerRules& rules,
                 const model::PersonTable& people) {
    if (!rules.find(change.to))
        base::fail_input("ledger.unknown_state", {{"state", change.to}}, "--to");
    const auto move = std::find_if(rules.moves.begin(), rules.moves.end(), [&](const LedgerRules::Move& each) {
        return each.from == item.state && each.to == change.to;
    });
    if (move == rules.moves.end())
        base::fail_input("ledger.no_such_move",
                         {{"number", item.number},
                          {"from", "@ledger.state." + item.state},
                          {"to", "@ledger.state." + change.to},
                          {"allowed", listed_moves(rules, item.state)}},
                         "--to");
    if (!change.measure.empty())
        item.measure = change.measure;
    if (!change.responsible_key.empty()) {
        person_row(people, change.responsible_key);
        item.responsible_key = change.responsible_key;
    }
    if (change.due) {
        if (change.due < change.date)
            base::fail_input("ledger.due_in_past", {{"due", base::to_text(change.due)}}, "--due");
        item.due = change.due;
    }
    const auto need = [&](bool wanted, bool there, const char* what) {
        if (wanted && !there)
            base::fail_input("ledger.needs",
                             {{"number", item.number},
                              {"to", "@ledger.state." + change.to},
                              {"what", std::string("@ledger.member.") + what}},
                             std::string("--") + what);
    };
    need(move->needs_measure, !item.measure.empty(), "measure");
    need(move->needs_responsible, !item.responsible_key.empty(), "responsible");
    need(move->needs_due, bool(item.due), "due");
    need(move->needs_by, !change.by.empty(), "by");
    need(move->needs_note, !change.note.empty(), "note");
    if (!change.by.empty()) {
        const model::PersonRole role = people.role[person_row(people, change.by)];
        if (!move->by_roles.empty() &&
            std::find(move->by_roles.begin(), move->by_roles.end(), role) == move->by_roles.end())
            base::fail_input("ledger.wrong_role",
                             {{"key", change.by}, {"role", "@kind.role." + std::string(model::key_of(role))}}, "--by");
        if (move->not_by_responsible && change.by == item.responsible_key)
            base::fail_input("ledger.own_work", {{"key", change.by}, {"number", item.number}}, "--by");
    }
    item.moves.push_back({change.date, item.state, change.to, change.by, change.note});
    item.state = change.to;
    item.closed = rules.open(item) ? base::Date() : item.closed ? item.closed : change.date;
    return item;
}

LedgerMatch match_ledger(const std::vector<LedgerItem>& items, const std::vector<BlindSpot>& spots,
                         const LedgerRules& rules) {
    std::map<Cause, bool> spot_listed;
    for (const BlindSpot& spot : spots)
        spot_listed.emplace(cause_of(spot), false);
    LedgerMatch match;
    std::map<Cause, bool> has_open;
    for (const LedgerItem& item : items)
        if (item.source == "blindspot" && rules.open(item))
            has_open[cause_of(item)] = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const LedgerItem& item = items[i];
        if (item.source != "blindspot")
            continue; // hazards and tasks are closed by people alone
        const auto spot = spot_listed.find(cause_of(item));
        if (spot != spot_listed.end())
            spot->second = true;
        if (rules.open(item))
            (spot == spot_listed.end() ? match.gone : match.standing).push_back(i);
        else if (spot != spot_listed.end() && !has_open.contains(cause_of(item)) && may_reopen(item, rules))
            match.back.push_back(i);
    }
    for (std::size_t i = 0; i < spots.size(); ++i)
        if (!spot_listed[cause_of(spots[i])])
            match.unlisted.push_back(i);
    return match;
}

std::vector<LedgerMonth> ledger_trend(const std::vector<LedgerItem>& items, base::Date today) {
    base::Date first = today;
    for (const LedgerItem& item : items)
        if (item.found && item.found < first)
            first = item.found;
    std::vector<LedgerMonth> months;
    if (items.empty())
        return months;
    const base::Date first_of_month = *base::parse_date(month_of(first) + "-01");
    for (base::Date month = first_of_month; month <= today; month = base::add_months(month, 1)) {
        LedgerMonth& each = months.emplace_back();
        each.month = month_of(month);
        const base::Date next = base::add_months(month, 1);
        for (const LedgerItem& item : items) {
            each.found += item.found >= month && item.found < next;
            each.closed += item.closed && item.closed >= month && item.closed < next;
            each.open_at_end += item.found < next && (!item.closed || item.closed >= next);
        }
    }
    return months;
}

} // namespace wangge::coverage
