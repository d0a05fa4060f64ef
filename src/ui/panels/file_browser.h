// A small browser for files, of our own: works on every desktop and in tests.
#pragma once
#include "ui/context.h"

#include <filesystem>
#include <optional>

namespace wangge::ui {

class FileBrowser {
public:
    // Shows `folder` (or the home folder) and files whose name ends in one of `endings` (all when empty).
    void open(std::string title, const std::filesystem::path& folder, std::vector<std::string> endings);
    bool is_open() const { return m_open; }
    // The file that was chosen in this frame.
    std::optional<std::filesystem::path> show(Context& context, const Rect& window);

private:
    struct Entry {
        std::string name;
        bool folder = false;
        std::uintmax_t bytes = 0;
    };
    void read();
    std::string m_title, m_typed;
    std::filesystem::path m_folder;
    std::vector<std::string> m_endings;
    std::vector<Entry> m_entries;
    bool m_open = false;
};

} // namespace wangge::ui
