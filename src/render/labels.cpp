#include "render/labels.h"

#include <algorithm>
#include <numeric>

namespace wangge::render {

namespace {

constexpr float cell_size = 64;
// Boxes may reach that far outside the picture and still count, so that names do not jump at its rim while panning.
constexpr float rim = 256;

} // namespace

TakenBoxes::TakenBoxes(int width, int height)
    : m_columns(static_cast<int>((width + 2 * rim) / cell_size) + 1),
      m_rows(static_cast<int>((height + 2 * rim) / cell_size) + 1),
      m_cells(static_cast<std::size_t>(m_columns) * m_rows) {}

template <class Body> void TakenBoxes::each_cell(const PixelBox& box, const Body& body) const {
    const auto clamp = [](float v, int n) { return std::clamp(static_cast<int>((v + rim) / cell_size), 0, n - 1); };
    for (int row = clamp(box.min_y, m_rows); row <= clamp(box.max_y, m_rows); ++row)
        for (int column = clamp(box.min_x, m_columns); column <= clamp(box.max_x, m_columns); ++column)
            body(static_cast<std::size_t>(row) * m_columns + column);
}

bool TakenBoxes::free(const PixelBox& box) const {
    bool good = true;
    each_cell(box, [&](std::size_t cell) {
        for (std::uint32_t i : m_cells[cell])
            good = good && !m_boxes[i].touches(box);
    });
    return good;
}

void TakenBoxes::add(const PixelBox& box) {
    each_cell(box, [&](std::size_t cell) { m_cells[cell].push_back(static_cast<std::uint32_t>(m_boxes.size())); });
    m_boxes.push_back(box);
}

std::vector<LabelPosition> place_labels(const std::vector<LabelRequest>& requests, TakenBoxes& taken, int width,
                                        int height) {
    std::vector<std::size_t> order(requests.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const LabelRequest &x = requests[a], &y = requests[b];
        return x.rank != y.rank ? x.rank > y.rank : x.weight > y.weight;
    });
    const PixelBox picture{0, 0, static_cast<float>(width), static_cast<float>(height)};
    std::vector<LabelPosition> result(requests.size());
    for (std::size_t i : order) {
        const LabelRequest& r = requests[i];
        const float w = r.width, h = r.height, g = r.gap, d = g * 0.7f;
        const auto box = [&](float left, float top) {
            return PixelBox{r.x + left, r.y + top, r.x + left + w, r.y + top + h};
        };
        const PixelBox places[] = {box(-w / 2, -h / 2), box(g, -h / 2),      box(-g - w, -h / 2),
                                   box(-w / 2, -g - h), box(-w / 2, g),      box(d, -d - h),
                                   box(d, d),           box(-d - w, -d - h), box(-d - w, d)};
        const std::size_t first = r.place == LabelPlace::around ? 1 : 0;
        const std::size_t last = r.place == LabelPlace::centred ? 1 : std::size(places);
        for (std::size_t t = first; t < last; ++t) {
            const PixelBox& candidate = places[t];
            if (!candidate.touches(picture) || !taken.free(candidate))
                continue;
            taken.add(candidate);
            result[i] = {true, candidate};
            break;
        }
    }
    return result;
}

} // namespace wangge::render
