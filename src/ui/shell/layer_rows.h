// The rows of the layer tree: groups that fold, layers with eye, symbol and count, and the ground layers' order by
// dragging.
#pragma once
#include "ui/context.h"

#include <functional>

namespace wangge::ui {

class LayerRows {
public:
    LayerRows(Context& context, const Rect& rect);

    // False when the group is folded.
    bool group(const std::string& id, const std::string& title, const std::string& note);
    // Draws the symbol about that point.
    using Swatch = std::function<void(ImVec2)>;
    // A row without `layer` cannot be switched. A second number stands left of the count.
    void row(std::string_view layer, const std::string& title, const std::string& count, const Swatch& swatch,
             bool indented = false, const std::string& left_of_count = {});
    // Room for a row that somebody else draws; logical pixels.
    Rect next(float height) {
        m_y += ui.px(height);
        return {m_rect.x, m_y - ui.px(height), m_rect.w, ui.px(height)};
    }
    Rect box(ImVec2 centre) const { return {centre.x - ui.px(8), centre.y - ui.px(6), ui.px(16), ui.px(12)}; }
    // After the last row: a drag that ended takes effect.
    void finish();

private:
    // Rows of ground layers can be dragged among each other. True when the row was dropped just now.
    bool drag(std::string_view layer, const std::string& title, const Rect& rect, const Hit& hit);
    void drop(std::size_t gap);

    struct GroundRow {
        std::string layer;
        Rect rect;
    };
    Context& c;
    Ui& ui;
    Rect m_rect;
    float m_y = 0;
    std::vector<GroundRow> m_ground;
    std::string m_dragged, m_dropped;
};

} // namespace wangge::ui
