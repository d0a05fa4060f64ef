// Which names find a place on the map: greedy by rank, several places to try, never one over another.
#pragma once
#include <cstdint>
#include <vector>

namespace wangge::render {

// A rectangle in device pixels, y down.
struct PixelBox {
    float min_x = 0, min_y = 0, max_x = 0, max_y = 0;
    bool touches(const PixelBox& o) const {
        return min_x < o.max_x && o.min_x < max_x && min_y < o.max_y && o.min_y < max_y;
    }
    PixelBox grown(float margin) const { return {min_x - margin, min_y - margin, max_x + margin, max_y + margin}; }
};

enum class LabelPlace : std::uint8_t { around, centred, centred_first };

struct LabelRequest {
    float x = 0, y = 0;          // the thing that is named
    float width = 0, height = 0; // of the text
    float gap = 0;               // from the thing's middle to the text
    int rank = 0;                // higher first
    double weight = 0;           // among equals, higher first; then the earlier request
    LabelPlace place = LabelPlace::around;
};

struct LabelPosition {
    bool placed = false;
    PixelBox box;
};

// Boxes that are taken, in a coarse grid.
class TakenBoxes {
public:
    TakenBoxes(int width, int height);
    bool free(const PixelBox& box) const;
    void add(const PixelBox& box);

private:
    template <class Body> void each_cell(const PixelBox& box, const Body& body) const;
    int m_columns, m_rows;
    std::vector<PixelBox> m_boxes;
    std::vector<std::vector<std::uint32_t>> m_cells;
};

// Tries right, left, above, below, then the diagonals (centred: only the middle; centred_first: the middle, then
// around), keeps clear of `taken` and of what it placed, and adds the boxes that it gives out. Boxes that leave the
// picture wholly are not placed. One answer a request.
std::vector<LabelPosition> place_labels(const std::vector<LabelRequest>& requests, TakenBoxes& taken, int width,
                                        int height);

} // namespace wangge::render
