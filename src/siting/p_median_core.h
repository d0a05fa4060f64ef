// The p-median problem as lists: for each customer the places that could serve it, cheapest first.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wangge::siting {

struct Offer {
    std::int64_t cost = 0;
    std::int32_t place = 0;
    auto operator<=>(const Offer&) const = default;
};

// Open `choose` of the places so that the sum over customers of the cheapest offer of an open place is least. A
// customer none of whose offers is open pays `beyond`; so an existing person is a lower `beyond`, and lists may be cut
// where reach ends.
struct MedianCore {
    std::int32_t choose = 0;
    std::vector<std::int32_t> name; // of each place: its number in the problem that this one was made from
    std::vector<std::size_t> first; // of each customer: where its offers begin; customers + 1 entries
    std::vector<Offer> offers;      // ascending within a customer, all below its `beyond`
    std::vector<std::int64_t> beyond;
    std::int64_t settled = 0; // what customers pay who have no offers left

    std::int32_t places() const { return static_cast<std::int32_t>(name.size()); }
    std::size_t customers() const { return beyond.size(); }
    std::span<const Offer> offers_of(std::size_t customer) const {
        return {offers.data() + first[customer], offers.data() + first[customer + 1]};
    }
};

enum class Fate : std::uint8_t { free, open, closed };

// The problem that is left when the places marked open are open and the closed ones are gone; `names` of the opened
// ones are appended to `opened`. `kept` tells for each customer of the result which customer of `core` it is. Besides,
// a list that holds all but fewer than `choose` of the places is cut at the offer which one of the open ones always
// beats.
MedianCore reduced(const MedianCore& core, const std::vector<Fate>& fate, std::vector<std::int32_t>& opened,
                   std::vector<std::size_t>& kept);

// What the open places (indices of the core) cost.
std::int64_t cost_of(const MedianCore& core, const std::vector<bool>& open);

} // namespace wangge::siting
