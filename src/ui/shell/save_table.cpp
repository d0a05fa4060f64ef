#include "ui/shell/save_table.h"

#include "app/view/numbers.h"
#include "ui/input.h"

#include <array>

namespace wangge::ui {

void SaveTable::open(Context& c, const std::string& table, std::string title) {
    m_open = true;
    m_title = std::move(title);
    m_only_selected = false;
    m_file = (c.work.path().parent_path() / (c.snapshot->name + "-" + c.ui.say("ui.tab." + table) + ".xlsx")).string();
}

std::optional<SaveTable::Answer> SaveTable::show(Context& c, const Rect& window, std::size_t selected) {
    if (!m_open)
        return std::nullopt;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const float w = std::min(ui.px(560), window.w - ui.px(80)), pad = ui.px(20);
    const Rect box{window.x + (window.w - w) / 2, window.y + ui.px(140), w, ui.px(selected > 0 ? 214 : 180)};
    begin_dialog(ui, "save_table", window, box);
    ui.text_in({box.x + pad, box.y + ui.px(10), w - 2 * pad, ui.px(34)}, Face::large_bold, t.text, ui.say(m_title));
    if (icon_button(ui, "save.close", {box.right() - ui.px(42), box.y + ui.px(12), ui.px(28), ui.px(28)}, Icon::close,
                    ui.say("ui.close")) ||
        ImGui::IsKeyPressed(static_cast<int>(Key::escape)))
        m_open = false;
    float y = box.y + ui.px(54);
    bool submitted = false;
    input(ui, "save.file", {box.x + pad, y, w - 2 * pad, ui.px(32)}, ui.say("ui.table.file"), m_file, &submitted);
    y += ui.px(42);
    // Only the formats that need no shapes.
    constexpr std::array<const char*, 2> formats = {"xlsx", "csv"};
    std::filesystem::path path(m_file);
    for (std::size_t i = 0; i < formats.size(); ++i)
        if (chip(ui, std::string("save.format.") + formats[i],
                 {box.x + pad + ui.px(88) * static_cast<float>(i), y, ui.px(80), ui.px(28)}, i == 0 ? "XLSX" : "CSV",
                 path.extension() == std::string(".") + formats[i]))
            m_file = path.replace_extension(formats[i]).string();
    y += ui.px(36);
    if (selected > 0)
        checkbox(ui, "save.only_selected", {box.x + pad, y, w - 2 * pad, ui.px(26)},
                 ui.say("ui.table.only_selected", {{"count", app::count_text(static_cast<std::int64_t>(selected))}}),
                 m_only_selected);
    const std::string label = ui.say("ui.table.save_button");
    const float width = std::max(ui.px(96), button_width(ui, label));
    const bool pressed = button(ui, "save.run", {box.right() - pad - width, box.bottom() - ui.px(50), width, ui.px(34)},
                                label, ButtonLook::primary, !m_file.empty() && !c.work.busy());
    end_dialog(ui);
    if ((!pressed && !submitted) || m_file.empty() || c.work.busy())
        return std::nullopt;
    m_open = false;
    return Answer{m_file, m_only_selected && selected > 0};
}

} // namespace wangge::ui
