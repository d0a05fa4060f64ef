#include "siting/p_median_tree.h"

#include "base/parallel.h"
#include "siting/p_median_bound.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace wangge::siting {
namespace {

constexpr int root_iterations = 3000, node_iterations = 120;
constexpr std::size_t subtrees = 32;
constexpr double worth_another = 0.03; // share of places that a pass must settle before prices climb again

struct Node {
    MedianCore core;
    std::vector<std::int32_t> opened;
    std::vector<std::int64_t> price;
    std::int64_t bound = 0;
};

// One search with its own best answer.
class Tree {
public:
    Tree(std::int64_t known, std::vector<std::int32_t> open, std::int64_t unit, const Deadline& deadline)
        : m_known(known), m_open(std::move(open)), m_unit(unit), m_deadline(deadline) {}

    // Settles the node, or leaves what is still to be searched below it.
    std::vector<Node> branch(Node node, int iterations) {
        ++m_nodes;
        for (;;) {
            if (node.core.choose == 0 || node.core.choose >= node.core.places()) {
                std::vector<std::int32_t> all(node.core.choose == 0 ? 0 : node.core.places());
                std::iota(all.begin(), all.end(), 0);
                offer(node, all);
                return {};
            }
            const MedianDual dual = ascended(node.core, node.price, goal(), m_known, iterations, m_deadline);
            node.bound = std::max(node.bound, dual.bound);
            if (node.bound > goal())
                return {};
            offer(node, dual.chosen);
            if (node.bound > goal())
                return {};
            if (m_deadline.over()) {
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
    void search(Node root) {
        std::vector<Node> stack;
        stack.push_back(std::move(root));
        while (!stack.empty()) {
            Node node = std::move(stack.back());
            stack.pop_back();
            if (node.bound > goal())
                continue;
            if (m_deadline.over()) {
                leave(node);
                continue;
            }
            for (Node& below : branch(std::move(node), node_iterations))
                stack.push_back(std::move(below));
        }
    }

    std::int64_t known() const { return m_known; }
    const std::vector<std::int32_t>& open() const { return m_open; }
    std::int64_t bound() const { return std::min(m_known, m_left); }
    std::int64_t nodes() const { return m_nodes; }
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
    const Deadline& m_deadline;
    std::int64_t m_left = std::numeric_limits<std::int64_t>::max(), m_nodes = 0;
};

} // namespace

MedianProof prove(const MedianCore& core, const std::vector<std::int32_t>& known, const Deadline& deadline,
                  base::Feedback& feedback) {
    // Fractions of a unit for the prices, as fine as 62 bits allow.
    double most = static_cast<double>(core.settled);
    for (const std::int64_t beyond : core.beyond)
        most += static_cast<double>(beyond);
    const int bits = std::clamp(60 - static_cast<int>(std::ceil(std::log2(most + 1))), 0, 16);
    const std::int64_t unit = std::int64_t{1} << bits;
    Node root{.core = core};
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

    Tree top(cost_of(root.core, open), names, unit, deadline);
    std::vector<Node> nodes = top.branch(std::move(root), root_iterations);
    while (!nodes.empty() && nodes.size() < subtrees && !deadline.over()) {
        const auto next = std::min_element(nodes.begin(), nodes.end(),
                                           [](const Node& a, const Node& b) { return a.bound < b.bound; });
        Node node = std::move(*next);
        nodes.erase(next);
        if (node.bound > top.goal())
            continue;
        for (Node& below : top.branch(std::move(node), node_iterations))
            nodes.push_back(std::move(below));
    }
    feedback.progress(0.5, "siting.proving");
    std::vector<std::optional<Tree>> below(nodes.size());
    base::parallel_blocks(nodes.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            below[n].emplace(top.known(), top.open(), unit, deadline);
            below[n]->search(std::move(nodes[n]));
        }
    });
    const Tree* best = &top;
    std::int64_t bound = top.bound(), count = top.nodes();
    for (const auto& tree : below) {
        if (tree->known() < best->known())
            best = &*tree;
        count += tree->nodes();
    }
    for (const auto& tree : below)
        bound = std::min(bound, tree->bound());
    bound = std::min(bound, best->known());
    // Costs are whole numbers, so the bound may be rounded up.
    return {.cost = best->known() / unit, .open = best->open(), .bound = (bound + unit - 1) / unit, .nodes = count};
}

} // namespace wangge::siting
