// What a file is and how it is read: kind, layer, encoding, headings. Every change makes a new preview at once.
#pragma once
#include "app/import_desk.h"
#include "ui/context.h"

namespace wangge::ui {

// `preview` may be null: then only the kind can be chosen. Changes go to `options`.
void reading_bar(Context& context, const Rect& rect, const import::Preview* preview, import::PreviewOptions& options);

} // namespace wangge::ui
