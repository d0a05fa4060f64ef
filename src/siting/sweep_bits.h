// Sets of the demands that are open in a sweep, a bit each.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace wangge::siting {

template <std::size_t words> using SweepBits = std::array<std::uint64_t, words>;

template <std::size_t words> bool has(const SweepBits<words>& bits, int slot) {
    return (bits[slot / 64] >> (slot % 64) & 1) != 0;
}
template <std::size_t words> void set(SweepBits<words>& bits, int slot) {
    bits[slot / 64] |= std::uint64_t{1} << (slot % 64);
}
template <std::size_t words> SweepBits<words> without(SweepBits<words> a, const SweepBits<words>& b) {
    for (std::size_t w = 0; w < words; ++w)
        a[w] &= ~b[w];
    return a;
}
template <std::size_t words> bool within(const SweepBits<words>& a, const SweepBits<words>& b) {
    std::uint64_t rest = 0;
    for (std::size_t w = 0; w < words; ++w)
        rest |= a[w] & ~b[w];
    return rest == 0;
}

} // namespace wangge::siting
