// The ledger of a project with the rules that it follows.
#pragma once
#include "app/action.h"
#include "base/catalog.h"
#include "coverage/ledger.h"

#include <string>
#include <vector>

namespace wangge::app {

// The project's own states (setting "ledger"), else data/ledger/states.json. Throws Error(bad_input) "ledger.rules_*".
coverage::LedgerRules ledger_rules_of(const model::Snapshot& snapshot);

// The sentences of a blind spot in both languages, as JSON: what an item keeps of the day when it was found.
std::string frozen_evidence(const model::BlindSpot& spot, base::Date as_of);
// One of them, e.g. "cause", in the language of the catalog; "" when the text has none.
std::string frozen_sentence(const std::string& evidence, const char* which, const base::Catalog& catalog);

// What happened to an item or a plan, in order: date, from, to, by, note.
nlohmann::json moves_json(const std::vector<model::LedgerMove>& moves);

// "found" -> 发现; a state without a text of its own is shown by its key.
std::string state_text(const std::string& state, const base::Catalog& catalog);

} // namespace wangge::app
