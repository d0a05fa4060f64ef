#include "app/sheets/map_question.h"

#include "app/coverage_inputs.h"
#include "app/map_surfaces.h"
#include "app/project.h"
#include "base/error.h"
#include "grid/village_grounds.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace wangge::app {
namespace {

using nlohmann::json;

render::AreaFill fill_of(const std::string& key) {
    return static_cast<render::AreaFill>(std::find(fill_keys.begin(), fill_keys.end(), key) - fill_keys.begin());
}

// The fill of a map that is asked for without one.
render::AreaFill usual_fill(const model::Snapshot& snapshot, const paper::Template* page) {
    const bool assigned = std::any_of(snapshot.cells.begin(), snapshot.cells.end(),
                                      [](const model::Cell& c) { return !c.lead_key.empty(); });
    const render::AreaFill usual = assigned ? render::AreaFill::assignment : render::AreaFill::none;
    if (!page || page->fill.empty())
        return usual;
    const render::AreaFill wanted = fill_of(page->fill);
    if (wanted == render::AreaFill::coverage)
        return snapshot.county.empty() ? usual : wanted;
    if (wanted == render::AreaFill::assignment)
        return usual;
    return wanted == render::AreaFill::workload && !assigned ? usual : wanted;
}

} // namespace

MapRequest map_request_of(Project& project, const model::SnapshotPtr& snapshot, const Arguments& arguments,
                          base::Feedback& feedback, const paper::Template* page) {
    MapRequest request = map_request_from(snapshot, look_of(project.document().look()),
                                          std::make_shared<BaseMapShelf>(project.path(), nullptr), *project.reaches(),
                                          arguments, feedback, page);
    if (request.layers.contains("ledger"))
        request.ledger = std::make_shared<const LedgerView>(snapshot, project.document().ledger(),
                                                            as_of_date(arguments.value("as-of", "")));
    return request;
}

MapRequest map_request_from(const model::SnapshotPtr& snapshot, const Look& look,
                            const std::shared_ptr<BaseMapShelf>& shelf, ReachShelf& reaches, const Arguments& arguments,
                            base::Feedback& feedback, const paper::Template* page) {
    MapRequest request;
    request.snapshot = snapshot;
    request.fill = arguments.contains("fill") ? fill_of(arguments["fill"]) : usual_fill(*snapshot, page);
    const bool cells_needed = request.fill == render::AreaFill::assignment ||
                              request.fill == render::AreaFill::workload || request.fill == render::AreaFill::code ||
                              request.fill == render::AreaFill::due;
    if (cells_needed && snapshot->cells.empty())
        base::fail_input("map.no_cells", {{"fill", arguments["fill"].get<std::string>()}}, "--fill");
    const bool of_villages = request.fill >= render::AreaFill::access;
    if (of_villages && (snapshot->county.empty() || snapshot->villages.size() == 0) &&
        grid::villages_are_points(*snapshot))
        base::fail_input("map.no_village_areas",
                         {{"fill", std::string(fill_keys[static_cast<std::size_t>(request.fill)])}}, "--fill");
    if (request.fill == render::AreaFill::coverage && snapshot->county.empty())
        base::fail_input("map.no_county");
    if (arguments.contains("layers")) {
        for (const json& item : arguments["layers"])
            request.layers.insert(item.get<std::string>());
    } else if (page && !page->layers.empty()) {
        request.layers.insert(page->layers.begin(), page->layers.end());
    } else {
        // Spots, rings and links take the engines' time and half the map's ink, and what is overdue is nobody else's
        // business, so they come when they are named.
        request.layers = render::default_layers(request.fill);
        for (const char* layer : {"blind_spots", "reach", "links", "ledger"})
            request.layers.erase(layer);
    }
    request.look = look;
    if (arguments.value("density", false))
        request.look.points["sites"] = render::PointMode::density;
    if (arguments.contains("kernel-m"))
        request.look.kernel = {arguments["kernel-m"]};
    request.dark = arguments.value("theme", "light") == "dark";
    request.shelf = shelf;
    const base::Date as_of = as_of_date(arguments.value("as-of", ""));
    const auto role = *model::from_key<model::PersonRole>(arguments["role"].get<std::string>());
    const auto reach = [&] {
        return reaches.take(snapshot, travel_of(arguments), mode_of(arguments), as_of, feedback);
    };
    if (request.fill == render::AreaFill::coverage) {
        auto surface = std::make_shared<render::SceneOptions>();
        fill_coverage(*surface, *snapshot, *reach(), {role, as_of, limit_of(arguments)}, feedback);
        request.surface = std::move(surface);
    }
    if (request.fill == render::AreaFill::due)
        request.objects = std::make_shared<const ObjectGround>(snapshot, feedback, as_of);
    if (request.fill == render::AreaFill::access || request.fill == render::AreaFill::backup) {
        AccessChoice choice;
        choice.to = arguments.value("access-to", choice.to);
        choice.decay = *coverage::decay_from_key(arguments.value("decay", "none"));
        request.access =
            std::make_shared<const AccessView>(find_access_view(snapshot, *reach(), choice, feedback, as_of));
    }
    if (request.fill == render::AreaFill::area_difference)
        request.compare = std::make_shared<const AreaComparison>(compare_area_types(snapshot, feedback, as_of));
    if (request.layers.contains("reach")) {
        // Rings are straight lines whatever the coverage goes by.
        CoverageChoice choice;
        choice.role = role;
        if (arguments.contains("limit-m"))
            choice.reach = {arguments["limit-m"]};
        const auto ground =
            std::make_shared<const CoverageGround>(snapshot, reach::straight_line(), choice, feedback, as_of);
        request.coverage = std::make_shared<const CoverageView>(measure_coverage(ground, choice, feedback));
    }
    if (request.layers.contains("blind_spots"))
        request.blind = std::make_shared<const BlindView>(find_blind_view(snapshot, reach(), feedback, as_of));
    if (arguments.contains("kind")) {
        const auto keys = model::keys<model::BlindSpotKind>();
        request.blind_kind =
            static_cast<int>(std::find(keys.begin(), keys.end(), arguments["kind"].get<std::string>()) - keys.begin());
    }
    return request;
}

std::shared_ptr<const render::Scene> paper_scene(MapRequest request, const base::Catalog& catalog,
                                                 base::Feedback& feedback, std::vector<base::Message>& missing) {
    request.outlines = true;
    return build_map(request, catalog, feedback, &missing);
}

std::vector<std::string> cover_steps_of(const MapRequest& request, const Arguments& arguments,
                                        const base::Catalog& catalog) {
    if (!request.surface)
        return {};
    const bool minutes = travel_of(arguments) != reach::Travel::line;
    const double whole = minutes ? request.surface->reach.value : request.surface->reach.value / 1000;
    const auto number = [](double v) { return fmt::format("{:.1f}", v); };
    std::vector<std::string> words;
    for (int third = 0; third < 3; ++third)
        words.push_back(catalog.say({third == 0 ? (minutes ? "ui.legend.within_minutes" : "ui.legend.within")
                                                : (minutes ? "ui.legend.between_minutes" : "ui.legend.between"),
                                     {{"from", number(whole * third / 3)}, {"to", number(whole * (third + 1) / 3)}}}));
    return words;
}

std::vector<Param> map_params() {
    Param layers{"layers", ParamType::list};
    Param fill{"fill", ParamType::choice};
    fill.choices.assign(fill_keys.begin(), fill_keys.end());
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
    Param access_to{"access-to", ParamType::choice};
    access_to.choices = {"supply", "informant", "coordinator"};
    access_to.default_value = "supply";
    Param decay{"decay", ParamType::choice};
    decay.choices = {"none", "steps", "gauss"};
    decay.default_value = "none";
    std::vector<Param> travel = travel_params();
    return {layers, fill, role, limit, limit_min, as_of, density, kernel, kind, access_to, decay, travel[0], travel[1]};
}

} // namespace wangge::app
