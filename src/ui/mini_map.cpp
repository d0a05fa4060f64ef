#include "ui/mini_map.h"

#include "ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {

MiniMap::MiniMap() = default;
MiniMap::~MiniMap() = default;

ImVec2 MiniMap::on_screen(geo::MapPoint p) const {
    return {m_rect.x + static_cast<float>(m_view.pixel_x(p.x)), m_rect.y + static_cast<float>(m_view.pixel_y(p.y))};
}

void MiniMap::follow(const render::View& view) {
    m_view.centre = view.centre;
    m_view.per_pixel = view.per_pixel;
}

void MiniMap::draw_ground(const Rect& rect) {
    if (!m_backend) {
        m_backend = render::make_gl_backend();
        m_painter = std::make_unique<render::Painter>(*m_backend);
    }
    if (!m_surface.shows(*m_scene, m_view))
        m_surface.draw(*m_painter, *m_scene, m_view);
    // The picture goes into the window when ImGui's own drawing has come this far.
    m_rect = rect;
    ImGui::GetWindowDrawList()->AddCallback(
        [](const ImDrawList*, const ImDrawCmd* command) {
            const MiniMap& map = *static_cast<const MiniMap*>(command->UserCallbackData);
            const int height = static_cast<int>(ImGui::GetIO().DisplaySize.y);
            map.m_surface.show(map.m_view, static_cast<int>(map.m_rect.x), static_cast<int>(map.m_rect.y), height);
        },
        this);
    ImGui::GetWindowDrawList()->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

void MiniMap::show(Ui& ui, std::string_view id, const Rect& given, const std::shared_ptr<const render::Scene>& scene) {
    const Rect rect{std::round(given.x), std::round(given.y), std::round(given.w), std::round(given.h)};
    m_rect = rect;
    m_scene = scene;
    m_view.width = static_cast<int>(rect.w);
    m_view.height = static_cast<int>(rect.h);
    m_view.device_scale = ui.scale;
    if (!m_wanted.empty()) {
        m_view = render::view_of(m_wanted, m_view.width, m_view.height, ui.scale);
        m_wanted = {};
    }
    const Hit h = hit(ui, id, rect, "", std::to_string(static_cast<long>(m_view.per_pixel.value * rect.w)));
    const ImGuiIO& io = ImGui::GetIO();
    m_moved = (h.held && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) || (h.hovered && io.MouseWheel != 0);
    if (h.held) {
        m_view.centre.x -= io.MouseDelta.x * m_view.per_pixel.value;
        m_view.centre.y += io.MouseDelta.y * m_view.per_pixel.value;
    }
    if (h.hovered && io.MouseWheel != 0) {
        const geo::MapPoint fixed = m_view.point_at(io.MousePos.x - rect.x, io.MousePos.y - rect.y);
        m_view.per_pixel =
            base::Metres{std::clamp(m_view.per_pixel.value * std::pow(1.35, -io.MouseWheel), 0.2, 5000.0)};
        const geo::MapPoint moved = m_view.point_at(io.MousePos.x - rect.x, io.MousePos.y - rect.y);
        m_view.centre.x += fixed.x - moved.x;
        m_view.centre.y += fixed.y - moved.y;
    }
    m_view = m_surface.snapped(m_view);
    ui.fill(rect, ui.theme->surface);
    if (m_scene)
        draw_ground(rect);
    ui.frame(rect, ui.theme->border);
}

} // namespace wangge::ui
