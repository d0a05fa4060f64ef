// What an answer does for the country: how the demands are off before and after, and what each place brings.
#pragma once
#include "siting/siting_ground.h"

namespace wangge::siting {

// Fills in choices, standing before and after, and the curve, for `chosen` (candidates of the ground). The answer's
// rows are those of the input already; within capacity its assignment says who serves whom, and what is met before
// anybody is added stands in result.before.
void measure(const Input& input, const Options& options, const Ground& ground, const std::vector<std::int32_t>& chosen,
             Result& result);

} // namespace wangge::siting
