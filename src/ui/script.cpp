#include "ui/script.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <sstream>

namespace wangge::ui {
namespace {

constexpr std::array<std::string_view, 26> commands = {
    "open",   "drop",   "new",  "stage",     "language", "theme", "click",  "double_click", "wheel",
    "drag",   "set",    "type", "clipboard", "key",      "run",   "select", "expect",       "expect_text",
    "absent", "no_cut", "shot", "dump",      "wait",     "move",  "press",  "drag_to"};

std::pair<std::string, std::string> first_word(const std::string& text) {
    const std::size_t end = text.find(' ');
    if (end == std::string::npos)
        return {text, ""};
    return {text.substr(0, end), std::string(base::trimmed(std::string_view(text).substr(end)))};
}

KeyChord chord_of(const std::string& text) {
    KeyChord chord;
    for (const std::string_view part : base::split(text, '+')) {
        if (part == "ctrl")
            chord.ctrl = true;
        else if (part == "shift")
            chord.shift = true;
        else if (part == "alt")
            chord.alt = true;
        else if (part == "enter")
            chord.key = Key::enter;
        else if (part == "escape")
            chord.key = Key::escape;
        else if (part == "tab")
            chord.key = Key::tab;
        else if (part == "down")
            chord.key = Key::down;
        else if (part == "up")
            chord.key = Key::up;
        else if (part == "left")
            chord.key = Key::left;
        else if (part == "right")
            chord.key = Key::right;
        else if (part == "home")
            chord.key = Key::home;
        else if (part == "f1")
            chord.key = Key::f1;
        else if (part == "space")
            chord.key = Key::space;
        else if (part == "backspace")
            chord.key = Key::backspace;
        else if (part.size() == 1 && ((part[0] >= 'a' && part[0] <= 'z') || (part[0] >= '0' && part[0] <= '9'))) {
            chord.key = Key::letter;
            chord.letter = part[0];
        }
    }
    return chord;
}

} // namespace

Script Script::load(const std::filesystem::path& file) {
    return parse(base::read_file(file), file.filename().string());
}

Script Script::parse(std::string_view text, std::string name) {
    Script script;
    script.m_name = std::move(name);
    int number = 0;
    for (const std::string_view raw : base::split(text, '\n')) {
        ++number;
        const std::string line(base::trimmed(raw));
        if (line.empty() || line.starts_with('#'))
            continue;
        auto [command, rest] = first_word(line);
        if (std::find(commands.begin(), commands.end(), command) == commands.end())
            base::fail_input("ui.script.unknown", {{"command", command}}, script.m_name + ":" + std::to_string(number));
        script.m_lines.push_back({number, command, rest});
    }
    return script;
}

void Script::fail(const Line& line, const char* text_id, base::Args args) const {
    base::fail_input(text_id, std::move(args), m_name + ":" + std::to_string(line.number));
}

const WidgetRecord& Script::widget(Desktop& desktop, const std::string& id, const Line& line) const {
    const WidgetRecord* record = desktop.registry().find(id);
    if (!record)
        fail(line, "ui.script.no_widget", {{"id", id}});
    return *record;
}

void Script::click(Desktop& desktop, ImVec2 at, int times) const {
    desktop.input.mouse_at(at);
    for (int i = 0; i < times; ++i) {
        desktop.input.mouse_button(0, true);
        desktop.input.mouse_button(0, false);
    }
}

void Script::step(Desktop& desktop, Host& host) {
    if (done())
        return;
    const Line& line = m_lines[m_next++];
    app::Workspace& work = desktop.work();
    const auto [word, rest] = first_word(line.rest);
    const auto number_at = [&](std::size_t index, double otherwise) {
        std::istringstream words(line.rest);
        std::string item;
        for (std::size_t i = 0; i <= index; ++i)
            if (!(words >> item))
                return otherwise;
        return std::strtod(item.c_str(), nullptr);
    };
    if (line.command == "open")
        work.open(line.rest);
    else if (line.command == "drop")
        desktop.drop(line.rest);
    else if (line.command == "new")
        work.create(rest, word, {});
    else if (line.command == "stage") {
        click(desktop, widget(desktop, "stage." + word, line).rect.centre(), 1);
    } else if (line.command == "language")
        work.set_language(word);
    else if (line.command == "theme")
        work.settings.dark = word == "dark";
    else if (line.command == "click" || line.command == "double_click") {
        const WidgetRecord& record = widget(desktop, word, line);
        if (!record.enabled)
            fail(line, "ui.script.disabled", {{"id", word}});
        click(desktop, record.rect.centre(), line.command == "click" ? 1 : 2);
    } else if (line.command == "move") {
        const Rect r = widget(desktop, word, line).rect;
        desktop.input.mouse_at(
            {r.x + r.w * static_cast<float>(number_at(1, .5)), r.y + r.h * static_cast<float>(number_at(2, .5))});
    } else if (line.command == "press" || line.command == "drag_to") {
        const Rect r = widget(desktop, word, line).rect;
        const auto at = [&](std::size_t index) {
            return ImVec2{r.x + r.w * static_cast<float>(number_at(index, .5)),
                          r.y + r.h * static_cast<float>(number_at(index + 1, .5))};
        };
        const bool shift = line.rest.ends_with(" shift"), ctrl = line.rest.ends_with(" ctrl");
        if (shift || ctrl)
            desktop.input.key({.ctrl = ctrl, .shift = shift}, true);
        desktop.input.mouse_at(at(1));
        desktop.input.mouse_button(0, true);
        if (line.command == "drag_to")
            for (int i = 1; i <= 4; ++i) {
                const float part = static_cast<float>(i) / 4;
                const ImVec2 from = at(1), to = at(3);
                desktop.input.mouse_at({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
                desktop.input.wheel(0); // ends the frame, so that the motion is seen in steps
            }
        desktop.input.mouse_button(0, false);
        if (shift || ctrl)
            desktop.input.key({}, false);
    } else if (line.command == "wheel") {
        desktop.input.mouse_at(widget(desktop, word, line).rect.centre());
        desktop.input.wheel(static_cast<float>(number_at(1, 1)));
    } else if (line.command == "drag" || line.command == "set") {
        const Rect r = widget(desktop, word, line).rect;
        ImVec2 from = r.centre(),
               to{from.x + static_cast<float>(number_at(1, 0)), from.y + static_cast<float>(number_at(2, 0))};
        if (line.command == "set")
            to = {r.x + 7 + (r.w - 14) * static_cast<float>(number_at(1, .5)), from.y};
        desktop.input.mouse_at(from);
        desktop.input.mouse_button(0, true);
        desktop.input.mouse_at({(from.x + to.x) / 2, (from.y + to.y) / 2});
        desktop.input.wheel(0); // ends the frame, so that the motion is seen in steps
        desktop.input.mouse_at(to);
        desktop.input.wheel(0);
        desktop.input.mouse_button(0, false);
    } else if (line.command == "type") {
        for (const char32_t c : base::code_points(line.rest))
            desktop.input.character(c);
    } else if (line.command == "clipboard") {
        std::string text = line.rest;
        for (const auto& [written, meant] : {std::pair{"\\t", "\t"}, {"\\n", "\n"}})
            for (std::size_t at = 0; (at = text.find(written, at)) != std::string::npos;)
                text.replace(at, 2, meant);
        host.set_clipboard(text);
    } else if (line.command == "key") {
        const KeyChord chord = chord_of(word);
        desktop.input.key(chord, true);
        desktop.input.key({.key = chord.key, .letter = chord.letter}, false);
    } else if (line.command == "run")
        work.run_text(word, rest);
    else if (line.command == "select") {
        const app::PickedKind kind = word == "village"  ? app::PickedKind::village
                                     : word == "site"   ? app::PickedKind::site
                                     : word == "cell"   ? app::PickedKind::cell
                                     : word == "person" ? app::PickedKind::person
                                                        : app::PickedKind::blind_spot;
        work.selection.pick({kind, static_cast<model::Row>(number_at(1, 0))});
    } else if (line.command == "expect") {
        const WidgetRecord& record = widget(desktop, word, line);
        if (record.value != rest && record.label != rest && record.label.find(rest) == std::string::npos)
            fail(line, "ui.script.expected",
                 {{"id", word}, {"wanted", rest}, {"found", record.label + " | " + record.value}});
    } else if (line.command == "expect_text") {
        if (desktop.registry().said().find(line.rest) == std::string::npos)
            fail(line, "ui.script.not_said", {{"text", line.rest}});
    } else if (line.command == "absent") {
        if (desktop.registry().find(word))
            fail(line, "ui.script.present", {{"id", word}});
    } else if (line.command == "no_cut") {
        std::string all;
        for (const std::string& text : desktop.registry().cut_texts())
            all += (all.empty() ? "" : " / ") + text;
        for (const auto& [one, other] : desktop.registry().overlaps())
            all += (all.empty() ? "" : " / ") + one + " <> " + other;
        if (!all.empty())
            fail(line, "ui.script.cut", {{"texts", all}});
    } else if (line.command == "shot")
        host.save_picture(line.rest);
    else if (line.command == "dump")
        desktop.registry().write(line.rest);
}

} // namespace wangge::ui
