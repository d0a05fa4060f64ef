// What one sheet of paper says, as plain values: a scene, words, tables and numbers. Where each stands is the
// template's.
#pragma once
#include "base/catalog.h"
#include "paper/inks.h"
#include "render/scene.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace wangge::paper {

using Millimetres = base::Quantity<struct MillimetresTag>;

struct SheetColumn {
    std::string heading;
    double share = 1; // of the table's width, beside the others
    bool number = false;
};
struct SheetRow {
    std::optional<style::Colour> swatch; // before the second column
    std::vector<std::string> cells;
    bool sum = false;
};
struct SheetTable {
    std::string title;
    std::vector<SheetColumn> columns;
    std::vector<SheetRow> rows;
    std::size_t beyond = 0; // rows of a list that is longer and stands elsewhere: they are counted, not printed
    bool empty() const { return rows.empty(); }
};
// A large number with what it counts.
struct SheetNumber {
    std::string caption, value, unit, note;
};

// A number that stands on the main map: of the sheet that shows the place.
struct SheetMark {
    geo::MapPoint at;
    std::string text;
};

struct Sheet {
    std::shared_ptr<const render::Scene> scene; // made with outlines; may be shared by many sheets
    geo::Box extent;                            // what the map must show
    double scale = 0;                           // denominator; 0 = the largest round one that shows the extent
    geo::MultiPolygon focus;                    // what the sheet is about: the rest is paled; empty = everything
    geo::Box detail;                            // of the second map, of an inset that shows a part; empty = none
    // Values of the placeholders that templates use (known_texts()).
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, SheetTable, std::less<>> tables; // "roster", "sheets", "spots", ... (known_tables())
    std::vector<SheetNumber> numbers;
    std::vector<SheetMark> marks;         // those that would lie on an earlier one are left out
    std::vector<std::string> cover_steps; // legend words for the steps of the coverage ramp, nearest first
    std::shared_ptr<const render::Image> logo;
    // The reader's language: the words of legends and bars.
    const base::Catalog* catalog = nullptr;
};

// Placeholders that a template's texts may use, e.g. "title".
const std::vector<std::string_view>& known_texts();
// Names of tables that a template may show.
const std::vector<std::string_view>& known_tables();

} // namespace wangge::paper
