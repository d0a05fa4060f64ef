// Plates and names find their places.
#include "render/overlay_layout.h"

#include <cmath>

namespace wangge::render {

void Layout::plates() {
    std::vector<LabelRequest> requests;
    const float height = m_pen.px(18);
    for (const Plate& plate : m_pen.scene.plates) {
        const float width =
            m_pen.text_width(plate.number, plate.label) + m_pen.text_width(plate.name, plate.label) + m_pen.px(18);
        requests.push_back({static_cast<float>(m_view.pixel_x(plate.at.x)),
                            static_cast<float>(m_view.pixel_y(plate.at.y)), width, height, m_pen.px(10),
                            plate.label.priority, 0, LabelPlace::centred_first});
    }
    std::vector<LabelPosition> places = placed(requests);
    for (std::size_t i = 0; i < places.size(); ++i) {
        Plate shown = m_pen.scene.plates[i];
        if (!places[i].placed) {
            // No room for the name: the number alone.
            shown.name.clear();
            requests[i].width = m_pen.text_width(shown.number, shown.label) + m_pen.px(11);
            places[i] = placed({requests[i]}).front();
        }
        if (places[i].placed)
            draw_plate(m_pen, shown, places[i].box);
    }
}

std::vector<LabelPosition> Layout::placed(const std::vector<LabelRequest>& requests) {
    constexpr int town = 800;
    std::vector<LabelPosition> places = place_labels(requests, m_taken, m_view.width, m_view.height);
    for (const LabelPosition& p : places)
        if (p.placed) {
            m_hard.add(p.box);
            m_core.add(p.box);
        }
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (TakenBoxes* taken : {&m_hard, &m_core}) {
            if (places[i].placed || (taken == &m_core && requests[i].rank < town))
                continue;
            places[i] = place_labels({requests[i]}, *taken, m_view.width, m_view.height).front();
            if (places[i].placed)
                for (TakenBoxes* other : {&m_taken, &m_hard, &m_core})
                    if (other != taken)
                        other->add(places[i].box);
        }
    }
    return places;
}

std::vector<LabelPosition> Layout::kept_places(const std::vector<LabelRequest>& requests,
                                               const std::vector<std::uint32_t>& rows, bool great) {
    const PixelBox picture{0, 0, static_cast<float>(m_view.width), static_cast<float>(m_view.height)};
    std::vector<LabelPosition> places(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto stood = m_pen.before.names.find(rows[i]);
        if (stood == m_pen.before.names.end())
            continue;
        const LabelRequest& r = requests[i];
        const float left = r.x + stood->second.x, top = r.y + stood->second.y;
        const PixelBox box{left, top, left + r.width, top + r.height};
        // A great name may have been laid over lesser things: it is not asked to be free of them again.
        if (!box.touches(picture) || !(great ? m_core : m_taken).free(box))
            continue;
        places[i] = {true, box};
        m_taken.add(box);
        if (great) {
            m_hard.add(box);
            m_core.add(box);
        }
    }
    return places;
}

void Layout::names() {
    // Great names first and by all means; the others where there is room.
    constexpr int great = 600;
    for (const bool first : {true, false}) {
        std::vector<LabelRequest> requests;
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < m_pen.scene.names.size(); ++row) {
            const NamedPoint& name = m_pen.scene.names[row];
            if ((name.label.priority >= great) != first || !visible(name.finest_pixel) || std::isnan(name.at.x))
                continue;
            const auto x = static_cast<float>(m_view.pixel_x(name.at.x)),
                       y = static_cast<float>(m_view.pixel_y(name.at.y));
            const float r = m_pen.px(4);
            // A place under the scale bar or the arrow shows no mark, so it gets no name.
            if (!near(x, y) || !m_furniture.free({x - r, y - r, x + r, y + r}))
                continue;
            requests.push_back({x, y, m_pen.text_width(name.text, name.label), m_pen.text_height(name.label),
                                m_pen.px(name.gap.value), name.label.priority, name.weight, LabelPlace::around});
            rows.push_back(row);
        }
        std::vector<LabelPosition> places = kept_places(requests, rows, first);
        std::vector<LabelRequest> open;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (!places[i].placed)
                open.push_back(requests[i]);
        const std::vector<LabelPosition> found =
            first ? placed(open) : place_labels(open, m_taken, m_view.width, m_view.height);
        for (std::size_t i = 0, next = 0; i < places.size(); ++i) {
            if (!places[i].placed)
                places[i] = found[next++];
            if (!places[i].placed)
                continue;
            const PixelBox& box = places[i].box;
            const NamedPoint& name = m_pen.scene.names[rows[i]];
            m_pen.text(name.text, name.label, box.min_x, (box.min_y + box.max_y) / 2);
            m_pen.out.texts.push_back({box, name.text});
            m_pen.out.anchors.names[rows[i]] = {box.min_x - requests[i].x, box.min_y - requests[i].y};
            if (first)
                m_great.push_back(box);
        }
        if (first) {
            draw_groups();
            lay_out_shields(m_pen, m_taken);
        }
    }
}

} // namespace wangge::render
