#include "app/named_plan.h"

#include "base/error.h"
#include "store/document.h"

namespace wangge::app {

NamedPlan named_plan(const std::string& text, const std::filesystem::path& same_file, base::Feedback& feedback) {
    NamedPlan plan;
    std::string name;
    const std::size_t mark = text.rfind('#');
    if (std::filesystem::is_regular_file(text)) {
        plan.file = text;
    } else if (mark != std::string::npos && std::filesystem::is_regular_file(text.substr(0, mark))) {
        plan.file = text.substr(0, mark);
        name = text.substr(mark + 1);
    } else if (!same_file.empty()) {
        plan.file = same_file;
        name = text;
    } else {
        plan.file = text; // its absence is told in the store's words
    }
    store::Document document = store::Document::open(plan.file, store::OpenMode::read);
    plan.snapshot = document.snapshot(feedback);
    if (name.empty()) {
        for (const model::Plan& each : plan.snapshot->plans)
            if (each.current)
                name = each.name;
        if (name.empty())
            base::fail_input("plan.none", {{"file", plan.file.string()}}, plan.file.string());
        plan.cells = plan.snapshot->cells;
    } else {
        plan.cells = document.cells_of_plan(name, feedback);
    }
    plan.shown = name;
    return plan;
}

} // namespace wangge::app
