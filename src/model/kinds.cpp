#include "model/kinds.h"

#include <algorithm>
#include <array>

namespace wangge::model {
namespace {

template <class Kind> inline constexpr std::array<std::string_view, 0> names{};
template <>
inline constexpr std::array<std::string_view, 11> names<SiteKind>{
    "retail_pharmacy",  "chain_store",       "wholesale",     "clinic",           "village_clinic", "hospital",
    "vaccination_unit", "medical_aesthetic", "device_seller", "cosmetics_seller", "other"};
template <> inline constexpr std::array<std::string_view, 5> names<RiskGrade>{"", "A", "B", "C", "D"};
template <> inline constexpr std::array<std::string_view, 3> names<PersonRole>{"inspector", "coordinator", "informant"};
template <> inline constexpr std::array<std::string_view, 3> names<PositionQuality>{"none", "approximate", "exact"};
template <> inline constexpr std::array<std::string_view, 2> names<BoundaryLevel>{"county", "township"};
template <>
inline constexpr std::array<std::string_view, 10> names<RoadClass>{
    "expressway", "trunk", "primary", "secondary", "tertiary", "local", "track", "path", "ferry", "other"};
template <>
inline constexpr std::array<std::string_view, 5> names<WaterKind>{"river", "stream", "canal", "lake", "other"};
template <>
inline constexpr std::array<std::string_view, 10> names<LandCover>{"tree", "shrub", "grass", "crop",    "built",
                                                                   "bare", "snow",  "water", "wetland", "moss"};
template <>
inline constexpr std::array<std::string_view, 4> names<AreaType>{"urban", "fringe", "rural", "hospital_surroundings"};
template <> inline constexpr std::array<std::string_view, 3> names<CoverState>{"covered", "over_capacity", "uncovered"};
template <>
inline constexpr std::array<std::string_view, 5> names<BlindSpotKind>{"supply", "contact", "responsibility", "visit",
                                                                      "unmapped"};
template <>
inline constexpr std::array<std::string_view, 7> names<CellShape>{"square",  "hexagon",  "village", "township",
                                                                  "nearest", "balanced", "drawn"};
constexpr std::array<std::string_view, 12> flag_names{"sells_online",   "cold_chain", "narcotic",  "psychotropic_1",
                                                      "psychotropic_2", "precursor",  "toxic",     "blood",
                                                      "newly_licensed", "moved",      "penalised", "lost_contact"};

template <class Kind> std::string_view name(Kind value) {
    return names<Kind>[static_cast<std::size_t>(value)];
}

} // namespace

std::string_view key_of(SiteKind value) {
    return name(value);
}
std::string_view key_of(RiskGrade value) {
    return name(value);
}
std::string_view key_of(PersonRole value) {
    return name(value);
}
std::string_view key_of(PositionQuality value) {
    return name(value);
}
std::string_view key_of(BoundaryLevel value) {
    return name(value);
}
std::string_view key_of(RoadClass value) {
    return name(value);
}
std::string_view key_of(WaterKind value) {
    return name(value);
}
std::string_view key_of(LandCover value) {
    return name(value);
}
std::string_view key_of(AreaType value) {
    return name(value);
}
std::string_view key_of(CoverState value) {
    return name(value);
}
std::string_view key_of(BlindSpotKind value) {
    return name(value);
}
std::string_view key_of(CellShape value) {
    return name(value);
}

template <class Kind> std::optional<Kind> from_key(std::string_view key) {
    const auto found = std::find(names<Kind>.begin(), names<Kind>.end(), key);
    if (found == names<Kind>.end())
        return std::nullopt;
    return static_cast<Kind>(found - names<Kind>.begin());
}
template <class Kind> std::span<const std::string_view> keys() {
    return names<Kind>;
}

#define WANGGE_VOCABULARY(Kind)                                                                                        \
    template std::optional<Kind> from_key<Kind>(std::string_view);                                                     \
    template std::span<const std::string_view> keys<Kind>();
WANGGE_VOCABULARY(SiteKind)
WANGGE_VOCABULARY(RiskGrade)
WANGGE_VOCABULARY(PersonRole)
WANGGE_VOCABULARY(PositionQuality)
WANGGE_VOCABULARY(BoundaryLevel)
WANGGE_VOCABULARY(RoadClass)
WANGGE_VOCABULARY(WaterKind)
WANGGE_VOCABULARY(LandCover)
WANGGE_VOCABULARY(AreaType)
WANGGE_VOCABULARY(CoverState)
WANGGE_VOCABULARY(BlindSpotKind)
WANGGE_VOCABULARY(CellShape)
#undef WANGGE_VOCABULARY

std::span<const std::string_view> site_flag_keys() {
    return flag_names;
}

} // namespace wangge::model
