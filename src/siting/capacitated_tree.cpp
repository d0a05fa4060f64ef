#include "siting/capacitated_tree.h"

#include "siting/branching.h"
#include "siting/capacitated_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wangge::siting {
namespace {

constexpr int root_iterations = 1200, node_iterations = 60;

class Tree {
public:
    using Node = CapacitatedNode;

    // `limit`: what an answer must stay below when none is known.
    Tree(const CapacitatedCore& core, std::optional<CapacitatedPlan> known, std::int64_t limit, std::int64_t unit,
         const Deadline& deadline)
        : m_core(&core), m_best(std::move(known)), m_limit(limit), m_unit(unit), m_deadline(&deadline) {}

    std::vector<Node> branch(Node node, bool root) {
        if (!narrowed(*m_core, node, nullptr, goal()))
            return {};
        for (;;) {
            if (decided(node))
                return {};
            const CapacitatedDual dual =
                ascended(*m_core, node, goal(), known(), root ? root_iterations : node_iterations, *m_deadline);
            node.bound = std::max(node.bound, dual.bound);
            node.price = dual.price;
            if (node.bound > goal())
                return {};
            if (!dual.place.empty())
                offer(dual.place);
            if (node.bound > goal())
                return {};
            if (m_deadline->over()) {
                leave(node);
                return {};
            }
            const auto before = std::count(node.allowed.begin(), node.allowed.end(), 1);
            if (!narrowed(*m_core, node, &dual, goal()))
                return {};
            if (std::count(node.allowed.begin(), node.allowed.end(), 1) >= before - before / 20)
                return split(node, dual);
        }
    }

    const std::optional<CapacitatedPlan>& best() const { return m_best; }
    std::int64_t known() const { return m_best ? m_best->cost : m_limit; }
    std::int64_t goal() const { return known() - m_unit; }
    std::int64_t left() const { return m_left; }
    void leave(const Node& node) { m_left = std::min(m_left, node.bound); }

private:
    // True when everybody has one way left: such a node has been priced.
    bool decided(const Node& node) {
        std::vector<std::int32_t> place(m_core->customers(), -1);
        for (std::int32_t i = 0; i < m_core->customers(); ++i)
            for (std::int32_t j = 0; j < m_core->places(); ++j)
                if (node.allowed[node.at(*m_core, i, j)] && node.fate[j] != Fate::closed) {
                    if (place[i] >= 0)
                        return false;
                    place[i] = j;
                }
        offer(place);
        return true;
    }
    // The least sure place; when places are sure, the least sure pair.
    std::vector<Node> split(const Node& node, const CapacitatedDual& dual) const {
        std::int32_t unsure = -1;
        float nearest = 0.45F;
        for (std::int32_t j = 0; j < m_core->places(); ++j)
            if (node.fate[j] == Fate::free && std::abs(dual.place_share[j] - 0.5F) < nearest) {
                nearest = std::abs(dual.place_share[j] - 0.5F);
                unsure = j;
            }
        std::vector<Node> below(2, node);
        if (unsure >= 0) {
            below[0].fate[unsure] = Fate::closed;
            below[1].fate[unsure] = Fate::open;
            return below;
        }
        std::int32_t customer = -1, place = -1;
        float widest = 2;
        for (std::int32_t i = 0; i < m_core->customers(); ++i) {
            int ways = 0;
            std::int32_t likely = -1;
            float distance = 2;
            for (std::int32_t j = 0; j < m_core->places(); ++j) {
                const std::size_t at = node.at(*m_core, i, j);
                if (!node.allowed[at] || node.fate[j] == Fate::closed)
                    continue;
                ++ways;
                if (std::abs(dual.pair_share[at] - 0.5F) < distance) {
                    distance = std::abs(dual.pair_share[at] - 0.5F);
                    likely = j;
                }
            }
            if (ways > 1 && distance < widest) {
                widest = distance;
                customer = i;
                place = likely;
            }
        }
        for (std::int32_t j = 0; j < m_core->places(); ++j)
            below[1].allowed[node.at(*m_core, customer, j)] = j == place;
        below[0].allowed[node.at(*m_core, customer, place)] = 0;
        return below;
    }
    // Takes the plan when it keeps to the capacities and is better.
    void offer(const std::vector<std::int32_t>& place) {
        std::vector<std::int64_t> room = m_core->capacity;
        CapacitatedPlan plan{.cost = 0, .place = place};
        for (std::int32_t i = 0; i < m_core->customers(); ++i) {
            plan.cost += m_core->costs_of(i)[place[i]];
            room[place[i]] -= m_core->demand_at(i, place[i]);
            if (room[place[i]] < 0)
                return;
            plan.open.push_back(place[i]);
        }
        for (std::int32_t j = 0; j < m_core->places(); ++j)
            if (m_core->fate[j] == Fate::open)
                plan.open.push_back(j);
        std::sort(plan.open.begin(), plan.open.end());
        plan.open.erase(std::unique(plan.open.begin(), plan.open.end()), plan.open.end());
        if (plan.cost >= known() || plan.open.size() > static_cast<std::size_t>(m_core->choose))
            return;
        m_best = std::move(plan);
    }

    const CapacitatedCore* m_core;
    std::optional<CapacitatedPlan> m_best;
    std::int64_t m_limit, m_unit;
    const Deadline* m_deadline;
    std::int64_t m_left = std::numeric_limits<std::int64_t>::max();
};

} // namespace

CapacitatedProof prove(const CapacitatedCore& core, const std::optional<CapacitatedPlan>& known,
                       const std::vector<double>& prices, const Deadline& deadline) {
    // More than any plan costs.
    std::int64_t limit = 1;
    for (std::int32_t i = 0; i < core.customers(); ++i)
        limit += *std::max_element(core.costs_of(i), core.costs_of(i) + core.places());
    const std::int64_t unit = fine_unit(4 * static_cast<double>(limit) * core.customers());
    CapacitatedCore fine = core;
    for (std::int64_t& cost : fine.cost)
        cost *= unit;
    std::optional<CapacitatedPlan> plan = known;
    CapacitatedNode root{.fate = core.fate};
    root.allowed.assign(core.cost.size(), 1);
    root.price.assign(core.customers(), 0);
    if (plan)
        plan->cost *= unit;
    for (std::int32_t i = 0; i < core.customers(); ++i)
        root.price[i] = !prices.empty() ? std::llround(prices[i] * static_cast<double>(unit))
                        : plan          ? fine.costs_of(i)[plan->place[i]]
                                        : 0;
    Tree top(fine, plan, limit * unit, unit, deadline);
    const std::vector<Tree> trees = explored(std::move(top), std::move(root), deadline);
    CapacitatedProof proof{.bound = std::numeric_limits<std::int64_t>::max(), .exhausted = true};
    for (const Tree& tree : trees) {
        proof.bound = std::min({proof.bound, tree.known(), tree.left()});
        proof.exhausted = proof.exhausted && tree.left() == std::numeric_limits<std::int64_t>::max();
        if (tree.best() && (!proof.plan || tree.best()->cost < proof.plan->cost))
            proof.plan = tree.best();
    }
    // Costs are whole numbers, so the bound may be rounded up.
    proof.bound = (proof.bound + unit - 1) / unit;
    if (proof.plan)
        proof.plan->cost /= unit;
    return proof;
}

} // namespace wangge::siting
