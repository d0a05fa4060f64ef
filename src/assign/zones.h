// The state of a search: who leads each cell, kept with the sums that make one move cheap to price.
#pragma once
#include "assign/problem.h"

namespace wangge::assign {

class Zones {
public:
    Zones(const Problem& problem, std::vector<std::int32_t> lead);

    const std::vector<std::int32_t>& lead() const { return m_lead; }
    std::int32_t lead(std::int32_t cell) const { return m_lead[cell]; }
    // Cells with a neighbour in another zone, in an order that only the moves made so far decide.
    const std::vector<std::int32_t>& border_cells() const { return m_border; }
    std::int32_t size_of(std::int32_t person) const { return m_size[person]; }
    std::int64_t load_of(std::int32_t person) const { return m_load[person]; }

    // What the total cost changes by when the cell goes to that person. Exact up to the rounding of the balance price.
    std::int64_t price_of(std::int32_t cell, std::int32_t person) const;
    // What it changes by when `cell` goes to the lead of `other` and `other` to the lead of `cell`.
    std::int64_t price_of_swap(std::int32_t cell, std::int32_t other) const;
    // True when the cell's zone stays connected and not empty without it.
    bool can_leave(std::int32_t cell) const { return stays_connected(cell, -1); }
    // True when the cell's zone stays connected when `cell` leaves it and `joining` (of another zone) enters it.
    bool can_leave_for(std::int32_t cell, std::int32_t joining) const { return stays_connected(cell, joining); }
    void move(std::int32_t cell, std::int32_t person);
    // Prices balance at this share of its full weight from now on.
    void ease_balance(double factor) { m_balance_cost = m_problem.balance_cost * factor; }

private:
    bool stays_connected(std::int32_t cell, std::int32_t joining) const;
    void update_border(std::int32_t cell);
    std::int64_t balance_change(std::int32_t from, std::int64_t from_change, std::int32_t to,
                                std::int64_t to_change) const;

    const Problem& m_problem;
    std::vector<std::int32_t> m_lead, m_size;
    std::vector<std::int64_t> m_load;
    std::vector<double> m_inverse_share;
    std::int64_t m_total = 0;
    double m_balance_cost;
    std::vector<std::int32_t> m_border, m_border_at;
    // marks of the connectivity walk; a mark is set when it equals m_round
    mutable std::vector<std::uint32_t> m_seen, m_wanted;
    mutable std::vector<std::int32_t> m_queue;
    mutable std::uint32_t m_round = 0;
};

} // namespace wangge::assign
