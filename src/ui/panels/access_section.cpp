#include "ui/panels/access_section.h"

#include "app/view/numbers.h"
#include "ui/shell/layer_eyes.h"

namespace wangge::ui {
namespace {

// A fill that this section puts on the map in place of the stage's own.
void on_map(Context& c, Flow& flow, const char* id, const char* text, render::AreaFill fill) {
    bool shown = fill_of(c) == fill;
    if (!checkbox(c.ui, id, flow.row(24), c.ui.say(text), shown))
        return;
    choose_fill(c, shown ? std::optional(fill) : std::nullopt);
}

} // namespace

void access_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    app::AccessChoice& choice = c.work.access_choice;
    flow.heading(ui.say("ui.access.title"), ui.say("ui.access.method"));
    const Rect row = flow.row(size::button);
    const float half = (row.w - ui.px(8)) / 2;
    static constexpr const char* targets[] = {"supply", "informant", "coordinator"};
    const std::string to[] = {ui.say("ui.access.to_supply"), ui.say("kind.role.informant"),
                              ui.say("kind.role.coordinator")};
    int target = choice.to == targets[1] ? 1 : choice.to == targets[2] ? 2 : 0;
    if (ui::choice(ui, "access.to", {row.x, row.y, half, row.h}, ui.say("ui.access.to"), to, target))
        choice.to = targets[target];
    const std::string decays[] = {ui.say("ui.access.decay.none"), ui.say("ui.access.decay.steps"),
                                  ui.say("ui.access.decay.gauss")};
    int decay = static_cast<int>(choice.decay);
    if (ui::choice(ui, "access.decay", {row.x + half + ui.px(8), row.y, half, row.h}, ui.say("ui.access.decay"), decays,
                   decay))
        choice.decay = static_cast<coverage::Decay>(decay);
    flow.gap(6);
    on_map(c, flow, "access.map", "ui.access.on_map", render::AreaFill::access);
    on_map(c, flow, "access.backup_map", "ui.access.backup_on_map", render::AreaFill::backup);
    const render::AreaFill fill = fill_of(c);
    if (fill != render::AreaFill::access && fill != render::AreaFill::backup)
        return; // worked out when somebody looks at it
    const auto view = c.work.access();
    if (!view) {
        flow.note(ui.say("ui.working"));
        return;
    }
    flow.gap(4);
    const coverage::Accessibility& found = view->access.found;
    flow.fact(ui.say("ui.access.mean"),
              ui.say("ui.access.per_thousand", {{"score", app::number_text(found.mean * app::access_per, 2)}}));
    static constexpr const char* kinds[] = {"ui.access.none", "ui.access.one", "ui.access.two"};
    for (std::size_t i = 0; i < 3; ++i)
        flow.fact(ui.say(kinds[i]),
                  ui.say("ui.access.villages_people", {{"villages", app::count_text(found.targets[i])},
                                                       {"people", app::count_text(found.residents[i])}}),
                  i == 0 && found.residents[0] > 0 ? ui.theme->danger : 0);
    if (found.empty > 0)
        flow.note(ui.say("ui.access.no_residents", {{"count", app::count_text(found.empty)}}));
}

} // namespace wangge::ui
