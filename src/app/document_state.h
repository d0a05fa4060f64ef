// What the workspace reads from a document at once, on another thread, and takes over between two frames.
#pragma once
#include "app/workspace.h"

#include <nlohmann/json.hpp>

namespace wangge::app {

struct Workspace::DocumentState {
    model::SnapshotPtr snapshot;
    std::vector<Step> steps;
    bool can_undo = false, can_redo = false;
    Look look;
    std::vector<model::LedgerItem> ledger;
    nlohmann::json standing;
};

} // namespace wangge::app
