// The first screen, before there is a project.
#pragma once
#include "ui/context.h"
#include "ui/panels/file_browser.h"
#include "ui/shell/new_project.h"

namespace wangge::ui {

// Without a project: open the demo county, start from a ledger, open a project or one of the recent ones.
class Welcome {
public:
    void show(Context& context, const Rect& window);
    // A new project is to be made from this file.
    void import(Context& context, const std::filesystem::path& file) { m_new.open(context, file); }

private:
    FileBrowser m_browser, m_files;
    NewProject m_new;
    std::vector<std::pair<std::string, std::string>> m_recent; // path, name shown; only files that exist
    std::size_t m_recent_seen = SIZE_MAX;
};

} // namespace wangge::ui
