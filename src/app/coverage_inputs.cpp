#include "app/coverage_inputs.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>

namespace wangge::app {

coverage::Norms norms_of(const model::Snapshot& snapshot, const std::filesystem::path& more) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(base::data_folder() / "norms"))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    coverage::Norms norms;
    for (const auto& file : files)
        norms.add(coverage::Norms::parse(base::read_file(file), "data/norms/" + file.filename().string()));
    if (const auto own = snapshot.settings.find("norms"); own != snapshot.settings.end() && !own->second.empty())
        norms.add(coverage::Norms::parse(own->second, snapshot.name + ": norms"));
    if (!more.empty())
        norms.add(coverage::Norms::parse(base::read_file(more), more.filename().string()));
    return norms;
}

workload::Rules visit_rules_of(const model::Snapshot& snapshot, base::Date as_of) {
    const auto own = snapshot.settings.find("workload");
    return workload::load_default(own == snapshot.settings.end() ? std::string_view() : own->second, as_of);
}

base::Date as_of_date(const std::string& text) {
    if (text.empty())
        return base::today();
    const auto day = base::parse_date(text);
    if (!day)
        base::fail_input("app.bad_value", {{"param", "as-of"}, {"value", text}, {"expected", "2026-01-31"}}, "--as-of");
    return *day;
}

} // namespace wangge::app
