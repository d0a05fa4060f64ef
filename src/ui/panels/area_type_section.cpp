#include "ui/panels/area_type_section.h"

#include "app/view/numbers.h"
#include "base/text.h"
#include "ui/panels/panels.h"
#include "ui/shell/layer_eyes.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace wangge::ui {
namespace {

// The codes of the villages that are picked, that lie in picked cells, or in picked townships.
std::vector<std::string> picked_villages(const Context& c) {
    const model::Snapshot& s = *c.snapshot;
    std::set<std::string> codes;
    for (const model::Row row : c.work.selection.rows(app::PickedKind::village))
        codes.emplace(s.villages.code[static_cast<std::size_t>(row)]);
    for (const model::Row row : c.work.selection.rows(app::PickedKind::cell))
        for (const std::string_view code : base::split(s.cells[static_cast<std::size_t>(row)].village_codes, ';'))
            codes.emplace(code);
    const std::vector<model::Row> townships = c.work.selection.rows(app::PickedKind::township);
    for (std::size_t i = 0; i < s.villages.size() && !townships.empty(); ++i)
        if (std::find(townships.begin(), townships.end(), s.villages.township[i]) != townships.end())
            codes.emplace(s.villages.code[i]);
    codes.erase("");
    return {codes.begin(), codes.end()};
}

// What the user knows better than both methods: villages are picked, then their type is.
void by_hand(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    const std::vector<std::string> villages = picked_villages(c);
    flow.gap(6);
    flow.heading(ui.say("ui.areas.hand_title"),
                 villages.empty() ? ""
                                  : ui.say("ui.areas.picked",
                                           {{"count", app::count_text(static_cast<std::int64_t>(villages.size()))}}));
    const std::string lasso = ui.say("ui.areas.lasso");
    const bool drawing = c.state.tool == MapTool::lasso;
    flow.place_buttons_begin();
    if (chip(ui, "areas.lasso", flow.next_button(ui.width_of(Face::body_bold, lasso) + ui.px(24)), lasso, drawing)) {
        c.state.tool = drawing ? MapTool::select : MapTool::lasso;
        c.state.wanted_tab = "villages"; // the lasso picks what the open table lists
    }
    if (!villages.empty())
        for (const char* type : {"urban", "fringe", "rural", "auto"}) {
            const std::string id(type);
            const std::string label = ui.say(id == "auto" ? "ui.areas.auto" : "kind.area_type." + id);
            if (!button(ui, "areas.set." + id, flow.next_button(button_width(ui, label)), label, ButtonLook::plain,
                        !c.work.busy()))
                continue;
            std::vector<std::string> words;
            for (const std::string& code : villages)
                words.push_back(code + "=" + id);
            c.work.run("areatypes.show", {{"set", words}});
            choose_fill(c, render::AreaFill::area_type); // so that one sees what was done
        }
    flow.place_buttons_end();
    flow.gap(4);
    if (villages.empty())
        flow.note(ui.say("ui.areas.hand_hint"));
    flow.gap(4);
}

} // namespace

void area_type_section(Context& c, Flow& flow, RuleDesk& thresholds) {
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.areas.title"));
    const app::ResultView& last = c.work.last("areatypes.show");
    const std::string methods[] = {ui.say("ui.areas.official"), ui.say("ui.areas.degurba")};
    const int now = c.work.area_types_by_degurba() ? 1 : 0;
    const int wanted = segments(ui, "areas.source", flow.row(size::button), methods, now);
    if (wanted != now && !c.work.busy())
        c.work.run("areatypes.show", {{"use", std::string(wanted == 1 ? "degurba" : "official")}});
    flow.gap(6);
    bool on_map = fill_of(c) == render::AreaFill::area_type;
    if (checkbox(ui, "areas.map", flow.row(24), ui.say("ui.areas.on_map"), on_map))
        choose_fill(c, on_map ? std::optional(render::AreaFill::area_type) : std::nullopt);
    bool difference = fill_of(c) == render::AreaFill::area_difference;
    if (checkbox(ui, "areas.difference_map", flow.row(24), ui.say("ui.areas.difference_on_map"), difference))
        choose_fill(c, difference ? std::optional(render::AreaFill::area_difference) : std::nullopt);
    flow.gap(4);
    if (const auto differ = last.number("differ")) {
        const auto count = static_cast<std::int64_t>(std::llround(*differ));
        flow.fact(ui.say("ui.areas.differ"), app::count_text(count), count > 0 ? ui.theme->warning : 0);
        flow.fact(ui.say("ui.areas.by_hand"),
                  app::count_text(static_cast<std::int64_t>(std::llround(last.number("by_hand").value_or(0)))));
    } else if (button(ui, "areas.compare", flow.row(size::button), ui.say("ui.areas.compare"), ButtonLook::plain,
                      !c.work.busy())) {
        c.work.run("areatypes.show");
    }
    flow.gap(6);
    if (button(ui, "areas.thresholds", flow.row(size::button), ui.say("ui.rules.thresholds")))
        thresholds.open();
    by_hand(c, flow);
    action_error(c, flow, "areatypes.show");
}

} // namespace wangge::ui
