#include "ui/panels/why_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

#include <cmath>

namespace wangge::ui {
namespace {

using assign::LeadChoice;

std::string hours_text(base::Hours hours) {
    return app::number_text(hours.value, 0);
}
std::string km_text(base::Metres metres) {
    return app::number_text(metres.value / 1000, 1);
}

// The present lead beside the second best, one line a reason.
void comparison(Context& c, Flow& flow, const LeadChoice& now, const LeadChoice& other, const std::string& name,
                const std::string& other_name) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const std::vector<std::pair<std::string, std::string>> names{{"name", name}, {"other", other_name}};
    const auto line = [&](const char* label, const std::string& value, bool good, bool bad) {
        flow.fact(ui.say(label), value, good ? t.success : bad ? t.danger : 0, true);
    };
    line("ui.assign.zone_hours",
         ui.say("ui.assign.zone_hours_value", {{"name", name},
                                               {"hours", hours_text(now.load)},
                                               {"other", other_name},
                                               {"other_hours", hours_text(other.load)}}),
         false, false);
    line("ui.assign.way", ui.say("ui.assign.way_value", {{"a", km_text(now.way)}, {"b", km_text(other.way)}}), false,
         false);
    line("ui.assign.whole", ui.say(other.whole ? "ui.assign.whole_yes" : "ui.assign.whole_no", names), other.whole,
         !other.whole);
    line("ui.assign.skills",
         ui.say(now.skilled && other.skilled ? "ui.assign.skills_both"
                : now.skilled                ? "ui.assign.skills_only"
                                             : "ui.assign.skills_other",
                names),
         now.skilled, !now.skilled);
    line("ui.assign.recusal",
         ui.say(now.recused     ? "ui.assign.recusal_present"
                : other.recused ? "ui.assign.recusal_other"
                                : "ui.assign.recusal_none",
                names),
         !now.recused, now.recused);
    const double km = (other.travel.value - now.travel.value) / 1000;
    flow.gap(3);
    flow.note(ui.say("ui.assign.second_best", {{"other", other_name},
                                               {"cv", app::percent_text(other.workload_cv)},
                                               {"change", ui.say(km >= 0 ? "ui.assign.more" : "ui.assign.less")},
                                               {"km", app::number_text(std::abs(km), 0)}}));
}

} // namespace

void why_section(Context& c, Flow& flow) {
    const app::Picked picked = c.work.selection.picked();
    const auto ground = picked.kind == app::PickedKind::cell ? c.work.assignment_ground() : nullptr;
    if (!ground)
        return;
    Ui& ui = c.ui;
    constexpr std::size_t others = 3;
    const assign::Explanation why = ground->explain(picked.row, others);
    const auto& people = c.snapshot->people;
    const auto name_of = [&](const LeadChoice& choice) {
        return std::string(people.name[static_cast<std::size_t>(ground->person(choice.person))]);
    };
    if (why.others.empty())
        return;
    const MayCut data(ui); // names are as long as they are
    if (why.present.person >= 0) {
        const std::string name = name_of(why.present), other = name_of(why.others.front());
        const std::string title = ui.say("ui.assign.why", {{"name", name}, {"other", other}});
        ui.registry.add("assignment.why", {{flow.x, flow.y, flow.width, ui.px(24)}, title, "", true});
        flow.heading(title);
        comparison(c, flow, why.present, why.others.front(), name, other);
    } else
        flow.heading(ui.say("ui.assign.why_none"));
    flow.gap(10);
    flow.note(ui.say("ui.assign.move_to"));
    flow.gap(4);
    flow.place_buttons_begin();
    std::string codes;
    for (const model::Row row : c.work.selection.rows(app::PickedKind::cell))
        codes += (codes.empty() ? "" : ",") + c.snapshot->cells[static_cast<std::size_t>(row)].code;
    for (std::size_t i = 0; i < why.others.size(); ++i) {
        const LeadChoice& choice = why.others[i];
        const std::string label = name_of(choice) + "  " + hours_text(choice.load);
        if (button(ui, "assignment.move." + std::to_string(i), flow.next_button(button_width(ui, label)), label,
                   ButtonLook::plain, !choice.recused && !c.work.busy()))
            c.work.run("assign.move",
                       {{"cells", codes},
                        {"to", std::string(people.key[static_cast<std::size_t>(ground->person(choice.person))])}});
    }
    flow.place_buttons_end();
    action_error(c, flow, "assign.move");
    flow.rule(10, 10);
}

} // namespace wangge::ui
