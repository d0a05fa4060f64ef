// The map as a picture, drawn by the same scene that the window shows.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/map_surfaces.h"
#include "app/project.h"
#include "app/view/map_scene.h"
#include "base/error.h"
#include "base/text.h"
#include "render/painter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 6> fill_keys{"none", "assignment", "coverage", "workload", "area_type", "code"};

render::AreaFill fill_of(const Arguments& arguments, const model::Snapshot& snapshot) {
    if (!arguments.contains("fill")) {
        const bool assigned = std::any_of(snapshot.cells.begin(), snapshot.cells.end(),
                                          [](const model::Cell& c) { return !c.lead_key.empty(); });
        return assigned ? render::AreaFill::assignment : render::AreaFill::none;
    }
    const std::string key = arguments["fill"];
    return static_cast<render::AreaFill>(std::find(fill_keys.begin(), fill_keys.end(), key) - fill_keys.begin());
}

geo::Box box_of(const std::string& text) {
    const auto fail = [&] {
        base::fail_input("app.bad_value", {{"param", "bbox"}, {"value", text}, {"expected", "minx,miny,maxx,maxy"}},
                         "--bbox");
    };
    std::array<double, 4> numbers{};
    const std::vector<std::string_view> parts = base::split(text, ',');
    if (parts.size() != 4)
        fail();
    for (std::size_t i = 0; i < 4; ++i)
        if (!base::parse_number(base::trimmed(parts[i]), numbers[i]) || !std::isfinite(numbers[i]))
            fail();
    const geo::Box box{numbers[0], numbers[1], numbers[2], numbers[3]};
    if (!(box.min_x < box.max_x && box.min_y < box.max_y))
        fail();
    return box;
}

void check_extension(const std::filesystem::path& file) {
    const std::string extension = base::lower_ascii(file.extension().string());
    if (extension == ".pdf" || extension == ".svg")
        base::fail_input("map.not_in_this_version", {{"extension", extension}}, file.string());
    if (extension != ".png")
        base::fail_input("map.not_a_picture", {{"file", file.string()}}, file.string());
}

// What the layers and the fill need of the engines.
MapRequest request_for(Project& project, const model::SnapshotPtr& snapshot, const Arguments& arguments,
                       base::Feedback& feedback) {
    MapRequest request;
    request.snapshot = snapshot;
    request.fill = fill_of(arguments, *snapshot);
    const bool cells_needed = request.fill == render::AreaFill::assignment ||
                              request.fill == render::AreaFill::workload || request.fill == render::AreaFill::code;
    if (cells_needed && snapshot->cells.empty())
        base::fail_input("map.no_cells", {{"fill", arguments["fill"].get<std::string>()}}, "--fill");
    if (request.fill == render::AreaFill::coverage && snapshot->county.empty())
        base::fail_input("map.no_county");
    if (arguments.contains("layers")) {
        for (const json& item : arguments["layers"])
            request.layers.insert(item.get<std::string>());
    } else {
        // Spots, rings and links take the engines' time and half the map's ink, so they come when they are named.
        request.layers = render::default_layers(request.fill);
        for (const char* layer : {"blind_spots", "reach", "links"})
            request.layers.erase(layer);
    }
    request.look = look_of(project.document().look());
    if (arguments["density"])
        request.look.points["sites"] = render::PointMode::density;
    if (arguments.contains("kernel-m"))
        request.look.kernel = {arguments["kernel-m"]};
    request.dark = arguments["theme"] == "dark";
    request.shelf = std::make_shared<BaseMapShelf>(project.path(), nullptr);
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const auto role = *model::from_key<model::PersonRole>(arguments["role"].get<std::string>());
    if (request.fill == render::AreaFill::coverage) {
        auto surface = std::make_shared<render::SceneOptions>();
        fill_coverage(*surface, *snapshot,
                      {role, as_of, limit_of(arguments), travel_of(arguments),
                       *reach::mode_from_key(arguments["mode"].get<std::string>())},
                      feedback);
        request.surface = std::move(surface);
    }
    if (request.layers.contains("reach")) {
        // Rings are straight lines whatever the coverage goes by.
        CoverageChoice choice;
        choice.role = role;
        if (arguments.contains("limit-m"))
            choice.reach = {arguments["limit-m"]};
        const auto ground = std::make_shared<const CoverageGround>(snapshot, choice, feedback, as_of);
        request.coverage = std::make_shared<const CoverageView>(measure_coverage(ground, choice, feedback));
    }
    if (request.layers.contains("blind_spots"))
        request.blind =
            std::make_shared<const BlindView>(find_blind_view(snapshot, travel_of(arguments), feedback, as_of));
    if (arguments.contains("kind")) {
        const auto keys = model::keys<model::BlindSpotKind>();
        request.blind_kind =
            static_cast<int>(std::find(keys.begin(), keys.end(), arguments["kind"].get<std::string>()) - keys.begin());
    }
    return request;
}

json run_map(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments["file"].get<std::string>();
    check_extension(file);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    base::StepFeedback asking(feedback, 0, 0.4), building(feedback, 0.4, 0.8), loading(feedback, 0.8, 0.9);
    const MapRequest request = request_for(project, snapshot, arguments, asking);
    std::vector<base::Message> missing;
    const std::shared_ptr<const render::Scene> built = build_map(request, project.catalog(), building, &missing);
    const render::Scene& scene = *built;
    if (!missing.empty() && arguments.contains("layers"))
        throw base::Error(base::ErrorKind::environment, missing.front(), "basemap");

    const geo::Box box = arguments.contains("bbox") ? box_of(arguments["bbox"]) : scene.extent;
    if (box.empty())
        base::fail_input("map.nothing_to_show");
    const double scale = arguments["scale"];
    const render::View view = render::view_of(box, arguments["width-px"], arguments["height-px"], scale,
                                              arguments.contains("bbox") ? 0 : 0.06);
    render::load_base_maps(scene, view, loading);
    feedback.progress(0.9, "map.step.draw");
    render::write_png(render::draw_offscreen(scene, view), file);

    // One logical pixel is 0.2646 mm (96 to the inch).
    const double ground = scene.projection ? render::ground_per_plane(*scene.projection, view.centre) : 1;
    const double denominator = view.per_logical_pixel().value * ground / 0.0254 * 96;
    json notices = json::array();
    for (const base::Message& message : missing)
        notices.push_back({{"id", message.id}, {"message", project.say(message)}});
    return {{"file", file.string()},
            {"width", view.width},
            {"height", view.height},
            {"scale", std::llround(denominator)},
            {"fill", fill_keys[static_cast<std::size_t>(request.fill)]},
            {"theme", arguments["theme"]},
            {"layers", request.layers},
            {"notices", notices},
            {"bbox", {view.box().min_x, view.box().min_y, view.box().max_x, view.box().max_y}}};
}

Param pixels(std::string name, int usual) {
    Param param{std::move(name), ParamType::integer};
    param.default_value = usual;
    param.unit = "px";
    param.low = 64;
    param.high = 16384;
    return param;
}

} // namespace

std::vector<Action> map_actions() {
    Param file{"file", ParamType::path, true, true};
    Param layers{"layers", ParamType::list};
    Param box{"bbox", ParamType::text};
    Param fill{"fill", ParamType::choice};
    fill.choices.assign(fill_keys.begin(), fill_keys.end());
    Param theme{"theme", ParamType::choice};
    theme.choices = {"light", "dark"};
    theme.default_value = "light";
    Param scale{"scale", ParamType::number};
    scale.default_value = 1.0;
    scale.low = 0.5;
    scale.high = 8;
    Param role{"role", ParamType::choice};
    role.choices = {"informant", "coordinator"};
    role.default_value = "informant";
    Param limit{"limit-m", ParamType::number};
    limit.unit = "m";
    limit.low = 1;
    limit.high = 1e6;
    Param limit_min{"limit-min", ParamType::number};
    limit_min.unit = "min";
    limit_min.low = 1;
    limit_min.high = 1440;
    Param as_of{"as-of", ParamType::text};
    Param density{"density", ParamType::flag};
    Param kernel{"kernel-m", ParamType::number};
    kernel.unit = "m";
    kernel.low = 10;
    kernel.high = 1e6;
    Param kind{"kind", ParamType::choice};
    for (const std::string_view key : model::keys<model::BlindSpotKind>())
        kind.choices.emplace_back(key);
    std::vector<Param> travel = travel_params();
    return {{"map.write",
             "map",
             Access::read,
             {file, pixels("width-px", 1600), pixels("height-px", 1000), layers, box, fill, theme, scale, role, limit,
              limit_min, as_of, density, kernel, kind, travel[0], travel[1]},
             run_map}};
}

} // namespace wangge::app
