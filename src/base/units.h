// Quantities as distinct types, so that minutes are never added to metres.
#pragma once
#include <compare>

namespace wangge::base {

// A number with a unit. `Tag` only tells the units apart.
template <class Tag> struct Quantity {
    double value = 0;

    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity operator+(Quantity other) const { return {value + other.value}; }
    constexpr Quantity operator-(Quantity other) const { return {value - other.value}; }
    constexpr Quantity operator*(double factor) const { return {value * factor}; }
    constexpr Quantity operator/(double divisor) const { return {value / divisor}; }
    constexpr double operator/(Quantity other) const { return value / other.value; }
    constexpr Quantity& operator+=(Quantity other) {
        value += other.value;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        value -= other.value;
        return *this;
    }
};

using Metres = Quantity<struct MetresTag>;
using SquareMetres = Quantity<struct SquareMetresTag>;
using Minutes = Quantity<struct MinutesTag>;
using Hours = Quantity<struct HoursTag>;
using Persons = Quantity<struct PersonsTag>;

} // namespace wangge::base
