// Gaps and overlaps of the present plan: looked for, measured, and given to a cell by choice.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

class MendSection {
public:
    void show(Context& context, Flow& flow);

private:
    void run(Context& context, const app::ArgumentValues& arguments);

    std::weak_ptr<const model::Snapshot> m_of; // what the last answer is true of
    bool m_asked = false;
    int m_heir = 0; // who gets what mending gives away
};

} // namespace wangge::ui
