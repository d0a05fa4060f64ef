#include "siting/max_cover.h"

#include "base/error.h"
#include "base/parallel.h"
#include "siting/cover_search.h"
#include "siting/max_cover_bound.h"
#include "siting/max_cover_proof.h"
#include "siting/max_cover_search.h"
#include "siting/max_cover_windows.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr int fixing_rounds = 4, bound_rounds = 4000;
// Trials of a chain of annealing: first a few, then in rounds many, by the number of candidates.
constexpr int quick_trials = 10, round_trials = 1000, long_trials = 3000;
constexpr std::int64_t most_trials = 16'000'000;
constexpr std::size_t most_elite = 6; // of the answers that rounds found, for the next round
// Covering everything is tried when an answer covers nearly all.
constexpr double nearly_all = 0.99, cover_share = 0.6; // of the time that is left
constexpr std::int64_t cover_steps = 2'000'000;
// No proof is tried of one that is still larger than this. Of one that is larger than that a quick one is tried after
// the first round, on all cores: where it is likely to come to an end, it needs the time.
constexpr std::size_t most_links = 2'000'000, links_for_quick = 150'000;
constexpr double seconds_for_quick = 30; // that have to be left
constexpr int most_vain_rounds = 2;      // of the search beside another proof, before that has all cores
// Demands of mean weight by which a proof may be near.
constexpr double near_demands = 16;
// Windows of one that is larger than this take as long as several rounds of annealing of the whole.
constexpr std::size_t most_links_of_windows = 500'000;

class MaxCoverSolver {
public:
    MaxCoverSolver(const MaxCover& problem, const Budget& budget, base::Feedback& feedback)
        : m_problem(problem), m_feedback(feedback), m_budget(budget), m_deadline(budget, feedback) {
        base::ensure(problem.weight.size() == problem.covers.demands() && problem.p >= 0, "a weight for each demand");
        m_core = core_of(problem);
    }

    Answer run() {
        m_feedback.progress(0.05, "siting.searching");
        offer(in_problem(interchanged(m_core.problem, m_deadline)));
        drop_dominated(m_core, m_deadline);
        search(quick_trials);
        tighten_all();
        if (open())
            cover_all();
        Value tried = -1; // what was known when a proof was tried last
        // Long rounds go on from what is known; after each of them one starts anew.
        for (int round = 0; open(); ++round) {
            m_feedback.progress(std::min(0.95, m_deadline.passed() / m_budget.seconds), "siting.searching");
            const Value before = m_known;
            if (round > 0 && round % 2 == 0)
                search_anew();
            else
                search(round == 0 ? round_trials : long_trials);
            const bool early =
                round == 0 && m_core.problem.covers.links() > links_for_quick && m_deadline.left() > seconds_for_quick;
            if (!early)
                search_windows(2);
            if (m_known > before)
                tighten_all();
            if (open() && (m_known == before || early || proof_is_near()) && m_known != tried &&
                m_core.problem.covers.links() < most_links) {
                tried = early ? tried : m_known;
                prove(early);
            }
        }
        Answer answer;
        answer.chosen = m_best;
        answer.objective = m_known;
        answer.bound = std::max(m_known, m_bound);
        answer.stopped = m_bound > m_known;
        answer.seconds = m_deadline.passed();
        return answer;
    }

private:
    // Whether the bound is only a few demands above what is known.
    bool proof_is_near() const {
        const MaxCover& core = m_core.problem;
        const auto all = static_cast<double>(std::accumulate(core.weight.begin(), core.weight.end(), Value{0}));
        const double mean = all / static_cast<double>(std::max<std::size_t>(1, core.covers.demands()));
        return static_cast<double>(m_bound - m_known) <= near_demands * mean;
    }
    bool open() const { return m_bound > m_known && !m_deadline.over(); }

    // A round of annealing from the best answer if that still lies in the core, else from what is left of it.
    void search(std::int64_t trials_a_candidate, int chains = 4) {
        std::vector<std::int32_t> start = in_core(m_best);
        if (static_cast<int>(start.size()) > m_core.problem.p)
            start.clear();
        MemberLists elite;
        for (const auto& chosen : m_elite)
            if (elite.emplace_back(in_core(chosen)); static_cast<int>(elite.back().size()) > m_core.problem.p)
                elite.pop_back();
        m_elite.clear();
        keep_best(searched_round(start, elite, trials_a_candidate, chains));
    }
    // A round that knows nothing of what was found before: what all good answers known share may be wrong. The next
    // round combines its answers with theirs.
    void search_anew() { keep_best(searched_round({}, {}, round_trials, 4)); }

    MemberLists searched_round(const std::vector<std::int32_t>& start, const MemberLists& elite,
                               std::int64_t trials_a_candidate, int chains) {
        const auto candidates = static_cast<std::int64_t>(m_core.candidate.size());
        if (candidates == 0)
            return {};
        const SearchRound round{.chains = chains,
                                .trials = std::min(most_trials, 4000 + candidates * trials_a_candidate),
                                .seed = m_budget.seed * 100 + m_round++};
        return searched(m_core.problem, start, elite, round, m_deadline);
    }
    // `found`, the best first, to the elite: at most half of it when there is one already.
    void keep_best(const MemberLists& found) {
        const std::size_t places = m_elite.empty() ? most_elite : most_elite / 2;
        for (std::size_t i = 0; i < std::min(found.size(), places); ++i) {
            m_elite.push_back(in_problem(found[i]));
            offer(m_elite.back());
        }
        std::stable_sort(m_elite.begin(), m_elite.end(), [&](const auto& a, const auto& b) {
            return covered_weight(m_problem, a) > covered_weight(m_problem, b);
        });
        m_elite.resize(std::min(m_elite.size(), most_elite));
    }
    // From the best answer, `chains` times side by side.
    void search_windows(std::size_t chains) {
        const std::vector<std::int32_t> start = in_core(m_best);
        if (static_cast<int>(start.size()) != m_core.problem.p || m_core.problem.covers.links() > most_links_of_windows)
            return;
        MemberLists found(chains);
        base::parallel_blocks(found.size(), 1, [&](std::size_t chain, std::size_t) {
            const WindowSearch windows{.seed = (m_budget.seed * 100 + m_round) * 1000 + chain};
            found[chain] = searched_in_windows(m_core, start, windows, m_deadline);
        });
        for (const auto& members : found)
            offer(in_problem(members));
    }
    std::vector<std::int32_t> in_core(const std::vector<std::int32_t>& chosen) const {
        std::vector<std::int32_t> members;
        for (std::size_t c = 0; c < m_core.candidate.size(); ++c)
            if (std::binary_search(chosen.begin(), chosen.end(), m_core.candidate[c]))
                members.push_back(static_cast<std::int32_t>(c));
        return members;
    }
    std::vector<std::int32_t> in_problem(const std::vector<std::int32_t>& members) const {
        std::vector<std::int32_t> chosen = m_core.taken;
        for (const std::int32_t c : members)
            chosen.push_back(m_core.candidate[c]);
        std::sort(chosen.begin(), chosen.end());
        return chosen;
    }

    void offer(std::vector<std::int32_t> chosen) { // rows of the problem, ascending
        const Value value = covered_weight(m_problem, chosen);
        if (value <= m_known && !m_best.empty())
            return;
        m_known = m_latest = value;
        m_best = std::move(chosen);
    }

    void lower(double core_bound) {
        // Whole weights give whole values; a little is left for rounding.
        const auto bound =
            static_cast<Value>(std::floor(core_bound + 1e-6 * std::max(1.0, std::abs(core_bound) * 1e-6)));
        m_bound = std::max(m_known, std::min(m_bound, m_core.sure + bound));
    }

    void tighten_all() {
        for (int round = 0; round < fixing_rounds && open() && tighten(); ++round) {
        }
    }

    // Lowers the bound and drops what it rules out. False when that changed little.
    bool tighten() {
        m_feedback.progress(0.2, "siting.bounding");
        const MaxCoverBound bound = max_cover_bound(m_core, m_known - m_core.sure, bound_rounds, m_deadline);
        lower(bound.value);
        if (!open())
            return false;
        const std::size_t before = m_core.problem.covers.links();
        m_core = narrowed(m_core, decided_by(m_core, bound, m_known - m_core.sure));
        return settle() && m_core.problem.covers.links() < before / 10 * 9;
    }

    // What is left may be empty or impossible: then the known answer is the best.
    bool settle() {
        if (m_core.problem.p < 0) {
            m_bound = m_known;
            return false;
        }
        if (m_core.problem.p == 0 || m_core.candidate.empty() || m_core.problem.covers.demands() == 0) {
            std::vector<std::int32_t> rest(std::min<std::size_t>(m_core.candidate.size(), m_core.problem.p));
            for (std::size_t c = 0; c < rest.size(); ++c)
                rest[c] = static_cast<std::int32_t>(c);
            if (m_core.problem.covers.demands() == 0 && m_core.candidate.size() > rest.size())
                rest = interchanged(m_core.problem, m_deadline);
            offer(in_problem(rest));
            m_bound = m_known;
            return false;
        }
        return true;
    }

    // Where the bound allows that everything is covered, that is looked for by itself: a search that weighs what it
    // misses more and more finds the last few demands, which are too light for the others.
    void cover_all() {
        const MaxCover& core = m_core.problem;
        const bool bonus = std::any_of(core.bonus.begin(), core.bonus.end(), [](Value value) { return value > 0; });
        Value all = m_core.sure;
        for (const Value weight : core.weight)
            all += weight;
        if (bonus || m_bound < all || static_cast<double>(m_known) < nearly_all * static_cast<double>(all))
            return;
        m_feedback.progress(0.4, "siting.searching");
        const Deadline end({.seconds = m_deadline.left() * cover_share}, m_feedback);
        const CoverCore cover = reduce_cover(core.covers, std::vector<Value>(core.covers.candidates(), 1),
                                             std::vector<std::int32_t>(core.covers.demands(), 1), end);
        const Value enough = core.p - static_cast<Value>(cover.taken.size());
        MemberLists found(2);
        base::parallel_blocks(found.size(), 1, [&](std::size_t i, std::size_t) {
            const auto rows = search_cover(cover, cover_steps, enough, m_budget.seed * 100 + i, end);
            found[i] = cover.taken;
            for (const std::int32_t c : rows)
                found[i].push_back(cover.candidate[c]);
        });
        for (const auto& members : found)
            if (static_cast<int>(members.size()) <= core.p)
                offer(in_problem(members));
        m_bound = std::max(m_known, std::min(m_bound, all));
    }

    // A proof and, unless it is quick, further search beside it: until that is some rounds in vain, or the proof is
    // done, or time is over.
    void prove(bool quick) {
        MaxCoverProof proof;
        std::atomic<bool> over = false;
        base::parallel_blocks(2, 1, [&](std::size_t task, std::size_t) {
            if (task == 0) {
                proof = prove_max_cover(m_core, m_latest, quick, m_feedback, m_deadline);
                over = true;
            } else {
                for (int vain = 0; !quick && vain < most_vain_rounds && !over && !m_deadline.over();) {
                    const Value before = m_known;
                    search(long_trials, 1);
                    search_windows(1);
                    vain = m_known > before ? 0 : vain + 1;
                }
            }
        });
        if (!proof.chosen.empty())
            offer(proof.chosen);
        m_bound = proof.finished ? m_known : std::max(m_known, std::min(m_bound, proof.bound));
    }

    const MaxCover& m_problem;
    base::Feedback& m_feedback;
    const Budget m_budget;
    const Deadline m_deadline;
    MaxCoverCore m_core;
    MemberLists m_elite; // rows of the problem, ascending; the best first
    std::uint64_t m_round = 0;
    std::vector<std::int32_t> m_best;
    Value m_known = 0, m_bound = INT64_MAX;
    std::atomic<Value> m_latest = 0; // m_known for another thread
};

} // namespace

Answer solve_max_cover(const MaxCover& problem, const Budget& budget, base::Feedback& feedback) {
    return MaxCoverSolver(problem, budget, feedback).run();
}

} // namespace wangge::siting
