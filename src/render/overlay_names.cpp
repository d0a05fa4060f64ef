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

void Layout::names() {
    // Great names first and by all means; the others where there is room.
    constexpr int great = 600;
    for (const bool first : {true, false}) {
        std::vector<LabelRequest> requests;
        std::vector<const NamedPoint*> names;
        for (const NamedPoint& name : m_pen.scene.names) {
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
            names.push_back(&name);
        }
        const std::vector<LabelPosition> places =
            first ? placed(requests) : place_labels(requests, m_taken, m_view.width, m_view.height);
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!places[i].placed)
                continue;
            const PixelBox& box = places[i].box;
            m_pen.text(names[i]->text, names[i]->label, box.min_x, (box.min_y + box.max_y) / 2);
            m_pen.out.texts.push_back({box, names[i]->text});
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
