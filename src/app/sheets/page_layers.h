// The layers of a page's map as people switch them.
#pragma once
#include "base/catalog.h"
#include "model/snapshot.h"

#include <set>
#include <string>
#include <vector>

namespace wangge::app {

struct PageLayer {
    std::string name;  // as `map --layers` has it; of sites and people one kind
    std::string title; // in the reader's language
    bool shown = false;
};

// Those that the project has something of, greatest symbols first, ground last. `shown` as a map's layers are named:
// "sites" stands for all their kinds.
// `ledger`: there are items that could be overdue.
std::vector<PageLayer> page_layers(const model::Snapshot& snapshot, bool ledger,
                                   const std::set<std::string, std::less<>>& shown, const base::Catalog& catalog);

} // namespace wangge::app
