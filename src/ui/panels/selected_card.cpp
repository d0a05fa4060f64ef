#include "app/view/explain.h"
#include "app/view/numbers.h"
#include "app/view/object_view.h"
#include "app/view/village_views.h"
#include "ui/panels/panels.h"
#include "ui/shell/layer_eyes.h"
#include "ui/shortcuts.h"

namespace wangge::ui {
namespace {

ImU32 tone_colour(const Theme& t, app::Fact::Tone tone) {
    return tone == app::Fact::Tone::good ? t.success : tone == app::Fact::Tone::bad ? t.danger : t.text;
}

// What the map's fill says of a village, in numbers.
std::vector<app::Fact> facts_of_fill(Context& c, const app::Picked& picked) {
    if (picked.kind != app::PickedKind::village)
        return {};
    const auto village = static_cast<std::size_t>(picked.row);
    const render::AreaFill fill = fill_of(c);
    if (fill == render::AreaFill::access || fill == render::AreaFill::backup)
        if (const auto access = c.work.access())
            return app::facts_of(*access, village, c.work.catalog());
    if (fill == render::AreaFill::area_difference)
        if (const auto compare = c.work.area_comparison())
            return app::facts_of(*compare, village, c.work.catalog());
    return {};
}

} // namespace

void selected_card(Context& c, Flow& flow) {
    const app::Picked picked = c.work.selection.picked();
    if (!picked || picked.kind == app::PickedKind::blind_spot)
        return;
    Ui& ui = c.ui;
    const auto coverage = c.work.coverage();
    const app::ObjectCard card = app::card_of(*c.snapshot, picked, coverage.get(), c.work.catalog());
    ImDrawList& list = ui.draw();
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    const float top = flow.y;
    flow.gap(8);
    const Rect title = flow.row(22);
    {
        const MayCut data(ui); // names are as long as they are
        ui.text_in({title.x, title.y, title.w - ui.px(60), title.h}, Face::large_bold, ui.theme->text, card.title);
    }
    if (icon_button(ui, "card.zoom", {title.right() - ui.px(52), title.y, ui.px(24), ui.px(24)}, Icon::search,
                    with_key(ui, "ui.tool.zoom_to_selection", "card.zoom")))
        c.state.map_wish = WindowState::MapWish::to_selection;
    if (icon_button(ui, "card.close", {title.right() - ui.px(22), title.y, ui.px(24), ui.px(24)}, Icon::close,
                    ui.say("ui.card.close")))
        c.work.selection.clear();
    if (!card.subtitle.empty())
        flow.note(card.subtitle);
    flow.gap(4);
    for (const app::Fact& fact : card.facts)
        flow.fact(ui.say(fact.label), fact.value, tone_colour(*ui.theme, fact.tone));
    for (const app::Fact& fact : facts_of_fill(c, picked))
        flow.fact(ui.say(fact.label), fact.value, tone_colour(*ui.theme, fact.tone));
    const auto ground = c.work.objects();
    if (const std::string conflict = ground ? app::conflict_of(*ground, picked, c.work.catalog()) : "";
        !conflict.empty()) {
        flow.gap(4);
        ui.registry.add("card.conflict", {{flow.x, flow.y, flow.width, 0}, conflict, "", true});
        flow.paragraph(conflict, Face::body, ui.theme->danger);
    }
    if (const std::string why = ground ? app::why_of(*ground, picked, coverage.get(), c.work.catalog()) : "";
        !why.empty()) {
        flow.gap(4);
        ui.registry.add("card.why", {{flow.x, flow.y, flow.width, 0}, why, "", true});
        flow.paragraph(why, Face::body);
    }
    if (c.work.selection.size() > 1) {
        flow.gap(4);
        flow.note(
            ui.say("ui.card.more", {{"count", app::count_text(static_cast<std::int64_t>(c.work.selection.size()))}}));
    }
    flow.gap(9);
    list.ChannelsSetCurrent(0);
    ui.fill({flow.outer_x, top, flow.outer_width, flow.y - top}, ui.theme->selected_row);
    ui.horizontal(flow.outer_x, top, flow.outer_width, ui.theme->track);
    ui.horizontal(flow.outer_x, flow.y, flow.outer_width, ui.theme->track);
    list.ChannelsMerge();
    flow.gap(12);
}

void try_and_store(Context& c, Flow& flow, const std::string& id, const char* action, bool may_store) {
    Ui& ui = c.ui;
    const Rect row = flow.row(size::button);
    const float half = (row.w - ui.px(8)) / 2;
    if (button(ui, id + ".try", {row.x, row.y, may_store ? half : row.w, row.h}, ui.say("ui." + id + ".try"),
               ButtonLook::plain, !c.work.busy()))
        c.work.run(action);
    if (may_store && button(ui, id + ".store", {row.x + half + ui.px(8), row.y, half, row.h},
                            ui.say("ui." + id + ".store"), ButtonLook::primary, !c.work.busy()))
        c.work.run(action, {{"apply", true}});
    flow.gap(8);
    action_error(c, flow, action);
}

void action_error(Context& c, Flow& flow, std::string_view action) {
    if (c.work.failed_action() != action || !c.work.notice() || c.work.notice()->kind != app::Notice::Kind::error)
        return;
    Ui& ui = c.ui;
    const std::string text = c.work.catalog().say(c.work.notice()->message);
    ImDrawList& list = ui.draw();
    ImDrawListSplitter layers; // of its own, because the card around it may be split already
    layers.Split(&list, 2);
    layers.SetCurrentChannel(&list, 1);
    const Rect box{flow.x, flow.y, flow.width, 0};
    const float height =
        ui.paragraph({box.x + ui.px(30), box.y + ui.px(8)}, box.w - ui.px(40), Face::body, ui.theme->text, text) +
        ui.px(16);
    draw_icon(ui, Icon::warning, {box.x + ui.px(16), box.y + ui.px(17)}, ui.theme->danger);
    layers.SetCurrentChannel(&list, 0);
    ui.registry.add("error." + std::string(action), {{box.x, box.y, box.w, height}, text, "", true});
    ui.fill({box.x, box.y, box.w, height}, mixed(ui.theme->panel, ui.theme->danger, .08f), size::radius);
    ui.frame({box.x, box.y, box.w, height}, ui.theme->danger, size::radius);
    layers.Merge(&list);
    flow.y += height;
    flow.gap(10);
}

} // namespace wangge::ui
