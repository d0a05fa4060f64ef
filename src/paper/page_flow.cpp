#include "paper/page_flow.h"

#include <algorithm>
#include <cmath>

namespace wangge::paper {
namespace {

constexpr double tolerance = 1.5; // millimetres: edges so near are one edge

bool elastic(const Item& item) {
    if (item.placed)
        return false;
    return item.kind == ItemKind::table || item.kind == ItemKind::legend;
}

bool above_each_other(const Item& a, const Item& b) {
    return std::abs(a.box.x - b.box.x) < tolerance;
}

double bottom_of(const Item& item) {
    return item.box.y + item.box.height;
}

// Heights that the tables get of a room that is too small: the short ones what they need, the others equal parts.
void share_out(std::vector<double>& heights, const std::vector<bool>& table, double room) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < heights.size(); ++i)
        if (table[i])
            open.push_back(i);
    while (!open.empty()) {
        const double fair = std::max(0.0, room) / static_cast<double>(open.size());
        const auto served =
            std::stable_partition(open.begin(), open.end(), [&](std::size_t i) { return heights[i] > fair; });
        if (served == open.end()) {
            for (const std::size_t i : open)
                heights[i] = fair;
            return;
        }
        for (auto at = served; at != open.end(); ++at)
            room -= heights[*at];
        open.erase(served, open.end());
    }
}

// `column`: rows of the items in it, from the top.
void lay_out(std::vector<Item>& items, const std::vector<std::size_t>& column,
             const std::function<double(const Item&)>& need) {
    std::vector<double> heights, gaps; // a gap before each
    std::vector<bool> table;
    double room = bottom_of(items[column.back()]) - items[column.front()].box.y, wanted = 0;
    for (std::size_t k = 0; k < column.size(); ++k) {
        const Item& item = items[column[k]];
        const double height = elastic(item) ? need(item) : item.box.height;
        heights.push_back(height);
        gaps.push_back(k == 0 || height == 0 ? 0 : item.box.y - bottom_of(items[column[k - 1]]));
        table.push_back(item.kind == ItemKind::table);
        room -= gaps.back() + (table.back() ? 0 : height);
        wanted += table.back() ? height : 0;
    }
    if (wanted > room)
        share_out(heights, table, room);
    double y = items[column.front()].box.y;
    for (std::size_t k = 0; k < column.size(); ++k) {
        Rect& box = items[column[k]].box;
        box.y = y + gaps[k];
        box.height = heights[k];
        y = box.y + box.height;
    }
}

} // namespace

std::vector<Item> flowed(std::vector<Item> items, const std::function<double(const Item&)>& need) {
    for (std::size_t first = 0; first < items.size(); ++first) {
        if (items[first].kind != ItemKind::table || items[first].placed)
            continue;
        std::vector<std::size_t> column;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (elastic(items[i]) && above_each_other(items[first], items[i]))
                column.push_back(i);
        const auto higher = [&](std::size_t a, std::size_t b) { return items[a].box.y < items[b].box.y; };
        std::sort(column.begin(), column.end(), higher);
        if (column.size() < 2 || std::any_of(column.begin(), column.end(), [&](std::size_t i) {
                return i < first && items[i].kind == ItemKind::table && !items[i].placed;
            }))
            continue; // alone, or done with its first table
        const double top = items[column.front()].box.y, bottom = bottom_of(items[column.back()]);
        bool clear = true;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Item& item = items[i];
            if (elastic(item) || item.placed || item.hidden || item.kind == ItemKind::frame ||
                item.box.y + tolerance > bottom || bottom_of(item) < top + tolerance ||
                item.box.x + item.box.width < items[first].box.x + tolerance ||
                item.box.x > items[first].box.x + items[first].box.width - tolerance)
                continue;
            if (item.kind == ItemKind::text && above_each_other(items[first], item))
                column.push_back(i);
            else
                clear = false;
        }
        std::sort(column.begin(), column.end(), higher);
        if (clear)
            lay_out(items, column, need);
    }
    return items;
}

} // namespace wangge::paper
