#include "app/view/ledger_view.h"

#include "app/ledger_book.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wangge::app {
namespace {

using model::LedgerItem;
using Word = LedgerLinks::Word;

std::string kind_text(const LedgerItem& item, const base::Catalog& catalog) {
    return catalog.say(item.source == "blindspot" ? "kind.blind_spot." + item.rule.substr(0, item.rule.find('.'))
                                                  : "ledger.source." + item.source);
}

model::Value day(base::Date date) {
    return date ? model::Value{base::to_text(date)} : model::Value{};
}

// Row of the first text that is equal; no_row when there is none.
template <class Column> model::Row row_with(const Column& column, std::size_t size, std::string_view text) {
    for (std::size_t i = 0; i < size; ++i)
        if (column[i] == text)
            return static_cast<model::Row>(i);
    return model::no_row;
}

} // namespace

LedgerView::LedgerView(model::SnapshotPtr snapshot, std::vector<LedgerItem> items, base::Date today)
    : m_snapshot(std::move(snapshot)), m_items(std::move(items)), m_rules(ledger_rules_of(*m_snapshot)),
      m_today(today) {
    // Breadth first along the moves, so that a way back adds no step.
    std::vector<std::string> front{m_rules.states.front().key};
    m_step[front.front()] = 1;
    while (!front.empty()) {
        std::vector<std::string> next;
        for (const std::string& from : front)
            for (const auto& move : m_rules.moves)
                if (move.from == from && m_step.emplace(move.to, m_step[from] + 1).second)
                    next.push_back(move.to);
        front = std::move(next);
    }
    for (auto& [state, step] : m_step) {
        const bool ends = std::none_of(m_rules.moves.begin(), m_rules.moves.end(),
                                       [&, &at = state](const auto& move) { return move.from == at; });
        if (ends && !m_rules.find(state)->open)
            step = 0; // put away, not dealt with
        if (m_rules.find(state)->waits)
            step = 1; // put off: no farther than when it was found
        m_steps = std::max(m_steps, step);
    }
    const std::string month = base::to_text(today).substr(0, 7);
    double days = 0;
    std::int64_t closed = 0;
    for (const LedgerItem& item : m_items) {
        m_totals.open += m_rules.open(item);
        m_totals.late += coverage::overdue(item, m_rules, today);
        if (!item.closed || step_of(item.state) == 0)
            continue;
        ++closed;
        days += item.closed - item.found;
        m_totals.closed_this_month += base::to_text(item.closed).starts_with(month);
    }
    m_totals.mean_days = closed > 0 ? days / static_cast<double>(closed) : std::nan("");
}

const LedgerItem* LedgerView::find(std::string_view number) const {
    const auto at =
        std::find_if(m_items.begin(), m_items.end(), [&](const LedgerItem& item) { return item.number == number; });
    return at == m_items.end() ? nullptr : &*at;
}

int LedgerView::step_of(std::string_view state) const {
    const auto at = m_step.find(state);
    return at == m_step.end() ? 0 : at->second;
}

std::vector<coverage::LedgerRules::Move> LedgerView::moves_from(std::string_view state) const {
    std::vector<coverage::LedgerRules::Move> moves;
    std::copy_if(m_rules.moves.begin(), m_rules.moves.end(), std::back_inserter(moves),
                 [&](const auto& move) { return move.from == state; });
    return moves;
}

int LedgerView::days_late(const LedgerItem& item) const {
    return coverage::overdue(item, m_rules, m_today) ? m_today - item.due : 0;
}

LedgerLinks link_ledger(const LedgerView& ledger, const BlindView& spots) {
    LedgerLinks links;
    const auto& items = ledger.items();
    links.word.assign(items.size(), Word::nothing);
    links.spot_of_item.assign(items.size(), model::no_row);
    links.item_of_spot.assign(spots.spots.size(), model::no_row);
    links.put_off.assign(spots.spots.size(), false);
    std::multimap<std::string_view, std::size_t> by_subject;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].source == "blindspot")
            by_subject.emplace(items[i].subject, i);
    for (std::size_t s = 0; s < spots.spots.size(); ++s) {
        const auto [first, last] = by_subject.equal_range(spots.spots[s].key);
        for (auto at = first; at != last; ++at) {
            if (!coverage::same_cause(items[at->second], spots.spots[s]))
                continue;
            links.spot_of_item[at->second] = static_cast<model::Row>(s);
            model::Row& item = links.item_of_spot[s];
            if (item == model::no_row || ledger.rules().open(items[at->second]))
                item = static_cast<model::Row>(at->second);
        }
        links.unlisted += links.item_of_spot[s] == model::no_row;
        if (const model::Row item = links.item_of_spot[s];
            item != model::no_row && ledger.put_off(items[static_cast<std::size_t>(item)])) {
            links.put_off[s] = true;
            ++links.put_off_count;
        }
    }
    const coverage::LedgerMatch match = coverage::match_ledger(items, spots.spots, ledger.rules());
    for (const std::size_t i : match.standing)
        links.word[i] = Word::standing;
    for (const std::size_t i : match.gone)
        links.word[i] = Word::gone;
    for (const std::size_t i : match.back)
        links.word[i] = Word::back;
    return links;
}

model::Table ledger_rows(const LedgerView& ledger, const LedgerLinks* links, const base::Catalog& catalog) {
    using model::ColumnType;
    model::Table table{.id = "ledger",
                       .title = "ui.tab.ledger",
                       .columns = {{"number", "ui.column.number"},
                                   {"name", "ui.column.place"},
                                   {"township", "ui.column.township"},
                                   {"kind", "ui.column.kind"},
                                   {"severity", "ui.column.severity", ColumnType::real, false, 0},
                                   {"state", "ui.column.progress"},
                                   {"responsible", "ui.column.responsible"},
                                   {"due", "ui.column.due", ColumnType::date},
                                   {"late", "ui.column.late", ColumnType::integer},
                                   {"word", "ui.column.review"}}};
    std::map<std::string_view, std::string_view> townships, people;
    const model::Snapshot& s = *ledger.snapshot();
    for (const model::Row row : s.townships)
        townships.emplace(s.boundaries[static_cast<std::size_t>(row)].code,
                          s.boundaries[static_cast<std::size_t>(row)].name);
    for (std::size_t i = 0; i < s.people.size(); ++i)
        people.emplace(s.people.key[i], s.people.name[i]);
    const auto named = [](const auto& names, const std::string& key) -> model::Value {
        if (key.empty())
            return {};
        const auto at = names.find(key);
        return std::string(at == names.end() ? std::string_view(key) : at->second);
    };
    for (std::size_t i = 0; i < ledger.items().size(); ++i) {
        const LedgerItem& item = ledger.items()[i];
        const int late = ledger.days_late(item);
        const Word word = links ? links->word[i] : Word::nothing;
        static constexpr const char* words[] = {"", "standing", "gone", "back"};
        table.rows.push_back(
            {item.number, item.name, named(townships, item.township_code), kind_text(item, catalog), item.severity,
             state_text(item.state, catalog), named(people, item.responsible_key), day(item.due),
             late > 0 ? model::Value{std::int64_t{late}} : model::Value{},
             word == Word::nothing
                 ? model::Value{}
                 : model::Value{catalog.say(std::string("ui.ledger.word.") + words[static_cast<std::size_t>(word)])}});
    }
    return table;
}

Picked subject_of(const LedgerView& ledger, std::size_t item, const LedgerLinks* links) {
    if (links && links->spot_of_item[item] != model::no_row)
        return {PickedKind::blind_spot, links->spot_of_item[item]};
    const model::Snapshot& s = *ledger.snapshot();
    const LedgerItem& of = ledger.items()[item];
    Picked picked;
    if (of.target == "village")
        picked = {PickedKind::village, row_with(s.villages.code, s.villages.size(), of.subject)};
    else if (of.target == "site")
        picked = {PickedKind::site, row_with(s.sites.key, s.sites.size(), of.subject)};
    else if (of.target == "cell") {
        const auto at = std::find_if(s.cells.begin(), s.cells.end(),
                                     [&](const model::Cell& cell) { return cell.code == of.subject; });
        if (at != s.cells.end())
            picked = {PickedKind::cell, static_cast<model::Row>(at - s.cells.begin())};
    }
    return picked.row == model::no_row ? Picked{} : picked;
}

std::vector<PersonOffer> people_offered(const model::Snapshot& s, const base::Catalog& catalog, std::string_view words,
                                        const std::vector<model::PersonRole>& roles, std::string_view township_code,
                                        std::size_t most) {
    const model::PersonTable& people = s.people;
    std::vector<PersonOffer> offers;
    for (const bool near : {true, false})
        for (std::size_t i = 0; i < people.size() && offers.size() < most; ++i) {
            if ((!township_code.empty() && people.township_code[i] == township_code) != near)
                continue;
            if (!roles.empty() && std::find(roles.begin(), roles.end(), people.role[i]) == roles.end())
                continue;
            const std::string_view name = people.name[i], key = people.key[i];
            if (!words.empty() && name.find(words) == name.npos && key.find(words) == key.npos)
                continue;
            std::string note = catalog.say("kind.role." + std::string(model::key_of(people.role[i])));
            if (const model::Row t = people.township[i]; t != model::no_row)
                note += " · " + s.boundaries[static_cast<std::size_t>(s.townships[static_cast<std::size_t>(t)])].name;
            offers.push_back({std::string(key), std::string(name), std::move(note)});
        }
    return offers;
}

} // namespace wangge::app
