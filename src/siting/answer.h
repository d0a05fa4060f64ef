// What every siting model answers: the places chosen, who serves whom, the value, and how far from the best it can be.
#pragma once
#include "base/feedback.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace wangge::siting {

// Costs, weights and objectives are whole numbers; whoever makes the problem scales them.
using Value = std::int64_t;

struct Answer {
    std::vector<std::int32_t> chosen;     // rows of the candidates, ascending, with those that stand already
    std::vector<std::int32_t> assignment; // of each demand the candidate that serves it, -1 = none; may be empty
    Value objective = 0;
    Value bound = 0;      // no answer is better: <= objective of a minimum, >= objective of a maximum
    bool feasible = true; // false: there is no answer, or none was found in time
    bool stopped = false; // the user or the budget ended the search; this is the best so far
    double seconds = 0;   // by the clock

    bool proven() const { return feasible && objective == bound; }
    // |objective - bound| / |objective|; 0 when proven.
    double gap() const {
        const double distance = static_cast<double>(objective > bound ? objective - bound : bound - objective);
        const double size = static_cast<double>(objective < 0 ? -objective : objective);
        return distance == 0 ? 0 : size == 0 ? 1 : distance / size;
    }
};

// How long a solver may work and which chances it takes. Without a time limit being met the answer depends on the seed
// alone (of several best answers of a maximal covering problem, which one may depend on the clock); a run that the
// clock cut off may differ from another.
struct Budget {
    double seconds = 60;
    std::uint64_t seed = 1;
    bool operator==(const Budget&) const = default;
};

// The end of the budget and the user's wish to stop, asked in one place. Safe from any thread.
class Deadline {
public:
    Deadline(const Budget& budget, const base::Feedback& feedback)
        : m_feedback(feedback), m_start(now()), m_seconds(budget.seconds) {}
    bool over() const { return left() <= 0 || m_feedback.cancelled(); }
    double passed() const { return std::chrono::duration<double>(now() - m_start).count(); }
    double left() const { return m_seconds - passed(); }

private:
    static std::chrono::steady_clock::time_point now() { return std::chrono::steady_clock::now(); }
    const base::Feedback& m_feedback;
    std::chrono::steady_clock::time_point m_start;
    double m_seconds;
};

// A solver's work inside another: it can be stopped, and its progress is the other's affair.
class Inner : public base::Feedback {
public:
    explicit Inner(const base::Feedback& outer) : m_outer(outer) {}
    void progress(double, std::string_view) override {}
    bool cancelled() const override { return m_outer.cancelled(); }

private:
    const base::Feedback& m_outer;
};

} // namespace wangge::siting
