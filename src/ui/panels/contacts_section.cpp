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
    const Rect row = flow.row(size::button);
    const float half = (row.w - ui.px(8)) / 2;
    const bool may_store = tried && count("changed") > 0;
    if (button(ui, "contacts.try", {row.x, row.y, may_store ? half : row.w, row.h}, ui.say("ui.contacts.try"),
               ButtonLook::plain, !c.work.busy()))
        c.work.run("contact.plan");
    if (may_store && button(ui, "contacts.store", {row.x + half + ui.px(8), row.y, half, row.h},
                            ui.say("ui.contacts.store"), ButtonLook::primary, !c.work.busy()))
        c.work.run("contact.plan", {{"apply", true}});
    flow.gap(8);
    action_error(c, flow, "contact.plan");
}

} // namespace wangge::ui
