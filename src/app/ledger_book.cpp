#include "app/ledger_book.h"

#include "app/language.h"
#include "base/files.h"

namespace wangge::app {

using nlohmann::json;

coverage::LedgerRules ledger_rules_of(const model::Snapshot& snapshot) {
    if (const auto own = snapshot.settings.find("ledger"); own != snapshot.settings.end() && !own->second.empty())
        return coverage::LedgerRules::parse(own->second, snapshot.name + ": ledger");
    return coverage::LedgerRules::parse(base::read_file(base::data_folder() / "ledger" / "states.json"),
                                        "data/ledger/states.json");
}

std::string frozen_evidence(const model::BlindSpot& spot, base::Date as_of) {
    json frozen = {{"as_of", base::to_text(as_of)}};
    for (const char* language : {"zh", "en"}) {
        const base::Catalog& catalog = catalog_of(language);
        frozen[language] = {{"cause", catalog.say(spot.cause)},
                            {"evidence", catalog.say(spot.evidence)},
                            {"fix", catalog.say(spot.fix)},
                            {"formula", catalog.say(spot.formula)}};
    }
    return frozen.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string frozen_sentence(const std::string& evidence, const char* which, const base::Catalog& catalog) {
    const json frozen = json::parse(evidence, nullptr, false);
    const char* language = &catalog == &catalog_of("en") ? "en" : "zh";
    if (!frozen.is_object() || !frozen.contains(language) || !frozen[language].is_object())
        return "";
    const json& texts = frozen[language];
    return texts.contains(which) && texts[which].is_string() ? texts[which].get<std::string>() : "";
}

nlohmann::json moves_json(const std::vector<model::LedgerMove>& moves) {
    nlohmann::json rows = nlohmann::json::array();
    for (const model::LedgerMove& move : moves)
        rows.push_back({{"date", base::to_text(move.date)},
                        {"from", move.from},
                        {"to", move.to},
                        {"by", move.by},
                        {"note", move.note}});
    return rows;
}

std::string state_text(const std::string& state, const base::Catalog& catalog) {
    const std::string id = "ledger.state." + state;
    return catalog.has(id) ? catalog.say(id) : state;
}

} // namespace wangge::app
