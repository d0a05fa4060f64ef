// Reads the states of the ledger and the moves between them.
#include "base/error.h"
#include "coverage/ledger.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::coverage {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const char* id, const std::string& found, const std::string& where) {
    base::fail_input(std::string("ledger.") + id, {{"found", found}}, where);
}

void check_members(const Json& object, std::initializer_list<std::string_view> known, const std::string& where) {
    if (!object.is_object())
        fail("rules_bad_value", object.dump(), where);
    for (const auto& [name, value] : object.items())
        if (std::find(known.begin(), known.end(), name) == known.end())
            fail("rules_unknown_member", name, where + "." + name);
}

std::string text_of(const Json& object, const char* name, const std::string& where) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
        fail("rules_bad_value", found == object.end() ? name : found->dump(), where + "." + name);
    return *found;
}

bool flag_of(const Json& object, const char* name, bool usual, const std::string& where) {
    const auto found = object.find(name);
    if (found == object.end())
        return usual;
    if (!found->is_boolean())
        fail("rules_bad_value", found->dump(), where + "." + name);
    return *found;
}

// The words of a list that may be missing.
std::vector<std::string> words_of(const Json& object, const char* name, const std::string& where) {
    std::vector<std::string> words;
    const auto found = object.find(name);
    if (found == object.end())
        return words;
    if (!found->is_array())
        fail("rules_bad_value", found->dump(), where + "." + name);
    for (const Json& word : *found) {
        if (!word.is_string())
            fail("rules_bad_value", word.dump(), where + "." + name);
        words.push_back(word);
    }
    return words;
}

LedgerRules::Move move_of(const Json& row, const LedgerRules& rules, const std::string& where) {
    check_members(row, {"from", "to", "needs", "by_roles", "not_by_responsible"}, where);
    LedgerRules::Move move;
    move.from = text_of(row, "from", where);
    move.to = text_of(row, "to", where);
    for (const std::string& key : {move.from, move.to})
        if (!rules.find(key))
            fail("rules_unknown_state", key, where);
    for (const std::string& need : words_of(row, "needs", where)) {
        bool LedgerRules::Move::*member = need == "measure"       ? &LedgerRules::Move::needs_measure
                                          : need == "responsible" ? &LedgerRules::Move::needs_responsible
                                          : need == "due"         ? &LedgerRules::Move::needs_due
                                          : need == "by"          ? &LedgerRules::Move::needs_by
                                          : need == "note"        ? &LedgerRules::Move::needs_note
                                                                  : nullptr;
        if (!member)
            fail("rules_bad_value", need, where + ".needs");
        move.*member = true;
    }
    for (const std::string& role : words_of(row, "by_roles", where)) {
        const auto known = model::from_key<model::PersonRole>(role);
        if (!known)
            fail("rules_bad_value", role, where + ".by_roles");
        move.by_roles.push_back(*known);
    }
    move.not_by_responsible = flag_of(row, "not_by_responsible", false, where);
    return move;
}

} // namespace

LedgerRules LedgerRules::parse(std::string_view json, const std::string& file) {
    const Json parsed = Json::parse(json, nullptr, false);
    if (parsed.is_discarded())
        fail("rules_not_json", file, file);
    check_members(parsed, {"states", "moves"}, file);
    LedgerRules rules;
    const auto list = [&](const char* name) -> const Json& {
        const auto found = parsed.find(name);
        if (found == parsed.end() || !found->is_array() || found->empty())
            fail("rules_bad_value", name, file + ": " + name);
        return *found;
    };
    const Json& states = list("states");
    for (std::size_t i = 0; i < states.size(); ++i) {
        const std::string where = fmt::format("{}: states[{}]", file, i);
        check_members(states[i], {"key", "open", "waits"}, where);
        State state{text_of(states[i], "key", where), flag_of(states[i], "open", true, where),
                    flag_of(states[i], "waits", false, where)};
        if (rules.find(state.key))
            fail("rules_bad_value", state.key, where + ".key");
        rules.states.push_back(std::move(state));
    }
    const Json& moves = list("moves");
    for (std::size_t i = 0; i < moves.size(); ++i)
        rules.moves.push_back(move_of(moves[i], rules, fmt::format("{}: moves[{}]", file, i)));
    return rules;
}

const LedgerRules::State* LedgerRules::find(std::string_view key) const {
    const auto found = std::find_if(states.begin(), states.end(), [&](const State& state) { return state.key == key; });
    return found == states.end() ? nullptr : &*found;
}

// A state that the rules no longer know counts as open: nothing is lost from sight.
bool LedgerRules::open(const model::LedgerItem& item) const {
    const State* state = find(item.state);
    return !state || state->open;
}

bool LedgerRules::waits(const model::LedgerItem& item) const {
    const State* state = find(item.state);
    return state && state->waits;
}

} // namespace wangge::coverage
