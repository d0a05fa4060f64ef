#include "app/import_desk.h"

#include "app/sketched_area.h"

namespace wangge::app {

std::shared_ptr<const import::Preview> ImportDesk::preview(const PreviewRequest& request) {
    if (request == m_asked || request.file.empty())
        return m_preview;
    if (request.file != m_asked.file)
        m_preview.reset();
    m_asked = request;
    m_reading.replace(
        "ui.job.preview",
        [this, request](base::Feedback& feedback) -> JobRunner::Deliver {
            // Without a project the file is judged by itself, on the plane of its own zone.
            static const model::Snapshot nothing;
            constexpr int any_zone = 4549;
            const model::SnapshotPtr judge = request.snapshot ? without_sketch(request.snapshot) : nullptr;
            const model::Snapshot& snapshot = judge ? *judge : nothing;
            const geo::Projection projection = geo::Projection::from_epsg(judge ? snapshot.epsg : any_zone);
            auto preview = std::make_shared<const import::Preview>(
                import::preview(request.file, request.options, {snapshot, projection}, feedback));
            return [this, preview] {
                m_preview = preview;
                m_error.reset();
            };
        },
        [this](const base::Error& error) {
            if (error.kind() == base::ErrorKind::cancelled)
                return;
            m_preview.reset();
            m_error = error;
        });
    return m_preview;
}

std::shared_ptr<const render::Scene> ImportDesk::ground(const model::SnapshotPtr& snapshot, bool dark,
                                                        const base::Catalog& catalog) {
    if (!snapshot)
        return nullptr;
    if (snapshot != m_ground_of || dark != m_ground_dark || &catalog != m_ground_catalog) {
        m_ground_of = snapshot;
        m_ground_dark = dark;
        m_ground_catalog = &catalog;
        m_drawing.replace(
            "ui.job.map",
            [this, snapshot, dark, &catalog](base::Feedback& feedback) -> JobRunner::Deliver {
                render::SceneOptions options;
                options.layers = {"relief", "water", "roads", "boundaries", "villages", "seats", "labels", "scale_bar"};
                options.texts = {catalog.say("ui.map.north"), catalog.say("ui.unit.km"), catalog.say("ui.unit.m")};
                const style::Style style = style::Style::named(dark ? "dark" : "light");
                auto scene =
                    std::make_shared<const render::Scene>(render::build_scene(*snapshot, style, options, feedback));
                return [this, scene] { m_ground = scene; };
            },
            [](const base::Error&) {}); // the points are shown without a ground then
    }
    return m_ground;
}

void ImportDesk::clear() {
    m_reading.cancel();
    m_asked = {};
    m_preview.reset();
    m_error.reset();
}

} // namespace wangge::app
