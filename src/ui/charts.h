// The few charts of the window: zero-based, sorted, values written out, the map's colours.
#pragma once
#include "ui/widgets.h"

#include <functional>
#include <vector>

namespace wangge::ui {

struct ChartBar {
    std::string label, value, note; // the note follows the value, e.g. the deviation from the mean
    double amount = 0;
    double tick = -1; // what it was before; negative = nothing is marked
    ImU32 colour = 0;
    bool hatched = false, alarm = false, selected = false;
};

// Horizontal bars with labels at the left and values at the end; a dashed line at `mean` when it is positive.
// Returns the bar that was clicked, -1 = none.
int bar_chart(Ui& ui, std::string_view id, const Rect& rect, std::span<const ChartBar> bars, double mean,
              float row_height);

// Columns from left to right with an axis in steps; a dashed line at `limit` on the axis with its label.
struct Histogram {
    std::span<const ChartBar> columns;
    double from = 0, to = 1; // of the axis
    double limit = 0;
    std::string limit_label, axis_unit;
};
void histogram(Ui& ui, const Rect& rect, const Histogram& histogram);

// A grid of small squares, one row a name: the darker the more. Columns that are off are hatched. Hovering says more.
struct HeatGrid {
    struct Row {
        std::string label;
        std::vector<double> values;
    };
    std::vector<Row> rows;
    std::vector<std::string> columns; // what each is called in the tooltip
    std::vector<std::string> marks;   // above each, "" = nothing
    std::vector<bool> off;            // columns
    double most = 1;
    // What the tooltip says of a value.
    std::function<std::string(std::size_t row, std::size_t column)> words;
};
void heat_grid(Ui& ui, std::string_view id, const Rect& rect, const HeatGrid& grid);

// A curve of shares (0..1) at even steps from 0, with a point marked.
void curve(Ui& ui, const Rect& rect, std::span<const double> shares, double step, double marked,
           std::string_view mark_label);

} // namespace wangge::ui
