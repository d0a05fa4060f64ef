// Where the current plan stands on its way to approval, and the next step with what it needs.
#pragma once
#include "ui/panels/person_field.h"

namespace wangge::ui {

class PlanSection {
public:
    // Nothing without a plan.
    void show(Context& context, Flow& flow);

private:
    void begin(const Context& context, const std::string& plan, const std::string& state);
    void moves(Context& context, Flow& flow);
    void form(Context& context, Flow& flow, const coverage::LedgerRules::Move& move);
    void copy(Context& context, Flow& flow);

    std::string m_plan, m_state;                         // that the form was begun for
    std::vector<coverage::LedgerRules::Move> m_possible; // that lead on from there
    std::string m_to;                                    // the move that is being filled in; empty = none
    std::string m_note;
    PersonField m_by;
};

} // namespace wangge::ui
