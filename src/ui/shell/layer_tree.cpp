#include "ui/shell/layer_tree.h"

#include "app/view/numbers.h"
#include "ui/shell/layer_card.h"
#include "ui/shell/layer_eyes.h"
#include "ui/shell/legend.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::ui {
namespace {

using app::Stage;

// What colours the areas: above the legend that explains it.
void fill_choice(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const app::CountsView& counts = c.work.counts();
    using render::AreaFill;
    std::vector<AreaFill> fills{AreaFill::none};
    if (counts.cells > 0)
        fills.insert(fills.end(), {AreaFill::assignment, AreaFill::workload, AreaFill::due, AreaFill::code});
    if (counts.villages > 0)
        fills.insert(fills.end(), {AreaFill::coverage, AreaFill::access, AreaFill::backup, AreaFill::area_type,
                                   AreaFill::area_difference});
    if (fills.size() < 2)
        return;
    const AreaFill now = fill_of(c);
    std::vector<std::string> labels;
    int chosen = 0;
    for (std::size_t i = 0; i < fills.size(); ++i) {
        labels.push_back(ui.say("ui.fill." + std::string(app::fill_keys[static_cast<std::size_t>(fills[i])])));
        if (fills[i] == now)
            chosen = static_cast<int>(i);
    }
    if (choice(ui, "layers.fill", rect, "", labels, chosen))
        choose_fill(c, fills[static_cast<std::size_t>(chosen)]);
}

class BaseRows {
public:
    BaseRows(Context& context, LayerRows& tree) : c(context), ui(context.ui), t(*context.ui.theme), m_tree(tree) {}

    void run() {
        if (!m_tree.group("base", ui.say("ui.layers.base"), ""))
            return;
        std::vector<std::string> order = render::ground_order(c.work.look().order);
        std::reverse(order.begin(), order.end());
        for (const std::string& layer : order)
            ground(layer);
        const app::CountsView& counts = c.work.counts();
        if (counts.villages > 0)
            m_tree.row("villages", ui.say("ui.layers.villages"), app::count_text(counts.villages),
                       [&](ImVec2 at) { draw_symbol(c, "villages", "*", Mark::village, at, 14); });
        m_tree.row("labels", ui.say("ui.layers.labels"), "", [&](ImVec2 at) {
            ui.text_in({at.x - ui.px(9), at.y - ui.px(9), ui.px(18), ui.px(18)}, Face::small_bold, t.text2, "文",
                       Align::centre);
        });
    }

private:
    void stroke(ImVec2 at, ImU32 colour, float width) {
        ui.line({at.x - ui.px(9), at.y}, {at.x + ui.px(9), at.y}, colour, width);
    }

    void ground(const std::string& layer) {
        const app::CountsView& counts = c.work.counts();
        const ImU32 border = line_colour(c, "boundaries", "county", t.text2);
        if (layer == "boundaries" && counts.townships > 0)
            m_tree.row(layer, ui.say("ui.layers.boundaries"), fmt::format("1 / {}", counts.townships), [&](ImVec2 at) {
                for (const float dx : {-9.f, 3.f})
                    ui.line({at.x + ui.px(dx), at.y}, {at.x + ui.px(dx + 7), at.y}, border, 2);
                ui.fill({at.x - ui.px(.5f), at.y - ui.px(1), ui.px(2), ui.px(2)}, border);
            });
        else if (layer == "roads" && counts.roads > 0)
            m_tree.row(layer, ui.say("ui.layers.roads"), app::count_text(counts.roads), [&](ImVec2 at) {
                const style::Rule* rule = rule_of(c, "roads", "primary");
                if (rule && rule->casing)
                    stroke(at, colour_of(rule->casing->colour), 4.6f);
                stroke(at, line_colour(c, "roads", "primary", t.text3), 2.6f);
            });
        else if (layer == "water" && counts.waters > 0)
            m_tree.row(layer, ui.say("ui.layers.water"), app::count_text(counts.waters),
                       [&](ImVec2 at) { stroke(at, line_colour(c, "water", "river", t.accent), 2.4f); });
        else if (layer == "relief" && counts.terrain)
            m_tree.row(layer, ui.say("ui.layers.relief"), "", [&](ImVec2 at) {
                const Rect r = m_tree.box(at);
                ui.fill(r, t.track, 2);
                ui.draw().AddTriangleFilled({r.x + 1, r.bottom() - 1}, {r.x + r.w * .4f, r.y + 2},
                                            {r.x + r.w * .75f, r.bottom() - 1}, t.text3);
                ui.draw().AddTriangleFilled({r.x + r.w * .5f, r.bottom() - 1}, {r.x + r.w * .72f, r.y + r.h * .4f},
                                            {r.right() - 1, r.bottom() - 1}, t.text2);
            });
        else if (layer == "basemap" && c.snapshot && c.snapshot->settings.contains("basemaps"))
            m_tree.row(layer, ui.say("ui.layers.basemap"), "", [&](ImVec2 at) {
                const Rect r = m_tree.box(at);
                ui.fill(r, t.track, 2);
                ui.fill({r.x, r.y, r.w / 2, r.h / 2}, t.text3, 2);
                ui.fill({r.x + r.w / 2, r.y + r.h / 2, r.w / 2, r.h / 2}, t.text3, 2);
            });
        else if (layer == "cells" && fill_of(c) != render::AreaFill::none)
            m_tree.row(layer, ui.say("ui.layers.fill_layer"), "",
                       [&](ImVec2 at) { draw_swatch(ui, m_tree.box(at), t.ramp[1]); });
        else if (layer == "blind_spots" && c.work.stage == app::Stage::blind_spots)
            m_tree.row(layer, ui.say("ui.stage.blind_spots"), "", [&](ImVec2 at) {
                draw_pattern(ui, m_tree.box(at), Pattern::diagonal,
                             hatch_colour(c, "blind_spots", "contact", t.blind[1]));
            });
        else if (layer == "reach" && counts.all_people > 0)
            m_tree.row(layer, ui.say("ui.layers.reach"), "", [&](ImVec2 at) {
                const ImU32 ring = line_colour(c, "reach", "present", t.accent);
                ui.draw().AddCircleFilled(at, ui.px(7), faded(ring, .12f), 24);
                ui.draw().AddCircle(at, ui.px(7), ring, 24, ui.px(1.2f));
            });
        else if (layer == "links" && counts.all_people > 0)
            m_tree.row(layer, ui.say("ui.layers.links"), "", [&](ImVec2 at) {
                const ImU32 colour = line_colour(c, "links", "*", t.text2);
                stroke(at, colour, 1.2f);
                ui.draw().AddCircleFilled({at.x + ui.px(8), at.y}, ui.px(2.5f), colour, 12);
            });
    }

    Context& c;
    Ui& ui;
    const Theme& t;
    LayerRows& m_tree;
};

} // namespace

void layer_tree(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Rect head{rect.x, rect.y, rect.w, ui.px(40)};
    begin_area(ui, "layers.head", head, ui.theme->panel, false);
    const std::string title = ui.say("ui.layers.title");
    const float left = ui.px(12), after = left + ui.width_of(Face::body_bold, title) + ui.px(10);
    ui.text_in({head.x + left, head.y, head.w, head.h}, Face::body_bold, ui.theme->text, title);
    const float wide = std::min(ui.px(190), head.w - after - ui.px(12));
    fill_choice(c, {head.right() - ui.px(12) - wide, head.y + ui.px(6), wide, ui.px(28)});
    ui.fill({rect.right() - ui.px(1), head.y, ui.px(1), head.h}, ui.theme->border);
    end_area();
    const Rect body{rect.x, head.bottom(), rect.w - ui.px(1), rect.h - head.h};
    begin_area(ui, "layers", body, ui.theme->panel, true);
    LayerRows tree(c, body);
    if (fill_of(c) == render::AreaFill::coverage)
        coverage_group(c, tree);
    if (c.work.stage == app::Stage::blind_spots)
        blind_group(c, tree);
    assignment_group(c, tree);
    ledger_group(c, tree);
    other_fills(c, tree);
    data_groups(c, tree);
    BaseRows(c, tree).run();
    tree.finish();
    layer_card(c, rect, rect.bottom());
    end_area();
    begin_area(ui, "layers.edge", {rect.right() - ui.px(1), head.bottom(), ui.px(1), body.h}, ui.theme->border, false);
    end_area();
}

} // namespace wangge::ui
