// Stage 3: how many people somebody reaches, while the reach moves.
#include "app/view/numbers.h"
#include "ui/charts.h"
#include "ui/panels/access_section.h"
#include "ui/panels/area_type_section.h"
#include "ui/panels/contacts_section.h"
#include "ui/panels/panels.h"
#include "ui/panels/travel_choice.h"

#include <cmath>

namespace wangge::ui {
namespace {

class CoveragePanel final : public StagePanel {
public:
    void content(Context& c, Flow& flow) override {
        Ui& ui = c.ui;
        const auto view = c.work.coverage();
        if (!view) {
            flow.paragraph(ui.say(c.work.counts().villages == 0 ? "ui.coverage.no_villages" : "ui.working"), Face::body,
                           ui.theme->text2);
            return;
        }
        if (view->nobody) {
            nobody(c, flow, *view);
            return;
        }
        numbers(c, flow, *view);
        flow.rule();
        controls(c, flow, *view);
        flow.rule();
        area_types(c, flow, *view);
        flow.rule();
        area_type_section(c, flow, m_thresholds);
        flow.rule();
        access_section(c, flow);
        flow.rule();
        contacts_section(c, flow);
        flow.gap(4);
        selected_card(c, flow);
        if (!c.work.selection.picked())
            flow.rule(0, 11);
        reach_curve(c, flow, *view);
        flow.rule();
        if (button(ui, "cover.list", flow.row(size::button),
                   ui.say("ui.coverage.see_blind", {{"count", app::count_text(view->villages_not_covered)}}),
                   ButtonLook::primary, true, Icon::arrow_right))
            c.work.stage = app::Stage::blind_spots;
        flow.gap(8);
        flow.note(ui.say("ui.coverage.timing", {{"villages", app::count_text(view->result.total.targets)},
                                                {"milliseconds", app::number_text(view->seconds * 1000, 1)}}));
    }

    void dialogs(Context& c, const Rect& window) override {
        m_speeds.show(c, window);
        m_thresholds.show(c, window);
        m_delays.show(c, window);
    }

private:
    static void numbers(Context& c, Flow& flow, const app::CoverageView& view) {
        Ui& ui = c.ui;
        const coverage_totals& t = view.result.total;
        const double worst = view.people_share, gained = (worst - view.people_share_at_norms) * 100;
        const std::int64_t more = view.villages_not_covered - view.villages_not_covered_at_norms;
        const bool by_norms = view.choice.reach.value <= 0;
        const std::string below = ui.say(by_norms ? "ui.coverage.as_norms" : "ui.coverage.than_norms");
        const std::string points = app::number_text(std::abs(gained), 1);
        flow.headlines({.caption = ui.say("ui.coverage.people_share"),
                        .number = app::number_text(worst * 100, 1),
                        .unit = "%",
                        .below = below,
                        .change = Flow::change_text(points == "0.0" ? 0 : gained,
                                                    ui.say("ui.unit.points_of", {{"number", points}})),
                        .better = gained > 0},
                       {.caption = ui.say("ui.coverage.villages_not"),
                        .number = app::count_text(view.villages_not_covered),
                        .unit = ui.say("ui.unit.villages"),
                        .below = below,
                        .change = Flow::change_text(static_cast<double>(more), app::count_text(std::abs(more))),
                        .better = more < 0});
        ui.registry.add("cover.people_share", {{flow.x, flow.y - ui.px(68), flow.width / 2, ui.px(48)},
                                               ui.say("ui.coverage.people_share"),
                                               app::number_text(worst * 100, 1),
                                               true});
        ui.registry.add("cover.villages_not", {{flow.x + flow.width / 2, flow.y - ui.px(68), flow.width / 2, ui.px(48)},
                                               ui.say("ui.coverage.villages_not"),
                                               std::to_string(view.villages_not_covered),
                                               true});
        flow.gap(8);
        flow.note(ui.say("ui.coverage.split", {{"uncovered", app::count_text(t.uncovered)},
                                               {"over", app::count_text(t.over_capacity)},
                                               {"people", app::count_text(view.people_not_covered)}}));
    }
    using coverage_totals = coverage::Totals;

    static void role_choice(Context& c, const Rect& rect) {
        Ui& ui = c.ui;
        app::CoverageChoice& choice = c.work.coverage_choice;
        const std::string roles[] = {ui.say("kind.role.informant"), ui.say("kind.role.coordinator")};
        int role = choice.role == model::PersonRole::coordinator ? 1 : 0;
        if (ui::choice(ui, "cover.role", rect, ui.say("ui.coverage.role"), roles, role))
            choice.role = role == 1 ? model::PersonRole::coordinator : model::PersonRole::informant;
    }

    // Nobody to reach anyone: what is missing and what to do, instead of noughts.
    void nobody(Context& c, Flow& flow, const app::CoverageView& view) {
        Ui& ui = c.ui;
        const model::PersonRole role = view.choice.role;
        const std::string name = ui.say("kind.role." + std::string(model::key_of(role)));
        const std::int64_t listed = c.work.counts().people[static_cast<std::size_t>(role)];
        flow.headlines({.caption = ui.say("ui.coverage.people_share"), .number = "—", .unit = "%"},
                       {.caption = ui.say("ui.coverage.in_post", {{"role", name}}),
                        .number = "0",
                        .unit = ui.say("ui.coverage.of_listed", {{"count", app::count_text(listed)}})});
        flow.rule();
        flow.heading(ui.say(listed == 0 ? "ui.coverage.nobody" : "ui.coverage.nobody_in_post", {{"role", name}}));
        flow.paragraph(ui.say(listed == 0 ? "ui.coverage.nobody_help" : "ui.coverage.nobody_in_post_help"), Face::body,
                       ui.theme->text2);
        flow.gap(12);
        if (button(ui, "cover.to_data", flow.row(34), ui.say("ui.coverage.go_data"), ButtonLook::primary, true,
                   Icon::arrow_right))
            c.work.stage = app::Stage::data;
        flow.gap(8);
        role_choice(c, flow.row(size::button));
        flow.rule();
        area_type_section(c, flow, m_thresholds);
        flow.gap(12);
        selected_card(c, flow);
    }

    void controls(Context& c, Flow& flow, const app::CoverageView& view) {
        Ui& ui = c.ui;
        app::CoverageChoice& choice = c.work.coverage_choice;
        const bool by_norm = choice.reach.value <= 0;
        flow.heading(ui.say("ui.coverage.reach"), ui.say(by_norm ? "ui.coverage.by_norm" : "ui.coverage.one_limit"));
        if (const reach::Travel before = choice.travel;
            travel_choice(c, flow, "cover", choice.travel, choice.mode) && choice.travel != before)
            choice.reach = {};                     // metres say nothing about minutes
        action_error(c, flow, "coverage.compute"); // e.g. no roads to travel on
        const Rect rules = flow.row(size::button);
        const float rules_half = (rules.w - ui.px(8)) / 2;
        if (button(ui, "cover.speeds", {rules.x, rules.y, rules_half, rules.h}, ui.say("ui.rules.speeds")))
            m_speeds.open();
        if (button(ui, "cover.delays", {rules.x + rules_half + ui.px(8), rules.y, rules_half, rules.h},
                   ui.say("ui.rules.delays")))
            m_delays.open();
        flow.gap(6);
        const app::EffortScale& scale = app::scale_of(view.unit);
        const Rect line = flow.row(30);
        double shown_reach = (by_norm ? view.reach.value : choice.reach.value) / scale.unit;
        const float box = ui.px(86);
        if (slider(ui, "cover.reach", {line.x, line.y, line.w - box - ui.px(14), line.h}, ui.say("ui.coverage.reach"),
                   shown_reach, 0, scale.highest, scale.step) &&
            choice.travel == view.choice.travel)
            choice.reach = reach::Effort{std::max(scale.step, shown_reach) * scale.unit};
        const Rect shown{line.right() - box, line.y + ui.px(1), box, ui.px(size::input)};
        ui.fill(shown, ui.theme->panel2, size::radius);
        ui.frame(shown, ui.theme->border, size::radius);
        ui.text_in(shown.inset(ui.px(6), 0), Face::body_bold, ui.theme->text,
                   app::effort_label(reach::Effort{shown_reach * scale.unit}, view.unit, c.work.catalog()),
                   Align::centre);
        const Rect ticks = flow.row(18);
        const float left = ticks.x + ui.px(7), width = line.w - box - ui.px(28);
        for (int i = 0; i <= 6; ++i)
            ui.text({left + width * static_cast<float>(i) / 6 - ui.px(10), ticks.y - ui.px(3)}, Face::small,
                    ui.theme->text3, std::to_string(i * static_cast<int>(scale.highest / 6)), ui.px(20), Align::centre);
        flow.gap(4);
        const Rect row = flow.row(size::button);
        const float half = (row.w - ui.px(8)) / 2;
        role_choice(c, {row.x, row.y, half, row.h});
        if (button(ui, "cover.norms", {row.x + half + ui.px(8), row.y, half, row.h}, ui.say("ui.coverage.use_norms"),
                   ButtonLook::plain, !by_norm))
            choice.reach = {};
        flow.gap(8);
        checkbox(ui, "cover.capacity", flow.row(24), ui.say("ui.coverage.capacity"), choice.with_capacity);
        if (const std::int64_t planned = view.ground->prepared().planned; planned > 0)
            checkbox(ui, "cover.planned", flow.row(24),
                     ui.say("ui.coverage.planned", {{"count", app::count_text(planned)}}), choice.with_planned);
    }

    static void area_types(Context& c, Flow& flow, const app::CoverageView& view) {
        Ui& ui = c.ui;
        const Theme& t = *ui.theme;
        const double target = view.ground->target();
        flow.heading(ui.say("ui.coverage.by_area"),
                     ui.say("ui.coverage.target", {{"share", app::percent_text(target, 0)}}));
        for (const app::CoverageBar& b : view.bars) {
            const bool hospital = b.type == model::AreaType::hospital_surroundings;
            const Rect line = flow.row(20);
            const std::string name = ui.say("kind.area_type." + std::string(model::key_of(b.type)));
            const std::string share = app::percent_text(b.covered);
            const double gained = (b.covered - b.covered_at_norms) * 100;
            const std::string points = app::number_text(std::abs(gained), 1);
            const std::string change = Flow::change_text(points == "0.0" ? 0 : gained, points);
            const float name_width = ui.width_of(Face::body_bold, name),
                        share_width = ui.width_of(Face::body_bold, share),
                        change_width = change.empty() ? 0 : ui.width_of(Face::small_bold, change) + ui.px(6);
            ui.text_in({line.x, line.y, name_width + 1, line.h}, Face::body_bold, t.text, name);
            ui.text_in({line.x + name_width + ui.px(7), line.y + ui.px(1),
                        line.w - name_width - share_width - change_width - ui.px(14), line.h},
                       Face::small, t.text2,
                       ui.say(hospital ? "ui.coverage.limit_sites" : "ui.coverage.limit_villages",
                              {{"limit", app::effort_label(b.limit, view.unit, c.work.catalog())},
                               {hospital ? "sites" : "villages", app::count_text(b.count)}}));
            ui.text_in({line.right() - share_width - change_width - 1, line.y, share_width + 1, line.h},
                       Face::body_bold, t.text, share, Align::right);
            if (!change.empty())
                ui.text_in({line.right() - change_width + ui.px(5), line.y, change_width, line.h}, Face::small_bold,
                           gained > 0 ? t.success : t.danger, change);
            flow.gap(2);
            const BarPart parts[] = {{b.covered, t.ramp[1]},
                                     {b.over_capacity, t.over_capacity, false, true},
                                     {b.uncovered, t.out_of_reach, true, false}};
            const Rect body = flow.row(9);
            bar(ui, body, parts);
            ui.fill({std::round(body.x + body.w * static_cast<float>(target)) - ui.px(1), body.y - ui.px(2), ui.px(2),
                     body.h + ui.px(4)},
                    t.text);
            ui.registry.add("cover.bar." + std::string(model::key_of(b.type)), {body, name, share, true});
            flow.gap(7);
        }
    }

    static void reach_curve(Context& c, Flow& flow, const app::CoverageView& view) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.coverage.curve"), ui.say("ui.coverage.share_of_people"));
        const app::EffortScale& scale = app::scale_of(view.unit);
        curve(ui, flow.row(94), view.ground->curve(), scale.curve_step, view.reach.value / scale.unit,
              app::effort_label(view.reach, view.unit, c.work.catalog()));
    }

    RuleDesk m_speeds{desk_table(app::travel_form(), "travel")},
        m_thresholds{desk_table(app::threshold_form(), "thresholds")}, m_delays{delay_desk_table()};
};

} // namespace

std::unique_ptr<StagePanel> make_coverage_panel() {
    return std::make_unique<CoveragePanel>();
}

} // namespace wangge::ui
