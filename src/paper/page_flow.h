// Tables and legends that stand above each other on a page share their column: who needs less leaves room to who needs
// more.
#pragma once
#include "paper/page_template.h"

#include <functional>

namespace wangge::paper {

// The items with such columns laid out anew. `need` is the height that a table or legend wants, 0 when the page has
// none of it; headings between them move along. A column with anything else in it stays as it
// is, and so does what was placed by hand.
std::vector<Item> flowed(std::vector<Item> items, const std::function<double(const Item&)>& need);

} // namespace wangge::paper
