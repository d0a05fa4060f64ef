#include "ui/panels/register_section.h"

#include "app/pasted_table.h"
#include "base/error.h"
#include "ui/panels/panels.h"

#include <imgui.h>

namespace wangge::ui {
namespace {

using app::PickedKind;

// What is worth changing for many rows at once; the import knows these names.
std::vector<std::string> fields_of(PickedKind kind) {
    switch (kind) {
    case PickedKind::site:
        return {"kind",           "grade",        "tags",          "last_visit",
                "licence_expiry", "lost_contact", "opening_hours", "township_code"};
    case PickedKind::person:
        return {"last_training", "trainings", "pay",      "training_hours", "last_assessment", "assessment_passed",
                "start",         "end",       "employer", "skills",         "owns_site",       "leave"};
    case PickedKind::village:
        return {"urban_rural_class", "township_code", "township_name", "contact_key", "backup_key"};
    default:
        return {};
    }
}

std::string key_of(const model::Snapshot& s, PickedKind kind, std::size_t row) {
    return std::string(kind == PickedKind::site     ? s.sites.key[row]
                       : kind == PickedKind::person ? s.people.key[row]
                                                    : s.villages.code[row]);
}

} // namespace

void RegisterSection::paste(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    if (!button(ui, "data.paste", flow.row(size::button), ui.say("ui.register.paste"), ButtonLook::plain,
                !c.work.busy()))
        return;
    const char* text = ImGui::GetClipboardText();
    try {
        c.state.file_to_import = app::keep_pasted(text ? text : "");
    } catch (const base::Error& error) {
        c.work.say({app::Notice::Kind::error, error.message(), error.where()});
    }
}

void RegisterSection::show(Context& c, Flow& flow) {
    const PickedKind kind = c.work.selection.picked().kind;
    const std::vector<std::string> fields = fields_of(kind);
    if (fields.empty())
        return;
    const std::vector<model::Row> rows = c.work.selection.rows(kind);
    if (kind != m_kind) {
        m_kind = kind;
        m_field = 0;
        m_value.clear();
    }
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.register.title"), ui.say("ui.register.chosen", {{"count", std::to_string(rows.size())}}));
    std::vector<std::string> names;
    for (const std::string& field : fields) {
        const std::string own = "ui.register.field." + field;
        names.push_back(ui.say(ui.catalog->has(own) ? own : "field." + field));
    }
    const Rect line = flow.row(size::button);
    const float half = (line.w - ui.px(8)) / 2;
    if (choice(ui, "register.field", {line.x, line.y, half, line.h}, ui.say("ui.register.which"), names, m_field))
        m_value.clear();
    input(ui, "register.value", {line.x + half + ui.px(8), line.y, half, line.h}, ui.say("ui.register.value"), m_value);
    flow.gap(8);
    if (button(ui, "register.set", flow.row(size::button),
               ui.say("ui.register.do", {{"count", std::to_string(rows.size())}}), ButtonLook::plain,
               !c.work.busy() && !m_value.empty())) {
        std::vector<std::string> keys;
        for (const model::Row row : rows)
            keys.push_back(key_of(*c.snapshot, kind, static_cast<std::size_t>(row)));
        const std::string name = kind == PickedKind::site     ? "sites"
                                 : kind == PickedKind::person ? "people"
                                                              : "villages";
        c.work.run("register.set",
                   {{"register", name},
                    {"keys", keys},
                    {"set", std::vector<std::string>{fields[static_cast<std::size_t>(m_field)] + "=" + m_value}}});
    }
    flow.gap(8);
    action_error(c, flow, "register.set");
    flow.rule();
}

} // namespace wangge::ui
