// The chart of each stage, beside the tables: regrades, coverage by distance and township, workload by inspector.
#pragma once
#include "ui/charts.h"
#include "ui/context.h"

#include "app/view/regrade_view.h"

namespace wangge::ui {

class StageCharts {
public:
    // Whether the stage has one with something in it, and how much of the drawer's width it gets.
    bool has(Context& context);
    float width(Context& context, float drawer) const;
    void show(Context& context, const Rect& rect);

private:
    void distances(Context& context, const Rect& head, const Rect& body, const app::CoverageView& view) const;
    void townships(Context& context, const Rect& body, const app::CoverageView& view) const;
    void workload(Context& context, const Rect& head, const Rect& body) const;
    void regrades(Context& context, const Rect& head, const Rect& body) const;

    int m_coverage_chart = 0; // 0 = by distance, 1 = by township
    std::vector<app::Regrade> m_regrades;
    const void* m_regrades_of = nullptr;
};

} // namespace wangge::ui
