// What the import dialog looks at: a file previewed in the background, and the ground of its small map.
#pragma once
#include "app/job_runner.h"
#include "base/catalog.h"
#include "import/mend.h"
#include "import/preview.h"
#include "render/scene.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace wangge::app {

// Everything that a preview depends on; it is made anew when one of these changes.
struct PreviewRequest {
    model::SnapshotPtr snapshot; // null: a file for a project that does not exist yet
    std::filesystem::path file;
    import::PreviewOptions options;
    bool operator==(const PreviewRequest&) const = default;
};

class ImportDesk {
public:
    explicit ImportDesk(const std::function<void()>& wake) : m_reading(wake), m_drawing(wake) {}

    // The preview of the request, or the last one until that is ready (see busy()). Null when there is none or the file
    // cannot be read; then error() says why.
    std::shared_ptr<const import::Preview> preview(const PreviewRequest& request);
    const std::optional<base::Error>& error() const { return m_error; }
    // The project's places alone, to draw points over.
    std::shared_ptr<const render::Scene> ground(const model::SnapshotPtr& snapshot, bool dark,
                                                const base::Catalog& catalog);
    bool reading() const { return m_reading.busy(); }
    bool busy() const { return m_reading.busy() || m_drawing.busy(); }
    bool poll() {
        const bool read = m_reading.poll();
        return m_drawing.poll() || read;
    }
    // Forgets everything: the dialog was closed.
    void clear();

private:
    PreviewRequest m_asked;
    std::shared_ptr<const import::Preview> m_preview;
    std::optional<base::Error> m_error;
    model::SnapshotPtr m_ground_of;
    bool m_ground_dark = false;
    const base::Catalog* m_ground_catalog = nullptr;
    std::shared_ptr<const render::Scene> m_ground;
    JobRunner m_reading, m_drawing;
};

} // namespace wangge::app
