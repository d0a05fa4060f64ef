// The ledger as the window shows it: items on their way to write-off, beside the blind spots of today.
#pragma once
#include "app/view/blind_view.h"
#include "coverage/ledger.h"

#include <map>

namespace wangge::app {

class LedgerView {
public:
    LedgerView(model::SnapshotPtr snapshot, std::vector<model::LedgerItem> items, base::Date today);

    const std::vector<model::LedgerItem>& items() const { return m_items; }
    const coverage::LedgerRules& rules() const { return m_rules; }
    const model::SnapshotPtr& snapshot() const { return m_snapshot; }
    base::Date today() const { return m_today; }
    const model::LedgerItem* find(std::string_view number) const; // null when there is none

    // How far a state is from that of a new item, counted in moves and from 1; 0 for a way out on which nothing was
    // done. `steps` is the farthest.
    int step_of(std::string_view state) const;
    int steps() const { return m_steps; }
    // The moves that lead on from a state.
    std::vector<coverage::LedgerRules::Move> moves_from(std::string_view state) const;
    int days_late(const model::LedgerItem& item) const; // 0 = in time, or closed
    // Put off, and its day has not come.
    bool put_off(const model::LedgerItem& item) const { return m_rules.waits(item) && m_today < item.due; }

    struct Totals {
        std::int64_t open = 0, late = 0, closed_this_month = 0;
        double mean_days = 0; // from found to closed; NaN when nothing is closed
    };
    const Totals& totals() const { return m_totals; }

private:
    model::SnapshotPtr m_snapshot;
    std::vector<model::LedgerItem> m_items;
    coverage::LedgerRules m_rules;
    base::Date m_today;
    std::map<std::string, int, std::less<>> m_step;
    int m_steps = 1;
    Totals m_totals;
};

// What the list of blind spots says about the items; rows of both.
struct LedgerLinks {
    enum class Word : std::uint8_t { nothing, standing, gone, back };
    std::vector<Word> word;                             // of each item
    std::vector<model::Row> spot_of_item, item_of_spot; // no_row = none; a spot's open item goes before a closed one
    std::int64_t unlisted = 0;                          // spots without an item
    std::vector<bool> put_off;                          // of each spot: its item waits for a later day
    std::int64_t put_off_count = 0;
};
LedgerLinks link_ledger(const LedgerView& ledger, const BlindView& spots);

// One item a row, in the catalog's language. `links` may be null.
model::Table ledger_rows(const LedgerView& ledger, const LedgerLinks* links, const base::Catalog& catalog);
// What an item is about: its blind spot, else its village, site or cell; nothing when that is gone too.
Picked subject_of(const LedgerView& ledger, std::size_t item, const LedgerLinks* links);

// Somebody to choose for a move.
struct PersonOffer {
    std::string key, name, note; // note: role and township
};
// Those whose name or key holds `words`, of these roles (none given: all), people of the township first; at most
// `most`.
std::vector<PersonOffer> people_offered(const model::Snapshot& snapshot, const base::Catalog& catalog,
                                        std::string_view words, const std::vector<model::PersonRole>& roles,
                                        std::string_view township_code, std::size_t most);

} // namespace wangge::app
