#include "app/actions.h"
#include "app/coverage_inputs.h"
#include "app/demo_ledgers.h"
#include "app/project.h"
#include "base/error.h"
#include "demo/county.h"

#include <system_error>

namespace wangge::app {
namespace {

void store_county(store::Document& document, const demo::County& county, const nlohmann::json& made_by) {
    store::Edit edit(document, "demo.create");
    edit.put(county.boundaries);
    edit.put(county.villages);
    edit.put(county.waters);
    edit.put(county.roads);
    edit.put(county.people);
    edit.put(county.sites);
    edit.put(model::RasterKind::terrain, county.terrain);
    edit.put(model::RasterKind::population, county.population);
    edit.set_setting("demo", made_by.dump());
    edit.commit();
}

nlohmann::json create(Project& project, const Arguments& arguments, base::Feedback& feedback) {
    demo::Options options;
    const std::string size = arguments.at("size").get<std::string>();
    options.size = size == "province" ? demo::Size::province : demo::Size::county;
    options.seed = arguments.at("seed").get<std::uint64_t>();
    options.as_of = as_of_date(arguments.at("as-of").get<std::string>());

    const std::filesystem::path path = project.path();
    // A file that exists already is told before any work is done.
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored))
        base::fail_input("store.exists", {{"file", path.string()}}, path.string());
    base::StepFeedback making(feedback, 0, 0.7);
    const demo::County county = demo::make(options, making);
    project.create(county.name, county.epsg);
    try {
        feedback.progress(0.7, "demo.step.store");
        store_county(project.document(), county,
                     {{"size", size}, {"seed", options.seed}, {"as_of", base::to_text(options.as_of)}});
        feedback.progress(1, "demo.step.store");
    } catch (...) {
        // A county that was not finished leaves no file behind.
        project = Project(path, project.catalog());
        for (const char* tail : {"", "-wal", "-shm", "-journal"})
            std::filesystem::remove(path.string() + tail, ignored);
        throw;
    }
    int ledgers = 0;
    if (arguments.contains("ledgers"))
        ledgers = write_demo_ledgers(*project.snapshot(feedback), options.as_of,
                                     arguments.at("ledgers").get<std::string>(), feedback);
    return {{"project", path.string()},
            {"name", county.name},
            {"size", size},
            {"seed", options.seed},
            {"as_of", base::to_text(options.as_of)},
            {"crs", "EPSG:" + std::to_string(county.epsg)},
            {"sites", county.sites.size()},
            {"villages", county.villages.size()},
            {"people", county.people.size()},
            {"roads", county.roads.size()},
            {"boundaries", county.boundaries.size()},
            {"waters", county.waters.size()},
            {"ledgers", ledgers}};
}

} // namespace

std::vector<Action> demo_actions() {
    Param size{"size", ParamType::choice};
    size.choices = {"county", "province"};
    size.default_value = "county";
    Param seed{"seed", ParamType::integer};
    seed.default_value = demo::Options{}.seed;
    seed.low = 0;
    seed.high = 9007199254740991;
    Param as_of{"as-of", ParamType::text};
    as_of.default_value = base::to_text(demo::Options{}.as_of);
    const Param ledgers{"ledgers", ParamType::path};
    return {{"demo.create", "demo", Access::none, {size, seed, as_of, ledgers}, create}};
}

} // namespace wangge::app
