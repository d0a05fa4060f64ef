// Stage 1: what the project holds, and files read into it with a report of what was mended and refused.
#include "app/view/numbers.h"
#include "ui/panels/file_browser.h"
#include "ui/panels/grade_section.h"
#include "ui/panels/panels.h"
#include "ui/panels/register_section.h"

#include <cmath>

namespace wangge::ui {
namespace {

class DataPanel final : public StagePanel {
public:
    void content(Context& c, Flow& flow) override {
        Ui& ui = c.ui;
        const app::CountsView& n = c.work.counts();
        const app::HeadCount residents = app::head_count(n.residents, c.work.catalog());
        flow.headlines({ui.say("ui.data.sites"), app::count_text(n.all_sites), ui.say("ui.unit.sites"),
                        ui.say("ui.data.pharmacies", {{"count", app::count_text(n.pharmacies)}})},
                       {ui.say("ui.data.residents"), residents.number, residents.unit,
                        ui.say("ui.data.villages", {{"count", app::count_text(n.villages)}})});
        flow.rule(4, 10);
        position_quality(c, flow, n);
        flow.rule();
        import(c, flow);
        report(c, flow);
        flow.rule();
        selected_card(c, flow);
        m_register.show(c, flow);
        if (n.all_sites > 0) {
            grade_section(c, flow);
            flow.rule();
        }
        layers(c, flow, n);
    }

    // A dialog of this panel that lies over the whole window.
    void dialogs(Context& c, const Rect& window) override {
        if (const auto file = m_browser.show(c, window)) {
            m_folder = file->parent_path();
            c.state.file_to_import = *file;
        }
    }

private:
    static void position_quality(Context& c, Flow& flow, const app::CountsView& n) {
        Ui& ui = c.ui;
        const Theme& t = *ui.theme;
        flow.heading(ui.say("ui.data.positions"), ui.say("ui.data.of_sites"));
        const double all = std::max<double>(1, static_cast<double>(n.all_sites));
        const std::int64_t exact = n.all_sites - n.unplaced - n.approximate;
        const BarPart parts[] = {{static_cast<double>(exact) / all, t.ramp[1]},
                                 {static_cast<double>(n.approximate) / all, t.ramp[2]},
                                 {static_cast<double>(n.unplaced) / all, t.out_of_reach, true}};
        bar(ui, flow.row(9), parts);
        flow.gap(6);
        flow.fact(ui.say("ui.data.exact"), app::count_text(exact));
        flow.fact(ui.say("ui.data.approximate"), app::count_text(n.approximate));
        flow.fact(ui.say("ui.data.unplaced"), app::count_text(n.unplaced), n.unplaced > 0 ? t.danger : 0);
        if (n.quarantine == 0)
            return;
        const Rect row = flow.row(30);
        const std::string mend = ui.say("ui.data.mend"), count = app::count_text(n.quarantine);
        const float w = button_width(ui, mend), cw = ui.width_of(Face::body_bold, count);
        ui.text_in({row.x, row.y, row.w - w - cw - ui.px(20), row.h}, Face::body, t.text2,
                   ui.say("ui.data.quarantine"));
        ui.text_in({row.right() - w - cw - ui.px(12), row.y, cw + 1, row.h}, Face::body_bold, t.warning, count);
        if (button(ui, "data.mend", {row.right() - w, row.y + ui.px(1), w, ui.px(28)}, mend))
            c.state.quarantine_wanted = true;
    }

    void import(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.data.import"), ui.say("ui.data.drop"));
        if (button(ui, "data.import", flow.row(34), ui.say("ui.data.choose"), ButtonLook::primary, !c.work.busy()))
            m_browser.open(ui.say("ui.data.choose_file"), m_folder.empty() ? c.work.path().parent_path() : m_folder,
                           importable_endings());
        flow.gap(8);
        RegisterSection::paste(c, flow);
        flow.gap(8);
        action_error(c, flow, "import.run");
    }

    static void report(Context& c, Flow& flow) {
        const app::ResultView& result = c.work.last("import.run");
        if (result.empty())
            return;
        Ui& ui = c.ui;
        const Theme& t = *ui.theme;
        const auto number = [&](const char* member) { return app::number_text(result.number(member).value_or(0), 0); };
        flow.rule(4, 10);
        flow.heading(ui.say("ui.data.report"), result.text("encoding") + "  " + result.text("datum"));
        const Flow::Headline all[] = {{ui.say("ui.data.read"), number("read"), "", "", 0},
                                      {ui.say("ui.data.imported"), number("imported"), "", "", t.success},
                                      {ui.say("ui.data.repaired"), number("repaired"), "", "", t.warning},
                                      {ui.say("ui.data.refused"), number("quarantined"), "", "",
                                       result.number("quarantined").value_or(0) > 0 ? t.danger : 0}};
        flow.figures(all);
        for (const auto& [reason, count] : result.counts("reasons")) {
            const std::string id = "import.reason." + reason;
            flow.fact(c.work.catalog().has(id) ? ui.say(id) : reason, app::count_text(count));
        }
    }

    static void layers(Context& c, Flow& flow, const app::CountsView& n) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.data.layers"), app::area_text(n.county_area, c.work.catalog()));
        const auto line = [&](const char* kind, std::int64_t count) {
            flow.fact(ui.say(std::string("ui.kind.") + kind), count > 0 ? app::count_text(count) : "—");
        };
        line("sites", n.all_sites);
        line("people", n.all_people);
        line("villages", n.villages);
        line("boundaries", n.townships);
        line("roads", n.roads);
        line("water", n.waters);
        flow.fact(ui.say("ui.kind.terrain"), n.terrain ? ui.say("ui.data.there") : "—");
        flow.fact(ui.say("ui.kind.population"), n.population_grid ? ui.say("ui.data.there") : "—");
    }

    std::filesystem::path m_folder; // where the last file was
    FileBrowser m_browser;
    RegisterSection m_register;
};

} // namespace

std::unique_ptr<StagePanel> make_data_panel() {
    return std::make_unique<DataPanel>();
}

} // namespace wangge::ui
