#include "ui/shell/action_form.h"

#include "base/text.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace wangge::ui {
namespace {

using app::ParamType;

std::string default_text(const app::Param& param) {
    const auto& value = param.default_value;
    if (value.is_null())
        return {};
    return value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

void ActionForm::fresh(const app::Action& action) {
    m_action = action.name;
    m_texts.clear();
    m_flags.clear();
    m_choices.clear();
    for (const app::Param& param : action.params)
        if (param.type == ParamType::flag)
            m_flags[param.name] = param.default_value.is_boolean() && param.default_value.get<bool>();
        else if (param.type == ParamType::choice) {
            const auto at = std::find(param.choices.begin(), param.choices.end(), default_text(param));
            m_choices[param.name] = at == param.choices.end() ? 0 : static_cast<int>(at - param.choices.begin()) + 1;
        } else if (param.type != ParamType::list)
            m_texts[param.name] = default_text(param);
}

app::ArgumentValues ActionForm::arguments(const app::Action& action) const {
    app::ArgumentValues values;
    for (const app::Param& param : action.params) {
        if (param.type == ParamType::flag) {
            values[param.name] = m_flags.at(param.name);
            continue;
        }
        if (param.type == ParamType::choice) {
            if (const int chosen = m_choices.at(param.name); chosen > 0)
                values[param.name] = param.choices[static_cast<std::size_t>(chosen - 1)];
            continue;
        }
        const auto typed = m_texts.find(param.name);
        const std::string text(typed == m_texts.end() ? std::string_view() : base::trimmed(typed->second));
        if (text.empty())
            continue;
        double number = 0;
        std::int64_t whole = 0;
        // What is no number goes on as it was typed: the Action says what it wants instead.
        if (param.type == ParamType::integer && base::parse_integer(text, whole))
            values[param.name] = whole;
        else if (param.type == ParamType::number && base::parse_number(text, number))
            values[param.name] = number;
        else if (param.type == ParamType::list) {
            std::vector<std::string> items;
            for (const std::string_view item : base::split(text, ','))
                items.emplace_back(base::trimmed(item));
            values[param.name] = items;
        } else
            values[param.name] = text;
    }
    return values;
}

bool ActionForm::complete(const app::Action& action) const {
    return std::all_of(action.params.begin(), action.params.end(), [&](const app::Param& param) {
        if (!param.required || param.type == ParamType::flag)
            return true;
        if (param.type == ParamType::choice)
            return m_choices.at(param.name) > 0;
        const auto text = m_texts.find(param.name);
        return text != m_texts.end() && !base::trimmed(text->second).empty();
    });
}

void ActionForm::field(Context& c, const app::Param& param, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const MayCut help(ui); // help sentences are written for the width of a terminal
    const std::string id = "form." + param.name, label = ui.say(m_action + "." + param.name + ".help");
    const float left = rect.w * .52f;
    const Rect control{rect.x + left, rect.y + ui.px(3), rect.w - left, ui.px(size::input)};
    if (param.type == ParamType::flag) {
        checkbox(ui, id, {rect.x, rect.y, rect.w, ui.px(34)}, label, m_flags[param.name]);
        return;
    }
    const Rect words{rect.x, rect.y, left - ui.px(12), ui.px(34)};
    ui.text_in(words, Face::body, t.text2, (param.required ? "* " : "") + label);
    if (ui.width_of(Face::body, label) > words.w - ui.px(16))
        tooltip(ui, hit(ui, id + ".help", words, label, "", true), label);
    if (param.type == ParamType::choice) {
        std::vector<std::string> names{"—"};
        for (const std::string& key : param.choices) {
            const std::string text = m_action + "." + param.name + "." + key;
            names.push_back(ui.catalog->has(text) ? ui.say(text) : key);
        }
        choice(ui, id, control, "", names, m_choices[param.name]);
        return;
    }
    const float unit = param.unit.empty() ? 0 : ui.width_of(Face::body, param.unit) + ui.px(8);
    input(ui, id, {control.x, control.y, control.w - unit, control.h}, param.name, m_texts[param.name]);
    if (unit > 0)
        ui.text_in({control.right() - unit + ui.px(6), control.y, unit, control.h}, Face::body, t.text2, param.unit);
}

void ActionForm::show(Context& c, const Rect& window) {
    const app::Action* action = c.state.form_action.empty() ? nullptr : app::find_action(c.state.form_action);
    if (!action) {
        m_action.clear();
        return;
    }
    if (action->params.empty()) {
        c.work.run(action->name);
        c.state.form_action.clear();
        return;
    }
    if (m_action != action->name)
        fresh(*action);
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const float w = std::min(ui.px(640), window.w - ui.px(60)), pad = ui.px(20), line = ui.px(38);
    const std::string help = ui.say(m_action + ".help");
    const float fields = line * static_cast<float>(action->params.size());
    const float room = std::max(ui.px(120), std::min(fields, window.h - ui.px(290)));
    const Rect box{window.x + (window.w - w) / 2, window.y + ui.px(64), w, ui.px(180) + room};
    begin_dialog(ui, "form", window, box);
    ui.text_in({box.x + pad, box.y + ui.px(10), w - 2 * pad - ui.px(30), ui.px(34)}, Face::large_bold, t.text,
               ui.say(m_action + ".title"));
    if (icon_button(ui, "form.close", {box.right() - ui.px(42), box.y + ui.px(12), ui.px(28), ui.px(28)}, Icon::close,
                    ui.say("ui.close")))
        c.state.form_action.clear();
    ImGui::PushClipRect({box.x, box.y + ui.px(46)}, {box.right(), box.y + ui.px(108)}, true);
    ui.paragraph({box.x + pad, box.y + ui.px(46)}, w - 2 * pad, Face::small, t.text2, help);
    ImGui::PopClipRect();
    ImGui::SetCursorScreenPos({box.x, box.y + ui.px(112)});
    ImGui::BeginChild("fields", {w, room}, false, ImGuiWindowFlags_NoNav);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < action->params.size(); ++i)
        field(c, action->params[i], {origin.x + pad, origin.y + line * static_cast<float>(i), w - 2 * pad, line});
    ImGui::SetCursorScreenPos({origin.x, origin.y + fields});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
    const std::string run = ui.say("ui.form.run");
    const float width = std::max(ui.px(110), button_width(ui, run));
    if (button(ui, "form.run", {box.right() - pad - width, box.bottom() - ui.px(52), width, ui.px(34)}, run,
               ButtonLook::primary, complete(*action) && !c.work.busy())) {
        c.work.run(action->name, arguments(*action));
        c.state.form_action.clear();
    }
    end_dialog(ui);
}

} // namespace wangge::ui
