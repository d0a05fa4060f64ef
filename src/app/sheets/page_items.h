// The items of a page as people see them: by name and title, with their place in millimetres of the page.
#pragma once
#include "base/catalog.h"
#include "paper/page_changes.h"

#include <string>
#include <vector>

namespace wangge::app {

struct PageItem {
    std::string name;  // as paper::item_names() has it
    std::string title; // in the reader's language
    paper::ItemKind kind = paper::ItemKind::text;
    paper::Rect box; // millimetres on the paper asked for, as the template has it
    bool hidden = false;
    paper::Ticks ticks; // of maps
    bool operator==(const PageItem& other) const { return name == other.name; }
};

// In the template's order, hidden ones too. `width` and `height` are of the paper.
std::vector<PageItem> page_items(const paper::Template& page, bool landscape, paper::Millimetres width,
                                 paper::Millimetres height, const base::Catalog& catalog);

} // namespace wangge::app
