// Row identities as distinct types: a site's id is never taken for a village's.
#pragma once
#include <compare>
#include <cstdint>

namespace wangge::base {

// The row id of a thing in a document; 0 means "not stored yet".
template <class Tag> struct Id {
    std::int64_t value = 0;

    constexpr auto operator<=>(const Id&) const = default;
    constexpr explicit operator bool() const { return value != 0; }
};

} // namespace wangge::base
