#include "ui/panels/letters_section.h"

#include "ui/panels/panels.h"

#include <array>
#include <filesystem>

namespace wangge::ui {

bool LettersSection::show(Context& c, Flow& flow, const std::string& folder, bool public_copy) {
    constexpr std::array<const char*, 4> templates = {"inspector", "coordinator", "informant", "cell"};
    Ui& ui = c.ui;
    flow.heading(ui.say("ui.letters.title"));
    std::vector<std::string> names;
    for (const char* name : templates)
        names.push_back(ui.say(std::string("ui.letters.for.") + name));
    choice(ui, "letters.template", flow.row(size::button), ui.say("ui.letters.template"), names, m_template);
    flow.gap(8);
    checkbox(ui, "letters.book", flow.row(24), ui.say("ui.letters.book"), m_book);
    flow.gap(6);
    bool started = false;
    if (button(ui, "letters.write", flow.row(size::button), ui.say("ui.letters.write"), ButtonLook::plain,
               !c.work.busy())) {
        const std::string name = c.snapshot->name + "-" + ui.say("ui.letters.title");
        c.work.run("letters.write", {{"folder", (std::filesystem::path(folder) / name).string()},
                                     {"template", std::string(templates[static_cast<std::size_t>(m_template)])},
                                     {"book", m_book},
                                     {"public", public_copy}});
        started = true;
    }
    flow.gap(8);
    action_error(c, flow, "letters.write");
    return started;
}

} // namespace wangge::ui
