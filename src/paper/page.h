// Draws one sheet by one layout: the same for PDF, SVG, PNG and the window's preview.
#pragma once
#include "paper/map_frame.h"

#include <optional>

namespace wangge::paper {

// Rows of a table from one on, which had no room.
struct TableRest {
    std::string table;
    std::size_t first = 0;
};

// What a page turned out to be.
struct PageFacts {
    double denominator = 0;      // of the main map; 0 = the page has none
    Rect frame;                  // of the main map
    geo::Box shown;              // in it
    std::vector<Rect> boxes;     // of the layout's items, where they came to stand
    std::vector<TableRest> rest; // of tables that are not in the file
};

// How the layout's map lies on the page, without drawing; nullopt when it has none.
std::optional<MapFrame> main_frame(const Sheet& sheet, const Layout& layout);

// The maps of a page, without drawing: what they show, not exactly where.
std::vector<MapFrame> frames_of(const Sheet& sheet, const Layout& layout);

// One thread, one atlas. `pen` counts in millimetres from the page's upper left corner. `goes_on`: what has no room
// follows on another page, and the tables say so.
PageFacts draw_page(Pen& pen, const Sheet& sheet, const Layout& layout, render::GlyphAtlas& glyphs,
                    bool goes_on = false);

} // namespace wangge::paper
