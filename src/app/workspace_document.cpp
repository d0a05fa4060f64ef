// Which document the workspace has: opened, made, restored after a crash, closed; its look and the place it was left
// at.
#include "app/document_state.h"
#include "app/project.h"
#include "base/memory.h"

namespace wangge::app {

bool Workspace::reopen_unfinished() {
    const std::string project = std::exchange(settings.unfinished, {});
    std::error_code failed;
    if (project.empty() || !std::filesystem::exists(project, failed))
        return false;
    settings.save(m_settings_file); // should it fail again, the next start shows the welcome
    m_restoring = true;
    open(project);
    return true;
}

void Workspace::note_place(geo::MapPoint centre, base::Metres per_pixel) {
    const std::string project = Settings::name_of(m_path);
    const LastPlace place{std::string(key_of(stage)), centre.x, centre.y, per_pixel.value};
    if (m_settings_file.empty() || (settings.unfinished == project && settings.places[project] == place))
        return;
    settings.places[project] = place;
    settings.unfinished = project;
    settings.save(m_settings_file);
}

void Workspace::open(const std::filesystem::path& path) {
    close();
    auto project = std::make_shared<Project>(path, catalog());
    m_jobs.start(
        "ui.job.open",
        [this, project, path](base::Feedback& feedback) -> JobRunner::Deliver {
            project->open(store::OpenMode::write);
            DocumentState state = read_state(*project, feedback);
            base::give_back_small_blocks();
            return [this, project, path, state = std::move(state)] {
                m_project = project;
                moved_to(path);
                settings.opened(path);
                take(state);
                m_notice = Notice{Notice::Kind::good, {"ui.notice.opened", {{"name", m_snapshot->name}}}, {}};
                if (!std::exchange(m_restoring, false))
                    return;
                m_notice = Notice{Notice::Kind::news, {"ui.notice.restored", {}}, {}};
                if (const auto place = settings.place_of(path))
                    for (int i = 0; i < stage_count; ++i)
                        if (key_of(static_cast<Stage>(i)) == place->stage)
                            stage = static_cast<Stage>(i);
            };
        },
        [this](const base::Error& error) { fail("ui.job.open", error); });
}

void Workspace::moved_to(const std::filesystem::path& path) {
    m_path = path;
    m_shelf = std::make_shared<BaseMapShelf>(path, m_wake);
    m_missing_maps.clear();
}

void Workspace::set_look(Look look) {
    if (look == m_look)
        return;
    m_look = std::move(look);
    m_look_unsaved = true;
}

void Workspace::save_look() {
    if (!m_look_unsaved || !m_project || busy())
        return;
    m_look_unsaved = false;
    try {
        m_project->document().set_look(text_of(m_look));
    } catch (const base::Error& error) {
        fail_view(error);
    }
}

void Workspace::close() {
    save_look();
    m_look_unsaved = false;
    m_shelf.reset();
    if (!std::exchange(settings.unfinished, {}).empty())
        settings.save(m_settings_file);
    m_project.reset();
    take({});
    m_results.clear();
    m_path.clear();
}

} // namespace wangge::app
