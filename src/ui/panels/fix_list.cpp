#include "ui/panels/fix_list.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

#include <algorithm>

namespace wangge::ui {
namespace {

using app::Fix;

std::string cost_text(Ui& ui, const Fix& fix) {
    if (fix.hours)
        return ui.say("ui.fix.hours", {{"hours", app::number_text(fix.hours->value)}});
    if (!fix.cost)
        return "";
    return fix.cost->value > 0 ? ui.say("ui.fix.cost", {{"yuan", app::number_text(fix.cost->value, 0)}})
                               : ui.say("ui.fix.free");
}

const char* label_of(Fix::Act act) {
    switch (act) {
    case Fix::Act::name_contact:
        return "ui.fix.name_contact";
    case Fix::Act::appoint:
        return "ui.fix.appoint";
    case Fix::Act::to_grids:
        return "ui.fix.to_grids";
    case Fix::Act::to_assignment:
        return "ui.fix.to_assignment";
    case Fix::Act::to_quarantine:
        return "ui.fix.to_quarantine";
    case Fix::Act::none:
        break;
    }
    return "";
}

void take(Context& c, const Fix& fix) {
    switch (fix.act) {
    case Fix::Act::name_contact:
        return c.work.run("contact.name", {{"village", fix.village_code}, {"person", fix.person_key}});
    case Fix::Act::appoint:
        return c.work.run("site.accept", {{"places", std::vector<std::string>{fix.village_code}}, {"contact", true}});
    case Fix::Act::to_grids:
        c.work.stage = app::Stage::grids;
        break;
    case Fix::Act::to_assignment:
        c.work.stage = app::Stage::assignment;
        break;
    case Fix::Act::to_quarantine:
        c.state.quarantine_wanted = true;
        break;
    case Fix::Act::none:
        break;
    }
}

// One way: its rank, what to do, what it brings; the cost at the right.
void way(Context& c, Flow& flow, const Fix& fix, std::size_t rank, bool ranked) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const std::string cost = cost_text(ui, fix);
    const float indent = ranked ? ui.px(24) : 0, cost_width = cost.empty() ? 0 : ui.width_of(Face::body, cost) + 1;
    const float top = flow.y;
    if (ranked) {
        const ImVec2 disc{flow.x + ui.px(8), top + ui.px(10)};
        if (rank == 0)
            ui.draw().AddCircleFilled(disc, ui.px(8), t.accent, 20);
        else
            ui.draw().AddCircle(disc, ui.px(8), t.text3, 20, ui.px(1));
        ui.text_in({disc.x - ui.px(8), disc.y - ui.px(9), ui.px(16), ui.px(18)}, Face::small_bold,
                   rank == 0 ? t.on_accent : t.text2, std::to_string(rank + 1), Align::centre);
    }
    const std::string text = c.work.catalog().say(fix.text);
    const float width = flow.width - indent - cost_width - ui.px(10);
    flow.y += ui.paragraph({flow.x + indent, top}, width, rank == 0 ? Face::body_bold : Face::body, t.text, text);
    if (!cost.empty())
        ui.text({flow.x + flow.width - cost_width, top}, Face::body, t.text2, cost);
    if (fix.act == Fix::Act::appoint)
        flow.y += ui.paragraph(
            {flow.x + indent, flow.y}, flow.width - indent, Face::small, t.text2,
            ui.say(fix.villages > 0 ? "ui.fix.brings" : "ui.fix.brings_name",
                   {{"villages", app::count_text(fix.villages)}, {"people", app::count_text(fix.people)}}));
    ui.registry.add("fix." + std::to_string(rank), {{flow.x, top, flow.width, flow.y - top}, text, cost, true});
    flow.gap(7);
}

} // namespace

void fix_list(Context& c, Flow& flow, model::Row spot) {
    Ui& ui = c.ui;
    const auto view = c.work.fixes(spot);
    const std::size_t count = view ? view->fixes.size() : 0;
    flow.heading(ui.say("ui.blind.fix"), count > 1 ? ui.say("ui.fix.order") : "");
    if (!view) {
        flow.note(ui.say("ui.working"));
        flow.gap(8);
        return;
    }
    for (std::size_t i = 0; i < count; ++i)
        way(c, flow, view->fixes[i], i, count > 1);
    const auto acts = [](const Fix& fix) { return fix.act != Fix::Act::none; };
    if (std::any_of(view->fixes.begin(), view->fixes.end(), acts)) {
        bool first = true;
        flow.place_buttons_begin();
        for (const Fix& fix : view->fixes) {
            if (!acts(fix))
                continue;
            const std::string label = ui.say(label_of(fix.act));
            if (button(ui, "fix.do." + std::to_string(&fix - view->fixes.data()),
                       flow.next_button(button_width(ui, label)), label,
                       first ? ButtonLook::primary : ButtonLook::plain, !c.work.busy()))
                take(c, fix);
            first = false;
        }
        flow.place_buttons_end();
        flow.gap(10);
    }
    action_error(c, flow, "contact.name");
}

} // namespace wangge::ui
