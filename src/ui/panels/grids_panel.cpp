// Stage 2: make a grid plan and see whether it tiles the county.
#include "app/sketched_area.h"
#include "app/view/numbers.h"
#include "ui/panels/drawing_section.h"
#include "ui/panels/locks_section.h"
#include "ui/panels/mend_section.h"
#include "ui/panels/panels.h"

#include <array>
#include <cmath>
#include <optional>

namespace wangge::ui {
namespace {

constexpr std::array<const char*, 6> shapes = {"village", "square", "hexagon", "township", "nearest", "balanced"};

// A plan that was never named is called by its shape: the document holds the key, people read the word.
std::string plan_text(Ui& ui, const std::string& name) {
    const std::string id = "ui.shape." + name;
    return ui.catalog->has(id) ? ui.say(id) : name;
}

class GridsPanel final : public StagePanel {
public:
    void content(Context& c, Flow& flow) override {
        Ui& ui = c.ui;
        const app::CountsView& n = c.work.counts();
        const model::Plan* plan = nullptr;
        for (const model::Plan& p : c.snapshot->plans)
            if (p.current)
                plan = &p;
        const double mean = n.cells > 0 ? n.county_area.value / 1e6 / static_cast<double>(n.cells) : 0;
        flow.headlines({ui.say("ui.grids.cells"), app::count_text(n.cells), ui.say("ui.unit.cells"),
                        plan ? plan_text(ui, plan->name) : ui.say("ui.grids.none")},
                       {ui.say("ui.grids.mean_area"), n.cells > 0 ? app::number_text(mean, mean < 10 ? 2 : 1) : "—",
                        ui.say("ui.unit.km2"),
                        ui.say("ui.grids.county", {{"area", app::area_text(n.county_area, c.work.catalog())}})});
        ui.registry.add("grids.cells", {{flow.x, flow.y - ui.px(60), flow.width / 2, ui.px(50)},
                                        ui.say("ui.grids.cells"),
                                        std::to_string(n.cells),
                                        true});
        flow.rule(4, 10);
        // Who draws wants the totals in sight, not the card.
        if (!draws_cells(c.state.tool))
            selected_card(c, flow);
        drawing_section(c, flow);
        compare_section(c, flow);
        make(c, flow);
        check(c, flow, plan);
        flow.rule();
        rules_section(c, flow);
        locks_section(c, flow, false);
        m_mend.show(c, flow);
        plans(c, flow);
    }

private:
    void make(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.grids.make"));
        if (c.snapshot->county.empty())
            outline(c, flow);
        else if (app::is_sketched(*c.snapshot))
            redraw(c, flow);
        const Rect first = flow.row(size::button);
        const float w = (first.w - ui.px(16)) / 3;
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            const Rect r{first.x + (w + ui.px(8)) * static_cast<float>(i % 3),
                         first.y + (first.h + ui.px(8)) * static_cast<float>(i / 3), w, first.h};
            if (chip(ui, std::string("grids.shape.") + shapes[i], r, ui.say(std::string("ui.shape.") + shapes[i]),
                     m_shape == i))
                m_shape = i;
        }
        flow.y += first.h + ui.px(8);
        flow.gap(8);
        const std::string shape = shapes[m_shape];
        flow.note(ui.say("ui.shape." + shape + ".note"));
        flow.gap(6);
        app::ArgumentValues arguments{{"shape", shape}};
        std::string name = ui.say("ui.shape." + shape);
        if (shape == "square" || shape == "hexagon") {
            const Rect r = flow.row(size::button);
            ui.text_in({r.x, r.y, r.w * .45f, r.h}, Face::body, ui.theme->text2, ui.say("ui.grids.size"));
            stepper(ui, "grids.size", {r.x + r.w * .45f, r.y, r.w * .55f, r.h}, ui.say("ui.grids.size"), m_size, 200,
                    20000, m_size >= 2000 ? 500 : 100, ui.say("ui.unit.m"));
            arguments["size-m"] = static_cast<double>(m_size);
            name += " " + ui.say("ui.unit.m_of", {{"number", app::number_text(m_size, 0)}});
        } else if (shape == "balanced") {
            const Rect r = flow.row(size::button);
            ui.text_in({r.x, r.y, r.w * .45f, r.h}, Face::body, ui.theme->text2, ui.say("ui.grids.count"));
            stepper(ui, "grids.count", {r.x + r.w * .45f, r.y, r.w * .55f, r.h}, ui.say("ui.grids.count"), m_count, 2,
                    2000, m_count >= 100 ? 10 : 1, ui.say("ui.unit.cells"));
            arguments["cells"] = static_cast<std::int64_t>(m_count);
            arguments["on-stop"] = std::string("keep");
            name += " " + std::to_string(m_count);
        } else if (shape == "nearest") {
            const Rect r = flow.row(size::button);
            const std::string roles[] = {ui.say("kind.role.informant"), ui.say("kind.role.coordinator"),
                                         ui.say("kind.role.inspector")};
            choice(ui, "grids.role", r, ui.say("ui.grids.nearest_to"), roles, m_role);
            arguments["role"] = std::string(m_role == 0 ? "informant" : m_role == 1 ? "coordinator" : "inspector");
        }
        flow.gap(10);
        arguments["name"] = name;
        if (button(ui, "grids.make", flow.row(34), ui.say("ui.grids.run"), ButtonLook::primary, !c.work.busy()))
            c.work.run("grid.make", arguments);
        flow.gap(8);
        action_error(c, flow, "grid.make");
    }

    // There is nothing that cells could be cut to.
    static void outline(Context& c, Flow& flow) {
        flow.note(c.ui.say("ui.grids.no_area"));
        flow.gap(8);
        if (button(c.ui, "grids.outline", flow.row(size::button), c.ui.say("ui.grids.draw_outline"), ButtonLook::plain,
                   !c.work.busy()))
            c.work.run("outline.draw", {});
        action_error(c, flow, "outline.draw");
        flow.gap(12);
    }

    // The area is a sketch: another margin may fit better.
    void redraw(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        const auto drawn = app::sketched_margin(*c.snapshot);
        if (m_drawn != drawn) {
            m_drawn = drawn;
            m_margin = drawn ? static_cast<int>(std::lround(drawn->value)) : m_margin;
        }
        flow.note(ui.say(c.snapshot->plans.empty() ? "ui.grids.sketch" : "ui.grids.sketch_with_plans"));
        flow.gap(8);
        const Rect row = flow.row(size::button);
        const std::string margin = ui.say("ui.grids.margin"), again = ui.say("ui.grids.redraw");
        const float label = ui.width_of(Face::body, margin) + ui.px(10), press = button_width(ui, again);
        ui.text_in({row.x, row.y, label, row.h}, Face::body, ui.theme->text2, margin);
        stepper(ui, "grids.margin", {row.x + label, row.y, row.w - label - press - ui.px(8), row.h}, margin, m_margin,
                100, 100000, m_margin >= 2000 ? 500 : 100, ui.say("ui.unit.m"));
        const bool other = !m_drawn || std::lround(m_drawn->value) != m_margin;
        if (button(ui, "grids.outline", {row.right() - press, row.y, press, row.h}, again, ButtonLook::plain,
                   other && !c.work.busy()))
            c.work.run("outline.draw", {{"margin-m", static_cast<double>(m_margin)}});
        flow.gap(8);
        action_error(c, flow, "outline.draw");
        flow.gap(4);
    }

    // What the last run found out; the plan on file says the shape and the cells.
    static void check(Context& c, Flow& flow, const model::Plan* plan) {
        const app::ResultView& result = c.work.last("grid.make");
        if (!plan || result.empty())
            return;
        if (app::is_sketched(*c.snapshot) &&
            std::abs(result.number("region_m2").value_or(0) - c.work.counts().county_area.value) > 1)
            return; // the area was drawn anew since
        Ui& ui = c.ui;
        flow.rule(4, 10);
        flow.heading(ui.say("ui.grids.checks"), plan_text(ui, plan->name));
        ui.registry.add("grids.checks", {{flow.x, flow.y, flow.width, 1}, "", plan->name, true});
        const auto area_row = [&](const char* label, const char* member) {
            const double m2 = result.number(member).value_or(0);
            flow.fact(ui.say(label),
                      ui.say("ui.unit.m2_of", {{"number", app::number_text(m2, m2 > 0 && m2 < 10 ? 3 : 0)}}),
                      m2 == 0 ? ui.theme->success : ui.theme->danger);
        };
        area_row("ui.grids.gaps", "gaps_m2");
        area_row("ui.grids.overlaps", "overlaps_m2");
        if (const auto cv = result.number("workload_cv"))
            flow.fact(ui.say("ui.grids.cv"), app::percent_text(*cv));
        flow.fact(ui.say("ui.grids.codes"), result.text("first_code") + " …");
    }

    static void plans(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        if (c.snapshot->plans.empty())
            return;
        flow.heading(ui.say("ui.grids.plans"));
        for (const model::Plan& plan : c.snapshot->plans) {
            const std::string note = plan.created + (plan.current ? "  " + ui.say("ui.grids.current") : "");
            flow.fact(plan_text(ui, plan.name), note, plan.current ? ui.theme->accent : ui.theme->text2, plan.current);
        }
    }

    std::size_t m_shape = 0;
    int m_size = 1000, m_count = 40, m_role = 0, m_margin = 1000;
    std::optional<base::Metres> m_drawn; // the margin of the sketch as it is
    MendSection m_mend;
};

} // namespace

std::unique_ptr<StagePanel> make_grids_panel() {
    return std::make_unique<GridsPanel>();
}

} // namespace wangge::ui
