#include "ui/panels/siting_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"
#include "ui/panels/travel_choice.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr int most_people = 60;

std::string count_text(std::int64_t value) {
    return app::count_text(value);
}

// How far from the best the answer can be, in words.
std::string proof_text(Ui& ui, const app::SitingView& view) {
    if (view.proven)
        return ui.say("ui.siting.proven");
    return ui.say(view.stopped ? "ui.siting.at_most_stopped" : "ui.siting.at_most",
                  {{"people", count_text(view.people_possible)}, {"gap", app::number_text(100 * view.gap, 2)}});
}

// What each further person buys: columns from the first place to the last, zero-based.
void gains(Ui& ui, Flow& flow, const app::SitingView& view) {
    const Theme& t = *ui.theme;
    const Rect r = flow.row(84);
    const float left = ui.px(44), axis = ui.px(17);
    const Rect plot{r.x + left, r.y + ui.px(8), r.w - left, r.h - axis - ui.px(8)};
    double most = 1;
    for (const app::SitingView::Place& place : view.places)
        most = std::max(most, static_cast<double>(place.people));
    for (int i = 0; i <= 2; ++i) {
        const float y = plot.bottom() - plot.h * static_cast<float>(i) / 2;
        ui.horizontal(plot.x, std::round(y), plot.w, i == 0 ? t.border : t.track);
        ui.text_in({r.x, y - ui.px(8), left - ui.px(6), ui.px(16)}, Face::small, t.text3,
                   count_text(std::llround(most * i / 2)), Align::right);
    }
    const auto count = view.places.size();
    const float step = plot.w / static_cast<float>(count), bar_width = std::max(1.f, std::min(step * 0.72f, ui.px(26)));
    // Ranks are written where they find room.
    const std::size_t stride = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(ui.px(24) / step)));
    for (std::size_t i = 0; i < count; ++i) {
        const float centre = plot.x + step * (static_cast<float>(i) + 0.5f);
        const float height = plot.h * static_cast<float>(static_cast<double>(view.places[i].people) / most);
        ui.fill({centre - bar_width / 2, plot.bottom() - height, bar_width, height}, t.accent);
        if (i % stride == 0)
            ui.text({centre - ui.px(16), plot.bottom() + ui.px(1)}, Face::small, t.text3, std::to_string(i + 1),
                    ui.px(32), Align::centre);
        const Hit h = hit(ui, "siting.gain." + std::to_string(i), {centre - step / 2, plot.y, step, plot.h},
                          view.places[i].name, std::to_string(view.places[i].people));
        tooltip(ui, h,
                ui.say("ui.siting.gain", {{"rank", std::to_string(i + 1)},
                                          {"place", view.places[i].name},
                                          {"villages", count_text(view.places[i].villages)},
                                          {"people", count_text(view.places[i].people)}}));
    }
}

void working(Context& c, Flow& flow, const app::JobState& job) {
    Ui& ui = c.ui;
    const std::string stop = ui.say("ui.siting.stop");
    const Rect r = flow.row(size::button);
    const float width = button_width(ui, stop);
    if (button(ui, "siting.stop", {r.right() - width, r.y, width, r.h}, stop))
        c.work.stop_siting();
    ui.text_in({r.x, r.y, r.w - width - ui.px(8), ui.px(20)}, Face::small, ui.theme->text2,
               job.step.empty() ? ui.say("ui.working") : ui.say(job.step));
    const BarPart part{job.fraction, ui.theme->accent};
    bar(ui, {r.x, r.y + ui.px(22), r.w - width - ui.px(10), ui.px(4)}, {&part, 1});
    flow.gap(8);
}

void answer(Context& c, Flow& flow, const app::SitingView& view) {
    Ui& ui = c.ui;
    if (view.places.empty()) {
        flow.note(ui.say("ui.siting.none"));
        flow.gap(6);
        return;
    }
    const std::string asked = view.choice.within_capacity ? "capacity" : view.choice.times > 1 ? "backup" : "reach";
    flow.paragraph(ui.say("ui.siting.answer." + asked, {{"villages", count_text(view.villages_gained)},
                                                        {"people", count_text(view.people_gained)},
                                                        {"left", count_text(view.villages_left)}}),
                   Face::body_bold);
    ui.registry.add(
        "siting.people",
        {{flow.x, flow.y, flow.width, 1}, ui.say("ui.siting.title"), std::to_string(view.people_gained), true});
    flow.gap(2);
    flow.note(proof_text(ui, view));
    ui.registry.add("siting.proof",
                    {{flow.x, flow.y, flow.width, 1}, proof_text(ui, view), view.proven ? "proven" : "open", true});
    for (const base::Message& notice : view.notices)
        flow.note(c.work.catalog().say(notice));
    flow.gap(8);
    flow.note(ui.say("ui.siting.curve"));
    gains(ui, flow, view);
    flow.gap(8);
    const std::string accept = ui.say("ui.siting.accept",
                                      {{"count", count_text(static_cast<std::int64_t>(view.places.size()))}}),
                      drop = ui.say("ui.siting.drop");
    flow.place_buttons_begin();
    if (button(ui, "siting.accept", flow.next_button(button_width(ui, accept)), accept, ButtonLook::primary,
               !c.work.busy())) {
        std::vector<std::string> keys;
        for (const app::SitingView::Place& place : view.places)
            keys.push_back(place.key);
        c.work.run("site.accept", {{"places", keys}, {"candidates", std::string(app::key_of(view.choice.candidates))}});
        c.work.show_siting = false;
    }
    if (button(ui, "siting.drop", flow.next_button(button_width(ui, drop)), drop))
        c.work.show_siting = false;
    flow.place_buttons_end();
    flow.gap(8);
}

// Codes of what is picked that can be a place of the chosen kind; a junction has no code that means anything.
std::vector<std::string> picked_places(const Context& c) {
    const model::Snapshot& s = *c.snapshot;
    std::vector<std::string> codes;
    const auto add = [&](app::PickedKind kind, const auto& code_of) {
        for (const model::Row row : c.work.selection.rows(kind))
            codes.emplace_back(code_of(static_cast<std::size_t>(row)));
    };
    switch (c.work.siting_choice.candidates) {
    case app::CandidatePlaces::villages:
        add(app::PickedKind::village, [&](std::size_t row) { return s.villages.code[row]; });
        add(app::PickedKind::township,
            [&](std::size_t row) { return s.boundaries[static_cast<std::size_t>(s.townships[row])].code; });
        break;
    case app::CandidatePlaces::sites:
        add(app::PickedKind::site, [&](std::size_t row) { return s.sites.key[row]; });
        break;
    case app::CandidatePlaces::cells:
        add(app::PickedKind::cell, [&](std::size_t row) { return s.cells[row].code; });
        break;
    case app::CandidatePlaces::junctions:
        break;
    }
    return codes;
}

std::string place_name(const model::Snapshot& s, const std::string& code) {
    for (std::size_t v = 0; v < s.villages.size(); ++v)
        if (s.villages.code[v] == code)
            return std::string(s.villages.name[v]);
    for (const model::Boundary& boundary : s.boundaries)
        if (boundary.code == code)
            return boundary.name;
    return code;
}

// The places that were put on one list, and a button that empties it.
bool listed(Context& c, Flow& flow, const std::string& list, std::vector<std::string>& codes) {
    if (codes.empty())
        return false;
    constexpr std::size_t most_names = 3;
    Ui& ui = c.ui;
    std::string names;
    for (std::size_t i = 0; i < std::min(most_names, codes.size()); ++i)
        names += (i == 0 ? "" : ui.say("ui.siting.between")) + place_name(*c.snapshot, codes[i]);
    if (codes.size() > most_names)
        names += "…";
    const Rect r = flow.row(24);
    const std::string text = ui.say(
        "ui.siting." + list, {{"count", count_text(static_cast<std::int64_t>(codes.size()))}, {"places", names}});
    {
        const MayCut data(ui); // names are as long as they are
        ui.text_in({r.x, r.y, r.w - ui.px(28), r.h}, Face::small, ui.theme->text2, text);
    }
    ui.registry.add("siting." + list, {r, text, std::to_string(codes.size()), true});
    if (!icon_button(ui, "siting." + list + ".clear", {r.right() - ui.px(22), r.y, ui.px(22), ui.px(22)}, Icon::close,
                     ui.say("ui.siting.forget")))
        return false;
    codes.clear();
    return true;
}

// Where nobody is to be placed, and where somebody rather than elsewhere: what is picked on the map or in a table.
bool forbidden_and_preferred(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    app::SitingChoice& wanted = c.work.siting_choice;
    if (wanted.candidates == app::CandidatePlaces::junctions)
        return false;
    const std::vector<std::string> picked = picked_places(c);
    bool changed = false;
    const auto put = [&](const char* id, const char* text, std::vector<std::string>& on,
                         std::vector<std::string>& off) {
        const std::string label = ui.say(text);
        if (!button(ui, id, flow.next_button(button_width(ui, label)), label, ButtonLook::plain, !picked.empty()))
            return;
        for (const std::string& code : picked) {
            std::erase(off, code);
            if (std::find(on.begin(), on.end(), code) == on.end())
                on.push_back(code);
        }
        changed = true;
    };
    flow.place_buttons_begin();
    put("siting.forbid", "ui.siting.forbid", wanted.forbid, wanted.prefer);
    put("siting.prefer", "ui.siting.prefer", wanted.prefer, wanted.forbid);
    flow.place_buttons_end();
    flow.gap(6);
    changed = listed(c, flow, "forbidden", wanted.forbid) || changed;
    changed = listed(c, flow, "preferred", wanted.prefer) || changed;
    return changed;
}

// By which way the reach is measured, where somebody may be placed, and what a village needs.
bool ways_and_places(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    app::SitingChoice& wanted = c.work.siting_choice;
    bool changed = travel_choice(c, flow, "siting", wanted.travel, wanted.mode);
    std::vector<std::string> places;
    for (int i = 0; i < app::candidate_places_count; ++i)
        places.push_back(
            ui.say("ui.siting.candidates." + std::string(app::key_of(static_cast<app::CandidatePlaces>(i)))));
    int place = static_cast<int>(wanted.candidates);
    if (choice(ui, "siting.candidates", flow.row(size::button), ui.say("ui.siting.candidates"), places, place)) {
        changed = true;
        wanted.forbid.clear(); // codes of the other kind of place
        wanted.prefer.clear();
    }
    wanted.candidates = static_cast<app::CandidatePlaces>(place);
    flow.gap(6);
    const std::vector<std::string> asks = {ui.say("ui.siting.asks.reach"), ui.say("ui.siting.asks.backup"),
                                           ui.say("ui.siting.asks.capacity")};
    int asked = wanted.within_capacity ? 2 : wanted.times > 1 ? 1 : 0;
    changed = choice(ui, "siting.asks", flow.row(size::button), ui.say("ui.siting.asks"), asks, asked) || changed;
    wanted.times = asked == 1 ? 2 : 1;
    wanted.within_capacity = asked == 2;
    flow.gap(8);
    return changed;
}

} // namespace

void siting_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    flow.rule(4, 10);
    flow.heading(ui.say("ui.siting.title"));
    int add = c.work.siting_choice.add;
    const Rect r = flow.row(size::input);
    const float typed = ui.px(118);
    double position = add;
    bool moved = slider(ui, "siting.add", {r.x, r.y, r.w - typed - ui.px(12), r.h}, ui.say("ui.siting.title"), position,
                        1, most_people, 1);
    if (moved)
        add = static_cast<int>(std::lround(position));
    moved = stepper(ui, "siting.count", {r.right() - typed, r.y, typed, r.h}, ui.say("ui.siting.title"), add, 1,
                    most_people, 1, ui.say("ui.siting.unit")) ||
            moved;
    if (moved) {
        c.work.siting_choice.add = add;
        c.work.show_siting = true;
    }
    flow.gap(8);
    if (ways_and_places(c, flow))
        c.work.show_siting = true;
    if (forbidden_and_preferred(c, flow))
        c.work.show_siting = true;
    if (!c.work.show_siting) {
        const std::string find = ui.say("ui.siting.find");
        flow.place_buttons_begin();
        if (button(ui, "siting.find", flow.next_button(button_width(ui, find)), find, ButtonLook::primary))
            c.work.show_siting = true;
        flow.place_buttons_end();
        flow.gap(8);
    }
    action_error(c, flow, "site.accept");
    const auto view = c.work.siting();
    if (const auto job = c.work.siting_job())
        working(c, flow, *job);
    if (const auto& error = c.work.siting_error(); error && c.work.show_siting) {
        const std::string text = c.work.catalog().say(*error);
        ui.registry.add("siting.error", {{flow.x, flow.y, flow.width, 1}, text, error->id, true});
        flow.paragraph(text, Face::body, ui.theme->danger);
        flow.gap(8);
    } else if (view)
        answer(c, flow, *view);
}

} // namespace wangge::ui
