#include "ui/shell/ledger_tab.h"

#include "app/coverage_inputs.h"
#include "app/ledger_book.h"
#include "app/view/numbers.h"
#include "app/view/object_view.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr std::int64_t first_items = 20; // listed at once by the button of an empty ledger

void open_worst(Context& c) {
    app::ArgumentValues arguments{{"top", first_items},
                                  {"travel", std::string(reach::key_of(c.work.coverage_choice.travel))},
                                  {"mode", std::string(reach::key_of(c.work.coverage_choice.mode))}};
    if (c.state.blind_kind >= 0)
        arguments["kind"] = std::string(model::key_of(static_cast<model::BlindSpotKind>(c.state.blind_kind)));
    c.work.run("ledger.open", arguments);
}

void empty(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const float y = rect.y + std::max(ui.px(16), rect.h * .24f);
    ui.text_in({rect.x, y, rect.w, ui.px(24)}, Face::body, ui.theme->text2, ui.say("ui.ledger.empty"), Align::centre);
    const std::string text = ui.say("ui.ledger.open_worst", {{"count", std::to_string(first_items)}});
    const float w = button_width(ui, text);
    if (button(ui, "ledger.open_worst", {rect.centre().x - w / 2, y + ui.px(34), w, ui.px(size::button)}, text,
               ButtonLook::primary, !c.work.busy()))
        open_worst(c);
}

// This month, late, how long it took, what the blind spots of today say; at the right what is done to all.
void foot(Context& c, const Rect& rect, const app::LedgerView& ledger) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    ui.horizontal(rect.x, rect.y, rect.w, t.border);
    float end = rect.right() - ui.px(8);
    const auto place = [&](const char* id, const std::string& text) {
        const float w = button_width(ui, text);
        end -= w;
        const Rect r{end, rect.y + ui.px(4), w, rect.h - ui.px(8)};
        end -= ui.px(6);
        return button(ui, id, r, text, ButtonLook::plain, !c.work.busy());
    };
    if (place("ledger.more", ui.say("ui.ledger.more")))
        c.state.form_action = "ledger.open";
    if (place("ledger.review", ui.say("ledger.review.title")))
        c.work.run("ledger.review", {{"travel", std::string(reach::key_of(c.work.coverage_choice.travel))},
                                     {"mode", std::string(reach::key_of(c.work.coverage_choice.mode))}});
    float x = rect.x + ui.px(10);
    const auto figure = [&](const std::string& name, const std::string& number, ImU32 colour) {
        const std::string words = ui.say("ui.ledger." + name);
        const float w = ui.width_of(Face::small, words), n = ui.width_of(Face::small_bold, number);
        if (x + w + n + ui.px(8) > end)
            return;
        ui.text_in({x, rect.y, w + 1, rect.h}, Face::small, t.text2, words);
        ui.text_in({x + w + ui.px(5), rect.y, n + 1, rect.h}, Face::small_bold, colour, number);
        ui.registry.add("ledger.figure." + name, {{x, rect.y, w + n, rect.h}, words, number, true});
        x += w + n + ui.px(22);
    };
    const app::LedgerView::Totals& n = ledger.totals();
    figure("open_items", app::count_text(n.open), t.text);
    figure("late", app::count_text(n.late), n.late > 0 ? t.danger : t.text);
    figure("this_month", app::count_text(n.closed_this_month), t.text);
    if (std::isfinite(n.mean_days))
        figure("mean_days", app::number_text(n.mean_days, 1), t.text);
    if (const auto links = c.work.ledger_links())
        figure("unlisted", app::count_text(links->unlisted), t.text);
}

} // namespace

void ledger_tab(Context& c, const Rect& rect, TableView& view, const app::ShownTable& table, std::string_view words) {
    const auto& ledger = c.work.ledger();
    if (!ledger)
        return;
    if (ledger->items().empty())
        return empty(c, rect);
    Ui& ui = c.ui;
    const float foot_height = ui.px(32);
    const base::Catalog& catalog = c.work.catalog();
    // The table shows states by their names.
    const auto step_of = [&](const std::string& text) {
        for (const auto& state : ledger->rules().states)
            if (app::state_text(state.key, catalog) == text)
                return ledger->step_of(state.key);
        return 0;
    };
    const ColumnLook looks[] = {{.column = "state", .steps = ledger->steps(), .step_of = step_of},
                                {.column = "late", .alarm = true}};
    auto& chosen = c.state.ledger_items;
    const TablePick picked = view.show(
        ui, {rect.x, rect.y, rect.w, rect.h - foot_height}, table,
        [&](std::uint32_t row) {
            return std::find(chosen.begin(), chosen.end(), ledger->items()[row].number) != chosen.end();
        },
        words, looks, c.work.settings.tables["ledger"]);
    c.state.arrows_taken = view.active();
    foot(c, {rect.x, rect.bottom() - foot_height, rect.w, foot_height}, *ledger);
    if (picked.rows.empty())
        return;
    if (picked.mode == app::PickMode::replace)
        chosen.clear();
    for (const std::uint32_t row : picked.rows) {
        const std::string& number = ledger->items()[row].number;
        std::erase(chosen, number);
        if (picked.mode != app::PickMode::remove)
            chosen.push_back(number);
    }
    const auto links = c.work.ledger_links();
    std::vector<app::Picked> objects;
    for (const std::string& number : chosen) {
        const auto item = static_cast<std::size_t>(ledger->find(number) - ledger->items().data());
        if (const app::Picked object = app::subject_of(*ledger, item, links.get()))
            objects.push_back(object);
    }
    app::Selection& selection = c.work.selection;
    selection.pick(objects, app::PickMode::replace);
    c.state.ledger_picked_at = selection.revision();
    if (chosen.size() == 1 && !objects.empty())
        selection.fly_to(app::place_of(*c.snapshot, objects.front(), c.work.blind_spots().get()));
}

} // namespace wangge::ui
