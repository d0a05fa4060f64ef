// Blind spots followed to write-off (销号): which states an item passes, who may move it, and what a new search for
// blind spots says about items that are open.
#pragma once
#include "model/blind_spot.h"
#include "model/kinds.h"
#include "model/ledger_item.h"
#include "model/snapshot.h"

#include <optional>
#include <string_view>
#include <vector>

namespace wangge::coverage {

// The states of data/ledger/states.json, read as data: which there are, which count as open, and which moves are
// allowed.
struct LedgerRules {
    struct State {
        std::string key;
        bool open = true;
        bool waits = false; // put off until its due date: nothing is done, and the day's list leaves it out
    };
    struct Move {
        std::string from, to;
        bool needs_measure = false, needs_responsible = false, needs_due = false, needs_by = false, needs_note = false;
        std::vector<model::PersonRole> by_roles; // empty = anybody
        bool not_by_responsible = false;         // nobody accepts his own work
    };
    std::vector<State> states; // the first is that of a new item
    std::vector<Move> moves;

    // Throws Error(bad_input) "ledger.rules_*" whose `where` is `file` and the JSON path of what is wrong.
    static LedgerRules parse(std::string_view json, const std::string& file);
    const State* find(std::string_view key) const; // null when there is none
    bool open(const model::LedgerItem& item) const;
    bool waits(const model::LedgerItem& item) const;
};

// An item is the blind spot's as long as kind, target and subject are the same.
bool same_cause(const model::LedgerItem& item, const model::BlindSpot& spot);

struct LedgerOpening {
    std::optional<model::BlindSpotKind> kind; // only this one
    std::string township_code;                // only this township's; empty = all
    std::string subject;                      // only the blind spots of this village, site or cell; empty = all
    std::int64_t top = 0;                     // the worst so many; 0 = all
    base::Date today;
};
// New items for blind spots that have no open item, worst first, numbered after the items of this year. A written-off
// item whose cause is back is left alone: match_ledger() names it. `evidence` of the items is left empty.
struct OpenedItem {
    model::LedgerItem item;
    std::size_t spot = 0; // row of `spots`
};
std::vector<OpenedItem> open_items(const std::vector<model::BlindSpot>& spots,
                                   const std::vector<model::LedgerItem>& items, const LedgerRules& rules,
                                   const LedgerOpening& opening);
// The number after the highest of that year.
std::string next_number(const std::vector<model::LedgerItem>& items, base::Date today);

// What a person asks for: move the item to `to`, and what is set on the way. Empty members leave the item's as they
// are.
struct LedgerChange {
    std::string to, by, note, measure, responsible_key;
    base::Date due, date; // date: the day of the move
};
// The moved item. Throws Error(bad_input): "ledger.unknown_state", "ledger.no_such_move" (with those that are allowed),
// "ledger.needs" (with what is missing), "ledger.unknown_person", "ledger.wrong_role", "ledger.own_work",
// "ledger.due_in_past".
model::LedgerItem moved(model::LedgerItem item, const LedgerChange& change, const LedgerRules& rules,
                        const model::PersonTable& people);

// What the blind spots of today say about the items.
struct LedgerMatch {
    std::vector<std::size_t> standing; // open items whose blind spot is still there
    std::vector<std::size_t> gone;     // open items whose blind spot is no more: they may be written off
    std::vector<std::size_t> back;     // closed items whose blind spot is there again
    std::vector<std::size_t> unlisted; // blind spots without an item
};
LedgerMatch match_ledger(const std::vector<model::LedgerItem>& items, const std::vector<model::BlindSpot>& spots,
                         const LedgerRules& rules);

struct LedgerMonth {
    std::string month; // "2026-03"
    int found = 0, closed = 0, open_at_end = 0;
};
// From the month of the first item to that of `today`, none left out.
std::vector<LedgerMonth> ledger_trend(const std::vector<model::LedgerItem>& items, base::Date today);

inline bool overdue(const model::LedgerItem& item, const LedgerRules& rules, base::Date today) {
    return item.due && item.due < today && rules.open(item);
}

} // namespace wangge::coverage
