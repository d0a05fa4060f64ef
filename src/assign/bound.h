// What no division of the cells can cost less than.
#pragma once
#include "assign/problem.h"

namespace wangge::assign {

// A lower bound on cost_of(problem, lead).total() over all `lead`, connected or not; `known` is the total of an answer
// at hand, and the bound is never above it. Two parts that cannot be below their own bounds at once:
// - place and balance: Lagrangian dual. For any prices m_p of load, share-weighted mean m, the balance term
//   A (L_p - s_p T)^2 / s_p is at least m_p (L_p - s_p T) - m_p^2 s_p / 4A, so the cost is at least
//   sum over cells of min over p of (place cost + load x (m_p - m)) - sum m_p^2 s_p / 4A; subgradient ascent finds good
//   m_p. This is as strong as the relaxation to fractions of cells (a transport problem).
// - compactness: an answer better than `known` has nearly even zones, so any m of them cover at least the area of the
//   densest cells with their load, and a zone of area a has a border of at least 2 sqrt(pi a) (isoperimetric
//   inequality).
std::int64_t lower_bound(const Problem& problem, const std::vector<std::int32_t>& known, base::Feedback& feedback);

} // namespace wangge::assign
