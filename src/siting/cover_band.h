// Every choice of places in a band of a country that can be part of a good answer, as a decision diagram.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

#include <optional>

namespace wangge::siting {

// Maximal covering with the candidates in an order along the length of the country; each is a step. A set of at most
// `places` steps is worth the weight of the demands that it covers and its steps' gains.
struct CoverCountry {
    Lists covers;              // of each step the demands
    Lists covered_by;          // of each demand the steps, ascending
    std::vector<Value> gain;   // of each step, >= 0
    std::vector<Value> weight; // of each demand, >= 0
    int places = 0;

    std::size_t demands() const { return weight.size(); }
};

// Some of a country's steps and the demands that they cover. Rows are the band's own, demands the country's.
struct BandSteps {
    std::vector<std::int32_t> step;        // of each row the country's step, ascending
    std::vector<Value> gain;               // of each row
    Lists covers, covered_by;              // of each row the demands; of each demand the rows
    std::vector<std::int32_t> first, last; // of each demand the rows between which its candidates lie; last -1 = none
    std::size_t most_open = 0;             // demands at a time of whose candidates some are passed and others are not

    bool has(std::int32_t demand) const { return last[demand] >= 0; }
    std::int32_t rows() const { return static_cast<std::int32_t>(step.size()); }
};
BandSteps band_steps(const CoverCountry& country, std::vector<std::int32_t> steps);

// What a band earns: something for each demand that it covers, and a place costs something.
struct BandRates {
    std::vector<Value> worth; // of each demand
    Value place = 0;
};

// A node stands for what is covered after the rows before its layer; from it one goes on with the layer's row or
// without.
class CoverBand {
public:
    static constexpr std::int32_t none = -1; // no good answer goes on like this
    struct Arc {
        std::int32_t to = none; // node of the next layer
        std::uint32_t paid = 0; // the set of demands that are settled on the way and covered
    };
    struct Node {
        Arc without, with;
    };
    struct Layer {
        std::vector<Node> nodes;
        Lists paid; // sets of demands: those of the ones of which the layer's row is the last that are covered
    };

    BandSteps steps;
    std::vector<Layer> layers; // one a row; the first has one node, and so has what follows the last

    std::size_t nodes() const;
    // The most that the band can earn, below `nothing` when there is no good choice left; of each node the most from
    // there on, for the functions below.
    Value most_earned(const BandRates& rates);
    static constexpr Value nothing = INT64_MIN / 8;
    const std::vector<Value>& ahead(std::int32_t layer) const { return m_ahead[layer]; }
    // What each of a layer's sets earns.
    std::vector<Value> earned(const BandRates& rates, std::int32_t layer) const;

    // One choice that earns most: adds 1 to `times` of each demand that it covers. Returns the places.
    int best_choice(const BandRates& rates, std::vector<std::int32_t>& times) const;
    // What earns less than the most by at most `room`, with its `ahead`.
    CoverBand good_part(const BandRates& rates, Value room) const;
    // Drops the rest.
    void keep_good(const BandRates& rates, Value room);

private:
    // `done(layer)` when a layer is not looked at again.
    template <class Done> CoverBand sifted(const BandRates& rates, Value room, Done&& done) const;

    std::vector<std::vector<Value>> m_ahead;
};

// Lagrangian prices: a demand that several bands cover is worth `demand` to each of them and the rest of its weight to
// nobody; to the band that covers it alone it is worth its weight. The prices of the latter only guide the search.
struct BandPrices {
    std::vector<Value> demand; // 0 .. weight
    Value place = 0;
};

// All choices of the steps that lose at most `room` against what the prices give: sum over steps of
// max(0, gain + prices of its demands - place). `shared`: of each demand whether other bands cover it. None where that
// takes more than `most_nodes` nodes or too many open demands, or the deadline is over.
std::optional<CoverBand> band_of(const CoverCountry& country, const BandSteps& steps, const std::vector<char>& shared,
                                 const BandPrices& prices, Value room, std::size_t most_nodes,
                                 const Deadline& deadline);

} // namespace wangge::siting
