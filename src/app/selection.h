// What the user has picked; the map, the tables and the cards all show the same.
#pragma once
#include "model/snapshot.h"

#include <utility>

namespace wangge::app {

enum class PickedKind : std::uint8_t { nothing, site, village, person, township, cell, blind_spot };

// Rows count in the snapshot's tables; of a blind spot in the present list.
struct Picked {
    PickedKind kind = PickedKind::nothing;
    model::Row row = model::no_row;
    bool operator==(const Picked&) const = default;
    explicit operator bool() const { return kind != PickedKind::nothing; }
};

class Selection {
public:
    const Picked& picked() const { return m_picked; }
    void pick(Picked picked) {
        if (!(picked == m_picked))
            ++m_revision;
        m_picked = picked;
    }
    void clear() { pick({}); }
    bool is(PickedKind kind, model::Row row) const { return m_picked.kind == kind && m_picked.row == row; }
    std::uint64_t revision() const { return m_revision; }

    // Where the map should go next; taken once.
    void fly_to(const geo::Box& box) { m_flight = box; }
    geo::Box take_flight() { return std::exchange(m_flight, geo::Box{}); }

private:
    Picked m_picked;
    std::uint64_t m_revision = 0;
    geo::Box m_flight;
};

} // namespace wangge::app
