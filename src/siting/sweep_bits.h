// Sets of the demands that are open in a sweep, a bit each.
#pragma once
#include <array>
#include <bit>
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
template <std::size_t words> SweepBits<words> both(SweepBits<words> a, const SweepBits<words>& b) {
    for (std::size_t w = 0; w < words; ++w)
        a[w] &= b[w];
    return a;
}
template <std::size_t words> SweepBits<words> either(SweepBits<words> a, const SweepBits<words>& b) {
    for (std::size_t w = 0; w < words; ++w)
        a[w] |= b[w];
    return a;
}
// The sum of `of` over the bits, or something above `enough` as soon as it is more.
template <std::size_t words>
std::int64_t sum_of(const SweepBits<words>& bits, const std::array<std::int64_t, words * 64>& of, std::int64_t enough) {
    std::int64_t sum = 0;
    for (std::size_t w = 0; w < words && sum <= enough; ++w)
        for (std::uint64_t rest = bits[w]; rest != 0; rest &= rest - 1)
            sum += of[w * 64 + static_cast<std::size_t>(std::countr_zero(rest))];
    return sum;
}
template <std::size_t words> bool within(const SweepBits<words>& a, const SweepBits<words>& b) {
    std::uint64_t rest = 0;
    for (std::size_t w = 0; w < words; ++w)
        rest |= a[w] & ~b[w];
    return rest == 0;
}

} // namespace wangge::siting
