// Stage 4: the ranked list of blind spots; a click flies there and says why and what would help.
#include "app/ledger_book.h"
#include "app/view/numbers.h"
#include "app/view/object_view.h"
#include "ui/panels/fix_list.h"
#include "ui/panels/ledger_section.h"
#include "ui/panels/panels.h"
#include "ui/panels/siting_section.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr float card_height = 250; // of a usual card, in pixels at scale 1

class BlindPanel final : public StagePanel {
public:
    void content(Context& c, Flow& flow) override {
        Ui& ui = c.ui;
        const auto view = c.work.blind_spots();
        if (!view) {
            flow.paragraph(ui.say("ui.working"), Face::body, ui.theme->text2);
            return;
        }
        const app::HeadCount people = app::head_count(view->people, c.work.catalog());
        const auto before = c.work.blind_spots_at_start();
        const std::int64_t more =
            before ? static_cast<std::int64_t>(view->spots.size()) - static_cast<std::int64_t>(before->spots.size())
                   : 0;
        flow.headlines({.caption = ui.say("ui.blind.count"),
                        .number = app::count_text(static_cast<std::int64_t>(view->spots.size())),
                        .unit = ui.say("ui.unit.places"),
                        .below = ui.say(more == 0 ? "ui.blind.ranked" : "ui.blind.than_start"),
                        .change = Flow::change_text(static_cast<double>(more), app::count_text(std::abs(more))),
                        .better = more < 0},
                       {ui.say("ui.blind.people"), people.number, people.unit,
                        ui.say("ui.blind.share", {{"share", app::percent_text(view->people_share)}})});
        ui.registry.add("spots.count", {{flow.x, flow.y - ui.px(60), flow.width / 2, ui.px(50)},
                                        ui.say("ui.blind.count"),
                                        std::to_string(view->spots.size()),
                                        true});
        flow.rule(4, 10);
        kinds(c, flow, *view);
        flow.gap(10);
        list(c, flow, *view);
        selected(c, flow, *view);
        siting_section(c, flow);
        for (const base::Message& notice : view->notices) {
            flow.note(c.work.catalog().say(notice));
            flow.gap(4);
        }
    }

private:
    void kinds(Context& c, Flow& flow, const app::BlindView& view) {
        Ui& ui = c.ui;
        const Theme& t = *ui.theme;
        flow.place_buttons_begin();
        const std::string all =
            ui.say("ui.blind.all", {{"count", app::count_text(static_cast<std::int64_t>(view.spots.size()))}});
        if (chip(ui, "spots.kind.all", flow.next_button(ui.width_of(Face::body_bold, all) + ui.px(18)), all,
                 c.state.blind_kind < 0))
            c.state.blind_kind = -1;
        for (int k = 0; k < 5; ++k) {
            const auto kind = static_cast<model::BlindSpotKind>(k);
            const std::string key(model::key_of(kind)),
                count = app::count_text(view.by_kind[static_cast<std::size_t>(k)]);
            const std::string name = ui.say("kind.blind_spot." + key);
            const Rect r = flow.next_button(ui.width_of(Face::body, name + " " + count) + ui.px(42));
            const bool chosen = c.state.blind_kind == k;
            const Hit h = hit(ui, "spots.kind." + key, r, name, chosen ? "on" : "");
            ui.fill(r, chosen ? t.accent_soft : h.hovered ? t.panel2 : t.panel, size::radius);
            ui.frame(r, chosen ? t.accent : t.border, size::radius, chosen ? 1.5f : 1);
            draw_pattern(ui, {r.x + ui.px(8), r.centre().y - ui.px(7), ui.px(14), ui.px(14)}, pattern_of(kind),
                         t.blind[k]);
            ui.text_in({r.x + ui.px(28), r.y, r.w - ui.px(34), r.h}, Face::body, t.text, name + " " + count);
            if (h.clicked) {
                c.state.blind_kind = chosen ? -1 : k;
                m_more = 0;
            }
        }
        // What is put off is out of the list, but not out of reach.
        const auto links = c.work.ledger_links();
        const std::int64_t waiting = links ? links->put_off_count : 0;
        m_put_off = m_put_off && waiting > 0;
        const std::string later = ui.say("ui.blind.put_off", {{"count", app::count_text(waiting)}});
        if (waiting > 0 && chip(ui, "spots.put_off", flow.next_button(ui.width_of(Face::body_bold, later) + ui.px(18)),
                                later, m_put_off)) {
            m_put_off = !m_put_off;
            m_more = 0;
        }
        flow.place_buttons_end();
    }

    void list(Context& c, Flow& flow, const app::BlindView& view) {
        Ui& ui = c.ui;
        const Theme& t = *ui.theme;
        const MayCut data(ui);
        // Bars are measured by the worst of those listed.
        double worst = 1;
        for (const model::BlindSpot& spot : view.spots)
            if (c.state.blind_kind < 0 || static_cast<int>(spot.kind) == c.state.blind_kind) {
                worst = std::max(worst, spot.severity);
                break;
            }
        // As many as leave the siting below in sight; beside a card or places found fewer, so that all are seen.
        const bool card = c.work.selection.picked() || !c.state.ledger_items.empty();
        const bool fewer = card || c.work.show_siting;
        const float room = ImGui::GetWindowHeight() - (flow.y - ImGui::GetWindowPos().y + ImGui::GetScrollY());
        const float below = 50 + siting_height + (card ? card_height : 0);
        const int fits = static_cast<int>((room - ui.px(below)) / ui.px(size::list_item));
        const int most = std::clamp(fits, 3, fewer ? 5 : 14) + m_more;
        int shown = 0, left = 0;
        const auto links = c.work.ledger_links();
        for (std::size_t i = 0; i < view.spots.size(); ++i) {
            const model::BlindSpot& spot = view.spots[i];
            if (c.state.blind_kind >= 0 && static_cast<int>(spot.kind) != c.state.blind_kind)
                continue;
            if ((links && i < links->put_off.size() && links->put_off[i]) != m_put_off)
                continue;
            if (shown >= most) {
                ++left;
                continue;
            }
            ++shown;
            const Rect r{flow.outer_x, flow.y, flow.outer_width, ui.px(size::list_item)};
            flow.y += r.h;
            const auto row = static_cast<model::Row>(i);
            const bool selected = c.work.selection.is(app::PickedKind::blind_spot, row);
            const Hit h = hit(ui, "spots.item." + std::to_string(shown - 1), r, spot.name, selected ? "on" : "");
            if (selected || h.hovered)
                ui.fill(r, selected ? t.selected_row : t.panel2);
            if (selected)
                ui.fill({r.x, r.y, ui.px(3), r.h}, t.selection);
            ui.horizontal(r.x, r.bottom() - ui.px(1), r.w, t.track);
            ui.text_in({r.x + ui.px(8), r.y, ui.px(28), r.h}, Face::small, t.text2, std::to_string(i + 1),
                       Align::right);
            draw_pattern(ui, {r.x + ui.px(44), r.centre().y - ui.px(9), ui.px(18), ui.px(18)}, pattern_of(spot.kind),
                         t.blind[static_cast<std::size_t>(spot.kind)]);
            const float right = ui.px(86), text_x = r.x + ui.px(72),
                        text_width = r.right() - right - ui.px(16) - text_x;
            const float name_width = std::min(ui.width_of(Face::body_bold, spot.name), text_width);
            ui.text_in({text_x, r.y + ui.px(3), name_width + 1, ui.px(20)}, Face::body_bold, t.text, spot.name);
            if (const float rest = text_width - name_width - ui.px(6);
                rest > ui.width_of(Face::small, spot.township_name))
                ui.text_in({text_x + name_width + ui.px(6), r.y + ui.px(4), rest, ui.px(20)}, Face::small, t.text2,
                           spot.township_name);
            const std::string kind = ui.say("kind.blind_spot." + std::string(model::key_of(spot.kind)));
            ui.text_in({text_x, r.y + ui.px(22), text_width, ui.px(18)}, Face::small, t.text2,
                       kind + " · " + app::short_cause(spot, c.work.catalog()));
            const Rect numbers{r.right() - right - ui.px(12), r.y, right, r.h};
            ui.text_in({numbers.x, r.y + ui.px(2), numbers.w, ui.px(18)}, Face::body_bold, t.text,
                       app::number_text(spot.severity, 0), Align::right);
            const BarPart part{spot.severity / worst, t.blind[static_cast<std::size_t>(spot.kind)]};
            bar(ui, {numbers.x + ui.px(16), r.y + ui.px(20), numbers.w - ui.px(16), ui.px(4)}, {&part, 1});
            ui.text_in({numbers.x, r.y + ui.px(24), numbers.w, ui.px(17)}, Face::small, t.text2,
                       ui.say("ui.unit.people_of", {{"number", app::count_text(std::llround(spot.people.value))}}),
                       Align::right);
            if (h.clicked) {
                c.work.selection.pick({app::PickedKind::blind_spot, row});
                c.work.selection.fly_to(app::place_of(*c.snapshot, {app::PickedKind::blind_spot, row}, &view));
            }
        }
        if (left > 0) {
            const Rect r = flow.row(30);
            if (button(ui, "spots.more", {r.x - ui.px(8), r.y, r.w, r.h},
                       ui.say("ui.blind.rest", {{"count", app::count_text(left)}}), ButtonLook::quiet))
                m_more += 20;
        }
        flow.gap(8);
    }

    // The card of a blind spot, or of a ledger's item whose blind spot is no more.
    void selected(Context& c, Flow& flow, const app::BlindView& view) {
        follow_selection(c);
        const app::Picked picked = c.work.selection.picked();
        const bool is_spot =
            picked.kind == app::PickedKind::blind_spot && static_cast<std::size_t>(picked.row) < view.spots.size();
        const model::LedgerItem* item = chosen_item(c);
        if (!is_spot && !item) {
            selected_card(c, flow);
            return;
        }
        Ui& ui = c.ui;
        const Theme& t = *ui.theme;
        const model::BlindSpot* spot = is_spot ? &view.spots[static_cast<std::size_t>(picked.row)] : nullptr;
        ImDrawList& list = ui.draw();
        list.ChannelsSplit(2);
        list.ChannelsSetCurrent(1);
        const float top = flow.y;
        const float x = flow.x, width = flow.width;
        flow.x += ui.px(10);
        flow.width -= ui.px(20);
        head(c, flow.row(34), spot ? spot->name : item->name,
             spot ? ui.say("ui.unit.people_of", {{"number", app::count_text(std::llround(spot->people.value))}}) : "");
        flow.gap(8);
        if (spot)
            why(c, flow, *spot, picked.row);
        else
            frozen(c, flow, *item);
        ui.horizontal(x + 1, flow.y, width - 2, t.track);
        flow.gap(9);
        m_ledger.show(c, flow, spot ? picked.row : model::no_row);
        flow.x = x;
        flow.width = width;
        list.ChannelsSetCurrent(0);
        const Rect box{x, top, width, flow.y - top};
        ui.fill(box, t.panel, size::card_radius);
        ui.draw().AddRectFilled(box.min(), {box.right(), top + ui.px(34)}, t.selected_row, ui.px(size::card_radius),
                                ImDrawFlags_RoundCornersTop);
        ui.frame(box, t.border, size::card_radius);
        list.ChannelsMerge();
        flow.gap(10);
    }

    // What is picked elsewhere than in the ledger's table chooses its item there.
    static void follow_selection(Context& c) {
        if (c.state.ledger_picked_at == c.work.selection.revision())
            return;
        const auto links = c.work.ledger_links();
        if (!links)
            return;
        c.state.ledger_picked_at = c.work.selection.revision();
        c.state.ledger_items.clear();
        for (const model::Row row : c.work.selection.rows(app::PickedKind::blind_spot))
            if (const model::Row item = links->item_of_spot[static_cast<std::size_t>(row)]; item != model::no_row)
                c.state.ledger_items.push_back(c.work.ledger()->items()[static_cast<std::size_t>(item)].number);
    }

    static const model::LedgerItem* chosen_item(const Context& c) {
        const auto& ledger = c.work.ledger();
        return ledger && !c.state.ledger_items.empty() ? ledger->find(c.state.ledger_items.back()) : nullptr;
    }

    static void head(Context& c, const Rect& r, const std::string& name, const std::string& note) {
        Ui& ui = c.ui;
        const MayCut data(ui); // names are as long as they are
        const float note_width = note.empty() ? 0 : ui.width_of(Face::small, note) + ui.px(8);
        const float name_width = std::min(ui.width_of(Face::large_bold, name) + 1, r.w - ui.px(28) - note_width);
        ui.text_in({r.x, r.y, name_width, r.h}, Face::large_bold, ui.theme->text, name);
        if (!note.empty())
            ui.text_in({r.x + name_width + ui.px(8), r.y + ui.px(2), note_width, r.h}, Face::small, ui.theme->text2,
                       note);
        if (icon_button(ui, "card.close", {r.right() - ui.px(18), r.y + ui.px(5), ui.px(24), ui.px(24)}, Icon::close,
                        ui.say("ui.card.close"))) {
            c.state.ledger_items.clear();
            c.work.selection.clear();
            c.state.ledger_picked_at = c.work.selection.revision();
        }
    }

    static void why(Context& c, Flow& flow, const model::BlindSpot& spot, model::Row row) {
        Ui& ui = c.ui;
        const auto say = [&](const base::Message& message) { return c.work.catalog().say(message); };
        flow.heading(ui.say("ui.blind.why"), spot.township_name);
        flow.paragraph(say(spot.cause));
        flow.gap(2);
        flow.paragraph(say(spot.evidence), Face::body, ui.theme->text2);
        flow.gap(6);
        const float height = ui.paragraph({flow.x + ui.px(8), flow.y + ui.px(5)}, flow.width - ui.px(16), Face::small,
                                          ui.theme->text2, say(spot.formula)) +
                             ui.px(10);
        ui.frame({flow.x, flow.y, flow.width, height}, ui.theme->border, size::tag_radius);
        flow.y += height;
        flow.gap(10);
        fix_list(c, flow, row);
    }

    // As it was on the day when it was found.
    static void frozen(Context& c, Flow& flow, const model::LedgerItem& item) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.blind.why"), ui.say("ui.ledger.found_on", {{"date", base::to_text(item.found)}}));
        const std::string cause = app::frozen_sentence(item.evidence, "cause", c.work.catalog());
        flow.paragraph(cause.empty() ? item.name : cause);
        flow.paragraph(app::frozen_sentence(item.evidence, "evidence", c.work.catalog()), Face::body, ui.theme->text2);
        flow.gap(10);
    }

    LedgerSection m_ledger;
    int m_more = 0;         // rows asked for beyond those that fit
    bool m_put_off = false; // the list shows those that wait for a later day, and no others
};

} // namespace

std::unique_ptr<StagePanel> make_blind_panel() {
    return std::make_unique<BlindPanel>();
}

} // namespace wangge::ui
