// Lays the overlay of one view out: groups and symbols first, then names by rank.
#pragma once
#include "render/clusters.h"
#include "render/overlay_pen.h"

#include <utility>
#include <vector>

namespace wangge::render {

// A town's mark with the people who stand there: set of points and how many.
struct SeatPlace {
    float x, y, half;
    std::vector<std::pair<std::size_t, int>> people;
};

class Layout {
public:
    explicit Layout(OverlayPen& pen)
        : m_pen(pen), m_view(pen.view), m_furniture(pen.view.width, pen.view.height), m_core(m_furniture),
          m_hard(m_furniture), m_taken(m_furniture) {}
    void run(OverlayPart part);

private:
    bool near(float x, float y) const;
    bool visible(base::Metres finest) const;

    // Symbols of people and sites are a little smaller on a map of the whole county.
    double pixels_of(const PointSet& set) const;
    void symbol(std::size_t set, float x, float y);
    static bool is_seat(const PointSet& set);
    static bool is_person(const PointSet& set);
    static bool is_flag(const PointSet& set);
    void flag(std::size_t set, float x, float y);
    std::vector<std::pair<float, float>> in_view(const PointSet& set) const;
    void points();

    // People live in towns: those at a seat stand above its mark, see residents().
    bool lives_at_seat(std::size_t set, float x, float y);

    // Beside counted groups and towns, not on them.
    void person(std::size_t set, float x, float y);

    // One symbol a kind above the seat; more than two of a kind are one symbol and their number.
    void residents(const SeatPlace& seat);
    style::Label count_label() const;

    // A mark that would lie on a seat's moves beside it, the way it came from, else below.
    void keep_off_seats(float& x, float& y, float radius) const;
    void site_groups();
    // Empty squares for the view; points closer than a symbol of the set become groups.
    Grouping grouping_of(std::size_t set) const;
    void groups(const Grouping& grouping, const std::function<std::size_t(std::int32_t row)>& set_of);
    struct Group {
        PixelBox box;
        std::int32_t count, missing;
    };
    PixelBox group_box(std::int32_t count, float x, float y) const;
    void group(std::int32_t count, std::int32_t missing, float x, float y);
    void move_off_names(Group& group) const;
    // Groups whose discs overlap become one.
    void join_groups();

    // Drawn when the great names stand: a group that a name needed room from moves off it.
    void draw_groups();
    void plates();

    // Clear of everything if that can be; else over lesser symbols; a town's name at worst over counted groups.
    std::vector<LabelPosition> placed(const std::vector<LabelRequest>& requests);
    // Names that stood somewhere before and still can stay there.
    std::vector<LabelPosition> kept_places(const std::vector<LabelRequest>& requests,
                                           const std::vector<std::uint32_t>& rows, bool great);
    void names();
    OverlayPen& m_pen;
    const View& m_view;
    // Furniture; with it seats and great names; with them counted groups; with them everything.
    TakenBoxes m_furniture, m_core, m_hard, m_taken;
    std::vector<Group> m_groups;
    std::vector<PixelBox> m_great; // boxes of towns and great names
    struct SeatMark {
        std::size_t set;
        float x, y;
    };
    std::vector<SeatMark> m_seat_marks;
    std::vector<SeatPlace> m_seats;
};

} // namespace wangge::render
