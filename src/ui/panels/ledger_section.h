// The ledger's part of a card: what the item has come to, and the next move with what it needs.
#pragma once
#include "ui/panels/person_field.h"

namespace wangge::ui {

class LedgerSection {
public:
    // For the chosen item, or for a blind spot that has none yet (`spot` of the present list; no_row = none).
    void show(Context& context, Flow& flow, model::Row spot);

private:
    void not_listed(Context& context, Flow& flow, const model::BlindSpot& spot);
    void standing(Context& context, Flow& flow, const app::LedgerView& ledger, const model::LedgerItem& item);
    void moves(Context& context, Flow& flow, const app::LedgerView& ledger, const model::LedgerItem& item);
    void form(Context& context, Flow& flow, const model::LedgerItem& item, const coverage::LedgerRules::Move& move);
    void begin(const app::LedgerView& ledger, const model::LedgerItem& item, const base::Catalog& catalog);

    std::string m_number, m_state; // the item and state that the form was begun for
    std::string m_to;              // the move that is being filled in; empty = none
    std::string m_measure, m_due, m_note;
    PersonField m_responsible, m_by;
    std::string m_spot;    // the unlisted blind spot that was shown last
    bool m_defers = false; // it is being put off
    bool m_reveal = false; // a form was opened: it comes into sight
};

// Boxes, as many as there are steps, of which `done` are filled.
void draw_steps(Ui& ui, const Rect& rect, int done, int all);

} // namespace wangge::ui
