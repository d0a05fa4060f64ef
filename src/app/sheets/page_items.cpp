#include "app/sheets/page_items.h"

namespace wangge::app {
namespace {

std::string title_of(const paper::Item& item, const std::string& name, const base::Catalog& catalog) {
    if (item.kind == paper::ItemKind::text && item.text.starts_with("@"))
        return catalog.say(item.text.substr(1));
    // Twins are told apart by their number.
    std::string first = name, number;
    if (const std::size_t at = name.rfind('-');
        at != name.npos && name.find_first_not_of("0123456789", at + 1) == name.npos) {
        first = name.substr(0, at);
        number = " " + name.substr(at + 1);
    }
    const std::string id = "paper.item." + first;
    return (catalog.has(id) ? catalog.say(id) : item.text.empty() ? first : item.text) + number;
}

} // namespace

std::vector<PageItem> page_items(const paper::Template& page, bool landscape, paper::Millimetres width,
                                 paper::Millimetres height, const base::Catalog& catalog) {
    const paper::Layout& layout = paper::layout_for(page, landscape);
    const std::vector<std::string> names = paper::item_names(layout);
    const double x = width / layout.width, y = height / layout.height;
    std::vector<PageItem> items;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const paper::Item& item = layout.items[i];
        items.push_back({names[i],
                         title_of(item, names[i], catalog),
                         item.kind,
                         {item.box.x * x, item.box.y * y, item.box.width * x, item.box.height * y},
                         item.hidden,
                         {item.plane_ticks, item.degree_ticks}});
    }
    return items;
}

} // namespace wangge::app
