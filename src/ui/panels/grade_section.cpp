#include "ui/panels/grade_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

namespace wangge::ui {

void grade_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.grade.title"), ui.say("ui.grade.method"));
    const app::ResultView& result = c.work.last("grade.score");
    const bool tried = !result.empty() && !result.flag("applied");
    const auto changes = static_cast<std::int64_t>(result.number("changes").value_or(0));
    if (!result.empty()) {
        const auto now = result.counts("grades_now"), scored = result.counts("grades_by_score");
        for (std::size_t i = 0; i < now.size() && i < scored.size(); ++i) {
            const auto& [grade, count] = now[i];
            if (count == 0 && scored[i].second == 0)
                continue;
            const std::string name =
                grade.size() == 1 ? ui.say("ui.grade.of", {{"grade", grade}}) : ui.say("ui.grade.none");
            flow.fact(name, app::count_text(count) + " → " + app::count_text(scored[i].second));
        }
        flow.note(ui.say(tried ? "ui.grade.tried" : "ui.grade.stored", {{"count", app::count_text(changes)}}));
        flow.gap(6);
    }
    try_and_store(c, flow, "grade", "grade.score", tried && changes > 0);
}

} // namespace wangge::ui
