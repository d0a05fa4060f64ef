// The map as a picture, drawn by the same scene that the window shows.
#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/map_surfaces.h"
#include "app/project.h"
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

render::SceneOptions scene_options(const Project& project, const model::Snapshot& snapshot, const Arguments& arguments,
                                   base::Feedback& feedback) {
    render::SceneOptions options;
    options.fill = fill_of(arguments, snapshot);
    if (arguments.contains("layers"))
        for (const json& item : arguments["layers"])
            options.layers.insert(item.get<std::string>());
    options.density = arguments["density"];
    options.texts = {project.say("map.north"), project.say("map.kilometres"), project.say("map.metres")};
    if (options.fill == render::AreaFill::coverage) {
        CoverageQuestion question;
        question.role = *model::from_key<model::PersonRole>(arguments["role"].get<std::string>());
        question.as_of = as_of_date(arguments.value("as-of", ""));
        question.travel = travel_of(arguments);
        question.mode = *reach::mode_from_key(arguments["mode"].get<std::string>());
        question.limit = limit_of(arguments);
        if (snapshot.county.empty())
            base::fail_input("map.no_county");
        fill_coverage(options, snapshot, question, feedback);
    } else if (options.fill == render::AreaFill::area_type) {
        fill_area_types(options, snapshot);
    } else if (options.fill != render::AreaFill::none && snapshot.cells.empty()) {
        base::fail_input("map.no_cells", {{"fill", arguments["fill"].get<std::string>()}}, "--fill");
    }
    return options;
}

json run_map(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments["file"].get<std::string>();
    check_extension(file);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const style::Style style = style::Style::named(arguments["theme"].get<std::string>());
    base::StepFeedback asking(feedback, 0, 0.4), building(feedback, 0.4, 0.9);
    const render::SceneOptions options = scene_options(project, *snapshot, arguments, asking);
    const render::Scene scene = render::build_scene(*snapshot, style, options, building);

    const geo::Box box = arguments.contains("bbox") ? box_of(arguments["bbox"]) : scene.extent;
    if (box.empty())
        base::fail_input("map.nothing_to_show");
    const double scale = arguments["scale"];
    const render::View view = render::view_of(box, arguments["width-px"], arguments["height-px"], scale,
                                              arguments.contains("bbox") ? 0 : 0.06);
    feedback.progress(0.9, "map.step.draw");
    render::write_png(render::draw_offscreen(scene, view), file);

    // One logical pixel is 0.2646 mm (96 to the inch).
    const double ground = scene.projection ? render::ground_per_plane(*scene.projection, view.centre) : 1;
    const double denominator = view.per_logical_pixel().value * ground / 0.0254 * 96;
    const auto& layers = options.layers.empty() ? render::default_layers(options.fill) : options.layers;
    return {{"file", file.string()},
            {"width", view.width},
            {"height", view.height},
            {"scale", std::llround(denominator)},
            {"fill", fill_keys[static_cast<std::size_t>(options.fill)]},
            {"theme", style.name()},
            {"layers", layers},
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
    std::vector<Param> travel = travel_params();
    return {{"map.write",
             "map",
             Access::read,
             {file, pixels("width-px", 1600), pixels("height-px", 1000), layers, box, fill, theme, scale, role, limit,
              limit_min, as_of, density, travel[0], travel[1]},
             run_map}};
}

} // namespace wangge::app
