// How a search tree is walked so that its answer does not depend on threads.
#pragma once
#include "base/parallel.h"
#include "siting/answer.h"

#include <algorithm>
#include <vector>

namespace wangge::siting {

// `Tree` is one search with its own best answer. It has a type Node with a lower bound `bound`, and
//   branch(Node, bool root)   settles a node, or returns the nodes that are still to be searched below it
//   goal()                    a node whose bound is above this holds nothing better
//   leave(const Node&)        told of a node that is given up because time is over
// The first nodes are made one by one, the lowest bound first; the subtrees below them are searched depth first in
// parallel, each with a copy of the tree as it was then. Returns the first tree and the copies.
template <class Tree> std::vector<Tree> explored(Tree top, typename Tree::Node root, const Deadline& deadline) {
    constexpr std::size_t subtrees = 32;
    using Node = typename Tree::Node;
    std::vector<Node> nodes = top.branch(std::move(root), true);
    while (!nodes.empty() && nodes.size() < subtrees && !deadline.over()) {
        const auto next = std::min_element(nodes.begin(), nodes.end(),
                                           [](const Node& a, const Node& b) { return a.bound < b.bound; });
        Node node = std::move(*next);
        nodes.erase(next);
        if (node.bound > top.goal())
            continue;
        for (Node& below : top.branch(std::move(node), false))
            nodes.push_back(std::move(below));
    }
    std::vector<Tree> trees(1 + nodes.size(), top);
    base::parallel_blocks(nodes.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            Tree& tree = trees[n + 1];
            std::vector<Node> stack;
            stack.push_back(std::move(nodes[n]));
            while (!stack.empty()) {
                Node node = std::move(stack.back());
                stack.pop_back();
                if (node.bound > tree.goal())
                    continue;
                if (deadline.over()) {
                    tree.leave(node);
                    continue;
                }
                for (Node& below : tree.branch(std::move(node), false))
                    stack.push_back(std::move(below));
            }
        }
    });
    return trees;
}

// Units in which costs are counted so that prices can be fractions: the largest power of two up to 2^16 for which sums
// of costs up to `most` stay below 2^60.
inline std::int64_t fine_unit(double most) {
    std::int64_t unit = 1;
    while (unit < 65536 && most * static_cast<double>(2 * unit) < 0x1p60)
        unit *= 2;
    return unit;
}

} // namespace wangge::siting
