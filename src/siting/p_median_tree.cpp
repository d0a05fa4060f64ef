#include "siting/p_median_tree.h"

#include "siting/branching.h"
#include "siting/p_median_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wangge::siting {
namespace {

constexpr int root_iterations = 3000, node_iterations = 120;
constexpr double worth_another = 0.03; // share of places that a pass must settle before prices climb again

// One search with its own best answer.
class Tree {
public:
    struct Node {
        MedianCore core;
        std::vector<std::int32_t> opened;
        std::vector<std::int64_t> price;
        std::int64_t bound = 0;
    };

    Tree(std::int64_t known, std::vector<std::int32_t> open, std::int64_t unit, const Deadline& deadline)
        : m_known(known), m_open(std::move(open)), m_unit(unit), m_deadline(&deadline) {}

    // Settles the node, or leaves what is still to be searched below it.
    std::vector<Node> branch(Node node, bool root) {
        const int iterations = root ? root_iterations : node_iterations;
        for (;;) {
            if (node.core.choose == 0 || node.core.choose >= node.core.places()) {
                std::vector<std::int32_t> all(node.core.choose == 0 ? 0 : node.core.places());
                std::iota(all.begin(), all.end(), 0);
                offer(node, all);
                return {};
            }
            const MedianDual dual = ascended(node.core, node.price, goal(), m_known, iterations, *m_deadline);
            node.bound = std::max(node.bound, dual.bound);
            if (node.bound > goal())
                return {};
            offer(node, dual.chosen);
            if (node.bound > goal())
                return {};
            if (m_deadline->over()) {
                leave(node);
                return {};
            }
            std::vector<Fate> fate = proven_fates(node.core, dual, goal());
            const auto settled =
                static_cast<std::size_t>(fate.size() - std::count(fate.begin(), fate.end(), Fate::free));
            // All of the opened ones known: that choice has been offered already, the next round ends here.
            const bool all_open = std::count(fate.begin(), fate.end(), Fate::open) == node.core.choose;
            if (all_open || static_cast<double>(settled) > worth_another * static_cast<double>(fate.size())) {
                node = child(node, fate, dual.price);
                continue;
            }
            std::int32_t unsure = -1;
            for (std::int32_t j = 0; j < node.core.places(); ++j)
                if (fate[j] == Fate::free &&
                    (unsure < 0 || std::abs(dual.share[j] - 0.5) < std::abs(dual.share[unsure] - 0.5)))
                    unsure = j;
            std::vector<Node> children;
            for (const Fate side : {Fate::closed, Fate::open}) {
                fate[unsure] = side;
                children.push_back(child(node, fate, dual.price));
            }
            return children;
        }
    }
    std::int64_t known() const { return m_known; }
    const std::vector<std::int32_t>& open() const { return m_open; }
    std::int64_t bound() const { return std::min(m_known, m_left); }
    // An answer that costs no more than this would be better than the known one.
    std::int64_t goal() const { return m_known - m_unit; }
    void leave(const Node& node) { m_left = std::min(m_left, node.bound); }

private:
    static Node child(const Node& node, const std::vector<Fate>& fate, const std::vector<std::int64_t>& price) {
        Node next{.opened = node.opened, .bound = node.bound};
        std::vector<std::size_t> kept;
        next.core = reduced(node.core, fate, next.opened, kept);
        for (const std::size_t i : kept)
            next.price.push_back(price[i]);
        return next;
    }
    void offer(const Node& node, const std::vector<std::int32_t>& chosen) {
        std::vector<bool> open(node.core.places(), false);
        for (const std::int32_t j : chosen)
            open[j] = true;
        const std::int64_t cost = cost_of(node.core, open);
        if (cost >= m_known)
            return;
        m_known = cost;
        m_open = node.opened;
        for (const std::int32_t j : chosen)
            m_open.push_back(node.core.name[j]);
    }

    std::int64_t m_known;
    std::vector<std::int32_t> m_open;
    std::int64_t m_unit;
    const Deadline* m_deadline;
    std::int64_t m_left = std::numeric_limits<std::int64_t>::max();
};

} // namespace

MedianProof prove(const MedianCore& core, const std::vector<std::int32_t>& known, const Deadline& deadline,
                  base::Feedback& feedback) {
    double most = static_cast<double>(core.settled);
    for (const std::int64_t beyond : core.beyond)
        most += static_cast<double>(beyond);
    const std::int64_t unit = fine_unit(most);
    Tree::Node root{.core = core};
    root.core.settled *= unit;
    for (Offer& offer : root.core.offers)
        offer.cost *= unit;
    for (std::int64_t& beyond : root.core.beyond)
        beyond *= unit;
    std::vector<bool> open(core.places(), false);
    std::vector<std::int32_t> names;
    for (const std::int32_t j : known) {
        open[j] = true;
        names.push_back(core.name[j]);
    }
    root.price = prices_of(root.core, open);

    feedback.progress(0.5, "siting.proving");
    Tree top(cost_of(root.core, open), names, unit, deadline);
    const std::vector<Tree> trees = explored(std::move(top), std::move(root), deadline);
    const Tree* best = &trees.front();
    std::int64_t bound = best->bound();
    for (const Tree& tree : trees) {
        if (tree.known() < best->known())
            best = &tree;
        bound = std::min(bound, tree.bound());
    }
    // Costs are whole numbers, so the bound may be rounded up.
    return {.cost = best->known() / unit, .open = best->open(), .bound = (bound + unit - 1) / unit};
}

} // namespace wangge::siting
