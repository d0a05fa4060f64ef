// Page templates as data (data/paper/*.json): which map, and where its title, legend, tables and marks stand.
#pragma once
#include "paper/sheet.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::paper {

enum class ItemKind : std::uint8_t { map, inset, text, table, legend, scale_bar, north, frame, numbers, photo, logo };
enum class Align : std::uint8_t { left, centre, right };

struct Rect {
    double x = 0, y = 0, width = 0, height = 0; // millimetres from the page's upper left corner
};
// Whether they share some area.
inline bool meet(const Rect& a, const Rect& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

struct Item {
    ItemKind kind = ItemKind::text;
    Rect box;
    std::string text;  // with placeholders in braces; "@id" is a text of the language files
    std::string table; // which
    Millimetres size{3};
    bool bold = false, serif = false, wrap = false;
    Align align = Align::left;
    Millimetres line{0.25};                         // of frames; 0 = none
    int columns = 1;                                // of legends
    bool plane_ticks = false, degree_ticks = false; // of maps
    bool of_detail = false;                         // an inset of the sheet's detail instead of the whole county
    bool hidden = false;                            // in the template, but not on the page
    bool placed = false;                            // put there by hand: it makes room for nothing
};

// One way to lay a page out. Lengths are those of its own paper; on another they grow with it.
struct Layout {
    Millimetres width, height;
    Millimetres ink{0.24}; // of one logical pixel of the map's style
    std::vector<Item> items;
};

struct Template {
    std::string name;
    std::string fill;                // of the map, as `map --fill` names it
    std::vector<std::string> layers; // shown instead of the fill's own; empty = those
    std::string title;               // text id of the sheet's usual title
    std::optional<Layout> landscape, portrait;
};

// data/paper/<name>.json, or the file when the name ends in ".json". Throws Error(bad_input)
// "paper.unknown_template" with the names there are, "paper.template.unknown_key", "paper.template.missing_key",
// "paper.template.bad_value", "paper.template.bad_json" with "<file>: <JSON path>" as `where`; Error(environment) when
// a file cannot be read.
Template load_template(const std::string& name);
// Of data/paper, in order.
std::vector<std::string> template_names();

struct Paper {
    std::string name; // "A3"
    bool landscape = true;
    Millimetres width, height;
};
// "A0" to "A5". Throws Error(bad_input) "paper.unknown_paper".
Paper paper_named(std::string_view name, bool landscape);

// The layout that a paper of that orientation takes: the template's own, else the one that it has.
const Layout& layout_for(const Template& page, bool landscape);
// The template's layout for that paper, grown to it: boxes with its size, letters and symbols a
// little less, so that a wall map shows more and not only larger. A template that has only the other orientation is
// stretched.
Layout laid_on(const Template& page, const Paper& paper);

} // namespace wangge::paper
