#include "siting/reduce_cover.h"

#include <algorithm>

namespace wangge::siting {
namespace {

// Lists that shrink: entries of dead rows or columns are skipped.
class Reducer {
public:
    Reducer(const Incidence& covers, const std::vector<Value>& cost, const std::vector<std::int32_t>& times,
            const Deadline& deadline)
        : m_covers(covers), m_cost(cost), m_times(times), m_deadline(deadline), m_row_alive(covers.demands(), 1),
          m_column_alive(covers.candidates(), 1), m_row_size(covers.demands()), m_column_size(covers.candidates()) {
        for (std::size_t r = 0; r < m_row_size.size(); ++r)
            m_row_size[r] = static_cast<std::int32_t>(covers.by_demand[r].size());
        for (std::size_t c = 0; c < m_column_size.size(); ++c)
            m_column_size[c] = static_cast<std::int32_t>(covers.by_candidate[c].size());
        m_mark.assign(std::max(covers.demands(), covers.candidates()), 0);
        for (std::size_t c = 0; c < m_column_alive.size(); ++c)
            if (m_column_size[c] == 0)
                m_column_alive[c] = 0;
    }

    CoverCore run() {
        bool changed = true;
        while (changed && m_feasible && !m_deadline.over()) {
            changed = take_essential();
            changed = drop_columns() || changed;
            changed = drop_rows() || changed;
        }
        return core();
    }

private:
    bool take_essential() {
        bool changed = false;
        for (std::size_t r = 0; r < m_row_alive.size(); ++r) {
            if (!m_row_alive[r] || m_row_size[r] > m_times[r])
                continue;
            if (m_row_size[r] < m_times[r]) {
                m_feasible = false;
                return false;
            }
            changed = true;
            for (const std::int32_t c : m_covers.by_demand[r])
                if (m_column_alive[c])
                    take(c);
        }
        return changed;
    }

    void take(std::int32_t column) {
        m_taken.push_back(column);
        kill_column(column);
        for (const std::int32_t r : m_covers.by_candidate[column])
            if (m_row_alive[r] && --m_times[r] == 0)
                kill_row(r);
    }

    void kill_column(std::int32_t column) {
        m_column_alive[column] = 0;
        for (const std::int32_t r : m_covers.by_candidate[column])
            --m_row_size[r];
    }
    void kill_row(std::int32_t row) {
        m_row_alive[row] = 0;
        for (const std::int32_t c : m_covers.by_demand[row])
            --m_column_size[c];
    }

    // The alive item whose list on the other side is shortest.
    static std::int32_t rarest(std::span<const std::int32_t> list, const std::vector<char>& alive,
                               const std::vector<std::int32_t>& size) {
        std::int32_t best = -1;
        for (const std::int32_t item : list)
            if (alive[item] && (best < 0 || size[item] < size[best]))
                best = item;
        return best;
    }

    // Whether all alive items of `list` carry the present mark.
    bool holds_marked(std::span<const std::int32_t> list, const std::vector<char>& alive, std::int32_t asked) const {
        std::int32_t found = 0;
        for (const std::int32_t item : list)
            if (alive[item] && m_mark[item] == m_stamp && ++found == asked)
                return true;
        return asked == 0;
    }

    bool drop_columns() {
        bool changed = false;
        for (std::size_t c = 0; c < m_column_alive.size(); ++c) {
            if (!m_column_alive[c])
                continue;
            if (c % 64 == 0 && m_deadline.over())
                return changed;
            if (m_column_size[c] == 0) {
                m_column_alive[c] = 0;
                continue;
            }
            if (column_can_go(static_cast<std::int32_t>(c))) {
                kill_column(static_cast<std::int32_t>(c));
                changed = true;
            }
        }
        return changed;
    }

    bool column_can_go(std::int32_t column) {
        const auto rows = m_covers.by_candidate[column];
        ++m_stamp;
        for (const std::int32_t r : rows)
            if (m_row_alive[r]) {
                if (m_times[r] > 1)
                    return false;
                m_mark[r] = m_stamp;
            }
        const std::int32_t pivot = rarest(rows, m_row_alive, m_row_size);
        for (const std::int32_t other : m_covers.by_demand[pivot]) {
            if (other == column || !m_column_alive[other] || m_cost[other] > m_cost[column] ||
                m_column_size[other] < m_column_size[column])
                continue;
            if (holds_marked(m_covers.by_candidate[other], m_row_alive, m_column_size[column]))
                return true;
        }
        return false;
    }

    bool drop_rows() {
        bool changed = false;
        for (std::size_t r = 0; r < m_row_alive.size(); ++r) {
            if (!m_row_alive[r])
                continue;
            if (r % 64 == 0 && m_deadline.over())
                return changed;
            changed = drop_rows_that_follow(static_cast<std::int32_t>(r)) || changed;
        }
        return changed;
    }

    // Every row that holds all candidates of `row` and asks for no more is satisfied with it.
    bool drop_rows_that_follow(std::int32_t row) {
        bool changed = false;
        const auto columns = m_covers.by_demand[row];
        ++m_stamp;
        for (const std::int32_t c : columns)
            if (m_column_alive[c])
                m_mark[c] = m_stamp;
        const std::int32_t pivot = rarest(columns, m_column_alive, m_column_size);
        if (pivot < 0)
            return false;
        for (const std::int32_t other : m_covers.by_candidate[pivot]) {
            if (other == row || !m_row_alive[other] || m_times[other] > m_times[row] ||
                m_row_size[other] < m_row_size[row])
                continue;
            if (holds_marked(m_covers.by_demand[other], m_column_alive, m_row_size[row])) {
                kill_row(other);
                changed = true;
            }
        }
        return changed;
    }

    CoverCore core() {
        CoverCore core;
        core.feasible = m_feasible;
        core.taken = m_taken;
        std::vector<std::int32_t> place(m_column_alive.size(), -1);
        for (std::size_t c = 0; c < m_column_alive.size(); ++c)
            if (m_column_alive[c] && m_column_size[c] > 0) {
                place[c] = static_cast<std::int32_t>(core.candidate.size());
                core.candidate.push_back(static_cast<std::int32_t>(c));
                core.cost.push_back(m_cost[c]);
            }
        Lists rows;
        std::vector<std::int32_t> row;
        for (std::size_t r = 0; r < m_row_alive.size(); ++r) {
            if (!m_row_alive[r])
                continue;
            row.clear();
            for (const std::int32_t c : m_covers.by_demand[r])
                if (place[c] >= 0)
                    row.push_back(place[c]);
            rows.add(row);
            core.demand.push_back(static_cast<std::int32_t>(r));
            core.times.push_back(m_times[r]);
        }
        core.covers = incidence_of(std::move(rows), core.candidate.size());
        return core;
    }

    const Incidence& m_covers;
    const std::vector<Value>& m_cost;
    std::vector<std::int32_t> m_times;
    const Deadline& m_deadline;
    std::vector<char> m_row_alive, m_column_alive;
    std::vector<std::int32_t> m_row_size, m_column_size, m_taken;
    std::vector<std::int32_t> m_mark;
    std::int32_t m_stamp = 0;
    bool m_feasible = true;
};

} // namespace

CoverCore reduce_cover(const Incidence& covers, const std::vector<Value>& cost, const std::vector<std::int32_t>& times,
                       const Deadline& deadline) {
    return Reducer(covers, cost, times, deadline).run();
}

CoverCore reduce_again(const CoverCore& core, const Deadline& deadline) {
    CoverCore less = reduce_cover(core.covers, core.cost, core.times, deadline);
    for (std::int32_t& demand : less.demand)
        demand = core.demand[demand];
    for (auto* rows : {&less.candidate, &less.taken})
        for (std::int32_t& candidate : *rows)
            candidate = core.candidate[candidate];
    less.taken.insert(less.taken.begin(), core.taken.begin(), core.taken.end());
    less.feasible = less.feasible && core.feasible;
    return less;
}

} // namespace wangge::siting
