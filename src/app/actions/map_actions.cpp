// The map as a picture, drawn by the same scene that the window shows.
#include "app/actions.h"
#include "app/project.h"
#include "app/sheets/sheet_ground.h"
#include "base/error.h"
#include "base/text.h"
#include "render/painter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

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

json notices_of(Project& project, const std::vector<base::Message>& missing) {
    json notices = json::array();
    for (const base::Message& message : missing)
        notices.push_back({{"id", message.id}, {"message", project.say(message)}});
    return notices;
}

// A board says whose area it shows; the whole county is nobody's.
bool names_somebody(const paper::Layout& layout) {
    return std::any_of(layout.items.begin(), layout.items.end(), [](const paper::Item& item) {
        return item.kind == paper::ItemKind::text && item.text.find("{person}") != item.text.npos;
    });
}

// A page with title, legend and tables.
json run_page(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments["file"].get<std::string>();
    if (arguments["theme"] == "dark")
        base::fail_input("map.paper_is_light", {}, "--theme");
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    std::string usual = "responsibility";
    if (arguments.value("fill", "") == "coverage")
        usual = "coverage";
    if (arguments.contains("layers"))
        for (const json& layer : arguments["layers"])
            if (layer == "blind_spots")
                usual = "blindspots";
    json filled = arguments;
    if (!filled.contains("paper"))
        filled["paper"] = "A3";
    const PaperChoice choice = paper_choice_of(project, filled, usual);
    if (names_somebody(choice.layout))
        base::fail_input("map.needs_subject", {{"template", choice.page.name}}, "--template");
    base::StepFeedback asking(feedback, 0, 0.4), building(feedback, 0.4, 0.8), loading(feedback, 0.8, 0.9);
    const SheetGround ground(project, map_request_of(project, snapshot, arguments, asking, &choice.page), arguments,
                             choice, building);
    if (!ground.missing.empty() && arguments.contains("layers"))
        throw base::Error(base::ErrorKind::environment, ground.missing.front(), "basemap");
    paper::Sheet sheet = ground.maker.county();
    if (arguments.contains("bbox")) {
        sheet.extent = box_of(arguments["bbox"]);
        sheet.detail = {};
    }
    if (sheet.extent.empty())
        base::fail_input("map.nothing_to_show");
    add_coverage_by_township(sheet, *snapshot, project.catalog(), choice, loading);
    load_base_maps_for(sheet, choice.layout, loading);
    feedback.progress(0.9, "map.step.draw");
    paper::PageTools tools;
    const paper::PageFacts drawn =
        paper::write_page(file, sheet, choice.layout, choice.ink, choice.dpi, note_of(sheet, choice), tools);
    json cut_tables = json::array();
    for (const paper::TableRest& rest : drawn.rest)
        cut_tables.push_back(rest.table);
    return {{"file", file.string()},
            {"template", choice.page.name},
            {"width", choice.layout.width.value},
            {"height", choice.layout.height.value},
            {"scale", std::llround(drawn.denominator)},
            {"fill", fill_keys[static_cast<std::size_t>(ground.request.fill)]},
            {"theme", "light"},
            {"public", choice.public_copy},
            {"layers", ground.request.layers},
            {"cut_tables", cut_tables},
            {"notices", notices_of(project, ground.missing)},
            {"bbox", {drawn.shown.min_x, drawn.shown.min_y, drawn.shown.max_x, drawn.shown.max_y}}};
}

json run_map(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    const std::filesystem::path file = arguments["file"].get<std::string>();
    const bool page = paper::file_kind_of(file) != paper::FileKind::png || arguments.contains("paper") ||
                      arguments.contains("template");
    if (page)
        return run_page(project, arguments, feedback);
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    base::StepFeedback asking(feedback, 0, 0.4), building(feedback, 0.4, 0.8), loading(feedback, 0.8, 0.9);
    const MapRequest request = map_request_of(project, snapshot, arguments, asking);
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
    return {{"file", file.string()},
            {"width", view.width},
            {"height", view.height},
            {"scale", std::llround(denominator)},
            {"fill", fill_keys[static_cast<std::size_t>(request.fill)]},
            {"theme", arguments["theme"]},
            {"layers", request.layers},
            {"notices", notices_of(project, missing)},
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
    Param box{"bbox", ParamType::text};
    Param theme{"theme", ParamType::choice};
    theme.choices = {"light", "dark"};
    theme.default_value = "light";
    Param scale{"scale", ParamType::number};
    scale.default_value = 1.0;
    scale.low = 0.5;
    scale.high = 8;
    std::vector<Param> params{file, pixels("width-px", 1600), pixels("height-px", 1000), box, theme, scale};
    for (auto&& list : {map_params(), paper_params("")})
        params.insert(params.end(), list.begin(), list.end());
    return {{"map.write", "map", Access::read, std::move(params), run_map}};
}

} // namespace wangge::app
