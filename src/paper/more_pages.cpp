#include "paper/more_pages.h"

#include "paper/furniture.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace wangge::paper {
namespace {

double bottom_of(const Rect& box) {
    return box.y + box.height;
}

const Item* table_item(const Layout& layout, const std::string& table) {
    const auto at = std::find_if(layout.items.begin(), layout.items.end(),
                                 [&](const Item& item) { return item.kind == ItemKind::table && item.table == table; });
    return at == layout.items.end() ? nullptr : &*at;
}

// Where map, tables and legend stand: between the page's head and its foot.
Rect middle_of(const Layout& layout) {
    double left = layout.width.value, top = layout.height.value, right = 0, bottom = 0;
    for (const Item& item : layout.items) {
        if (item.kind == ItemKind::text || item.kind == ItemKind::frame || item.kind == ItemKind::logo)
            continue;
        left = std::min(left, item.box.x);
        top = std::min(top, item.box.y);
        right = std::max(right, item.box.x + item.box.width);
        bottom = std::max(bottom, bottom_of(item.box));
    }
    return {left, top, right - left, bottom - top};
}

} // namespace

std::pair<Sheet, Layout> next_page(const Sheet& sheet, const Layout& layout, std::vector<TableRest>& rest) {
    constexpr double gap = 4;
    const auto continued = [&](const std::string& title) {
        return sheet.catalog->say({"paper.continued", {{"title", title}}});
    };
    Sheet page;
    page.scene = sheet.scene;
    page.texts = sheet.texts;
    page.catalog = sheet.catalog;
    page.logo = sheet.logo;
    if (const auto title = page.texts.find("title"); title != page.texts.end())
        title->second = continued(title->second);
    const Rect middle = middle_of(layout);
    Layout more = layout;
    std::erase_if(more.items, [&](const Item& item) {
        if (item.kind == ItemKind::text)
            return item.box.y + 1 > middle.y && bottom_of(item.box) < bottom_of(middle) + 1;
        return item.kind != ItemKind::frame && item.kind != ItemKind::logo;
    });

    const Item* first = table_item(layout, rest.front().table);
    // A column of a table is seldom wider than so many letters.
    const auto usual = 8.5 * static_cast<double>(sheet.tables.at(rest.front().table).columns.size());
    const double wished = first ? std::min(first->box.width, usual * first->size.value) : middle.width;
    const double columns = std::max(1.0, std::floor((middle.width + gap) / (wished + gap) + 0.2));
    const double width = (middle.width + gap) / columns - gap;
    double column = 0, y = middle.y;
    while (!rest.empty() && column < columns) {
        TableRest& next = rest.front();
        const SheetTable& whole = sheet.tables.at(next.table);
        const Item* as = table_item(layout, next.table);
        SheetTable part{continued(whole.title), whole.columns, {}, 0};
        const Millimetres letters{std::max(as ? as->size.value : 2.5, smallest_letters.value)};
        const double head = table_height(part, letters);
        part.rows.resize(1);
        const double row = table_height(part, letters) - head;
        const auto fits = std::floor((bottom_of(middle) - y - head) / row + 1e-6);
        const std::size_t remaining = whole.rows.size() - next.first;
        // A page that cannot even take a row would never end.
        const std::size_t least = y > middle.y ? std::min<std::size_t>(3, remaining) : 1;
        if (fits < static_cast<double>(least) && y > middle.y) {
            ++column;
            y = middle.y;
            continue;
        }
        const std::size_t count = std::min(remaining, static_cast<std::size_t>(std::max(1.0, fits)));
        const auto from = whole.rows.begin() + static_cast<std::ptrdiff_t>(next.first);
        part.rows.assign(from, from + static_cast<std::ptrdiff_t>(count));
        Item item;
        item.kind = ItemKind::table;
        item.table = "more" + std::to_string(page.tables.size());
        item.size = letters;
        item.box = {middle.x + column * (width + gap), y, width, table_height(part, letters)};
        y = bottom_of(item.box) + gap;
        page.tables[item.table] = std::move(part);
        more.items.push_back(std::move(item));
        next.first += count;
        if (next.first == whole.rows.size())
            rest.erase(rest.begin());
    }
    return {std::move(page), std::move(more)};
}

} // namespace wangge::paper
