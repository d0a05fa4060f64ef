// The composer's panels: the list of items and layers, and the numbers of the chosen item.
#include "app/view/numbers.h"
#include "base/text.h"
#include "ui/page_composer.h"
#include "ui/panels/panels.h"
#include "ui/shell/layer_rows.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::ui {
namespace {

std::string text_of(double millimetres) {
    return fmt::format("{:.1f}", millimetres);
}

std::string ticks_key(paper::Ticks ticks) {
    return ticks.plane && ticks.degrees ? "both" : ticks.plane ? "plane" : ticks.degrees ? "degrees" : "none";
}

} // namespace

void PageComposer::row(Context& c, const Rect& r, const app::PageItem& item, const app::PageView& page) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const Rect eye{r.x + ui.px(16), r.y, ui.px(26), r.h};
    const Hit toggled = hit(ui, "page.eye." + item.name, eye, item.title, item.hidden ? "off" : "on", !c.work.busy());
    const Hit h = hit(ui, "page.row." + item.name, r, item.title, m_chosen == item.name ? "chosen" : "");
    if (m_chosen == item.name)
        ui.fill(r, t.accent_soft);
    else if (h.hovered || toggled.hovered)
        ui.fill(r, t.panel2);
    draw_icon(ui, item.hidden ? Icon::eye_closed : Icon::eye, {r.x + ui.px(29), r.centre().y},
              item.hidden ? t.text3 : t.text2);
    tooltip(ui, toggled, ui.say(item.hidden ? "ui.page.show_item" : "ui.page.hide_item"));
    const Rect tag{r.x + ui.px(47), std::round(r.centre().y - ui.px(8)), ui.px(17), ui.px(16)};
    ui.frame(tag, item.hidden ? t.border : t.text3, 3);
    ui.text_in(tag, Face::small, item.hidden ? t.text3 : t.text2,
               ui.say("ui.page.tag." + std::to_string(static_cast<int>(item.kind))), Align::centre);
    const std::string note = item.kind == paper::ItemKind::map && page.denominator > 0
                                 ? "1:" + app::count_text(std::llround(page.denominator))
                                 : fmt::format("{:.0f} × {:.0f}", item.box.width, item.box.height);
    const float note_width = ui.width_of(Face::small, note);
    const MayCut titles(ui);
    ui.text_in({r.x + ui.px(72), r.y, r.w - ui.px(92) - note_width, r.h}, Face::body, item.hidden ? t.text3 : t.text,
               item.title);
    ui.text_in({r.right() - ui.px(14) - note_width, r.y, note_width + 1, r.h}, Face::small,
               item.hidden ? t.text3 : t.text2, note);
    if (toggled.clicked)
        show(c, page, item, item.hidden);
    else if (h.clicked)
        m_chosen = m_chosen == item.name ? "" : item.name;
}

void PageComposer::list(Context& c, const Rect& rect, const app::PageView& page,
                        std::optional<std::set<std::string, std::less<>>>& layers) {
    Ui& ui = c.ui;
    const Rect head{rect.x, rect.y, rect.w, ui.px(40)};
    begin_area(ui, "layers.head", head, ui.theme->panel, false);
    ui.text_in({head.x + ui.px(12), head.y, head.w, head.h}, Face::body_bold, ui.theme->text, ui.say("ui.page.layout"));
    const std::string reset = ui.say("ui.page.reset");
    const float wide = button_width(ui, reset);
    if (page.changed && button(ui, "page.reset", {head.right() - ui.px(10) - wide, head.y + ui.px(6), wide, ui.px(28)},
                               reset, ButtonLook::plain, !c.work.busy()))
        set(c, page, {{"reset", true}});
    ui.fill({rect.right() - ui.px(1), head.y, ui.px(1), head.h}, ui.theme->border);
    end_area();
    const Rect body{rect.x, head.bottom(), rect.w - ui.px(1), rect.h - head.h};
    begin_area(ui, "layers", body, ui.theme->panel, true);
    LayerRows rows(c, body);
    const std::string count = ui.say("ui.page.items", {{"count", std::to_string(page.items.size())}});
    if (rows.group("page_items", ui.say("paper.template." + page.request.template_name),
                   page.request.paper + " · " + count))
        for (const app::PageItem& item : page.items)
            row(c, rows.next(size::layer_row), item, page);
    if (rows.group("page_layers", ui.say("ui.page.layers"),
                   layers ? ui.say("ui.page.layers_own") : ui.say("ui.page.layers_template"))) {
        for (const app::PageLayer& layer : page.layers) {
            const Rect r = rows.next(size::layer_row);
            const Hit h = hit(ui, "page.layer." + layer.name, r, layer.title, layer.shown ? "on" : "off");
            if (h.hovered)
                ui.fill(r, ui.theme->panel2);
            draw_icon(ui, layer.shown ? Icon::eye : Icon::eye_closed, {r.x + ui.px(29), r.centre().y},
                      layer.shown ? ui.theme->text2 : ui.theme->text3);
            ui.text_in({r.x + ui.px(48), r.y, r.w - ui.px(60), r.h}, Face::body,
                       layer.shown ? ui.theme->text : ui.theme->text3, layer.title);
            if (!h.clicked)
                continue;
            layers.emplace();
            for (const app::PageLayer& each : page.layers)
                if (each.shown != (each.name == layer.name))
                    layers->insert(each.name);
        }
    }
    rows.finish();
    end_area();
    begin_area(ui, "layers.edge", {rect.right() - ui.px(1), head.bottom(), ui.px(1), body.h}, ui.theme->border, false);
    end_area();
}

void PageComposer::fields(Context& c, Flow& flow, const app::PageView& page) {
    const app::PageItem* item = chosen(page);
    if (!item)
        return;
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.page.chosen", {{"item", item->title}}), ui.say("ui.page.millimetres"));
    const double now[] = {item->box.x, item->box.y, item->box.width, item->box.height};
    const std::string of = fmt::format("{} {:.3f} {:.3f} {:.3f} {:.3f}", item->name, now[0], now[1], now[2], now[3]);
    if (of != m_typed_of) {
        m_typed_of = of;
        for (std::size_t i = 0; i < 4; ++i)
            m_typed[i] = text_of(now[i]);
    }
    constexpr std::array<const char*, 4> names = {"left", "top", "width", "height"};
    const Rect captions = flow.row(18), row = flow.row(size::button);
    const float gap = ui.px(8), w = (row.w - 3 * gap) / 4;
    bool submitted = false;
    for (std::size_t i = 0; i < 4; ++i) {
        const float x = row.x + (w + gap) * static_cast<float>(i);
        const std::string caption = ui.say(std::string("ui.page.box.") + names[i]);
        ui.text_in({x, captions.y, w, captions.h}, Face::small, ui.theme->text2, caption);
        bool entered = false;
        input(ui, std::string("page.box.") + names[i], {x, row.y, w, row.h}, caption, m_typed[i], &entered);
        submitted |= entered;
    }
    if (submitted) {
        std::array<double, 4> box{};
        bool good = true;
        for (std::size_t i = 0; i < 4; ++i)
            good &= base::parse_number(base::trimmed(m_typed[i]), box[i]) && std::isfinite(box[i]);
        if (good && !c.work.busy())
            move(c, page, *item, {box[0], box[1], box[2], box[3]});
        m_typed_of.clear(); // what could not be is shown as it is
    }
    if (item->kind == paper::ItemKind::map) {
        flow.gap(8);
        constexpr std::array<const char*, 4> ticks = {"none", "plane", "degrees", "both"};
        std::vector<std::string> words;
        int shown = 0;
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            words.push_back(ui.say(std::string("ui.page.ticks.") + ticks[i]));
            if (ticks_key(item->ticks) == ticks[i])
                shown = static_cast<int>(i);
        }
        const int wanted = segments(ui, "page.ticks", flow.row(size::button), words, shown);
        if (wanted != shown && !c.work.busy())
            set(c, page, {{"ticks", std::string(ticks[static_cast<std::size_t>(wanted)])}});
    }
    flow.gap(6);
    flow.note(ui.say("ui.page.chosen_note"));
    action_error(c, flow, "layout.set");
    flow.rule();
}

} // namespace wangge::ui
