#include "ui/panels/contacts_section.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

namespace wangge::ui {

void contacts_section(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.contacts.title"), ui.say("ui.contacts.method"));
    const app::ResultView& result = c.work.last("contact.plan");
    const bool tried = !result.empty() && !result.flag("applied");
    const auto count = [&](const char* member) { return static_cast<std::int64_t>(result.number(member).value_or(0)); };
    if (!result.empty()) {
        const auto fact = [&](const char* text, const char* member, bool bad) {
            flow.fact(ui.say(text), app::count_text(count(member)), bad && count(member) > 0 ? ui.theme->danger : 0);
        };
        fact(tried ? "ui.contacts.changed" : "ui.contacts.stored", "changed", false);
        fact("ui.contacts.without_contact", "without_contact", true);
        fact("ui.contacts.without_backup", "without_backup", true);
        fact("ui.contacts.over_capacity", "over_capacity", true);
        flow.gap(6);
    }
    try_and_store(c, flow, "contacts", "contact.plan", tried && count("changed") > 0);
}

} // namespace wangge::ui
