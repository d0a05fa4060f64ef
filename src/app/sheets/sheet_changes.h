// Which sheets of an atlas differ from those of an earlier plan, and why.
#pragma once
#include "app/sheets/sheet_maker.h"

namespace wangge::app {

struct SheetChange {
    std::string digest; // of what the sheet shows now
    bool changed = true;
    std::vector<base::Message> reasons; // of a changed sheet, when there is an earlier one to compare with
};

// One a subject of `now`. `before` is null when every sheet counts as new.
std::vector<SheetChange> sheet_changes(const SheetMaker& now, const std::vector<SheetSubject>& subjects,
                                       const SheetMaker* before, SheetKind kind);

} // namespace wangge::app
