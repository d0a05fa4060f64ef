// Registers by hand: rows pasted from a spreadsheet, and one field of all chosen rows changed at once.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

class RegisterSection {
public:
    // What the clipboard holds goes through the import dialog like a file.
    static void paste(Context& context, Flow& flow);
    // Nothing while no site, village or person is chosen.
    void show(Context& context, Flow& flow);

private:
    app::PickedKind m_kind = app::PickedKind::nothing;
    int m_field = 0;
    std::string m_value;
};

} // namespace wangge::ui
