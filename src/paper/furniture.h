// What stands beside the map: tables, bars, numbers, arrow, photo box.
#pragma once
#include "paper/map_frame.h"

namespace wangge::paper {

struct FurnitureStyle {
    style::Colour text, border, panel;
};

// Letters on paper are no smaller, except where a template itself asks for it: 5 points.
inline constexpr Millimetres smallest_letters{1.76};
// Smaller until it fits, by no more than that factor and never below the smallest letters; then it is to be cut.
Face fitted(Pen& pen, const std::string& text, Face face, double width, double least);
// With an ellipsis where it does not fit.
std::string cut(Pen& pen, const std::string& text, const Face& face, double width);

// How high a table is that shows all its rows with a comfortable distance.
double table_height(const SheetTable& table, Millimetres letters);
// Rows as high as the box allows, within reason. Returns how many of them found room; when there are more, the last
// line says so with the text `rest` and its {count}.
std::size_t draw_table(Pen& pen, const FurnitureStyle& style, const SheetTable& table, const Item& item,
                       const base::Catalog& catalog, const char* rest);
void draw_scale_bar(Pen& pen, const FurnitureStyle& style, const MapFrame& frame, const Item& item,
                    const base::Catalog& catalog);
void draw_north(Pen& pen, const FurnitureStyle& style, const Item& item, const base::Catalog& catalog);
void draw_numbers(Pen& pen, const FurnitureStyle& style, const std::vector<SheetNumber>& numbers, const Item& item);
// Numbers in small boxes, each on its place of the map or just beside it, clear of what is `taken`; a number that finds
// no room is left out.
void draw_marks(Pen& pen, const FurnitureStyle& style, const MapFrame& frame, const std::vector<SheetMark>& marks,
                Millimetres letters, std::vector<Rect> taken);
void draw_photo(Pen& pen, const FurnitureStyle& style, const Item& item, const base::Catalog& catalog);
// As large as the box allows without being stretched.
void draw_logo(Pen& pen, const render::Image& logo, const Rect& box);

} // namespace wangge::paper
