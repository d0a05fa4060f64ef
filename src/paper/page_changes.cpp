#include "paper/page_changes.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

namespace wangge::paper {
namespace {

using nlohmann::json;

// Items that are not texts, tables or insets are called what they are.
constexpr std::array<std::string_view, 11> kind_names{"map",   "inset", "text",    "table", "legend", "scale-bar",
                                                      "north", "frame", "numbers", "photo", "logo"};

std::string first_name(const Item& item) {
    if (item.kind == ItemKind::table)
        return item.table;
    if (item.kind != ItemKind::text)
        return std::string(kind_names[static_cast<std::size_t>(item.kind)]);
    if (const std::size_t at = item.text.find('{'); at != item.text.npos)
        return item.text.substr(at + 1, item.text.find('}', at) - at - 1);
    if (item.text.starts_with("@"))
        return item.text.substr(item.text.rfind('.') + 1) + "-text";
    return "text";
}

LayoutChanges read_layout_changes(const json& items) {
    LayoutChanges changes;
    for (const auto& [name, item] : items.items()) {
        ItemChange& change = changes[name];
        if (item.contains("box")) {
            const auto box = item["box"].get<std::array<double, 4>>();
            change.box = Rect{box[0], box[1], box[2], box[3]};
        }
        if (item.contains("hidden"))
            change.hidden = item["hidden"].get<bool>();
        if (item.contains("ticks")) {
            const auto ticks = item["ticks"].get<std::set<std::string>>();
            change.ticks = Ticks{ticks.contains("plane"), ticks.contains("degrees")};
        }
    }
    return changes;
}

json json_of(const LayoutChanges& changes) {
    json items = json::object();
    for (const auto& [name, change] : changes) {
        json& item = items[name] = json::object();
        if (change.box)
            item["box"] = {change.box->x, change.box->y, change.box->width, change.box->height};
        if (change.hidden)
            item["hidden"] = *change.hidden;
        if (change.ticks) {
            item["ticks"] = json::array();
            if (change.ticks->plane)
                item["ticks"].push_back("plane");
            if (change.ticks->degrees)
                item["ticks"].push_back("degrees");
        }
    }
    return items;
}

void apply(Layout& layout, const LayoutChanges& changes) {
    const std::vector<std::string> names = item_names(layout);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto found = changes.find(names[i]);
        if (found == changes.end())
            continue;
        Item& item = layout.items[i];
        item.placed = found->second.box.has_value();
        item.box = found->second.box.value_or(item.box);
        item.hidden = found->second.hidden.value_or(item.hidden);
        if (const auto& ticks = found->second.ticks) {
            item.plane_ticks = ticks->plane;
            item.degree_ticks = ticks->degrees;
        }
    }
}

} // namespace

std::vector<std::string> item_names(const Layout& layout) {
    std::vector<std::string> names;
    for (const Item& item : layout.items) {
        const std::string first = first_name(item);
        std::string name = first;
        for (int number = 2; std::find(names.begin(), names.end(), name) != names.end(); ++number)
            name = first + "-" + std::to_string(number);
        names.push_back(std::move(name));
    }
    return names;
}

PageChanges read_changes(const std::string& text) {
    if (text.empty())
        return {};
    PageChanges changes;
    try {
        const json whole = json::parse(text);
        changes.landscape = read_layout_changes(whole.value("landscape", json::object()));
        changes.portrait = read_layout_changes(whole.value("portrait", json::object()));
    } catch (const json::exception& error) {
        base::fail_input("paper.changes.damaged", {{"what", error.what()}});
    }
    return changes;
}

std::string text_of(const PageChanges& changes) {
    if (changes.empty())
        return {};
    json whole = json::object();
    if (!changes.landscape.empty())
        whole["landscape"] = json_of(changes.landscape);
    if (!changes.portrait.empty())
        whole["portrait"] = json_of(changes.portrait);
    return whole.dump();
}

void apply(Template& page, const PageChanges& changes) {
    if (page.landscape)
        apply(*page.landscape, changes.landscape);
    if (page.portrait)
        apply(*page.portrait, changes.portrait);
}

} // namespace wangge::paper
