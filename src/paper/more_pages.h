// Pages for the rows of tables that found no room on a sheet.
#pragma once
#include "paper/page.h"

#include <utility>
#include <vector>

namespace wangge::paper {

// A page with the title, the frames and the foot of the sheet's own and, in columns, as many rows of `rest` as it
// holds; those are taken out of `rest`. Precondition: `rest` is not empty.
std::pair<Sheet, Layout> next_page(const Sheet& sheet, const Layout& layout, std::vector<TableRest>& rest);

} // namespace wangge::paper
