// What stands beside the map: tables, bars, numbers, arrow, photo box.
#pragma once
#include "paper/map_frame.h"

namespace wangge::paper {

struct FurnitureStyle {
    style::Colour text, border, panel;
};

// Rows as high as the box allows, within reason; false when some had to be left out, which the last line then says.
bool draw_table(Pen& pen, const FurnitureStyle& style, const SheetTable& table, const Item& item,
                const base::Catalog& catalog);
void draw_scale_bar(Pen& pen, const FurnitureStyle& style, const MapFrame& frame, const Item& item,
                    const base::Catalog& catalog);
void draw_north(Pen& pen, const FurnitureStyle& style, const Item& item, const base::Catalog& catalog);
void draw_numbers(Pen& pen, const FurnitureStyle& style, const std::vector<SheetNumber>& numbers, const Item& item);
// Numbers in small boxes, each on its place of the map.
void draw_marks(Pen& pen, const FurnitureStyle& style, const MapFrame& frame, const std::vector<SheetMark>& marks,
                Millimetres letters);
void draw_photo(Pen& pen, const FurnitureStyle& style, const Item& item, const base::Catalog& catalog);
// As large as the box allows without being stretched.
void draw_logo(Pen& pen, const render::Image& logo, const Rect& box);

} // namespace wangge::paper
