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
    const Rect row = flow.row(size::button);
    const float half = (row.w - ui.px(8)) / 2;
    if (button(ui, "grade.try", {row.x, row.y, tried && changes > 0 ? half : row.w, row.h}, ui.say("ui.grade.try"),
               ButtonLook::plain, !c.work.busy()))
        c.work.run("grade.score");
    if (tried && changes > 0 &&
        button(ui, "grade.store", {row.x + half + ui.px(8), row.y, half, row.h}, ui.say("ui.grade.store"),
               ButtonLook::primary, !c.work.busy()))
        c.work.run("grade.score", {{"apply", true}});
    flow.gap(8);
    action_error(c, flow, "grade.score");
}

} // namespace wangge::ui
