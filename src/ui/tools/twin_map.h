// Two plans side by side: another plan of the project on a map of its own, whose view goes with that of the map beside
// it.
#pragma once
#include "ui/context.h"
#include "ui/map_canvas.h"
#include "ui/mini_map.h"

#include "app/job_runner.h"

namespace wangge::ui {

class TwinMap {
public:
    explicit TwinMap(std::function<void()> wake) : m_lane(std::move(wake)) {}

    // Somebody wants to see the two plans beside each other.
    static bool wanted(const Context& context);
    // Divides the map's place: the left half, and what stays for the map itself.
    static std::pair<Rect, Rect> halves(const Rect& map);
    // `rect` is the left half, `beside` that of the map.
    void show(Context& context, const Rect& rect, const Rect& beside, MapCanvas& map);
    bool busy() const { return m_lane.busy(); }
    void poll() { m_lane.poll(); }

private:
    void build(Context& context, const std::shared_ptr<const app::CompareView>& plans, app::MapRequest request);

    std::weak_ptr<const app::CompareView> m_plans; // whose other plan the scene shows
    app::MapRequest m_asked;
    std::shared_ptr<const render::Scene> m_scene;
    MiniMap m_map;
    app::JobRunner m_lane;
};

} // namespace wangge::ui
