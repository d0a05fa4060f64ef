#include "ui/shell/layer_tree.h"

#include "app/view/numbers.h"
#include "ui/shell/layer_card.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::ui {
namespace {

using app::Stage;

struct SiteLayer {
    model::SiteKind kind;
    const char* layer;
};
constexpr std::array<SiteLayer, 11> site_layers = {{{model::SiteKind::retail_pharmacy, "sites.retail_pharmacy"},
                                                    {model::SiteKind::chain_store, "sites.chain_store"},
                                                    {model::SiteKind::wholesale, "sites.wholesale"},
                                                    {model::SiteKind::clinic, "sites.clinic"},
                                                    {model::SiteKind::village_clinic, "sites.village_clinic"},
                                                    {model::SiteKind::hospital, "sites.hospital"},
                                                    {model::SiteKind::vaccination_unit, "sites.vaccination_unit"},
                                                    {model::SiteKind::medical_aesthetic, "sites.medical_aesthetic"},
                                                    {model::SiteKind::device_seller, "sites.device_seller"},
                                                    {model::SiteKind::cosmetics_seller, "sites.cosmetics_seller"},
                                                    {model::SiteKind::other, "sites.other"}}};
constexpr std::array<const char*, 3> role_layers = {"people.inspector", "people.coordinator", "people.informant"};

// What a stage does not show at first; the user's own clicks turn it round. Kept with the stage's name in front.
bool usually_hidden(Stage stage, std::string_view layer) {
    const bool site = layer.starts_with("sites."), hospital = layer == "sites.hospital";
    if (layer == "reach" || layer == "links")
        return true;
    switch (stage) {
    case Stage::coverage:
        return (site && !hospital) || layer == "people.inspector" || layer == "people.coordinator";
    case Stage::blind_spots:
        return layer == "sites.village_clinic" || layer == "people.inspector" || layer == "people.coordinator";
    case Stage::assignment:
        return site || layer == "people.coordinator" || layer == "people.informant";
    case Stage::grids:
        return site || layer.starts_with("people.");
    case Stage::output:
        return (site && !hospital) || layer == "people.coordinator" || layer == "people.informant";
    case Stage::data:
        return layer == "people.inspector";
    }
    return false;
}

std::string toggle_key(Stage stage, std::string_view layer) {
    return std::string(app::key_of(stage)) + ":" + std::string(layer);
}

bool visible(const Context& c, std::string_view layer) {
    return usually_hidden(c.work.stage, layer) == c.work.look().eyes.contains(toggle_key(c.work.stage, layer));
}

bool movable(std::string_view layer) {
    const auto& ground = render::ground_layers();
    return std::find(ground.begin(), ground.end(), layer) != ground.end();
}

class Tree {
public:
    Tree(Context& context, const Rect& rect) : c(context), ui(context.ui), m_rect(rect) {
        m_y = rect.y - ImGui::GetScrollY();
    }

    bool group(const std::string& id, const std::string& title, const std::string& note) {
        const Rect r{m_rect.x, m_y, m_rect.w, ui.px(size::group_row)};
        m_y += r.h;
        const std::string key = "group:" + id;
        const bool closed = c.state.closed_groups.contains(key);
        const Hit h = hit(ui, "layers.group." + id, r, title, closed ? "closed" : "open");
        ui.fill(r, h.hovered ? ui.theme->track : ui.theme->panel2);
        ui.horizontal(r.x, r.y, r.w, ui.theme->border);
        ui.horizontal(r.x, r.bottom() - ui.px(1), r.w, ui.theme->track);
        draw_icon(ui, closed ? Icon::chevron_right : Icon::chevron_down, {r.x + ui.px(15), r.centre().y},
                  ui.theme->text2);
        const float note_width = ui.width_of(Face::small, note);
        ui.text_in({r.x + ui.px(27), r.y, r.w - ui.px(48) - note_width, r.h}, Face::body_bold, ui.theme->text, title);
        ui.text_in({r.right() - ui.px(14) - note_width, r.y, note_width + 1, r.h}, Face::small, ui.theme->text2, note);
        if (h.clicked && !c.state.closed_groups.erase(key))
            c.state.closed_groups.insert(key);
        return !closed;
    }

    // Draws the symbol with `swatch(centre)`. A row without `layer` cannot be switched.
    template <class Swatch>
    void row(std::string_view layer, const std::string& title, const std::string& count, Swatch swatch,
             bool indented = false) {
        const Rect r{m_rect.x, m_y, m_rect.w, ui.px(indented ? size::class_row : size::layer_row)};
        m_y += r.h;
        bool shown = true;
        if (!layer.empty()) {
            shown = visible(c, layer);
            // The swatch opens the layer's card; it comes first because it lies on the row.
            const Rect mark{r.x + ui.px(42), r.y, ui.px(26), r.h};
            const Hit card = hit(ui, "layers." + std::string(layer) + ".swatch", mark, title);
            tooltip(ui, card, ui.say("ui.layers.style"));
            if (card.clicked)
                open_layer_card(c, layer, title, r.y);
            const Hit h = hit(ui, "layers." + std::string(layer), r, title, shown ? "on" : "off");
            if (h.hovered)
                ui.fill(r, ui.theme->panel2);
            draw_icon(ui, shown ? Icon::eye : Icon::eye_closed, {r.x + ui.px(29), r.centre().y},
                      shown ? ui.theme->text2 : ui.theme->text3);
            if (card.hovered)
                ui.frame(mark.inset(ui.px(2), ui.px(3)), ui.theme->border, size::radius);
            const bool dropped = movable(layer) && drag(layer, title, r, h);
            if (h.clicked && !dropped) {
                app::Look look = c.work.look();
                const std::string key = toggle_key(c.work.stage, layer);
                if (!look.eyes.erase(key))
                    look.eyes.insert(key);
                c.work.set_look(std::move(look));
            }
        }
        const float count_width = ui.width_of(Face::small, count);
        swatch(ImVec2{r.x + ui.px(54), std::round(r.centre().y)});
        if (!shown) // a veil over the symbol: switched off
            ui.fill({r.x + ui.px(42), r.y + ui.px(2), ui.px(24), r.h - ui.px(4)}, faded(ui.theme->panel, .62f));
        ui.text_in({r.x + ui.px(72), r.y, r.w - ui.px(94) - count_width, r.h}, Face::body,
                   shown ? ui.theme->text : ui.theme->text3, title);
        ui.text_in({r.right() - ui.px(14) - count_width, r.y, count_width + 1, r.h}, Face::small,
                   shown ? ui.theme->text2 : ui.theme->text3, count);
    }
    // A row for something else.
    Rect strip(float height) {
        const Rect r{m_rect.x, m_y, m_rect.w, ui.px(height)};
        m_y += r.h;
        return r;
    }
    Rect box(ImVec2 centre) const { return {centre.x - ui.px(8), centre.y - ui.px(6), ui.px(16), ui.px(12)}; }
    void finish() {
        const float mouse = ImGui::GetIO().MousePos.y;
        // The gap that the mouse is nearest to: before row `gap` of those that were drawn, top first.
        std::size_t gap = 0;
        while (gap < m_ground.size() && mouse > m_ground[gap].rect.centre().y)
            ++gap;
        if (!m_dragged.empty() && !m_ground.empty()) {
            const float y = gap < m_ground.size() ? m_ground[gap].rect.y : m_ground.back().rect.bottom();
            ui.fill({m_rect.x + ui.px(20), y - ui.px(1), m_rect.w - ui.px(34), ui.px(2)}, ui.theme->accent, 1);
        }
        if (!m_dropped.empty())
            drop(gap);
        ImGui::SetCursorScreenPos({m_rect.x, m_y + ui.px(8)});
        ImGui::Dummy({1, 1});
    }

private:
    // Rows of ground layers can be dragged among each other. True when the row was dropped just now.
    bool drag(std::string_view layer, const std::string& title, const Rect& r, const Hit& h) {
        m_ground.push_back({std::string(layer), r});
        const float mouse = ImGui::GetIO().MousePos.y;
        if (h.held && (mouse < r.y - ui.px(4) || mouse > r.bottom() + ui.px(4)))
            c.state.dragged_layer = layer;
        if (c.state.dragged_layer != layer)
            return false;
        if (h.held) {
            m_dragged = title;
            ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
            return false;
        }
        m_dropped = std::string(layer);
        c.state.dragged_layer.clear();
        return true;
    }

    struct GroundRow {
        std::string layer;
        Rect rect;
    };
    // Rows go from the top of the map downwards, the order from its bottom upwards.
    void drop(std::size_t gap) {
        std::vector<std::string> rows;
        for (std::size_t i = 0; i <= m_ground.size(); ++i) {
            if (i == gap)
                rows.push_back(m_dropped);
            if (i < m_ground.size() && m_ground[i].layer != m_dropped)
                rows.push_back(m_ground[i].layer);
        }
        std::reverse(rows.begin(), rows.end());
        app::Look look = c.work.look();
        look.order = render::ground_order(look.order);
        // The layers that have rows take each other's places; the others stay.
        std::size_t next = 0;
        for (std::string& place : look.order)
            if (std::find(rows.begin(), rows.end(), place) != rows.end())
                place = rows[next++];
        c.work.set_look(std::move(look));
    }

    Context& c;
    Ui& ui;
    Rect m_rect;
    float m_y = 0;
    std::vector<GroundRow> m_ground;
    std::string m_dragged, m_dropped;
};

std::string km(double metres) {
    return app::number_text(metres / 1000, metres == std::round(metres / 1000) * 1000 ? 0 : 1);
}

void coverage_group(Context& c, Tree& tree) {
    Ui& ui = c.ui;
    const auto view = c.work.coverage();
    if (!view || view->nobody)
        return;
    const std::string role = ui.say("kind.role." + std::string(model::key_of(view->choice.role)));
    if (!tree.group("coverage", ui.say("ui.layers.coverage", {{"role", role}}), ui.say("ui.layers.share")))
        return;
    const auto share = [&](std::size_t i) { return app::percent_text(view->area_share[i]); };
    const double third = view->reach.value / 3;
    const bool metres = view->unit == reach::Unit::metres;
    const auto number = [&](double effort) { return metres ? km(effort) : app::number_text(effort, 0); };
    for (std::size_t i = 0; i < 3; ++i)
        tree.row(
            "",
            ui.say(
                std::string(i == 0 ? "ui.legend.within" : "ui.legend.between") + (metres ? "" : "_minutes"),
                {{"from", number(third * static_cast<double>(i))}, {"to", number(third * static_cast<double>(i + 1))}}),
            share(i), [&](ImVec2 at) { draw_swatch(ui, tree.box(at), ui.theme->ramp[i]); }, true);
    tree.row(
        "", ui.say("kind.cover_state.over_capacity"), share(3),
        [&](ImVec2 at) { draw_pattern(ui, tree.box(at), Pattern::sparse_dots, ui.theme->over_capacity); }, true);
    tree.row(
        "", ui.say(metres ? "ui.legend.beyond" : "ui.legend.beyond_minutes", {{"limit", number(view->reach.value)}}),
        share(4), [&](ImVec2 at) { draw_pattern(ui, tree.box(at), Pattern::diagonal, ui.theme->out_of_reach); }, true);
}

void blind_group(Context& c, Tree& tree) {
    Ui& ui = c.ui;
    const auto view = c.work.blind_spots();
    if (!view || !tree.group("blind", ui.say("ui.stage.blind_spots"),
                             app::count_text(static_cast<std::int64_t>(view->spots.size()))))
        return;
    for (std::size_t k = 0; k < 5; ++k) {
        const auto kind = static_cast<model::BlindSpotKind>(k);
        tree.row(
            "", ui.say("kind.blind_spot." + std::string(model::key_of(kind))), app::count_text(view->by_kind[k]),
            [&](ImVec2 at) { draw_pattern(ui, tree.box(at), pattern_of(kind), ui.theme->blind[k]); }, true);
    }
}

void assignment_group(Context& c, Tree& tree) {
    Ui& ui = c.ui;
    const auto scene = c.work.map({});
    if (!scene || scene->fill != render::AreaFill::assignment || scene->groups.empty() ||
        !tree.group("assignment", ui.say("ui.layers.assignment"), ui.say("ui.layers.cells")))
        return;
    int number = 0;
    for (const render::Scene::Group& group : scene->groups) {
        ++number; // as on the plates of the map
        const std::string name = group.name.empty() ? ui.say("ui.layers.unassigned") : group.name;
        tree.row(
            "", std::to_string(number) + "  " + name, app::count_text(group.cells),
            [&](ImVec2 at) {
                draw_swatch(ui, tree.box(at), IM_COL32(group.colour.r, group.colour.g, group.colour.b, 255));
                if (group.dotted)
                    draw_pattern(ui, tree.box(at), Pattern::sparse_dots, faded(ui.theme->text, .7f), false);
            },
            true);
    }
}

void data_groups(Context& c, Tree& tree) {
    Ui& ui = c.ui;
    const app::CountsView& counts = c.work.counts();
    if (tree.group("sites", ui.say("ui.layers.sites"), app::count_text(counts.all_sites)))
        for (const SiteLayer& layer : site_layers)
            if (const std::int64_t count = counts.sites[static_cast<std::size_t>(layer.kind)]; count > 0)
                tree.row(layer.layer, ui.say("kind.site." + std::string(model::key_of(layer.kind))),
                         app::count_text(count), [&](ImVec2 at) { draw_mark(ui, mark_of(layer.kind), at, 15); });
    if (tree.group("people", ui.say("ui.layers.people"), app::count_text(counts.all_people)))
        for (std::size_t i = 0; i < role_layers.size(); ++i)
            if (counts.people[i] > 0)
                tree.row(role_layers[i],
                         ui.say("kind.role." + std::string(model::key_of(static_cast<model::PersonRole>(i)))),
                         app::count_text(counts.people[i]),
                         [&](ImVec2 at) { draw_mark(ui, mark_of(static_cast<model::PersonRole>(i)), at, 15); });
}

// Steps of the workload, area types, and the scale of density surfaces.
void other_fills(Context& c, Tree& tree) {
    Ui& ui = c.ui;
    const auto scene = c.work.map({});
    if (!scene)
        return;
    const auto swatch = [&](style::Colour colour) {
        return [&ui, &tree, colour](ImVec2 at) {
            draw_swatch(ui, tree.box(at), IM_COL32(colour.r, colour.g, colour.b, 255));
        };
    };
    const bool hours = scene->fill == render::AreaFill::workload, types = scene->fill == render::AreaFill::area_type;
    if ((hours || types) && !scene->groups.empty() &&
        tree.group("fill", ui.say(hours ? "ui.fill.workload" : "ui.fill.area_type"),
                   ui.say(hours ? "ui.layers.cells" : "ui.layers.villages")))
        for (const render::Scene::Group& group : scene->groups)
            tree.row("",
                     hours ? ui.say("ui.legend.hours", {{"low", app::number_text(group.low, 0)},
                                                        {"high", app::number_text(group.high, 0)}})
                           : ui.say("kind.area_type." + group.key),
                     app::count_text(group.cells), swatch(group.colour), true);
    for (const render::Heat& heat : scene->heats) {
        const std::string radius = app::number_text(heat.kernel.value / 1000, 2) + " " + ui.say("ui.unit.km");
        if (!tree.group("heat." + heat.layer, ui.say("ui.heat." + heat.layer), radius))
            continue;
        const double steps = static_cast<double>(heat.ramp.size());
        for (std::size_t i = heat.ramp.size(); i-- > 0;) {
            const double share = static_cast<double>(i + 1) / steps, value = heat.top * share * share;
            tree.row("", ui.say("ui.legend.per_km2", {{"value", app::number_text(value, value < 10 ? 1 : 0)}}), "",
                     swatch(heat.ramp[i]), true);
        }
    }
}

class BaseRows {
public:
    BaseRows(Context& context, Tree& tree) : c(context), ui(context.ui), t(*context.ui.theme), m_tree(tree) {}

    void run() {
        if (!m_tree.group("base", ui.say("ui.layers.base"), ""))
            return;
        fill_choice();
        std::vector<std::string> order = render::ground_order(c.work.look().order);
        std::reverse(order.begin(), order.end());
        for (const std::string& layer : order)
            ground(layer);
        const app::CountsView& counts = c.work.counts();
        if (counts.villages > 0)
            m_tree.row("villages", ui.say("ui.layers.villages"), app::count_text(counts.villages),
                       [&](ImVec2 at) { draw_mark(ui, Mark::village, at, 14); });
        m_tree.row("labels", ui.say("ui.layers.labels"), "", [&](ImVec2 at) {
            ui.text_in({at.x - ui.px(9), at.y - ui.px(9), ui.px(18), ui.px(18)}, Face::small_bold, t.text2, "文",
                       Align::centre);
        });
    }

private:
    void stroke(ImVec2 at, ImU32 colour, float width) {
        ui.line({at.x - ui.px(9), at.y}, {at.x + ui.px(9), at.y}, colour, width);
    }

    void fill_choice() {
        const app::CountsView& counts = c.work.counts();
        using render::AreaFill;
        std::vector<AreaFill> fills{AreaFill::none};
        if (counts.cells > 0)
            fills.insert(fills.end(), {AreaFill::assignment, AreaFill::workload, AreaFill::code});
        if (counts.villages > 0)
            fills.insert(fills.end(), {AreaFill::coverage, AreaFill::area_type});
        if (fills.size() < 2)
            return;
        const AreaFill now = fill_of(c);
        std::vector<std::string> labels;
        int chosen = 0;
        for (std::size_t i = 0; i < fills.size(); ++i) {
            static constexpr std::array<const char*, 6> keys{"none",     "assignment", "coverage",
                                                             "workload", "area_type",  "code"};
            labels.push_back(ui.say(std::string("ui.fill.") + keys[static_cast<std::size_t>(fills[i])]));
            if (fills[i] == now)
                chosen = static_cast<int>(i);
        }
        const Rect r = m_tree.strip(34);
        if (choice(ui, "layers.fill", {r.x + ui.px(12), r.y + ui.px(3), r.w - ui.px(26), ui.px(28)},
                   ui.say("ui.layers.fill"), labels, chosen))
            c.state.fill[c.work.stage] = fills[static_cast<std::size_t>(chosen)];
    }

    void ground(const std::string& layer) {
        const app::CountsView& counts = c.work.counts();
        const ImU32 violet = t.dark ? IM_COL32(217, 179, 230, 255) : IM_COL32(106, 61, 117, 255);
        if (layer == "boundaries" && counts.townships > 0)
            m_tree.row(layer, ui.say("ui.layers.boundaries"), fmt::format("1 / {}", counts.townships), [&](ImVec2 at) {
                for (const float dx : {-9.f, 3.f})
                    ui.line({at.x + ui.px(dx), at.y}, {at.x + ui.px(dx + 7), at.y}, violet, 2);
                ui.fill({at.x - ui.px(.5f), at.y - ui.px(1), ui.px(2), ui.px(2)}, violet);
            });
        else if (layer == "roads" && counts.roads > 0)
            m_tree.row(layer, ui.say("ui.layers.roads"), app::count_text(counts.roads), [&](ImVec2 at) {
                stroke(at, IM_COL32(165, 130, 76, 255), 4.6f);
                stroke(at, IM_COL32(241, 207, 148, 255), 2.6f);
            });
        else if (layer == "water" && counts.waters > 0)
            m_tree.row(layer, ui.say("ui.layers.water"), app::count_text(counts.waters), [&](ImVec2 at) {
                stroke(at, t.dark ? IM_COL32(53, 106, 136, 255) : IM_COL32(127, 178, 208, 255), 2.4f);
            });
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
            m_tree.row(layer, ui.say("ui.stage.blind_spots"), "",
                       [&](ImVec2 at) { draw_pattern(ui, m_tree.box(at), Pattern::diagonal, t.blind[0]); });
        else if (layer == "reach" && counts.all_people > 0)
            m_tree.row(layer, ui.say("ui.layers.reach"), "", [&](ImVec2 at) {
                ui.draw().AddCircleFilled(at, ui.px(7), faded(t.accent, .12f), 24);
                ui.draw().AddCircle(at, ui.px(7), t.accent, 24, ui.px(1.2f));
            });
        else if (layer == "links" && counts.all_people > 0)
            m_tree.row(layer, ui.say("ui.layers.links"), "", [&](ImVec2 at) {
                stroke(at, t.text2, 1.2f);
                ui.draw().AddCircleFilled({at.x + ui.px(8), at.y}, ui.px(2.5f), t.text2, 12);
            });
    }

    Context& c;
    Ui& ui;
    const Theme& t;
    Tree& m_tree;
};

} // namespace

std::set<std::string, std::less<>> shown_layers(const Context& c) {
    std::set<std::string, std::less<>> layers{"seats", "plates", "shields", "scale_bar"};
    for (const char* layer : {"basemap", "boundaries", "villages", "roads", "water", "relief", "labels", "cells",
                              "blind_spots", "reach", "links"})
        if (visible(c, layer))
            layers.insert(layer);
    for (const SiteLayer& layer : site_layers)
        if (visible(c, layer.layer))
            layers.insert(layer.layer);
    for (const char* layer : role_layers)
        if (visible(c, layer))
            layers.insert(layer);
    return layers;
}

render::AreaFill fill_of(const Context& c) {
    using render::AreaFill;
    if (const auto chosen = c.state.fill.find(c.work.stage); chosen != c.state.fill.end())
        return chosen->second;
    switch (c.work.stage) {
    case Stage::coverage:
        return AreaFill::coverage;
    case Stage::assignment:
    case Stage::output:
        return c.work.counts().cells > 0 ? AreaFill::assignment : AreaFill::none;
    case Stage::grids:
        return c.work.counts().cells > 0 ? AreaFill::code : AreaFill::none;
    case Stage::blind_spots:
    case Stage::data:
        return AreaFill::none;
    }
    return AreaFill::none;
}

void layer_tree(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Rect head{rect.x, rect.y, rect.w, ui.px(34)};
    begin_area(ui, "layers.head", head, ui.theme->panel, false);
    ui.text_in(head.inset(ui.px(12), 0), Face::body_bold, ui.theme->text, ui.say("ui.layers.title"));
    ui.fill({rect.right() - ui.px(1), head.y, ui.px(1), head.h}, ui.theme->border);
    end_area();
    const Rect body{rect.x, head.bottom(), rect.w - ui.px(1), rect.h - head.h};
    begin_area(ui, "layers", body, ui.theme->panel, true);
    Tree tree(c, body);
    if (fill_of(c) == render::AreaFill::coverage)
        coverage_group(c, tree);
    if (c.work.stage == app::Stage::blind_spots)
        blind_group(c, tree);
    assignment_group(c, tree);
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
