// Geometry that one scene takes over from the one before, whatever the colours: made once, found again by a fingerprint
// of what it is made from.
#pragma once
#include "geo/polygon.h"

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace wangge::render {

// 64 bits of what was added, in order.
class Fingerprint {
public:
    explicit Fingerprint(std::string_view kind) { add(kind.data(), kind.size()); }
    template <class Item> Fingerprint& add(const std::vector<Item>& items) {
        static_assert(std::is_trivially_copyable_v<Item>);
        return add(items.data(), items.size() * sizeof(Item));
    }
    Fingerprint& add(const geo::MultiPolygon& area) {
        mix(area.parts.size());
        for (const geo::Polygon& part : area.parts) {
            mix(part.holes.size());
            add(part.outer);
            for (const geo::Ring& hole : part.holes)
                add(hole);
        }
        return *this;
    }
    Fingerprint& add(const void* bytes, std::size_t count) {
        mix(count);
        const char* at = static_cast<const char*>(bytes);
        for (; count >= sizeof(std::uint64_t); at += sizeof(std::uint64_t), count -= sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, sizeof(word));
            mix(word);
        }
        std::uint64_t rest = 0;
        std::memcpy(&rest, at, count);
        mix(rest);
        return *this;
    }
    std::uint64_t value() const { return m_value; }

private:
    void mix(std::uint64_t word) {
        m_value = (m_value ^ word) * 0x9E3779B97F4A7C15u; // 2^64 over the golden ratio
        m_value ^= m_value >> 29;
    }
    std::uint64_t m_value = 0;
};

// For one thread at a time.
class MeshShelf {
public:
    // A new scene begins: what the last few did not use goes.
    void next_scene() {
        constexpr std::uint64_t scenes = 8;
        ++m_scene;
        std::erase_if(m_things, [&](const auto& each) { return each.second.used + scenes < m_scene; });
    }
    template <class Thing>
    std::shared_ptr<const Thing> find(const Fingerprint& print, const std::function<Thing()>& make) {
        auto found = m_things.find(print.value());
        if (found == m_things.end())
            found = m_things.emplace(print.value(), Kept{std::make_shared<const Thing>(make()), 0}).first;
        found->second.used = m_scene;
        return std::static_pointer_cast<const Thing>(found->second.thing);
    }

private:
    struct Kept {
        std::shared_ptr<const void> thing;
        std::uint64_t used = 0; // by that scene
    };
    std::unordered_map<std::uint64_t, Kept> m_things;
    std::uint64_t m_scene = 0;
};

} // namespace wangge::render
