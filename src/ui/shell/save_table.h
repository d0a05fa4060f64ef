// Where to write the table that is shown: a small dialog with a file name; its extension says the format.
#pragma once
#include "ui/context.h"

#include <filesystem>
#include <optional>

namespace wangge::ui {

class SaveTable {
public:
    // Offers a file beside the project, named after the project and the table. `title`: id of the dialog's text.
    void open(Context& context, const std::string& table, std::string title = "ui.table.save");
    bool is_open() const { return m_open; }
    struct Answer {
        std::filesystem::path file;
        bool only_selected = false;
    };
    // `selected` rows can be saved alone. The answer in the frame in which it was given.
    std::optional<Answer> show(Context& context, const Rect& window, std::size_t selected);

private:
    std::string m_file, m_title;
    bool m_open = false, m_only_selected = false;
};

} // namespace wangge::ui
