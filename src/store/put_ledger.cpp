// Items of the ledger.
#include "model/ledger_item.h"
#include "store/edit_state.h"
#include "store/moves.h"
#include "store/row_reader.h"

namespace wangge::store {

void Edit::put(std::span<const model::LedgerItem> items) {
    m_state->guarded([&] {
        PutCounts counts;
        RowWriter& writer = m_state->writer("ledger", ledger_columns, {0});
        for (const model::LedgerItem& item : items) {
            const std::string found = base::to_text(item.found), due = base::to_text(item.due),
                              closed = base::to_text(item.closed), moves = moves_text(item.moves);
            const auto bind = [&](Statement& s) {
                s.bind(1, item.number);
                s.bind(2, item.source);
                s.bind_or_null(3, item.rule);
                s.bind_or_null(4, item.target);
                s.bind_or_null(5, item.subject);
                s.bind_or_null(6, item.name);
                s.bind_or_null(7, item.township_code);
                s.bind(8, item.people.value);
                s.bind(9, item.severity);
                s.bind_or_null(10, item.evidence);
                s.bind(11, item.state);
                s.bind_or_null(12, found);
                s.bind_or_null(13, item.measure);
                s.bind_or_null(14, item.responsible_key);
                s.bind_or_null(15, due);
                s.bind_or_null(16, closed);
                s.bind(17, moves);
            };
            writer.put(bind, true, 0, counts);
        }
    });
}

std::vector<model::LedgerItem> Document::ledger() const {
    std::vector<model::LedgerItem> items;
    RowReader row(m_state->db, "ledger", ledger_columns, "ORDER BY number");
    while (row.next()) {
        model::LedgerItem& item = items.emplace_back();
        for (std::string* text :
             {&item.number, &item.source, &item.rule, &item.target, &item.subject, &item.name, &item.township_code})
            *text = row.text();
        item.people = {row.real()};
        item.severity = row.real();
        item.evidence = row.text();
        item.state = row.text();
        item.found = row.date();
        item.measure = row.text();
        item.responsible_key = row.text();
        item.due = row.date();
        item.closed = row.date();
        item.moves = moves_of(row.text());
    }
    return items;
}

} // namespace wangge::store
