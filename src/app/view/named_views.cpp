#include "app/view/named_views.h"

#include <nlohmann/json.hpp>

namespace wangge::app {

using nlohmann::json;

std::vector<NamedView> named_views(const model::Snapshot& snapshot) {
    const auto kept = snapshot.settings.find(views_setting);
    if (kept == snapshot.settings.end())
        return {};
    std::vector<NamedView> views;
    const json list = json::parse(kept->second, nullptr, false);
    for (const json& item : list.is_array() ? list : json::array())
        try {
            views.push_back({item.at("name").get<std::string>(),
                             {item.at("x").get<double>(), item.at("y").get<double>()},
                             base::Metres{item.at("metres_per_pixel").get<double>()}});
        } catch (const json::exception&) { // an entry that is none of ours is left alone
        }
    return views;
}

std::string views_text(const std::vector<NamedView>& views) {
    json list = json::array();
    for (const NamedView& view : views)
        list.push_back({{"name", view.name},
                        {"x", view.centre.x},
                        {"y", view.centre.y},
                        {"metres_per_pixel", view.per_pixel.value}});
    return list.dump();
}

} // namespace wangge::app
