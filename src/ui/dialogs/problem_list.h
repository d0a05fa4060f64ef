// What a preview noticed, most often first: repairs, refusals, remarks on the whole file, or the columns that are
// missing.
#pragma once
#include "app/import_desk.h"
#include "ui/context.h"

namespace wangge::ui {

// A click on a line puts its reason into `chosen` (only such rows are to be shown), a second click takes it out.
void problem_list(Context& context, const Rect& rect, const import::Preview& preview, std::string& chosen);

} // namespace wangge::ui
