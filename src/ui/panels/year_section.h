// The year's work in the assignment stage: the plan of visits, the double-random draw, cross-inspection.
#pragma once
#include "ui/context.h"

#include <string>

namespace wangge::ui {

class YearSection {
public:
    void show(Context& context, Flow& flow);

private:
    void visits(Context& context, Flow& flow);
    void draw(Context& context, Flow& flow);
    static void cross(Context& context, Flow& flow);

    int m_part = 0; // visits, draw, cross
    int m_year = 0, m_day_hours = 7, m_sites = 30;
    std::string m_from, m_day_start = "08:30", m_seed, m_rates = "A=1 B=2 C=4 D=8", m_protocol;
};

} // namespace wangge::ui
