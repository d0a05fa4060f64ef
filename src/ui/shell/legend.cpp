#include "ui/shell/legend.h"

#include "app/view/numbers.h"
#include "render/class_words.h"
#include "ui/shell/layer_eyes.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

std::string km(double metres) {
    return app::number_text(metres / 1000, metres == std::round(metres / 1000) * 1000 ? 0 : 1);
}

} // namespace

ImU32 colour_of(style::Colour colour) {
    return IM_COL32(colour.r, colour.g, colour.b, 255);
}

const style::Rule* rule_of(Context& c, std::string_view layer, std::string_view kind) {
    const auto scene = c.work.map({});
    return scene ? scene->style->find(layer, kind) : nullptr;
}

ImU32 line_colour(Context& c, std::string_view layer, std::string_view kind, ImU32 otherwise) {
    const style::Rule* rule = rule_of(c, layer, kind);
    return rule && rule->line ? colour_of(rule->line->colour) : otherwise;
}

ImU32 hatch_colour(Context& c, std::string_view layer, std::string_view kind, ImU32 otherwise) {
    const style::Rule* rule = rule_of(c, layer, kind);
    return rule && rule->hatch ? colour_of(rule->hatch->colour) : otherwise;
}

void draw_symbol(Context& c, std::string_view layer, std::string_view kind, Mark mark, ImVec2 at, float side) {
    if (const style::Rule* rule = rule_of(c, layer, kind); rule && rule->symbol)
        draw_mark(c.ui, mark, at, side, colour_of(rule->symbol->colour), colour_of(rule->symbol->ink));
    else
        draw_mark(c.ui, mark, at, side);
}

void coverage_group(Context& c, LayerRows& tree) {
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
    const auto ramp = [&](std::size_t i) {
        const auto scene = c.work.map({});
        return scene && i < scene->cover_ramp.size() ? colour_of(scene->cover_ramp[i]) : ui.theme->ramp[i];
    };
    for (std::size_t i = 0; i < 3; ++i)
        tree.row(
            "",
            ui.say(
                std::string(i == 0 ? "ui.legend.within" : "ui.legend.between") + (metres ? "" : "_minutes"),
                {{"from", number(third * static_cast<double>(i))}, {"to", number(third * static_cast<double>(i + 1))}}),
            share(i), [&](ImVec2 at) { draw_swatch(ui, tree.box(at), ramp(i)); }, true);
    const auto hatch = [&](const char* state, Pattern pattern, ImU32 otherwise) {
        return [&, state, pattern, otherwise](ImVec2 at) {
            draw_pattern(ui, tree.box(at), pattern, hatch_colour(c, "cover", state, otherwise));
        };
    };
    tree.row("", ui.say("kind.cover_state.over_capacity"), share(3),
             hatch("over_capacity", Pattern::sparse_dots, ui.theme->over_capacity), true);
    tree.row("",
             ui.say(metres ? "ui.legend.beyond" : "ui.legend.beyond_minutes", {{"limit", number(view->reach.value)}}),
             share(4), hatch("uncovered", Pattern::diagonal, ui.theme->out_of_reach), true);
}

void blind_group(Context& c, LayerRows& tree) {
    Ui& ui = c.ui;
    const auto view = c.work.blind_spots();
    if (!view || !tree.group("blind", ui.say("ui.stage.blind_spots"),
                             app::count_text(static_cast<std::int64_t>(view->spots.size()))))
        return;
    for (std::size_t k = 0; k < 5; ++k) {
        const auto kind = static_cast<model::BlindSpotKind>(k);
        tree.row(
            "", ui.say("kind.blind_spot." + std::string(model::key_of(kind))), app::count_text(view->by_kind[k]),
            [&](ImVec2 at) {
                draw_pattern(ui, tree.box(at), pattern_of(kind),
                             hatch_colour(c, "blind_spots", model::key_of(kind), ui.theme->blind[k]));
            },
            true);
    }
}

void ledger_group(Context& c, LayerRows& tree) {
    Ui& ui = c.ui;
    const auto& ledger = c.work.ledger();
    if (!ledger || ledger->items().empty() ||
        !tree.group("ledger", ui.say("ui.tab.ledger"), app::count_text(ledger->totals().open)))
        return;
    tree.row("ledger", ui.say("ui.layers.ledger"), app::count_text(ledger->totals().late),
             [&](ImVec2 at) { draw_symbol(c, "ledger", "overdue", Mark::flag, at, 15); });
}

namespace {

// Hours of a lead in the answer that an optimiser has so far; of zones that are no cells nobody has counted them.
std::string interim_hours(const app::Interim& interim, const model::Snapshot& snapshot, const std::string& lead) {
    if (interim.zone.size() != snapshot.cells.size() || !interim.areas.empty())
        return "—";
    double hours = 0;
    for (std::size_t i = 0; i < interim.zone.size(); ++i)
        if (interim.zone[i] == lead)
            hours += snapshot.cells[i].hours;
    return app::number_text(hours, 0);
}

} // namespace

void assignment_group(Context& c, LayerRows& tree) {
    Ui& ui = c.ui;
    const app::InterimPtr interim = c.work.stage == app::Stage::assignment ? c.work.interim() : nullptr;
    const auto scene = c.work.map({});
    if (!scene || scene->fill != render::AreaFill::assignment || scene->groups.empty() ||
        !tree.group("assignment", ui.say("ui.layers.assignment"), ui.say("ui.layers.cells_hours")))
        return;
    const app::WorkloadView& load = c.work.workload();
    int number = 0;
    for (const render::Scene::Group& group : scene->groups) {
        ++number; // as on the plates of the map
        const std::string name = group.name.empty() ? ui.say("ui.layers.unassigned") : group.name;
        const auto person = std::find_if(load.people.begin(), load.people.end(),
                                         [&](const auto& each) { return each.key == group.key; });
        tree.row(
            "", std::to_string(number) + "  " + name,
            interim                       ? interim_hours(*interim, *c.snapshot, group.key)
            : person == load.people.end() ? "—"
                                          : app::number_text(person->hours, 0),
            [&](ImVec2 at) {
                draw_swatch(ui, tree.box(at), colour_of(group.colour));
                if (group.dotted)
                    draw_pattern(ui, tree.box(at), Pattern::sparse_dots, faded(ui.theme->text, .7f), false);
            },
            true, app::count_text(group.cells));
    }
}

void data_groups(Context& c, LayerRows& tree) {
    Ui& ui = c.ui;
    const app::CountsView& counts = c.work.counts();
    if (tree.group("sites", ui.say("ui.layers.sites"), app::count_text(counts.all_sites)))
        for (const SiteLayer& layer : site_layers)
            if (const std::int64_t count = counts.sites[static_cast<std::size_t>(layer.kind)]; count > 0)
                tree.row(layer.layer, ui.say("kind.site." + std::string(model::key_of(layer.kind))),
                         app::count_text(count), [&](ImVec2 at) {
                             draw_symbol(c, "sites", model::key_of(layer.kind), mark_of(layer.kind), at, 15);
                         });
    if (tree.group("people", ui.say("ui.layers.people"), app::count_text(counts.all_people)))
        for (std::size_t i = 0; i < role_layers.size(); ++i)
            if (counts.people[i] > 0)
                tree.row(role_layers[i],
                         ui.say("kind.role." + std::string(model::key_of(static_cast<model::PersonRole>(i)))),
                         app::count_text(counts.people[i]), [&](ImVec2 at) {
                             const auto role = static_cast<model::PersonRole>(i);
                             draw_symbol(c, "people", model::key_of(role), mark_of(role), at, 15);
                         });
}

// Classes of visits that fall due, of accessibility, of backup, and of the difference between the methods of area
// types.
void class_group(Context& c, LayerRows& tree, const render::Scene& scene) {
    Ui& ui = c.ui;
    if (scene.fill < render::AreaFill::due)
        return;
    const std::string title = "ui.fill." + std::string(app::fill_keys[static_cast<std::size_t>(scene.fill)]);
    const bool cells = scene.fill == render::AreaFill::due;
    if (!tree.group("classes", ui.say(title), ui.say(cells ? "ui.layers.cells" : "ui.layers.villages")))
        return;
    for (const render::Scene::Group& group : scene.groups) {
        tree.row(
            "", render::class_words(group, c.work.catalog()), app::count_text(group.cells),
            [&](ImVec2 at) {
                if (group.hatched)
                    draw_pattern(ui, tree.box(at), Pattern::diagonal, ui.theme->out_of_reach);
                else
                    draw_swatch(ui, tree.box(at), IM_COL32(group.colour.r, group.colour.g, group.colour.b, 255));
            },
            true);
    }
    if (scene.groups.empty() && scene.fill == render::AreaFill::area_difference)
        tree.row(
            "", ui.say("ui.legend.no_difference"), "", [](ImVec2) {}, true);
}

// Steps of the workload, area types, and the scale of density surfaces.
void other_fills(Context& c, LayerRows& tree) {
    Ui& ui = c.ui;
    const auto scene = c.work.map({});
    if (!scene)
        return;
    const auto swatch = [&](style::Colour colour) {
        return [&ui, &tree, colour](ImVec2 at) { draw_swatch(ui, tree.box(at), colour_of(colour)); };
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
    class_group(c, tree, *scene);
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

} // namespace wangge::ui
