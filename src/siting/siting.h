// Where the next people should be: one country's demands, people and candidate places, put to a covering or median
// model, and the answer in terms of the country.
#pragma once
#include "base/message.h"
#include "reach/reach.h"
#include "siting/answer.h"

#include <string_view>

namespace wangge::siting {

enum class Model : std::uint8_t {
    set_cover,           // LSCP: fewest so that every demand is within its limit
    max_cover,           // MCLP: N more so that most weight is within its limit
    p_median,            // N more so that the weighted way to the nearest is least
    p_center,            // N more so that the longest way to the nearest is least
    capacitated_p_median // p-median where nobody takes more than a capacity, each demand with one person
};
inline constexpr int model_count = 5;
std::string_view key_of(Model model); // "lscp", "mclp", "p-median", "p-center", "capacitated-p-median"

struct Input {
    const reach::Reach* reach = nullptr;
    std::vector<double> x, y;                   // of the demands; NaN = nowhere, such a demand is left alone
    std::vector<Value> weight;                  // of each demand: residents, or 1
    std::vector<reach::Effort> limit;           // of each demand, in the reach's unit
    std::vector<double> standing_x, standing_y; // people who count already; they stay
    std::vector<Value> standing_capacity;       // of each, in weight; no_limit = any
    std::vector<double> candidate_x, candidate_y;
    std::vector<char> forbidden; // of each candidate; empty = none
    std::vector<char> preferred; // of each candidate, taken where that costs nothing else; empty = none
    static constexpr Value no_limit = INT64_MAX;
};

struct Options {
    Model model = Model::max_cover;
    int add = 1;                      // how many more; the set cover finds its own number
    int times = 1;                    // covering models: how many people must be within each demand's limit (backup)
    bool within_capacity = false;     // covering models: each demand wholly with one person, nobody beyond capacity
    Value capacity = Input::no_limit; // of a new person, in weight: capacitated p-median, and within_capacity
    // The median and center models first find all ways: where that would take longer they refuse at once with an
    // estimate; else the solver gets what is left.
    Budget budget;
};

// How well the demands are off. Efforts count demands that somebody reaches at all.
struct Standing {
    std::int64_t covered = 0, uncovered = 0; // demands within their limit, and not
    Value weight_covered = 0, weight_uncovered = 0;
    reach::Effort mean{0}, longest{0}; // to the nearest person; the mean by weight
    std::int64_t unreached = 0;        // demands that nobody reaches
    // Demands that have what was asked: `times` people within their limit, or a person with room for them.
    std::int64_t met = 0;
    Value weight_met = 0;
};

// One new place. The places stand in the order in which they are worth most: the first is what one person would do best
// among them, and each closes what those before it left. Within capacity a place closes the demands that it serves.
struct Choice {
    std::int32_t candidate = 0;
    std::vector<std::int32_t> closes; // demands that come within their limit
    Value weight_closed = 0;
    std::int64_t serves = 0; // demands that end up nearest (capacitated: assigned) to this place
    Value weight_served = 0;
};

struct Result {
    // Objective and bound: set cover new people; max cover weight that is met, with what stands; p-median weight x
    // effort; p-center effort - efforts in whole metres or seconds. `chosen` and `assignment` are rows of candidates;
    // an assignment below -1 is to the standing person -2 - value.
    Answer answer;
    std::vector<Choice> choices;
    Standing before, after;
    std::vector<Value> curve; // weight within the limit (within capacity: served) with the first 0, 1, 2 ... choices
    std::vector<base::Message> notices; // what was left out and why
};

// Throws Error(bad_input) "siting.no_demands", "siting.no_candidates", "siting.too_few_places", "siting.too_large" (the
// median and center models take up to 40 million pairs), "siting.too_slow", "siting.backup_or_capacity" (both are asked
// for at once) and what the models throw.
Result run(const Input& input, const Options& options, base::Feedback& feedback);

} // namespace wangge::siting
