#include "ui/shell/layer_tree.h"

#include "app/view/numbers.h"

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
    return usually_hidden(c.work.stage, layer) == c.state.hidden_layers.contains(toggle_key(c.work.stage, layer));
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
        const bool closed = c.state.hidden_layers.contains(key);
        const Hit h = hit(ui, "layers.group." + id, r, title, closed ? "closed" : "open");
        ui.fill(r, h.hovered ? ui.theme->track : ui.theme->panel2);
        ui.horizontal(r.x, r.y, r.w, ui.theme->border);
        ui.horizontal(r.x, r.bottom() - ui.px(1), r.w, ui.theme->track);
        draw_icon(ui, closed ? Icon::chevron_right : Icon::chevron_down, {r.x + ui.px(15), r.centre().y},
                  ui.theme->text2);
        const float note_width = ui.width_of(Face::small, note);
        ui.text_in({r.x + ui.px(27), r.y, r.w - ui.px(48) - note_width, r.h}, Face::body_bold, ui.theme->text, title);
        ui.text_in({r.right() - ui.px(14) - note_width, r.y, note_width + 1, r.h}, Face::small, ui.theme->text2, note);
        if (h.clicked)
            flip(key);
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
            const Hit h = hit(ui, "layers." + std::string(layer), r, title, shown ? "on" : "off");
            if (h.hovered)
                ui.fill(r, ui.theme->panel2);
            draw_icon(ui, shown ? Icon::eye : Icon::eye_closed, {r.x + ui.px(29), r.centre().y},
                      shown ? ui.theme->text2 : ui.theme->text3);
            if (h.clicked)
                flip(toggle_key(c.work.stage, layer));
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
    Rect box(ImVec2 centre) const { return {centre.x - ui.px(8), centre.y - ui.px(6), ui.px(16), ui.px(12)}; }
    void finish() {
        ImGui::SetCursorScreenPos({m_rect.x, m_y + ui.px(8)});
        ImGui::Dummy({1, 1});
    }

private:
    void flip(const std::string& key) {
        if (!c.state.hidden_layers.erase(key))
            c.state.hidden_layers.insert(key);
    }
    Context& c;
    Ui& ui;
    Rect m_rect;
    float m_y = 0;
};

std::string km(double metres) {
    return app::number_text(metres / 1000, metres == std::round(metres / 1000) * 1000 ? 0 : 1);
}

void coverage_group(Context& c, Tree& tree) {
    Ui& ui = c.ui;
    const auto view = c.work.coverage();
    if (!view)
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
    if (!scene || scene->groups.empty() ||
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

void base_group(Context& c, Tree& tree) {
    Ui& ui = c.ui;
    const app::CountsView& counts = c.work.counts();
    if (!tree.group("base", ui.say("ui.layers.base"), ""))
        return;
    const auto stroke = [&](ImVec2 at, ImU32 colour, float width) {
        ui.line({at.x - ui.px(9), at.y}, {at.x + ui.px(9), at.y}, colour, width);
    };
    const Theme& t = *ui.theme;
    if (counts.townships > 0)
        tree.row("boundaries", ui.say("ui.layers.boundaries"), fmt::format("1 / {}", counts.townships), [&](ImVec2 at) {
            for (const float dx : {-9.f, 3.f})
                ui.line({at.x + ui.px(dx), at.y}, {at.x + ui.px(dx + 7), at.y},
                        t.dark ? IM_COL32(217, 179, 230, 255) : IM_COL32(106, 61, 117, 255), 2);
            ui.fill({at.x - ui.px(.5f), at.y - ui.px(1), ui.px(2), ui.px(2)},
                    t.dark ? IM_COL32(217, 179, 230, 255) : IM_COL32(106, 61, 117, 255));
        });
    if (counts.villages > 0)
        tree.row("villages", ui.say("ui.layers.villages"), app::count_text(counts.villages),
                 [&](ImVec2 at) { draw_mark(ui, Mark::village, at, 14); });
    if (counts.roads > 0)
        tree.row("roads", ui.say("ui.layers.roads"), app::count_text(counts.roads), [&](ImVec2 at) {
            stroke(at, IM_COL32(165, 130, 76, 255), 4.6f);
            stroke(at, IM_COL32(241, 207, 148, 255), 2.6f);
        });
    if (counts.waters > 0)
        tree.row("water", ui.say("ui.layers.water"), app::count_text(counts.waters), [&](ImVec2 at) {
            stroke(at, t.dark ? IM_COL32(53, 106, 136, 255) : IM_COL32(127, 178, 208, 255), 2.4f);
        });
    if (counts.terrain)
        tree.row("relief", ui.say("ui.layers.relief"), "", [&](ImVec2 at) {
            const Rect r = tree.box(at);
            ui.fill(r, t.track, 2);
            ui.draw().AddTriangleFilled({r.x + 1, r.bottom() - 1}, {r.x + r.w * .4f, r.y + 2},
                                        {r.x + r.w * .75f, r.bottom() - 1}, t.text3);
            ui.draw().AddTriangleFilled({r.x + r.w * .5f, r.bottom() - 1}, {r.x + r.w * .72f, r.y + r.h * .4f},
                                        {r.right() - 1, r.bottom() - 1}, t.text2);
        });
    tree.row("labels", ui.say("ui.layers.labels"), "", [&](ImVec2 at) {
        ui.text_in({at.x - ui.px(9), at.y - ui.px(9), ui.px(18), ui.px(18)}, Face::small_bold, t.text2, "文",
                   Align::centre);
    });
}

} // namespace

std::set<std::string, std::less<>> shown_layers(const Context& c) {
    std::set<std::string, std::less<>> layers{"seats", "cells", "reach", "links", "blind_spots", "plates", "scale_bar"};
    for (const char* layer : {"boundaries", "villages", "roads", "water", "relief", "labels"})
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
    if (c.work.stage == app::Stage::coverage)
        coverage_group(c, tree);
    if (c.work.stage == app::Stage::blind_spots)
        blind_group(c, tree);
    if (c.work.stage == app::Stage::assignment || c.work.stage == app::Stage::output)
        assignment_group(c, tree);
    data_groups(c, tree);
    base_group(c, tree);
    tree.finish();
    end_area();
    begin_area(ui, "layers.edge", {rect.right() - ui.px(1), head.bottom(), ui.px(1), body.h}, ui.theme->border, false);
    end_area();
}

} // namespace wangge::ui
