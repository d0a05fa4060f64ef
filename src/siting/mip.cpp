#include "siting/mip.h"

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <ClpEventHandler.hpp>
#include <OsiClpSolverInterface.hpp>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::siting {

int Mip::add_column(double cost, double low, double high, bool whole) {
    m_cost.push_back(cost);
    m_low.push_back(low);
    m_high.push_back(high);
    m_whole.push_back(whole ? 1 : 0);
    return columns() - 1;
}

void Mip::add_row(double low, double high) {
    m_row_low.push_back(low);
    m_row_high.push_back(high);
    m_first.push_back(m_column.size());
}

void Mip::add_term(int column, double factor) {
    m_column.push_back(column);
    m_factor.push_back(factor);
}

namespace {

class StopTree : public CbcEventHandler {
public:
    explicit StopTree(const Deadline& deadline) : m_deadline(&deadline) {}
    CbcAction event(CbcEvent) override { return m_deadline->over() ? stop : noAction; }
    CbcEventHandler* clone() const override { return new StopTree(*this); }

private:
    const Deadline* m_deadline;
};

class StopSimplex : public ClpEventHandler {
public:
    explicit StopSimplex(const Deadline& deadline) : m_deadline(&deadline) {}
    int event(Event) override { return m_deadline->over() ? 5 : -1; } // 5: as if the user stopped it
    ClpEventHandler* clone() const override { return new StopSimplex(*this); }

private:
    const Deadline* m_deadline;
};

int no_callback(CbcModel*, int) {
    return 0;
}

} // namespace

class CbcRun {
public:
    CbcRun(const Mip& mip, const Deadline& deadline) : m_deadline(deadline) {
        m_solver.messageHandler()->setLogLevel(0);
        m_solver.getModelPtr()->messageHandler()->setLogLevel(0);
        std::vector<CoinBigIndex> starts(mip.m_first.begin(), mip.m_first.end());
        starts.push_back(static_cast<CoinBigIndex>(mip.m_column.size()));
        std::vector<int> lengths(mip.rows());
        for (int r = 0; r < mip.rows(); ++r)
            lengths[r] = static_cast<int>(starts[r + 1] - starts[r]);
        CoinPackedMatrix matrix(false, mip.columns(), mip.rows(), static_cast<CoinBigIndex>(mip.m_column.size()),
                                mip.m_factor.data(), mip.m_column.data(), starts.data(), lengths.data());
        const auto limits = [](std::vector<double> values) {
            for (double& value : values)
                value = std::abs(value) == Mip::infinity ? std::copysign(COIN_DBL_MAX, value) : value;
            return values;
        };
        m_solver.loadProblem(matrix, limits(mip.m_low).data(), limits(mip.m_high).data(), mip.m_cost.data(),
                             limits(mip.m_row_low).data(), limits(mip.m_row_high).data());
        for (int c = 0; c < mip.columns(); ++c)
            if (mip.m_whole[c])
                m_solver.setInteger(c);
    }

    std::optional<LpAnswer> relaxation() {
        const StopSimplex stop(m_deadline);
        m_solver.getModelPtr()->passInEventHandler(&stop);
        m_solver.getModelPtr()->setMaximumSeconds(std::max(0.0, m_deadline.left()));
        m_solver.initialSolve();
        if (!m_solver.isProvenOptimal())
            return std::nullopt;
        const int columns = m_solver.getNumCols(), rows = m_solver.getNumRows();
        return LpAnswer{m_solver.getObjValue(),
                        {m_solver.getColSolution(), m_solver.getColSolution() + columns},
                        {m_solver.getReducedCost(), m_solver.getReducedCost() + columns},
                        {m_solver.getRowPrice(), m_solver.getRowPrice() + rows}};
    }

    MipAnswer search(double cutoff, bool whole_costs) {
        MipAnswer answer;
        if (m_deadline.over())
            return answer;
        CbcModel model(m_solver);
        const StopTree stop(m_deadline);
        model.passInEventHandler(&stop);
        model.setLogLevel(0);
        CbcSolverUsefulData data;
        CbcMain0(model, data);
        data.noPrinting_ = true;
        data.useSignalHandler_ = false;
        // A solution must be better than the cutoff, so that is put a little above what is still welcome.
        const double step = whole_costs ? 0.5 : 1e-6 * std::max(1.0, std::abs(cutoff));
        const std::string best = fmt::format("{:.17g}", cutoff + step);
        const std::string seconds = fmt::format("{:.3f}", std::max(0.01, m_deadline.left()));
        const char* words[] = {"siting",        "-log",    "0",          "-timeMode", "elapsed", "-sec",
                               seconds.c_str(), "-cutoff", best.c_str(), "-solve",    "-quit"};
        CbcMain1(static_cast<int>(std::size(words)), words, model, no_callback, data);
        answer.finished = model.status() == 0 && !m_deadline.over();
        if (model.bestSolution() && model.getObjValue() < cutoff + step)
            answer.x.assign(model.bestSolution(), model.bestSolution() + m_solver.getNumCols());
        if (answer.finished)
            answer.bound = answer.x.empty() ? Mip::infinity : model.getObjValue();
        else if (model.getBestPossibleObjValue() > -1e49)
            answer.bound = model.getBestPossibleObjValue();
        if (whole_costs && std::abs(answer.bound) < 1e15)
            answer.bound = std::ceil(answer.bound - 1e-4);
        return answer;
    }

private:
    OsiClpSolverInterface m_solver;
    const Deadline& m_deadline;
};

MipAnswer solve_mip(const Mip& mip, double cutoff, bool whole_costs, const Deadline& deadline) {
    return CbcRun(mip, deadline).search(cutoff, whole_costs);
}

std::optional<LpAnswer> solve_lp(const Mip& mip, const Deadline& deadline) {
    return CbcRun(mip, deadline).relaxation();
}

} // namespace wangge::siting
