#include "ui/panels/area_type_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"
#include "ui/shell/layer_eyes.h"

#include <cmath>

namespace wangge::ui {

void area_type_section(Context& c, Flow& flow) {
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
    action_error(c, flow, "areatypes.show");
}

} // namespace wangge::ui
