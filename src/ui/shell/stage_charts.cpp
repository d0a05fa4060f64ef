#include "ui/shell/stage_charts.h"

#include "app/view/assignment_view.h"
#include "app/view/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::ui {
namespace {

using app::Stage;

// Bars that scroll when there are more than fit.
int scrolling_bars(Ui& ui, std::string_view id, const Rect& body, std::span<const ChartBar> bars, double mark) {
    ImGui::SetCursorScreenPos(body.min());
    ImGui::BeginChild("chart", {body.w, body.h}, false, ImGuiWindowFlags_NoNav);
    const MayCut names(ui);
    const auto count = static_cast<float>(std::max<std::size_t>(bars.size(), 1));
    const float row = std::clamp(body.h / count, ui.px(17), ui.px(22));
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const int clicked = bar_chart(ui, id, {origin.x, origin.y, body.w - ui.px(10), row * count}, bars, mark, row);
    ImGui::SetCursorScreenPos({origin.x, origin.y + row * count});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    return clicked;
}

// The note stands at the right when there is room for both.
void title_and_note(Ui& ui, const Rect& head, const std::string& title, const std::string& note) {
    const float title_width = ui.width_of(Face::body_bold, title), note_width = ui.width_of(Face::small, note);
    ui.text_in(head, Face::body_bold, ui.theme->text, title);
    if (title_width + note_width + ui.px(10) <= head.w)
        ui.text_in({head.right() - note_width, head.y, note_width + 1, head.h}, Face::small, ui.theme->text2, note,
                   Align::right);
}

// The first of the titles that there is room for; the switch beside it says the same in a word.
void title_if_it_fits(Ui& ui, const Rect& place, std::initializer_list<std::string> titles) {
    for (const std::string& title : titles)
        if (ui.width_of(Face::body_bold, title) <= place.w)
            return ui.text_in(place, Face::body_bold, ui.theme->text, title);
}

// The two charts of the coverage.
std::array<std::string, 2> switch_words(Ui& ui, reach::Unit unit) {
    return {ui.say(unit == reach::Unit::metres ? "ui.chart.by_distance" : "ui.chart.by_time"),
            ui.say("ui.chart.townships")};
}

float switch_width(Ui& ui, reach::Unit unit) {
    float width = ui.px(44);
    for (const std::string& word : switch_words(ui, unit))
        width += ui.width_of(Face::body_bold, word);
    return width;
}

} // namespace

bool StageCharts::has(Context& c) {
    switch (c.work.stage) {
    case Stage::data:
        if (m_regrades_of != c.snapshot) {
            m_regrades_of = c.snapshot;
            m_regrades = app::regrades_of(*c.snapshot);
        }
        return !m_regrades.empty();
    case Stage::coverage: {
        const auto view = c.work.coverage();
        return view && !view->nobody;
    }
    case Stage::assignment:
        return !c.work.workload().people.empty();
    default:
        return false;
    }
}

float StageCharts::width(Context& c, float drawer, std::string_view table) const {
    const float share = table == "visits"                   ? .50f
                        : c.work.stage == Stage::assignment ? .40f
                        : c.work.stage == Stage::data       ? .26f
                                                            : .30f;
    // Words of a large size need more than their share.
    const auto view = c.work.stage == Stage::coverage ? c.work.coverage() : nullptr;
    const float least = view ? switch_width(c.ui, view->unit) + c.ui.px(20) : 0;
    return std::round(std::max(drawer * share, least));
}

void StageCharts::show(Context& c, const Rect& rect, std::string_view table) {
    const Rect head{rect.x + c.ui.px(10), rect.y, rect.w - c.ui.px(20), c.ui.px(size::head_row)};
    const Rect body{head.x, head.bottom() + c.ui.px(2), head.w, rect.bottom() - head.bottom() - c.ui.px(6)};
    if (c.work.stage == Stage::data)
        return regrades(c, head, body);
    if (c.work.stage == Stage::assignment)
        return table == "visits" ? calendar(c, head, body) : workload(c, head, body);
    const auto view = c.work.coverage();
    const std::array<std::string, 2> words = switch_words(c.ui, view->unit);
    const float w = switch_width(c.ui, view->unit);
    m_coverage_chart = segments(c.ui, "chart.kind", {head.right() - w, head.y + c.ui.px(2), w, head.h - c.ui.px(3)},
                                words, m_coverage_chart);
    const Rect title{head.x, head.y, head.w - w - c.ui.px(6), head.h};
    if (m_coverage_chart == 0)
        return distances(c, title, body, *view);
    title_if_it_fits(c.ui, title, {c.ui.say("ui.chart.by_township")});
    townships(c, body, *view);
}

void StageCharts::distances(Context& c, const Rect& head, const Rect& body, const app::CoverageView& view) const {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const std::string role = ui.say("kind.role." + std::string(model::key_of(view.choice.role)));
    title_if_it_fits(
        ui, head,
        {ui.say(view.unit == reach::Unit::metres ? "ui.chart.distance" : "ui.chart.minutes", {{"role", role}}),
         ui.say("ui.chart.villages")});
    std::vector<ChartBar> columns;
    for (const app::HistogramBin& bin : view.distances)
        columns.push_back({.amount = static_cast<double>(bin.villages),
                           .colour = bin.step < 4 ? t.ramp[std::min(bin.step, 2)] : t.out_of_reach,
                           .hatched = bin.step >= 4});
    const app::EffortScale& scale = app::scale_of(view.unit);
    histogram(ui, body,
              {.columns = columns,
               .from = 0,
               .to = scale.bin * 14,
               .limit = view.reach.value / scale.unit,
               .limit_label =
                   ui.say("ui.chart.limit", {{"limit", app::effort_label(view.reach, view.unit, c.work.catalog())}}),
               .axis_unit = ui.say(scale.unit_text)});
}

// Worst first, the dashed line at the target.
void StageCharts::townships(Context& c, const Rect& body, const app::CoverageView& view) const {
    const Theme& t = *c.ui.theme;
    struct Row {
        std::string name;
        double share = 0;
        model::Row township = model::no_row;
    };
    std::vector<Row> rows;
    const auto& groups = view.ground->prepared().groups;
    for (std::size_t g = 0; g < groups.size(); ++g)
        if (const coverage::Totals& part = view.result.by_group[g]; part.people > 0)
            rows.push_back({groups[g].name,
                            100 * static_cast<double>(part.people_covered) / static_cast<double>(part.people),
                            groups[g].township});
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.share < b.share; });
    const double target = 100 * view.ground->target();
    std::vector<ChartBar> bars;
    for (const Row& row : rows)
        bars.push_back({.label = row.name,
                        .value = app::number_text(row.share, 1) + "%",
                        .amount = row.share,
                        .colour = row.share < target ? t.out_of_reach : t.ramp[1],
                        .hatched = row.share < target,
                        .selected = c.work.selection.is(app::PickedKind::township, row.township)});
    const int clicked = scrolling_bars(c.ui, "chart.township", body, bars, target);
    if (clicked >= 0 && rows[static_cast<std::size_t>(clicked)].township != model::no_row) {
        c.work.selection.pick({app::PickedKind::township, rows[static_cast<std::size_t>(clicked)].township});
        c.state.map_wish = WindowState::MapWish::to_selection;
    }
}

void StageCharts::workload(Context& c, const Rect& head, const Rect& body) const {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const app::WorkloadView& load = c.work.workload();
    const app::AssignmentChange& change = c.work.assignment_change();
    const std::string mean = ui.say(change.known ? "ui.chart.mean_and_before" : "ui.chart.mean",
                                    {{"hours", app::number_text(load.mean, 0)}});
    title_and_note(ui, head, ui.say("ui.chart.workload"), mean);
    const auto scene = c.work.map({});
    std::vector<ChartBar> bars;
    for (const app::WorkloadView::Person& person : load.people) {
        ImU32 colour = t.ramp[1];
        if (scene)
            for (const auto& group : scene->groups)
                if (group.key == person.key)
                    colour = IM_COL32(group.colour.r, group.colour.g, group.colour.b, 255);
        const double off = load.mean > 0 ? person.hours / load.mean - 1 : 0;
        double before = change.known ? 0 : -1;
        for (const auto& was : change.before.people)
            if (was.key == person.key)
                before = was.hours;
        bars.push_back({.label = person.name,
                        .value = app::number_text(person.hours, 0),
                        .note = (off >= 0 ? "+" : "") + app::number_text(off * 100, 0) + "%",
                        .amount = person.hours,
                        .tick = before,
                        .colour = colour,
                        .alarm = off > .15});
    }
    const int clicked = scrolling_bars(ui, "chart.workload", body, bars, load.mean);
    if (clicked < 0)
        return;
    // The cells that the inspector leads.
    std::vector<app::Picked> cells;
    for (std::size_t i = 0; i < c.snapshot->cells.size(); ++i)
        if (c.snapshot->cells[i].lead_key == load.people[static_cast<std::size_t>(clicked)].key)
            cells.push_back({app::PickedKind::cell, static_cast<model::Row>(i)});
    c.work.selection.pick(cells, app::PickMode::replace);
    c.state.map_wish = WindowState::MapWish::to_selection;
}

// Who works how many hours in which week of the plan.
void StageCharts::calendar(Context& c, const Rect& head, const Rect& body) {
    Ui& ui = c.ui;
    if (m_calendar_of != c.work.answers()) {
        m_calendar = app::week_calendar(c.work.last("schedule.make"));
        m_calendar_of = c.work.answers();
    }
    title_and_note(ui, head, ui.say("ui.chart.calendar"),
                   ui.say("ui.chart.most_in_a_week", {{"hours", app::number_text(m_calendar.most, 1)}}));
    HeatGrid grid;
    grid.most = std::max(m_calendar.most, 1e-9);
    std::string month;
    for (const app::WeekCalendar::Week& week : m_calendar.weeks) {
        grid.columns.push_back(base::to_text(week.monday));
        // A month stands above the first week whose Thursday is in it.
        const std::string of = base::to_text(week.monday + 3).substr(5, 2);
        if (grid.marks.size() == 1 && of != month)
            grid.marks.front().clear(); // a week of the month before has no room for its name
        grid.marks.push_back(of == month ? "" : std::to_string(std::stoi(of)));
        month = of;
        grid.off.push_back(week.workdays == 0);
    }
    for (const app::WeekCalendar::Person& person : m_calendar.people)
        grid.rows.push_back({person.name, person.hours});
    grid.words = [&](std::size_t row, std::size_t column) {
        return ui.say("ui.chart.hours_in_week", {{"person", grid.rows[row].label},
                                                 {"monday", grid.columns[column]},
                                                 {"hours", app::number_text(grid.rows[row].values[column], 1)}});
    };
    heat_grid(ui, "chart.calendar", body, grid);
}

void StageCharts::regrades(Context& c, const Rect& head, const Rect& body) const {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    std::int64_t all = 0;
    std::vector<ChartBar> bars;
    for (const app::Regrade& regrade : m_regrades) {
        all += regrade.sites;
        bars.push_back(
            {.label = std::string(model::key_of(regrade.from)) + " → " + std::string(model::key_of(regrade.to)),
             .value = app::count_text(regrade.sites),
             .amount = static_cast<double>(regrade.sites),
             .colour = regrade.worse ? t.out_of_reach : t.ramp[1],
             .hatched = regrade.worse});
    }
    const std::string count = ui.say("ui.chart.regraded", {{"count", app::count_text(all)}});
    title_and_note(ui, head, ui.say("ui.chart.regrades"), count);
    scrolling_bars(ui, "chart.regrades", body, bars, 0);
}

} // namespace wangge::ui
