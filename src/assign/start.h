// The first answer: connected zones of about the right load, each given to the person for whom it is best.
#pragma once
#include "assign/problem.h"

namespace wangge::assign {

// METIS parts made connected and non-empty, then matched to people at least cost (LEMON network simplex). With fewer
// cells than people the people who get no cell are those who cost most. Every cell has a lead in the result.
std::vector<std::int32_t> first_answer(const Problem& problem, std::uint64_t seed);

// Gives whole zones to the people for whom they are best; the zones stay as they are. Balance is counted at a small
// part of its weight: loads hold the way from the base, so a better match may be less even until the borders have
// moved.
std::vector<std::int32_t> matched_to_people(const Problem& problem, const std::vector<std::int32_t>& lead);

// A plan at hand as a start: cells whose lead is -1 join a neighbour's zone, pieces cut off from their zone's largest
// piece too, and a person without cells gets one where there are enough. Changes nothing else.
std::vector<std::int32_t> repaired(const Problem& problem, std::vector<std::int32_t> lead);

} // namespace wangge::assign
