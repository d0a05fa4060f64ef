// How the steps of a ledger's item or a plan are kept: JSON text in one column.
#pragma once
#include "model/ledger_item.h"

#include <string>
#include <string_view>
#include <vector>

namespace wangge::store {

std::string moves_text(const std::vector<model::LedgerMove>& moves);
// A stranger's text that is no list of moves reads as none.
std::vector<model::LedgerMove> moves_of(std::string_view text);

} // namespace wangge::store
