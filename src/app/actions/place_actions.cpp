// Finding a place by name, code, pinyin or coordinates, and naming views of the map.
#include "app/actions.h"
#include "app/project.h"
#include "app/search/search_index.h"
#include "app/view/named_views.h"
#include "app/view/object_view.h"
#include "base/error.h"
#include "base/text.h"
#include "geo/place_text.h"
#include "geo/projection.h"

#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

json place_json(const geo::Projection& projection, geo::MapPoint point) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y))
        return json::object();
    const geo::LonLat place = projection.unproject(point);
    return {{"x", point.x}, {"y", point.y}, {"lon", place.lon}, {"lat", place.lat}};
}

json run_find(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string text(base::trimmed(arguments.at("text").get<std::string>()));
    if (text.empty())
        base::fail_input("app.bad_value",
                         {{"param", "text"}, {"value", arguments.at("text")}, {"expected", "@app.expected_text"}});
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const geo::Projection projection = geo::Projection::from_epsg(snapshot->epsg);
    const SearchIndex index(*snapshot, feedback);
    json found = json::array(), coordinates = json::array();
    for (const Picked& picked : index.find(text, static_cast<std::size_t>(arguments.at("top").get<std::int64_t>()))) {
        const ObjectName name = name_of(*snapshot, picked, project.catalog());
        json item = {{"kind", key_of(picked.kind)}, {"name", name.title}, {"code", name.code}, {"where", name.note}};
        item.update(place_json(projection, point_of(*snapshot, picked)));
        found.push_back(std::move(item));
    }
    for (const geo::PlaceReading& reading : geo::read_place(text, geo::zone_of_epsg(snapshot->epsg))) {
        json item = {{"datum", geo::key_of(reading.datum)}, {"swapped", reading.swapped}};
        if (reading.zone)
            item["zone"] = {{"width", reading.zone->width},
                            {"number", reading.zone->number},
                            {"central_meridian", reading.zone->central_meridian()}};
        item.update(place_json(projection, projection.project(reading.place)));
        coordinates.push_back(std::move(item));
    }
    return {{"text", text}, {"count", found.size()}, {"found", found}, {"coordinates", coordinates}};
}

json run_save_view(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string name(base::trimmed(arguments.at("name").get<std::string>()));
    if (name.empty())
        base::fail_input("view.no_name");
    std::vector<NamedView> views = named_views(*project.snapshot(feedback));
    const NamedView view{name,
                         {arguments.at("x").get<double>(), arguments.at("y").get<double>()},
                         base::Metres{arguments.at("metres-per-pixel").get<double>()}};
    const auto same = std::find_if(views.begin(), views.end(), [&](const NamedView& v) { return v.name == name; });
    if (same == views.end())
        views.push_back(view);
    else
        *same = view;
    store::Edit edit(project.document(), "view.save " + name);
    edit.set_setting(views_setting, views_text(views));
    edit.commit();
    return {{"name", name}, {"views", views.size()}};
}

json run_delete_view(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::string name = arguments.at("name");
    std::vector<NamedView> views = named_views(*project.snapshot(feedback));
    if (std::erase_if(views, [&](const NamedView& view) { return view.name == name; }) == 0)
        base::fail_input("view.unknown", {{"name", name}});
    store::Edit edit(project.document(), "view.delete " + name);
    edit.set_setting(views_setting, views_text(views));
    edit.commit();
    return {{"name", name}, {"views", views.size()}};
}

} // namespace

std::vector<Action> place_actions() {
    return {
        {.name = "place.find",
         .verb = "find",
         .access = Access::read,
         .params = {{.name = "text", .required = true, .positional = true},
                    {.name = "top", .type = ParamType::integer, .default_value = 20, .low = 1, .high = 10000}},
         .run = run_find},
        {.name = "view.save",
         .access = Access::write,
         .params = {{.name = "name", .required = true},
                    {.name = "x", .type = ParamType::number, .required = true, .unit = "m"},
                    {.name = "y", .type = ParamType::number, .required = true, .unit = "m"},
                    {.name = "metres-per-pixel",
                     .type = ParamType::number,
                     .required = true,
                     .unit = "m",
                     .low = 0.001,
                     .high = 100000}},
         .run = run_save_view},
        {.name = "view.delete",
         .access = Access::write,
         .params = {{.name = "name", .required = true}},
         .run = run_delete_view},
    };
}

} // namespace wangge::app
