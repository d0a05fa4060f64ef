// The closed vocabularies of the field, each with a stable key that files, JSON and language texts use.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace wangge::model {

enum class SiteKind : std::uint8_t {
    retail_pharmacy,
    chain_store,
    wholesale,
    clinic,
    village_clinic,
    hospital,
    vaccination_unit,
    medical_aesthetic,
    device_seller,
    cosmetics_seller,
    other
};
enum class RiskGrade : std::uint8_t { ungraded, a, b, c, d };
enum class PersonRole : std::uint8_t { inspector, coordinator, informant };
// How a position came about: surveyed or given; located from address and village name; none.
enum class PositionQuality : std::uint8_t { none, approximate, exact };
enum class BoundaryLevel : std::uint8_t { county, township };
enum class RoadClass : std::uint8_t {
    expressway,
    trunk,
    primary,
    secondary,
    tertiary,
    local,
    track,
    path,
    ferry,
    other
};
enum class WaterKind : std::uint8_t { river, stream, canal, lake, other };
// What covers the ground; a land cover raster holds the number of its value.
enum class LandCover : std::uint8_t { tree, shrub, grass, crop, built, bare, snow, water, wetland, moss };
enum class AreaType : std::uint8_t { urban, fringe, rural, hospital_surroundings };
// Served; in reach, but every contact in reach is full; out of reach.
enum class CoverState : std::uint8_t { covered, over_capacity, uncovered };
enum class BlindSpotKind : std::uint8_t { supply, contact, responsibility, visit, unmapped };
enum class CellShape : std::uint8_t { square, hexagon, village, township, nearest, balanced, drawn };

// Bits of Site::flags.
namespace site_flag {
inline constexpr std::uint32_t sells_online = 1u << 0, cold_chain = 1u << 1, narcotic = 1u << 2,
                               psychotropic_1 = 1u << 3, psychotropic_2 = 1u << 4, precursor = 1u << 5, toxic = 1u << 6,
                               blood = 1u << 7, newly_licensed = 1u << 8, moved = 1u << 9, penalised = 1u << 10,
                               lost_contact = 1u << 11;
}

// The stable key of a value, e.g. "village_clinic"; language texts are "kind.<vocabulary>.<key>".
std::string_view key_of(SiteKind);
std::string_view key_of(RiskGrade); // "", "A", "B", "C", "D"
std::string_view key_of(PersonRole);
std::string_view key_of(PositionQuality);
std::string_view key_of(BoundaryLevel);
std::string_view key_of(RoadClass);
std::string_view key_of(WaterKind);
std::string_view key_of(LandCover);
std::string_view key_of(AreaType);
std::string_view key_of(CoverState);
std::string_view key_of(BlindSpotKind);
std::string_view key_of(CellShape);
// The value with that key, e.g. from_key<SiteKind>("clinic"); empty for an unknown key.
template <class Kind> std::optional<Kind> from_key(std::string_view key);
// All keys of a vocabulary in the order of its values.
template <class Kind> std::span<const std::string_view> keys();
// The keys of the bits of Site::flags, bit 0 first.
std::span<const std::string_view> site_flag_keys();

// Pharmacies are the retail ones and the shops of chains.
inline bool is_pharmacy(SiteKind kind) {
    return kind == SiteKind::retail_pharmacy || kind == SiteKind::chain_store;
}
// Where villagers get medicine: pharmacies, clinics, village clinics and hospitals.
inline bool supplies_medicine(SiteKind kind) {
    return is_pharmacy(kind) || kind == SiteKind::clinic || kind == SiteKind::village_clinic ||
           kind == SiteKind::hospital;
}

} // namespace wangge::model
