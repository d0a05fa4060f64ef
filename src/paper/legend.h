// A legend made from what a map really shows in its frame.
#pragma once
#include "paper/map_frame.h"

#include <string>
#include <vector>

namespace wangge::paper {

// How something is drawn, and what it is called.
struct LegendEntry {
    std::string key; // layer and class of the style
    std::string words;
    std::optional<style::Symbol> symbol;
    std::vector<style::Line> lines; // casing before line
    std::optional<style::Colour> fill;
    std::optional<style::Hatch> hatch;
    style::Colour strokes; // of the hatch
    bool group = false;    // a counted group
};

// Symbols first, then lines, then areas. `steps`: words for the coverage ramp, nearest first.
std::vector<LegendEntry> legend_of(const render::Scene& scene, const MapFrame& frame, const base::Catalog& catalog,
                                   const std::vector<std::string>& steps);
// The height that the entries need in at most so many columns, with letters no smaller than paper has them.
double legend_height(Pen& pen, const std::vector<LegendEntry>& entries, double width, int columns, Millimetres letters);
void draw_legend(Pen& pen, const render::Scene& scene, const std::vector<LegendEntry>& entries, const Rect& box,
                 int columns, Millimetres letters, Millimetres ink);

} // namespace wangge::paper
