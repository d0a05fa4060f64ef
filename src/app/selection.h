// What the user has picked; the map, the tables and the cards all show the same.
#pragma once
#include "model/snapshot.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace wangge::app {

enum class PickedKind : std::uint8_t { nothing, site, village, person, township, cell, blind_spot };

// Rows count in the snapshot's tables; of a blind spot in the present list.
struct Picked {
    PickedKind kind = PickedKind::nothing;
    model::Row row = model::no_row;
    bool operator==(const Picked&) const = default;
    auto operator<=>(const Picked&) const = default;
    explicit operator bool() const { return kind != PickedKind::nothing; }
};

// What picking does to what was picked before.
enum class PickMode : std::uint8_t { replace, add, remove };

class Selection {
public:
    // The one that cards speak of: the last one picked.
    const Picked& picked() const { return m_picked; }
    const std::set<Picked>& all() const { return m_all; }
    std::size_t size() const { return m_all.size(); }
    bool is(PickedKind kind, model::Row row) const { return m_all.contains({kind, row}); }
    // Rows of one kind, ascending.
    std::vector<model::Row> rows(PickedKind kind) const {
        std::vector<model::Row> rows;
        for (auto at = m_all.lower_bound({kind, 0}); at != m_all.end() && at->kind == kind; ++at)
            rows.push_back(at->row);
        return rows;
    }

    void pick(Picked picked) { pick(std::span(&picked, picked ? 1 : 0), PickMode::replace); }
    void clear() { pick(Picked{}); }
    // Adds it, or takes it out when it is in.
    void toggle(Picked picked) {
        pick(std::span(&picked, 1), m_all.contains(picked) ? PickMode::remove : PickMode::add);
    }
    void pick(std::span<const Picked> picked, PickMode mode) {
        const std::set<Picked> before = m_all;
        const Picked card = m_picked;
        if (mode == PickMode::replace)
            m_all.clear();
        for (const Picked& each : picked)
            if (mode == PickMode::remove)
                m_all.erase(each);
            else if (each)
                m_all.insert(each);
        if (mode != PickMode::remove && !picked.empty())
            m_picked = picked.back();
        if (!m_all.contains(m_picked))
            m_picked = m_all.empty() ? Picked{} : *m_all.rbegin();
        m_revision += before != m_all || card != m_picked;
    }
    std::uint64_t revision() const { return m_revision; }

    // Where the map should go next; taken once.
    void fly_to(const geo::Box& box) { m_flight = box; }
    geo::Box take_flight() { return std::exchange(m_flight, geo::Box{}); }

private:
    Picked m_picked;
    std::set<Picked> m_all;
    std::uint64_t m_revision = 0;
    geo::Box m_flight;
};

} // namespace wangge::app
