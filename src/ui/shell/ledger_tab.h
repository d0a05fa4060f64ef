// The ledger in the drawer: its table, what it adds up to, and what is done to it as a whole.
#pragma once
#include "ui/context.h"
#include "ui/table_view.h"

namespace wangge::ui {

// `words` filters; a row that is clicked becomes the card's item, and its blind spot or place is picked on the map.
void ledger_tab(Context& context, const Rect& rect, TableView& view, const app::ShownTable& table,
                std::string_view words);

} // namespace wangge::ui
