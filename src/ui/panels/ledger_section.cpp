#include "ui/panels/ledger_section.h"

#include "app/coverage_inputs.h"
#include "app/ledger_book.h"
#include "app/view/numbers.h"
#include "app/view/object_view.h"
#include "base/text.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <utility>

namespace wangge::ui {
namespace {

constexpr int usual_days = 30;   // until an item is due, unless the user says otherwise
constexpr int waiting_days = 90; // until what is put off comes back

std::string joined(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all)
        text += (text.empty() ? "" : ",") + one;
    return text;
}

} // namespace

void draw_steps(Ui& ui, const Rect& rect, int done, int all) {
    const float step = rect.w / static_cast<float>(std::max(1, all));
    for (int i = 0; i < all; ++i)
        ui.fill({rect.x + step * static_cast<float>(i), rect.y, step - ui.px(2), rect.h},
                i < done ? ui.theme->accent : ui.theme->track, 1);
}

void LedgerSection::begin(const app::LedgerView& ledger, const model::LedgerItem& item, const base::Catalog& catalog) {
    m_number = item.number;
    m_state = item.state;
    m_to.clear();
    m_note.clear();
    m_by = {};
    // What the day of finding advised is a measure to begin with.
    m_measure = item.measure.empty() ? app::frozen_sentence(item.evidence, "fix", catalog) : item.measure;
    m_due = base::to_text(item.due && item.due >= ledger.today() ? item.due : ledger.today() + usual_days);
    m_responsible = {};
    if (!item.responsible_key.empty())
        m_responsible = {app::person_name(*ledger.snapshot(), item.responsible_key), item.responsible_key};
}

namespace {

// What names the blind spot in an Action of the ledger.
app::ArgumentValues arguments_of(const Context& c, const model::BlindSpot& spot) {
    app::ArgumentValues arguments{{"kind", std::string(model::key_of(spot.kind))},
                                  {"travel", std::string(reach::key_of(c.work.coverage_choice.travel))},
                                  {"mode", std::string(reach::key_of(c.work.coverage_choice.mode))}};
    if (spot.key.empty()) // of the plan as a whole: there is but one
        arguments["top"] = std::int64_t{1};
    else
        arguments["subject"] = spot.key;
    return arguments;
}

// A text with its name before it.
void line_of(Ui& ui, Flow& flow, const char* id, const char* label, std::string& text, const char* hint = nullptr) {
    const Rect r = flow.row(size::input);
    ui.text_in({r.x, r.y, ui.px(form_label - 4), r.h}, Face::body, ui.theme->text2, ui.say(label));
    input(ui, id, {r.x + ui.px(form_label), r.y, r.w - ui.px(form_label), r.h}, hint ? ui.say(hint) : "", text);
    flow.gap(5);
}

} // namespace

void LedgerSection::not_listed(Context& c, Flow& flow, const model::BlindSpot& spot) {
    Ui& ui = c.ui;
    if (m_spot != spot.key) {
        m_spot = spot.key;
        m_defers = false;
        m_note.clear();
        m_number.clear(); // so that an item picked later begins anew
    }
    flow.heading(ui.say("ui.tab.ledger"), ui.say("ui.ledger.not_listed"));
    const std::string open = ui.say("ui.ledger.open"), later = ui.say("ui.ledger.not_now");
    flow.place_buttons_begin();
    if (button(ui, "ledger.open", flow.next_button(button_width(ui, open)), open, ButtonLook::plain, !c.work.busy()))
        c.work.run("ledger.open", arguments_of(c, spot));
    if (chip(ui, "ledger.not_now", flow.next_button(ui.width_of(Face::body_bold, later) + ui.px(24)), later,
             m_defers)) {
        m_defers = !m_defers;
        m_reveal = m_defers;
        m_due = base::to_text(base::today() + waiting_days);
    }
    flow.place_buttons_end();
    flow.gap(8);
    if (!m_defers)
        return;
    const float top = flow.y;
    line_of(ui, flow, "ledger.reason", "ui.ledger.reason", m_note, "ui.ledger.reason_hint");
    line_of(ui, flow, "ledger.until", "ui.ledger.until", m_due);
    flow.gap(3);
    const std::string put_off = ui.say("ui.ledger.put_off"), cancel = ui.say("ui.cancel");
    flow.place_buttons_begin();
    if (button(ui, "ledger.put_off", flow.next_button(button_width(ui, put_off)), put_off, ButtonLook::primary,
               !m_note.empty() && !m_due.empty() && !c.work.busy())) {
        app::ArgumentValues arguments = arguments_of(c, spot);
        arguments["note"] = m_note;
        arguments["due"] = m_due;
        c.work.run("ledger.defer", arguments);
    }
    if (button(ui, "ledger.keep", flow.next_button(button_width(ui, cancel)), cancel))
        m_defers = false;
    flow.place_buttons_end();
    flow.gap(8);
    action_error(c, flow, "ledger.defer");
    if (std::exchange(m_reveal, false))
        flow.reveal(top);
}

void LedgerSection::standing(Context& c, Flow& flow, const app::LedgerView& ledger, const model::LedgerItem& item) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    flow.heading(ui.say("ui.tab.ledger"), item.number);
    const std::string state = app::state_text(item.state, c.work.catalog());
    const Rect r = flow.row(22);
    const float steps = ui.px(26) * static_cast<float>(ledger.steps());
    draw_steps(ui, {r.x, r.centre().y - ui.px(4), steps, ui.px(8)}, ledger.step_of(item.state), ledger.steps());
    ui.text_in({r.x + steps + ui.px(8), r.y, r.w - steps - ui.px(8), r.h}, Face::body_bold, t.text, state);
    ui.registry.add("ledger.state", {r, state, item.state, true});
    const int late = ledger.days_late(item);
    const MayCut data(ui);
    if (!item.responsible_key.empty())
        flow.fact(ui.say("ui.ledger.responsible"), app::person_name(*ledger.snapshot(), item.responsible_key));
    if (item.due)
        flow.fact(ui.say(ledger.rules().waits(item) ? "ui.ledger.until" : "ui.ledger.due"),
                  late > 0 ? ui.say("ui.ledger.due_late",
                                    {{"date", base::to_text(item.due)}, {"days", app::count_text(late)}})
                           : base::to_text(item.due),
                  late > 0 ? t.danger : 0);
    if (!item.measure.empty())
        flow.paragraph(item.measure, Face::body, t.text2);
    if (!item.moves.empty() && !item.moves.back().note.empty())
        flow.note(base::to_text(item.moves.back().date) + "  " + item.moves.back().note);
    const auto links = c.work.ledger_links();
    const auto at = static_cast<std::size_t>(&item - ledger.items().data());
    if (links && links->word[at] == app::LedgerLinks::Word::gone)
        flow.paragraph(ui.say("ui.ledger.gone"), Face::body, t.success);
    if (links && links->word[at] == app::LedgerLinks::Word::back)
        flow.paragraph(ui.say("ui.ledger.back"), Face::body, t.danger);
    flow.gap(4);
}

void LedgerSection::form(Context& c, Flow& flow, const model::LedgerItem& item,
                         const coverage::LedgerRules::Move& move) {
    Ui& ui = c.ui;
    const auto line = [&](const char* id, const char* label, std::string& text) { line_of(ui, flow, id, label, text); };
    // What the move needs, and what it usually changes: a new term or person when it is handed out again.
    const auto& rules = c.work.ledger()->rules();
    const bool hands_out =
        move.needs_measure || (move.from == move.to && move.needs_note && !rules.find(move.to)->waits);
    if (move.needs_measure)
        line("ledger.measure", "ui.ledger.measure", m_measure);
    if (move.needs_responsible || hands_out)
        person_field(c, flow, "ledger.responsible", "ui.ledger.responsible", m_responsible, {}, item.township_code);
    if (move.needs_due || hands_out)
        line("ledger.due", rules.find(move.to)->waits ? "ui.ledger.until" : "ui.ledger.due", m_due);
    if (move.needs_by)
        person_field(c, flow, "ledger.by", "ui.ledger.by", m_by, move.by_roles, item.township_code);
    line("ledger.note", move.needs_note ? "ui.ledger.note_needed" : "ui.ledger.note", m_note);
    flow.gap(3);
    const bool ready = (!move.needs_measure || !m_measure.empty()) &&
                       (!move.needs_responsible || !m_responsible.key.empty()) && (!move.needs_due || !m_due.empty()) &&
                       (!move.needs_by || !m_by.key.empty()) && (!move.needs_note || !m_note.empty());
    // Items of the same state go together.
    std::vector<std::string> numbers;
    if (const auto& ledger = c.work.ledger())
        for (const std::string& number : c.state.ledger_items)
            if (const model::LedgerItem* other = ledger->find(number); other && other->state == item.state)
                numbers.push_back(number);
    if (numbers.empty())
        numbers.push_back(item.number);
    const std::string done = numbers.size() == 1
                                 ? ui.say("ui.ledger.do")
                                 : ui.say("ui.ledger.do_all", {{"count", std::to_string(numbers.size())}}),
                      cancel = ui.say("ui.cancel");
    flow.place_buttons_begin();
    if (button(ui, "ledger.do", flow.next_button(button_width(ui, done)), done, ButtonLook::primary,
               ready && !c.work.busy())) {
        app::ArgumentValues arguments{{"items", joined(numbers)}, {"to", move.to}};
        const auto give = [&](const char* name, const std::string& text, bool asked) {
            if (asked && !text.empty())
                arguments[name] = text;
        };
        give("measure", m_measure, move.needs_measure);
        give("responsible", m_responsible.key, move.needs_responsible || hands_out);
        give("due", m_due, move.needs_due || hands_out);
        give("by", m_by.key, move.needs_by);
        give("note", m_note, true);
        c.work.run("ledger.move", arguments);
    }
    if (button(ui, "ledger.stop", flow.next_button(button_width(ui, cancel)), cancel))
        m_to.clear();
    flow.place_buttons_end();
    flow.gap(8);
}

void LedgerSection::moves(Context& c, Flow& flow, const app::LedgerView& ledger, const model::LedgerItem& item) {
    Ui& ui = c.ui;
    if (m_number != item.number || m_state != item.state)
        begin(ledger, item, c.work.catalog());
    const auto all = ledger.moves_from(item.state);
    flow.place_buttons_begin();
    for (const auto& move : all) {
        const std::string id = "ledger.act." + move.from + "." + move.to;
        const std::string label = ui.catalog->has(id) ? ui.say(id) : app::state_text(move.to, c.work.catalog());
        const Rect r = flow.next_button(ui.width_of(Face::body_bold, label) + ui.px(24));
        if (chip(ui, "ledger.to." + move.to, r, label, m_to == move.to)) {
            m_to = m_to == move.to ? "" : move.to;
            m_reveal = !m_to.empty();
            if (const auto* state = ledger.rules().find(move.to); state && state->waits)
                m_due = base::to_text(ledger.today() + waiting_days);
        }
    }
    flow.place_buttons_end();
    flow.gap(8);
    const float top = flow.y;
    for (const auto& move : all)
        if (move.to == m_to)
            form(c, flow, item, move);
    action_error(c, flow, "ledger.move");
    if (std::exchange(m_reveal, false))
        flow.reveal(top);
}

void LedgerSection::show(Context& c, Flow& flow, model::Row spot) {
    const auto& ledger = c.work.ledger();
    if (!ledger)
        return;
    const model::LedgerItem* item = nullptr;
    if (!c.state.ledger_items.empty())
        item = ledger->find(c.state.ledger_items.back());
    const auto links = c.work.ledger_links();
    if (!item && links && spot != model::no_row && static_cast<std::size_t>(spot) < links->item_of_spot.size())
        if (const model::Row row = links->item_of_spot[static_cast<std::size_t>(spot)]; row != model::no_row)
            item = &ledger->items()[static_cast<std::size_t>(row)];
    if (item) {
        standing(c, flow, *ledger, *item);
        moves(c, flow, *ledger, *item);
    } else if (const auto view = c.work.blind_spots(); view && spot != model::no_row) {
        not_listed(c, flow, view->spots[static_cast<std::size_t>(spot)]);
        action_error(c, flow, "ledger.open");
    }
}

} // namespace wangge::ui
