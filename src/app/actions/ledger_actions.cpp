// The ledger: blind spots listed, handed out, checked and written off.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/ledger_book.h"
#include "app/project.h"
#include "base/error.h"
#include "base/text.h"
#include "coverage/blind_spots.h"

#include <algorithm>
#include <map>

namespace wangge::app {
namespace {

using model::LedgerItem;
using nlohmann::json;

struct Book {
    model::SnapshotPtr snapshot;
    coverage::LedgerRules rules;
    std::vector<LedgerItem> items;
};

Book book_of(Project& project, base::Feedback& feedback) {
    Book book;
    book.snapshot = project.snapshot(feedback);
    book.rules = ledger_rules_of(*book.snapshot);
    book.items = project.document().ledger();
    return book;
}

std::string kind_of(const LedgerItem& item) {
    return item.source == "blindspot" ? item.rule.substr(0, item.rule.find('.')) : item.source;
}

// All of an item; `frozen` with its evidence and every move.
json item_json(const Project& project, const Book& book, const LedgerItem& item, base::Date today, bool frozen) {
    json row = {{"number", item.number},
                {"kind", kind_of(item)},
                {"rule", item.rule},
                {"key", item.subject},
                {"name", item.name},
                {"township_code", item.township_code},
                {"people", item.people.value},
                {"severity", item.severity},
                {"cause", frozen_sentence(item.evidence, "cause", project.catalog())},
                {"state", item.state},
                {"state_text", state_text(item.state, project.catalog())},
                {"found", base::to_text(item.found)},
                {"measure", item.measure},
                {"responsible", item.responsible_key},
                {"due", base::to_text(item.due)},
                {"overdue", coverage::overdue(item, book.rules, today)},
                {"closed", base::to_text(item.closed)}};
    if (frozen) {
        row["evidence"] = frozen_sentence(item.evidence, "evidence", project.catalog());
        row["moves"] = moves_json(item.moves);
    }
    return row;
}

// "number", "name", "state": enough to speak of an item.
json short_json(const Project& project, const LedgerItem& item) {
    return {{"number", item.number},
            {"kind", kind_of(item)},
            {"name", item.name},
            {"state_text", state_text(item.state, project.catalog())},
            {"cause", frozen_sentence(item.evidence, "cause", project.catalog())}};
}

json run_list(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const Book book = book_of(project, feedback);
    const base::Date today = as_of_date(arguments.value("as-of", ""));
    const std::string township = arguments.value("township", ""), responsible = arguments.value("responsible", "");
    std::map<std::string, int> by_state;
    for (const coverage::LedgerRules::State& state : book.rules.states)
        by_state[state.key] = 0;
    int open = 0, late = 0;
    json items = json::array();
    for (const LedgerItem& item : book.items) {
        ++by_state[item.state];
        const bool is_late = coverage::overdue(item, book.rules, today);
        open += book.rules.open(item);
        late += is_late;
        if ((arguments["overdue"].get<bool>() && !is_late) || (!township.empty() && item.township_code != township) ||
            (!responsible.empty() && item.responsible_key != responsible))
            continue;
        if (arguments.contains("state") && std::none_of(arguments["state"].begin(), arguments["state"].end(),
                                                        [&](const json& state) { return state == item.state; }))
            continue;
        items.push_back(item_json(project, book, item, today, arguments["frozen"]));
    }
    json trend = json::array();
    for (const coverage::LedgerMonth& month : coverage::ledger_trend(book.items, today))
        trend.push_back({{"month", month.month},
                         {"found", month.found},
                         {"closed", month.closed},
                         {"open_at_end", month.open_at_end}});
    return {
        {"as_of", base::to_text(today)}, {"count", book.items.size()}, {"open", open},   {"overdue", late},
        {"shown", items.size()},         {"by_state", by_state},       {"trend", trend}, {"items", std::move(items)}};
}

coverage::BlindSpots spots_of(const Project& project, const Arguments& arguments, const model::SnapshotPtr& snapshot,
                              base::Date as_of, base::Feedback& feedback) {
    coverage::BlindSpotOptions options;
    options.as_of = as_of;
    const auto reach = reach_of(project, arguments, snapshot, as_of, feedback);
    return coverage::find_blind_spots(*snapshot, norms_of(*snapshot), visit_rules_of(*snapshot, as_of), options, *reach,
                                      feedback);
}

// A hazard or task that a person puts down; a site's key or village's code says where.
LedgerItem written_item(const Book& book, const Arguments& arguments, base::Date today) {
    LedgerItem item;
    item.number = coverage::next_number(book.items, today);
    item.source = arguments["source"];
    item.name = arguments["text"];
    item.subject = arguments.value("subject", "");
    item.state = book.rules.states.front().key;
    item.found = today;
    if (item.subject.empty())
        return item;
    const model::Snapshot& s = *book.snapshot;
    for (std::size_t i = 0; i < s.sites.size() && item.target.empty(); ++i)
        if (s.sites.key[i] == item.subject) {
            item.target = "site";
            item.township_code = s.sites.township_code[i];
        }
    for (std::size_t i = 0; i < s.villages.size() && item.target.empty(); ++i)
        if (s.villages.code[i] == item.subject) {
            item.target = "village";
            item.township_code = s.villages.township_code[i];
            item.people = {s.villages.population[i]};
        }
    if (item.target.empty())
        base::fail_input("ledger.unknown_subject", {{"key", item.subject}}, "--subject");
    return item;
}

// New items for the blind spots that the arguments ask for and that have none yet.
std::vector<LedgerItem> opened_items(const Project& project, const Book& book, const Arguments& arguments,
                                     base::Date today, base::Feedback& feedback) {
    std::vector<LedgerItem> items;
    coverage::LedgerOpening opening{.township_code = arguments.value("township", ""),
                                    .subject = arguments.value("subject", ""),
                                    .top = arguments["top"].get<std::int64_t>(),
                                    .today = today};
    if (const std::string kind = arguments["kind"]; kind != "all")
        opening.kind = model::from_key<model::BlindSpotKind>(kind);
    const coverage::BlindSpots found = spots_of(project, arguments, book.snapshot, today, feedback);
    for (coverage::OpenedItem& opened : coverage::open_items(found.spots, book.items, book.rules, opening)) {
        opened.item.evidence = frozen_evidence(found.spots[opened.spot], today);
        items.push_back(std::move(opened.item));
    }
    return items;
}

json run_open(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const Book book = book_of(project, feedback);
    const base::Date today = as_of_date(arguments.value("as-of", ""));
    std::vector<LedgerItem> items;
    if (arguments["source"] != "blindspot") {
        if (arguments.value("text", "").empty())
            base::fail_input("ledger.no_text", {}, "--text");
        items.push_back(written_item(book, arguments, today));
    } else {
        items = opened_items(project, book, arguments, today, feedback);
    }
    if (!items.empty()) {
        store::Edit edit(project.document(), "ledger.open");
        edit.put(items);
        edit.commit();
    }
    json rows = json::array();
    for (const LedgerItem& item : items)
        rows.push_back(short_json(project, item));
    return {{"opened", items.size()}, {"count", book.items.size() + items.size()}, {"items", std::move(rows)}};
}

// The day of "due", none when it is not given.
base::Date due_of(const Arguments& arguments) {
    if (!arguments.contains("due"))
        return {};
    const std::string due = arguments["due"];
    const auto day = base::parse_date(due);
    if (!day)
        base::fail_input("app.bad_value", {{"param", "due"}, {"value", due}, {"expected", "2026-12-31"}}, "--due");
    return *day;
}

// The items of a list of numbers.
std::vector<LedgerItem> named_items(const Book& book, std::string_view numbers) {
    std::vector<LedgerItem> items;
    for (const std::string_view part : base::split(numbers, ',')) {
        const std::string_view number = base::trimmed(part);
        const auto found = std::find_if(book.items.begin(), book.items.end(),
                                        [&](const LedgerItem& item) { return item.number == number; });
        if (found == book.items.end())
            base::fail_input("ledger.no_such_item", {{"number", std::string(number)}}, "ITEMS");
        items.push_back(*found);
    }
    return items;
}

// Blind spots put off to a later day: listed and moved to the state that waits, in one step of history.
json run_defer(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const Book book = book_of(project, feedback);
    const auto waiting = std::find_if(book.rules.states.begin(), book.rules.states.end(),
                                      [](const coverage::LedgerRules::State& state) { return state.waits; });
    if (waiting == book.rules.states.end())
        base::fail_input("ledger.no_waiting_state");
    coverage::LedgerChange change;
    change.to = waiting->key;
    change.note = arguments["note"];
    change.date = as_of_date(arguments.value("as-of", ""));
    change.due = due_of(arguments);
    std::vector<LedgerItem> items;
    if (const std::string numbers = arguments.value("items", ""); !numbers.empty())
        items = named_items(book, numbers);
    else
        items = opened_items(project, book, arguments, change.date, feedback);
    if (items.empty())
        base::fail_input("ledger.nothing_to_defer", {{"key", arguments.value("subject", "")}}, "--subject");
    json rows = json::array();
    for (LedgerItem& item : items) {
        item = coverage::moved(std::move(item), change, book.rules, book.snapshot->people);
        rows.push_back(item_json(project, book, item, change.date, false));
    }
    store::Edit edit(project.document(), "ledger.defer");
    edit.put(items);
    edit.commit();
    return {{"deferred", items.size()}, {"until", base::to_text(change.due)}, {"items", std::move(rows)}};
}

json run_move(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const Book book = book_of(project, feedback);
    coverage::LedgerChange change;
    change.to = arguments["to"];
    change.by = arguments.value("by", "");
    change.note = arguments.value("note", "");
    change.measure = arguments.value("measure", "");
    change.responsible_key = arguments.value("responsible", "");
    change.date = as_of_date(arguments.value("as-of", ""));
    change.due = due_of(arguments);
    const std::string numbers = arguments["items"];
    std::vector<LedgerItem> items = named_items(book, numbers);
    for (LedgerItem& item : items)
        item = coverage::moved(std::move(item), change, book.rules, book.snapshot->people);
    store::Edit edit(project.document(), "ledger.move " + numbers);
    edit.put(items);
    edit.commit();
    json rows = json::array();
    for (const LedgerItem& item : items)
        rows.push_back(item_json(project, book, item, change.date, false));
    return {
        {"moved", items.size()}, {"state_text", state_text(change.to, project.catalog())}, {"items", std::move(rows)}};
}

json run_review(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const Book book = book_of(project, feedback);
    const base::Date today = as_of_date(arguments.value("as-of", ""));
    const coverage::BlindSpots found = spots_of(project, arguments, book.snapshot, today, feedback);
    const coverage::LedgerMatch match = coverage::match_ledger(book.items, found.spots, book.rules);
    const auto rows = [&](const std::vector<std::size_t>& items) {
        json all = json::array();
        for (const std::size_t i : items)
            all.push_back(short_json(project, book.items[i]));
        return all;
    };
    return {{"as_of", base::to_text(today)},   {"blind_spots", found.spots.size()}, {"standing", match.standing.size()},
            {"gone_count", match.gone.size()}, {"back_count", match.back.size()},   {"unlisted", match.unlisted.size()},
            {"gone", rows(match.gone)},        {"back", rows(match.back)}};
}

} // namespace

std::vector<Action> ledger_actions() {
    std::vector<Action> actions{
        {.name = "ledger.list",
         .verb = "ledger",
         .access = Access::read,
         .params = {{.name = "state", .type = ParamType::list},
                    {.name = "overdue", .type = ParamType::flag, .default_value = false},
                    {.name = "frozen", .type = ParamType::flag, .default_value = false},
                    {.name = "township"},
                    {.name = "responsible"},
                    {.name = "as-of"}},
         .run = run_list},
        {.name = "ledger.open",
         .verb = "ledger-open",
         .access = Access::write,
         .params = {{.name = "source",
                     .type = ParamType::choice,
                     .choices = {"blindspot", "hazard", "task"},
                     .default_value = "blindspot"},
                    {.name = "kind",
                     .type = ParamType::choice,
                     .choices = {"all", "supply", "contact", "responsibility", "visit", "unmapped"},
                     .default_value = "all"},
                    {.name = "top", .type = ParamType::integer, .default_value = 0, .low = 0, .high = 1000000},
                    {.name = "township"},
                    {.name = "text"},
                    {.name = "subject"},
                    {.name = "as-of"}},
         .run = run_open},
        {.name = "ledger.move",
         .verb = "ledger-move",
         .access = Access::write,
         .params = {{.name = "items", .required = true, .positional = true},
                    {.name = "to", .required = true},
                    {.name = "by"},
                    {.name = "note"},
                    {.name = "measure"},
                    {.name = "responsible"},
                    {.name = "due"},
                    {.name = "as-of"}},
         .run = run_move},
        {.name = "ledger.defer",
         .verb = "ledger-defer",
         .access = Access::write,
         .params = {{.name = "note", .required = true},
                    {.name = "due", .required = true},
                    {.name = "items"},
                    {.name = "kind",
                     .type = ParamType::choice,
                     .choices = {"all", "supply", "contact", "responsibility", "visit", "unmapped"},
                     .default_value = "all"},
                    {.name = "top", .type = ParamType::integer, .default_value = 1, .low = 0, .high = 1000000},
                    {.name = "township"},
                    {.name = "subject"},
                    {.name = "as-of"}},
         .run = run_defer},
        {.name = "ledger.review",
         .verb = "ledger-review",
         .access = Access::read,
         .params = {{.name = "as-of"}},
         .run = run_review},
    };
    for (Action& action : actions)
        if (action.name == "ledger.open" || action.name == "ledger.defer" || action.name == "ledger.review")
            for (Param& param : travel_params())
                action.params.push_back(std::move(param));
    return actions;
}

} // namespace wangge::app
