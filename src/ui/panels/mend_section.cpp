#include "ui/panels/mend_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

#include <array>
#include <cmath>

namespace wangge::ui {

void MendSection::run(Context& c, const app::ArgumentValues& arguments) {
    c.work.run("plan.mend", arguments);
    m_asked = true;
}

void MendSection::show(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    if (c.snapshot->cells.empty())
        return;
    if (m_asked && !c.work.busy()) {
        m_asked = false;
        m_of = c.work.snapshot();
    }
    static const app::ResultView unknown;
    constexpr std::array<const char*, 3> heirs = {"longest", "nearest", "first"};
    // An edit since the last look asks for a new one.
    const app::ResultView& found = m_of.lock() == c.work.snapshot() ? c.work.last("plan.mend") : unknown;
    flow.heading(ui.say("ui.mend.title"));
    const bool mended = !found.empty() && !found.flag("dry_run");
    double faults = 0;
    if (!found.empty() && !mended)
        for (const char* kind : {"gaps", "overlaps", "outside"}) {
            const double count = found.number(kind).value_or(0);
            const base::SquareMetres area{found.number(std::string(kind) + "_m2").value_or(0)};
            faults += count;
            if (count > 0)
                flow.fact(ui.say(std::string("ui.mend.") + kind),
                          ui.say("ui.mend.places", {{"count", app::number_text(count, 0)},
                                                    {"area", app::measured_area(area, c.work.catalog())}}),
                          ui.theme->danger);
        }
    ui.registry.add("mend.faults", {{flow.x, flow.y, flow.width, 0},
                                    ui.say("ui.mend.title"),
                                    found.empty() ? "" : app::number_text(faults, 0),
                                    true});
    if (!found.empty() && faults == 0)
        flow.paragraph(ui.say("ui.mend.none"), Face::body, ui.theme->success);
    flow.gap(4);
    if (faults > 0) {
        std::array<std::string, heirs.size()> names;
        for (std::size_t i = 0; i < heirs.size(); ++i)
            names[i] = ui.say(std::string("ui.mend.by.") + heirs[i]);
        choice(ui, "mend.by", flow.row(size::button), ui.say("ui.mend.give"), names, m_heir);
        flow.gap(6);
    }
    const std::string look = ui.say("ui.mend.look"), mend = ui.say("ui.mend.run");
    flow.place_buttons_begin();
    if (faults > 0 &&
        button(ui, "mend.do", flow.next_button(button_width(ui, mend)), mend, ButtonLook::primary, !c.work.busy()))
        run(c, {{"by", std::string(heirs[static_cast<std::size_t>(m_heir)])}});
    if (button(ui, "mend.look", flow.next_button(button_width(ui, look)), look, ButtonLook::plain, !c.work.busy()))
        run(c, {{"dry-run", true}});
    flow.place_buttons_end();
    flow.gap(4);
    action_error(c, flow, "plan.mend");
    flow.rule(6, 10);
}

} // namespace wangge::ui
