// A form made from an Action's declared parameters: whatever the command line can do, the palette can.
#pragma once
#include "ui/context.h"

#include "app/action.h"

#include <map>

namespace wangge::ui {

class ActionForm {
public:
    // Shows the form of state.form_action, if any. An Action without parameters runs at once.
    void show(Context& context, const Rect& window);

private:
    void fresh(const app::Action& action);
    void field(Context& context, const app::Param& param, const Rect& rect);
    app::ArgumentValues arguments(const app::Action& action) const;
    bool complete(const app::Action& action) const;

    std::string m_action;
    std::map<std::string, std::string> m_texts; // by parameter; numbers as typed
    std::map<std::string, bool> m_flags;
    std::map<std::string, int> m_choices; // 0 = not given
};

} // namespace wangge::ui
