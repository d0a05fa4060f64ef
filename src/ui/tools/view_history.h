// The views that the map has shown, for going back and forth between them.
#pragma once
#include "render/view.h"

#include <cmath>
#include <vector>

namespace wangge::ui {

class ViewHistory {
public:
    // Call when the map has come to rest; a view that hardly differs from the present one is no new one.
    void note(const render::View& view) {
        if (!m_views.empty() && alike(m_views[m_at], view)) {
            m_views[m_at] = view;
            return;
        }
        if (!m_views.empty())
            m_views.resize(m_at + 1);
        m_views.push_back(view);
        if (m_views.size() > most)
            m_views.erase(m_views.begin());
        m_at = m_views.size() - 1;
    }
    void clear() { m_views.clear(), m_at = 0; }
    bool can_go_back() const { return m_at > 0; }
    bool can_go_forth() const { return m_at + 1 < m_views.size(); }
    // Precondition: can_go_back() or can_go_forth().
    const render::View& back() { return m_views[--m_at]; }
    const render::View& forth() { return m_views[++m_at]; }

private:
    static constexpr std::size_t most = 50;
    static bool alike(const render::View& a, const render::View& b) {
        const double pixel = a.per_pixel.value;
        return std::abs(a.centre.x - b.centre.x) < 8 * pixel && std::abs(a.centre.y - b.centre.y) < 8 * pixel &&
               std::abs(std::log(pixel / b.per_pixel.value)) < 0.05;
    }
    std::vector<render::View> m_views;
    std::size_t m_at = 0;
};

} // namespace wangge::ui
