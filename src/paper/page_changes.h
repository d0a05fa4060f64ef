// What a project changes of a page template: where an item stands, whether it is shown, which ticks a map has.
#pragma once
#include "paper/page_template.h"

#include <map>
#include <optional>

namespace wangge::paper {

// A name for each item of a layout, in its order: what it is ("map", "legend"), of a table which ("roster"), of a text
// its first placeholder ("title"), or of a text of the language files the last part of its id with "-text". The second
// of a name gets "-2". No two items share one, and a name lasts while the template's order does.
std::vector<std::string> item_names(const Layout& layout);

struct Ticks {
    bool plane = false, degrees = false;
    bool operator==(const Ticks&) const = default;
};
// Absent parts are as the template has them.
struct ItemChange {
    std::optional<Rect> box; // in millimetres of the template's own paper
    std::optional<bool> hidden;
    std::optional<Ticks> ticks;
    bool empty() const { return !box && !hidden && !ticks; }
};
// By name of the item.
using LayoutChanges = std::map<std::string, ItemChange>;
struct PageChanges {
    LayoutChanges landscape, portrait;
    bool empty() const { return landscape.empty() && portrait.empty(); }
    LayoutChanges& of(bool is_landscape) { return is_landscape ? landscape : portrait; }
};

// JSON text, as projects keep it; "" for no changes. Throws Error(bad_input) "paper.changes.damaged".
PageChanges read_changes(const std::string& text);
std::string text_of(const PageChanges& changes);

// Names that the template does not have are passed over: it may have changed since.
void apply(Template& page, const PageChanges& changes);

} // namespace wangge::paper
