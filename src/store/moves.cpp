#include "store/moves.h"

#include <nlohmann/json.hpp>

namespace wangge::store {

using Json = nlohmann::json;

std::string moves_text(const std::vector<model::LedgerMove>& moves) {
    Json all = Json::array();
    for (const model::LedgerMove& move : moves)
        all.push_back({{"date", base::to_text(move.date)},
                       {"from", move.from},
                       {"to", move.to},
                       {"by", move.by},
                       {"note", move.note}});
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<model::LedgerMove> moves_of(std::string_view text) {
    std::vector<model::LedgerMove> moves;
    const Json all = Json::parse(text, nullptr, false);
    if (!all.is_array())
        return moves;
    for (const Json& row : all) {
        const auto word = [&](const char* name) {
            return row.is_object() && row.contains(name) && row[name].is_string() ? row[name].get<std::string>() : "";
        };
        moves.push_back({base::parse_date(word("date")).value_or(base::Date()), word("from"), word("to"), word("by"),
                         word("note")});
    }
    return moves;
}

} // namespace wangge::store
