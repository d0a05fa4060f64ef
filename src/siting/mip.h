// A mixed integer program and CBC behind it: what proves an answer once reductions have made the problem small.
#pragma once
#include "siting/answer.h"

#include <cstddef>
#include <limits>
#include <optional>

namespace wangge::siting {

// Minimise cost x subject to row_low <= A x <= row_high, low <= x <= high, some x whole. Build it column by column and
// row by row.
class Mip {
public:
    static constexpr double infinity = std::numeric_limits<double>::max();

    // The number of the new column.
    int add_column(double cost, double low, double high, bool whole);
    int add_binary(double cost) { return add_column(cost, 0, 1, true); }
    // Terms follow by add_term(); they belong to the last row.
    void add_row(double low, double high);
    void add_term(int column, double factor);

    int columns() const { return static_cast<int>(m_cost.size()); }
    int rows() const { return static_cast<int>(m_row_low.size()); }

private:
    friend class CbcRun;
    std::vector<double> m_cost, m_low, m_high, m_row_low, m_row_high, m_factor;
    std::vector<char> m_whole;
    std::vector<int> m_column;
    std::vector<std::size_t> m_first;
};

struct MipAnswer {
    std::vector<double> x;         // the best found that costs at most `cutoff`; empty = none
    double bound = -Mip::infinity; // nothing that costs at most `cutoff` costs less; +infinity = there is nothing
    bool finished = false;         // the search was exhausted
};

// Looks for the cheapest x that costs at most `cutoff`. `whole_costs` says that every feasible x costs a whole number,
// which rounds bounds up. One thread, no output; the same answer every time unless the deadline cuts it off.
MipAnswer solve_mip(const Mip& mip, double cutoff, bool whole_costs, const Deadline& deadline);

// The linear relaxation: its value, the columns' reduced costs and the rows' prices. Empty when infeasible or cut off.
struct LpAnswer {
    double value = 0;
    std::vector<double> x, reduced_cost, price;
};
std::optional<LpAnswer> solve_lp(const Mip& mip, const Deadline& deadline);

} // namespace wangge::siting
