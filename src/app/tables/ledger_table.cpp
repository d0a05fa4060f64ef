// The ledger as a table for spreadsheets.
#include "app/ledger_book.h"
#include "app/tables/table_builder.h"

#include <map>

namespace wangge::app {

model::Table ledger_table(const TableInput& input) {
    TableBuilder t(input, "ledger", model::ShapeKind::none);
    t.text("number")
        .text("kind")
        .text("subject")
        .text("name")
        .text("township_name")
        .whole("people")
        .real("severity", 1);
    t.text("cause")
        .personal()
        .text("measure")
        .personal()
        .text("responsible")
        .name_of_person()
        .text("responsible_key")
        .personal();
    t.date("found").date("due").text("state").text("overdue").date("closed");
    const model::Snapshot& s = input.snapshot;
    const coverage::LedgerRules rules = ledger_rules_of(s);
    std::map<std::string_view, std::string_view> people;
    for (std::size_t i = 0; i < s.people.size(); ++i)
        people.emplace(s.people.key[i], s.people.name[i]);
    std::map<std::string_view, std::string_view> townships;
    for (const model::Row row : s.townships)
        townships.emplace(s.boundaries[row].code, s.boundaries[row].name);
    for (const model::LedgerItem& item : input.ledger) {
        t.row(16);
        t.put(item.number);
        const std::string kind = item.rule.substr(0, item.rule.find('.'));
        t.put(
            input.catalog.say(item.source == "blindspot" ? "kind.blind_spot." + kind : "ledger.source." + item.source));
        t.put(item.subject);
        t.put(item.name);
        const auto township = townships.find(item.township_code);
        t.put(township == townships.end() ? std::string_view(item.township_code) : township->second);
        t.put_whole(std::llround(item.people.value));
        t.put_real(item.severity);
        t.put(frozen_sentence(item.evidence, "cause", input.catalog));
        t.put(item.measure);
        const auto person = people.find(item.responsible_key);
        t.put(person == people.end() ? std::string_view() : person->second);
        t.put(item.responsible_key);
        t.put(item.found);
        t.put(item.due);
        t.put(state_text(item.state, input.catalog));
        t.put_yes(coverage::overdue(item, rules, input.as_of));
        t.put(item.closed);
    }
    return t.take();
}

} // namespace wangge::app
