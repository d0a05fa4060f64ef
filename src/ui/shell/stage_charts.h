// The chart of each stage, beside the tables: regrades, coverage by distance and township, workload by inspector.
#pragma once
#include "ui/charts.h"
#include "ui/context.h"

#include "app/view/regrade_view.h"
#include "app/view/week_calendar.h"

namespace wangge::ui {

class StageCharts {
public:
    // Whether the stage has one with something in it, and how much of the drawer's width it gets.
    bool has(Context& context);
    float width(Context& context, float drawer, std::string_view table) const;
    // `table`: the one beside it; that of visits goes with the workload calendar.
    void show(Context& context, const Rect& rect, std::string_view table);

private:
    void distances(Context& context, const Rect& head, const Rect& body, const app::CoverageView& view) const;
    void townships(Context& context, const Rect& body, const app::CoverageView& view) const;
    void workload(Context& context, const Rect& head, const Rect& body) const;
    void calendar(Context& context, const Rect& head, const Rect& body);
    void regrades(Context& context, const Rect& head, const Rect& body) const;

    int m_coverage_chart = 0; // 0 = by distance, 1 = by township
    std::vector<app::Regrade> m_regrades;
    const void* m_regrades_of = nullptr;
    app::WeekCalendar m_calendar;
    std::uint64_t m_calendar_of = 0; // answers of the workspace when it was made
};

} // namespace wangge::ui
