// Symbols, counted groups and the people of a town.
#include "render/overlay_layout.h"
#include "render/symbol_parts.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace wangge::render {

namespace {

constexpr double group_cell = 46; // logical pixels

// Small where a street's shops are counted, so that a town is still seen; wide enough for the digits of a county.
double group_radius(std::int32_t count) {
    return count < 4 ? 6.0 + count * 2 : std::min(21.0, 9 + 12 * std::log(count / 4.0) / std::log(1250.0));
}

} // namespace

void Layout::run(OverlayPart part) {
    if (part != OverlayPart::map)
        lay_out_furniture(m_pen, m_furniture);
    if (part == OverlayPart::furniture)
        return;
    m_core = m_hard = m_taken = m_furniture;
    points();
    plates();
    names();
    lay_out_line_names(m_pen, m_taken);
}

bool Layout::near(float x, float y) const {
    const float rim = m_pen.px(24);
    return x > -rim && y > -rim && x < static_cast<float>(m_view.width) + rim &&
           y < static_cast<float>(m_view.height) + rim;
}

bool Layout::visible(base::Metres finest) const {
    return finest.value == 0 || m_view.per_logical_pixel().value <= finest.value;
}

double Layout::pixels_of(const PointSet& set) const {
    const double far = std::clamp((m_view.per_logical_pixel().value - 40) / 60, 0.0, 1.0);
    return std::round(set.symbol.size.value * m_view.device_scale * (is_seat(set) ? 1 : 1 - 0.2 * far) * 2) / 2;
}

void Layout::symbol(std::size_t set, float x, float y) {
    const style::Symbol& s = m_pen.scene.points[set].symbol;
    const double pixels = pixels_of(m_pen.scene.points[set]);
    const float half = static_cast<float>(pixels) / 2 + m_pen.px(1);
    const PixelBox box{x - half, y - half, x + half, y + half};
    // What would stick out from under the scale bar or the arrow is left out.
    if (!m_furniture.free(box))
        return;
    m_taken.add(box);
    m_pen.out.marks.push_back({box, static_cast<std::int32_t>(set), 1});
    if (m_pen.ink) {
        m_pen.ink->shapes.emplace_back(
            SymbolInk{s, x, y, pixels, m_pen.scene.points[set].opacity, static_cast<std::int32_t>(set)});
        return;
    }
    const std::string key = fmt::format("s{} {} {} {:.2f}", static_cast<int>(s.shape), style::to_hex(s.colour),
                                        style::to_hex(s.ink), pixels);
    const Sprite sprite = m_pen.sprites.find(key, [&] { return symbol_picture(s, pixels, m_view.device_scale); });
    m_pen.picture(sprite, x - static_cast<float>(sprite.width) / 2, y - static_cast<float>(sprite.height) / 2,
                  m_pen.scene.points[set].opacity);
}

bool Layout::is_seat(const PointSet& set) {
    return set.symbol.shape == style::SymbolShape::township_seat || set.symbol.shape == style::SymbolShape::county_seat;
}

bool Layout::is_person(const PointSet& set) {
    return set.symbol.shape == style::SymbolShape::inspector || set.symbol.shape == style::SymbolShape::coordinator ||
           set.symbol.shape == style::SymbolShape::informant;
}

bool Layout::is_flag(const PointSet& set) {
    return set.symbol.shape == style::SymbolShape::flag;
}

// Planted in its place, so that what it marks stays in sight.
void Layout::flag(std::size_t set, float x, float y) {
    const double half = pixels_of(m_pen.scene.points[set]) / 2;
    symbol(set, x - static_cast<float>(flag_foot.x * half), y - static_cast<float>(flag_foot.y * half));
}

std::vector<std::pair<float, float>> Layout::in_view(const PointSet& set) const {
    std::vector<std::pair<float, float>> result;
    for (std::size_t i = 0; i < set.x.size(); ++i) {
        const auto x = static_cast<float>(m_view.pixel_x(set.x[i])), y = static_cast<float>(m_view.pixel_y(set.y[i]));
        if (near(x, y))
            result.emplace_back(x, y);
    }
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return std::pair(a.second, a.first) < std::pair(b.second, b.first); });
    return result;
}

void Layout::points() {
    const std::vector<PointSet>& sets = m_pen.scene.points;
    std::vector<std::size_t> crowds;
    std::vector<std::vector<std::pair<float, float>>> places(sets.size());
    for (std::size_t s = 0; s < sets.size(); ++s) {
        if (!visible(sets[s].finest_pixel))
            continue;
        if (sets[s].grouped)
            continue;
        places[s] = in_view(sets[s]);
        // A crowd of people is counted too.
        const double side = pixels_of(sets[s]);
        if (sets[s].counted || (is_person(sets[s]) && static_cast<double>(places[s].size()) * side * side >
                                                          0.16 * m_view.width * m_view.height)) {
            crowds.push_back(s);
            places[s].clear();
        }
    }
    for (std::size_t s = 0; s < sets.size(); ++s)
        if (is_seat(sets[s]))
            for (const auto& [x, y] : places[s])
                m_seats.push_back({x, y, static_cast<float>(pixels_of(sets[s])) / 2 + m_pen.px(1), {}});
    for (std::size_t s = 0; s < sets.size(); ++s)
        if (is_person(sets[s]))
            std::erase_if(places[s], [&](const auto& place) { return lives_at_seat(s, place.first, place.second); });
    const auto draw = [&](std::size_t s) {
        for (const auto& [x, y] : places[s])
            is_person(sets[s]) ? person(s, x, y) : symbol(s, x, y);
    };
    // Villages below groups, people and towns above, flags on top.
    for (std::size_t s = 0; s < sets.size(); ++s)
        if (!is_seat(sets[s]) && !is_person(sets[s]) && !is_flag(sets[s]))
            draw(s);
    site_groups();
    for (std::size_t s : crowds) {
        Grouping grouping = grouping_of(s);
        for (std::size_t i = 0; i < sets[s].x.size(); ++i)
            grouping.add({sets[s].x[i], sets[s].y[i]}, static_cast<std::int32_t>(i), false);
        groups(grouping, [s](std::int32_t) { return s; });
    }
    for (std::size_t s = 0; s < sets.size(); ++s)
        if (is_person(sets[s]))
            draw(s);
        else if (is_seat(sets[s]))
            for (const auto& [x, y] : places[s])
                m_seat_marks.push_back({s, x, y});
    for (std::size_t s = 0; s < sets.size(); ++s)
        if (is_flag(sets[s]))
            for (const auto& [x, y] : places[s])
                flag(s, x, y);
    for (const SeatPlace& seat : m_seats) {
        residents(seat);
        const PixelBox box{seat.x - seat.half, seat.y - seat.half, seat.x + seat.half, seat.y + seat.half};
        for (TakenBoxes* taken : {&m_taken, &m_hard, &m_core})
            taken->add(box);
        m_great.push_back(box);
    }
    for (const Group& g : m_groups)
        m_hard.add(g.box);
}

bool Layout::lives_at_seat(std::size_t set, float x, float y) {
    for (SeatPlace& seat : m_seats) {
        if (std::hypot(seat.x - x, seat.y - y) >= m_pen.px(9))
            continue;
        const auto it =
            std::find_if(seat.people.begin(), seat.people.end(), [&](const auto& p) { return p.first == set; });
        if (it == seat.people.end())
            seat.people.push_back({set, 1});
        else
            ++it->second;
        return true;
    }
    return false;
}

void Layout::person(std::size_t set, float x, float y) {
    const auto keep_off = [&](float at_x, float at_y, float room) {
        const float dx = x - at_x, dy = y - at_y, distance = std::hypot(dx, dy);
        if (distance >= room)
            return;
        x = at_x + (distance > 0.5f ? dx / distance : 0.7f) * room;
        y = at_y + (distance > 0.5f ? dy / distance : -0.7f) * room;
    };
    for (const Group& g : m_groups)
        keep_off((g.box.min_x + g.box.max_x) / 2, (g.box.min_y + g.box.max_y) / 2,
                 (g.box.max_x - g.box.min_x) / 2 + m_pen.px(5));
    const float half = static_cast<float>(pixels_of(m_pen.scene.points[set])) / 2;
    for (const SeatPlace& seat : m_seats)
        keep_off(seat.x, seat.y, seat.half + half);
    symbol(set, x, y);
}

void Layout::residents(const SeatPlace& seat) {
    const style::Label label = count_label();
    struct Item {
        std::size_t set;
        int symbols;
        std::string text;
        float width;
    };
    std::vector<Item> items;
    float width = 0, size = 0;
    for (const auto& [set, count] : seat.people) {
        const auto pixels = static_cast<float>(pixels_of(m_pen.scene.points[set]));
        Item item{set, count > 2 ? 1 : count, count > 2 ? "\u00D7" + std::to_string(count) : "", 0};
        item.width = static_cast<float>(item.symbols) * (pixels + m_pen.px(1)) +
                     (item.text.empty() ? 0 : m_pen.text_width(item.text, label) + m_pen.px(1));
        width += item.width;
        size = std::max(size, pixels);
        items.push_back(std::move(item));
    }
    float x = seat.x - width / 2;
    const float y = seat.y - seat.half - size / 2 - m_pen.px(1.5);
    if (width > 0)
        m_hard.add({x, y - size / 2, x + width, y + size / 2});
    for (const Item& item : items) {
        const auto pixels = static_cast<float>(pixels_of(m_pen.scene.points[item.set]));
        for (int i = 0; i < item.symbols; ++i, x += pixels + m_pen.px(1))
            symbol(item.set, x + pixels / 2, y);
        if (item.text.empty())
            continue;
        m_pen.text(item.text, label, x, y);
        const float w = m_pen.text_width(item.text, label), half = m_pen.text_height(label) / 2;
        m_taken.add({x, y - half, x + w, y + half});
        x += w + m_pen.px(2);
    }
}

style::Label Layout::count_label() const {
    style::Label label;
    label.colour = m_pen.scene.text;
    label.halo = style::with_opacity(m_pen.scene.panel, 0.92);
    label.size = {10.5};
    label.bold = true;
    return label;
}

void Layout::keep_off_seats(float& x, float& y, float radius) const {
    const auto keep_off = [&](float seat_x, float seat_y, float half) {
        const float dx = x - seat_x, dy = y - seat_y, distance = std::hypot(dx, dy);
        const float room = radius + half + m_pen.px(1);
        if (distance >= room)
            return;
        x = seat_x + (distance > 0.5f ? dx / distance : -0.6f) * room;
        y = seat_y + (distance > 0.5f ? dy / distance : 0.8f) * room;
    };
    for (const SeatPlace& seat : m_seats) {
        // First off the people above the seat, then off the seat, so that the seat is surely clear.
        if (!seat.people.empty())
            keep_off(seat.x, seat.y - seat.half - m_pen.px(8), m_pen.px(11));
        keep_off(seat.x, seat.y, seat.half);
    }
}

Grouping Layout::grouping_of(std::size_t set) const {
    const double pixel = m_view.per_logical_pixel().value;
    // The grid's step is rounded to powers of two so that groups do not boil while zooming smoothly.
    const double cell = group_cell * std::exp2(std::round(std::log2(pixel) * 2) / 2);
    return {m_view.box().grown(cell), {cell}, {m_pen.scene.points[set].symbol.size.value * pixel * 0.95}};
}

void Layout::site_groups() {
    const Crowd& crowd = m_pen.scene.crowd;
    if (crowd.set.empty())
        return;
    Grouping grouping = grouping_of(crowd.set.front());
    const geo::Box box = m_view.box().grown(2 * group_cell * m_view.per_logical_pixel().value);
    for (const Crowd::Square& square : crowd.squares) {
        if (!square.box.touches(box) || grouping.add_together(square.box, square.middle, square.count, square.missing))
            continue;
        for (std::uint32_t i = square.first; i < square.first + square.count; ++i)
            grouping.add(crowd.point(square, i), static_cast<std::int32_t>(i), square.missing > 0 && crowd.missing[i]);
    }
    groups(grouping, [&](std::int32_t row) { return crowd.set[static_cast<std::size_t>(row)]; });
}

void Layout::groups(const Grouping& grouping, const std::function<std::size_t(std::int32_t row)>& set_of) {
    const double pixel = m_view.per_logical_pixel().value;
    const auto radius = [&](std::int32_t count) { return group_radius(count) * pixel; };
    for (const Cluster& c : merged(grouping.clusters(), radius)) {
        auto px = static_cast<float>(m_view.pixel_x(c.at.x)), py = static_cast<float>(m_view.pixel_y(c.at.y));
        if (!near(px, py))
            continue;
        keep_off_seats(px, py, m_pen.px(group_radius(c.count)));
        if (c.count > 3) {
            group(c.count, c.missing, px, py);
            continue;
        }
        // Two or three stand side by side: that says more than their number.
        const float step = static_cast<float>(pixels_of(m_pen.scene.points[set_of(c.rows[0])])) + m_pen.px(1);
        for (std::int32_t i = 0; i < c.count; ++i)
            symbol(set_of(c.rows[static_cast<std::size_t>(i)]),
                   px + (static_cast<float>(i) - static_cast<float>(c.count - 1) / 2) * step, py);
    }
}

PixelBox Layout::group_box(std::int32_t count, float x, float y) const {
    const auto r = static_cast<float>(std::round(group_radius(count) * m_view.device_scale * 2) / 2);
    return {x - r, y - r, x + r, y + r};
}

void Layout::group(std::int32_t count, std::int32_t missing, float x, float y) {
    const PixelBox taken = group_box(count, x, y);
    if (!m_pen.scene.cluster || !m_furniture.free(taken))
        return;
    m_taken.add(taken);
    m_groups.push_back({taken, count, missing});
}

// To the nearest place beside all names, or nowhere when there is none close by.
void Layout::move_off_names(Group& g) const {
    const auto free = [&](const PixelBox& box) {
        return std::none_of(m_great.begin(), m_great.end(), [&](const PixelBox& name) { return box.touches(name); });
    };
    if (free(g.box))
        return;
    const float half = (g.box.max_x - g.box.min_x) / 2;
    constexpr int directions = 16;
    for (float way = half / 4; way < 5 * half; way += half / 4)
        for (int i = 0; i < directions; ++i) {
            const float angle = static_cast<float>(i) * 2 * std::numbers::pi_v<float> / directions;
            const float dx = std::round(way * std::cos(angle)), dy = std::round(way * std::sin(angle));
            const PixelBox there{g.box.min_x + dx, g.box.min_y + dy, g.box.max_x + dx, g.box.max_y + dy};
            if (free(there)) {
                g.box = there;
                return;
            }
        }
}

void Layout::join_groups() {
    std::stable_sort(m_groups.begin(), m_groups.end(),
                     [](const Group& a, const Group& b) { return a.count > b.count; });
    std::vector<Group> kept;
    for (const Group& g : m_groups) {
        const float x = (g.box.min_x + g.box.max_x) / 2, y = (g.box.min_y + g.box.max_y) / 2;
        const auto over = [&](const Group& big) {
            const float room = (big.box.max_x - big.box.min_x + g.box.max_x - g.box.min_x) / 2;
            return std::hypot((big.box.min_x + big.box.max_x) / 2 - x, (big.box.min_y + big.box.max_y) / 2 - y) <
                   0.95f * room;
        };
        const auto big = std::find_if(kept.begin(), kept.end(), over);
        if (big == kept.end()) {
            kept.push_back(g);
            continue;
        }
        big->count += g.count;
        big->missing += g.missing;
        big->box = group_box(big->count, (big->box.min_x + big->box.max_x) / 2, (big->box.min_y + big->box.max_y) / 2);
    }
    m_groups = std::move(kept);
}

void Layout::draw_groups() {
    // Moving off a name may push one group onto another; then they are one.
    for (int round = 0; round < 2; ++round) {
        for (Group& g : m_groups)
            move_off_names(g);
        join_groups();
    }
    for (const Group& g : m_groups) {
        m_taken.add(g.box);
        draw_group(m_pen, g.count, g.missing, g.box);
        m_pen.out.marks.push_back({g.box, -1, g.count});
    }
    for (const SeatMark& mark : m_seat_marks)
        symbol(mark.set, mark.x, mark.y);
}

} // namespace wangge::render
