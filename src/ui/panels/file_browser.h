// A small browser for files, of our own: works on every desktop and in tests.
#pragma once
#include "ui/context.h"

#include <filesystem>
#include <optional>

namespace wangge::ui {

// Endings of files that can be imported.
std::vector<std::string> importable_endings();

class FileBrowser {
public:
    // Shows `folder` (or the home folder) and files whose name ends in one of `endings` (all when empty).
    void open(std::string title, const std::filesystem::path& folder, std::vector<std::string> endings);
    // For a new file: folders alone, and a new one can be made.
    void choose_folder(std::string title, const std::filesystem::path& folder);
    bool is_open() const { return m_open; }
    // The file or folder that was chosen in this frame. Arrow keys move, Enter opens, Backspace goes up, Escape closes.
    std::optional<std::filesystem::path> show(Context& context, const Rect& window);

private:
    struct Entry {
        std::string name;
        bool folder = false;
        std::uintmax_t bytes = 0;
    };
    void read();
    void go(const std::filesystem::path& folder);
    void path_row(Context& context, const Rect& rect, std::optional<std::filesystem::path>& chosen);
    void list(Context& context, const Rect& rect, std::optional<std::filesystem::path>& chosen);
    void keys(std::optional<std::filesystem::path>& chosen);
    void folder_row(Context& context, const Rect& rect, std::optional<std::filesystem::path>& chosen);
    void take(const Entry& entry, std::optional<std::filesystem::path>& chosen);

    std::string m_title, m_typed, m_new_folder;
    std::filesystem::path m_folder;
    std::vector<std::string> m_endings;
    std::vector<Entry> m_entries;
    base::Message m_problem; // why the folder cannot be shown or made; no id = none
    std::ptrdiff_t m_chosen = -1;
    bool m_open = false, m_folders_only = false, m_all_files = false, m_naming = false, m_reveal = false;
};

} // namespace wangge::ui
