// Every choice of places in a band of a country that can be part of a good answer, as a decision diagram.
#pragma once
#include "siting/answer.h"
#include "siting/incidence.h"

#include <span>

namespace wangge::siting {

// Maximal covering with the candidates in an order along the length of the country; each is a step. A set of at most
// `places` steps is worth the weight of the demands that it covers and its steps' gains.
struct CoverCountry {
    Lists covers;              // of each step the demands
    Lists covered_by;          // of each demand the steps, ascending
    std::vector<Value> gain;   // of each step, >= 0
    std::vector<Value> weight; // of each demand, >= 0
    int places = 0;
    // A layer of a diagram decides upon so many steps, > 0. Few of the ways to begin can go on with a given step, so a
    // node for each of them would mostly pass on what came.
    std::int32_t steps_a_layer = 1;

    std::size_t demands() const { return weight.size(); }
    std::int32_t layers() const { return (static_cast<std::int32_t>(gain.size()) + steps_a_layer - 1) / steps_a_layer; }
};

// Some of a country's steps and the demands that they cover. Rows are the band's own, demands the country's.
struct BandSteps {
    std::vector<std::int32_t> step;        // of each row the country's step, ascending
    std::vector<Value> gain;               // of each row
    Lists covers, covered_by;              // of each row the demands; of each demand the rows
    std::vector<std::int32_t> first, last; // of each demand the rows between which its candidates lie; last -1 = none
    std::vector<std::int32_t> begin;       // of each of the country's layers the first row, and what follows the last
    std::size_t most_open = 0;             // demands at a time in a layer of whose candidates some may follow

    bool has(std::int32_t demand) const { return last[demand] >= 0; }
    std::int32_t rows() const { return static_cast<std::int32_t>(step.size()); }
    std::int32_t layers() const { return static_cast<std::int32_t>(begin.size()) - 1; }
    bool closes(std::int32_t demand, std::int32_t layer) const { // whether its last candidate is in the layer
        return begin[layer] <= last[demand] && last[demand] < begin[layer + 1];
    }
};
BandSteps band_steps(const CoverCountry& country, std::vector<std::int32_t> steps);

// What a band earns: something for each demand that it covers, and a place costs something.
struct BandRates {
    std::vector<Value> worth; // of each demand
    Value place = 0;
};

// A node stands for what is covered after the rows before its layer; from it one goes on with some of the layer's rows
// or none.
class CoverBand {
public:
    struct Arc {
        std::int32_t to = 0;     // node of the next layer
        std::uint32_t paid = 0;  // the set of demands that are settled on the way and covered
        std::uint32_t taken = 0; // the set of rows
    };
    struct Layer {
        std::vector<std::uint32_t> first{0}; // of each node its first arc, and what follows the last
        std::vector<Arc> arcs;               // a node without any belongs to no good answer
        Lists paid;  // sets of demands: those of the ones whose last row is in the layer that are covered
        Lists taken; // sets of the layer's rows

        std::size_t nodes() const { return first.size() - 1; }
        std::span<const Arc> of(std::size_t node) const {
            return std::span(arcs).subspan(first[node], first[node + 1] - first[node]);
        }
    };

    BandSteps steps;
    std::vector<Layer> layers; // the country's; the first has one node, and so has what follows the last

    std::size_t arcs() const;
    // The most that the band can earn, below `nothing` when there is no good choice left; of each node the most from
    // there on, for the functions below.
    Value most_earned(const BandRates& rates);
    static constexpr Value nothing = INT64_MIN / 8;
    const std::vector<Value>& ahead(std::int32_t layer) const { return m_ahead[layer]; }
    // What each of a layer's sets of demands earns, and each of its sets of rows.
    std::vector<Value> earned(const BandRates& rates, std::int32_t layer) const;
    std::vector<Value> gained(const BandRates& rates, std::int32_t layer) const;

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

// Of each demand how many of the bands cover it.
std::vector<std::int32_t> bands_of(std::span<const CoverBand> bands, std::size_t demands);

} // namespace wangge::siting
