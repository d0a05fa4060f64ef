// A new project made from somebody's first ledger: its name, its folder, its coordinate system.
#pragma once
#include "app/import_desk.h"
#include "ui/context.h"
#include "ui/panels/file_browser.h"

namespace wangge::ui {

class NewProject {
public:
    void open(Context& context, const std::filesystem::path& file);
    bool is_open() const { return m_open; }
    void show(Context& context, const Rect& window);

private:
    std::filesystem::path target() const;
    void zone(Context& context, Flow& flow);

    bool m_open = false, m_zone_chosen = false;
    std::filesystem::path m_file, m_folder;
    std::string m_name;
    int m_zone = 15; // of 25..45, counted from 0
    FileBrowser m_browser;
};

} // namespace wangge::ui
