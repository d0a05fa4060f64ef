#include "assign/zones.h"

#include <algorithm>

namespace wangge::assign {

Zones::Zones(const Problem& problem, std::vector<std::int32_t> lead)
    : m_problem(problem), m_lead(std::move(lead)), m_size(problem.people(), 0), m_load(loads_of(problem, m_lead)),
      m_balance_cost(problem.balance_cost), m_border_at(problem.cells(), -1), m_seen(problem.cells(), 0),
      m_wanted(problem.cells(), 0) {
    for (const std::int32_t p : m_lead)
        ++m_size[p];
    for (const std::int64_t load : m_load)
        m_total += load;
    for (const double share : problem.share)
        m_inverse_share.push_back(1 / share);
    for (std::int32_t c = 0; c < problem.cells(); ++c)
        update_border(c);
}

void Zones::update_border(std::int32_t cell) {
    const CellGraph& graph = m_problem.graph;
    bool on_border = false;
    for (std::int32_t e = graph.first[cell]; e < graph.first[cell + 1] && !on_border; ++e)
        on_border = m_lead[graph.neighbour[e]] != m_lead[cell];
    if (on_border && m_border_at[cell] < 0) {
        m_border_at[cell] = static_cast<std::int32_t>(m_border.size());
        m_border.push_back(cell);
    } else if (!on_border && m_border_at[cell] >= 0) {
        m_border_at[m_border.back()] = m_border_at[cell];
        m_border[m_border_at[cell]] = m_border.back();
        m_border.pop_back();
        m_border_at[cell] = -1;
    }
}

// The squares' differences are whole numbers, so that only the last three products are rounded.
std::int64_t Zones::balance_change(std::int32_t from, std::int64_t from_change, std::int32_t to,
                                   std::int64_t to_change) const {
    const auto squares = [](std::int64_t value, std::int64_t change) {
        return static_cast<double>(change) * static_cast<double>(2 * value + change);
    };
    const double sum = squares(m_load[from], from_change) * m_inverse_share[from] +
                       squares(m_load[to], to_change) * m_inverse_share[to] - squares(m_total, from_change + to_change);
    return std::llround(m_balance_cost * sum);
}

std::int64_t Zones::price_of(std::int32_t cell, std::int32_t person) const {
    const CellGraph& graph = m_problem.graph;
    const std::int32_t from = m_lead[cell];
    std::int64_t price = 0;
    for (std::int32_t e = graph.first[cell]; e < graph.first[cell + 1]; ++e) {
        const std::int32_t other = m_lead[graph.neighbour[e]];
        if (other == from)
            price += m_problem.border_cost[e];
        else if (other == person)
            price -= m_problem.border_cost[e];
    }
    const std::int64_t old_travel = m_problem.travel(cell, from), new_travel = m_problem.travel(cell, person);
    price += m_problem.place_cost(cell, person, new_travel) - m_problem.place_cost(cell, from, old_travel);
    return price +
           balance_change(from, -(m_problem.on_site[cell] + old_travel), person, m_problem.on_site[cell] + new_travel);
}

std::int64_t Zones::price_of_swap(std::int32_t cell, std::int32_t other) const {
    const CellGraph& graph = m_problem.graph;
    const std::int32_t a = m_lead[cell], b = m_lead[other];
    std::int64_t price = 0;
    const auto borders = [&](std::int32_t moved, std::int32_t from, std::int32_t to, std::int32_t partner) {
        for (std::int32_t e = graph.first[moved]; e < graph.first[moved + 1]; ++e) {
            if (graph.neighbour[e] == partner)
                continue; // still between the two zones afterwards
            const std::int32_t lead = m_lead[graph.neighbour[e]];
            if (lead == from)
                price += m_problem.border_cost[e];
            else if (lead == to)
                price -= m_problem.border_cost[e];
        }
    };
    borders(cell, a, b, other);
    borders(other, b, a, cell);
    const auto place = [&](std::int32_t moved, std::int32_t person, std::int64_t& load) {
        const std::int64_t travel = m_problem.travel(moved, person);
        load = m_problem.on_site[moved] + travel;
        return m_problem.place_cost(moved, person, travel);
    };
    std::int64_t cell_a, cell_b, other_a, other_b;
    price -= place(cell, a, cell_a) + place(other, b, other_b);
    price += place(cell, b, cell_b) + place(other, a, other_a);
    return price + balance_change(a, other_a - cell_a, b, cell_b - other_b);
}

bool Zones::stays_connected(std::int32_t cell, std::int32_t joining) const {
    const CellGraph& graph = m_problem.graph;
    const std::int32_t zone = m_lead[cell];
    if (m_size[zone] == 1 && joining < 0)
        return false;
    if (++m_round == 0) { // wrapped: all old marks are void
        std::fill(m_seen.begin(), m_seen.end(), 0);
        std::fill(m_wanted.begin(), m_wanted.end(), 0);
        m_round = 1;
    }
    const auto inside = [&](std::int32_t c) { return (m_lead[c] == zone && c != cell) || c == joining; };
    // All neighbours of the cell in its zone, and the one that joins, must still reach each other.
    std::int32_t wanted = 0, start = joining;
    for (std::int32_t e = graph.first[cell]; e < graph.first[cell + 1]; ++e) {
        const std::int32_t n = graph.neighbour[e];
        if (n != joining && inside(n)) {
            m_wanted[n] = m_round;
            start = n;
            ++wanted;
        }
    }
    if (joining >= 0) {
        m_wanted[joining] = m_round;
        ++wanted;
        if (m_size[zone] == 1)
            return true;
    }
    if (wanted <= 1)
        return wanted == 1 && (joining < 0 || m_size[zone] == 1);
    m_queue.assign(1, start);
    m_seen[start] = m_round;
    --wanted;
    for (std::size_t i = 0; i < m_queue.size(); ++i) {
        const std::int32_t c = m_queue[i];
        for (std::int32_t e = graph.first[c]; e < graph.first[c + 1]; ++e) {
            const std::int32_t n = graph.neighbour[e];
            if (m_seen[n] == m_round || !inside(n))
                continue;
            m_seen[n] = m_round;
            if (m_wanted[n] == m_round && --wanted == 0)
                return true;
            m_queue.push_back(n);
        }
    }
    return false;
}

void Zones::move(std::int32_t cell, std::int32_t person) {
    const std::int32_t from = m_lead[cell];
    const std::int64_t old_load = m_problem.load(cell, from), new_load = m_problem.load(cell, person);
    m_load[from] -= old_load;
    m_load[person] += new_load;
    m_total += new_load - old_load;
    --m_size[from];
    ++m_size[person];
    m_lead[cell] = person;
    update_border(cell);
    const CellGraph& graph = m_problem.graph;
    for (std::int32_t e = graph.first[cell]; e < graph.first[cell + 1]; ++e)
        update_border(graph.neighbour[e]);
}

} // namespace wangge::assign
