// The columns of each table after its id, in the one order in which put binds them and load reads them.
#pragma once
#include <array>
#include <string_view>

namespace wangge::store {

inline constexpr std::array<std::string_view, 22> site_columns{
    "geom",           "key",          "name",        "kind",           "grade",
    "previous_grade", "flags",        "tags",        "licence_number", "licence_scope",
    "credit_code",    "address",      "owner",       "phone",          "township_code",
    "village_code",   "position",     "match_score", "last_visit",     "licence_expiry",
    "hazards_found",  "opening_hours"};
inline constexpr std::array<std::string_view, 14> village_columns{"area",
                                                                  "seat",
                                                                  "code",
                                                                  "name",
                                                                  "township_code",
                                                                  "township_name",
                                                                  "urban_rural_class",
                                                                  "population",
                                                                  "households",
                                                                  "population_over_65",
                                                                  "contact_key",
                                                                  "position",
                                                                  "match_score",
                                                                  "backup_key"};
inline constexpr std::array<std::string_view, 27> person_columns{"geom",
                                                                 "key",
                                                                 "name",
                                                                 "role",
                                                                 "phone",
                                                                 "identity_number",
                                                                 "employer",
                                                                 "township_code",
                                                                 "village_code",
                                                                 "position",
                                                                 "match_score",
                                                                 "start_date",
                                                                 "end_date",
                                                                 "last_training",
                                                                 "last_assessment",
                                                                 "certificate_expiry",
                                                                 "training_hours",
                                                                 "assessment_passed",
                                                                 "certificate_number",
                                                                 "skills",
                                                                 "recusals",
                                                                 "capacity_hours",
                                                                 "capacity_people",
                                                                 "owns_site",
                                                                 "leave",
                                                                 "trainings",
                                                                 "pay"};
inline constexpr std::array<std::string_view, 7> road_columns{"geom",    "key",    "name",  "class",
                                                              "one_way", "bridge", "tunnel"};
inline constexpr std::array<std::string_view, 4> boundary_columns{"geom", "level", "code", "name"};
inline constexpr std::array<std::string_view, 5> water_columns{"line", "area", "key", "name", "kind"};
inline constexpr std::array<std::string_view, 5> plan_columns{"name", "shape", "options", "created", "current"};
inline constexpr std::array<std::string_view, 11> cell_columns{
    "geom",        "plan",     "code",       "parents", "township_code", "village_codes",
    "contact_key", "lead_key", "second_key", "hours",   "lead_since"};
inline constexpr std::array<std::string_view, 7> raster_columns{"kind",     "width",  "height", "origin_x",
                                                                "origin_y", "cell_x", "cell_y"};
inline constexpr std::array<std::string_view, 4> strip_columns{"raster", "first_row", "rows", "data"};
inline constexpr std::array<std::string_view, 7> quarantine_columns{"kind",   "file",   "layer",   "row",
                                                                    "reason", "detail", "original"};
inline constexpr std::array<std::string_view, 8> repair_columns{"kind", "file",   "layer",  "key",
                                                                "row",  "reason", "before", "after"};
inline constexpr std::array<std::string_view, 2> setting_columns{"key", "json"};
inline constexpr std::array<std::string_view, 17> ledger_columns{
    "number",   "source", "rule",  "target",  "subject",         "name", "township_code", "people", "severity",
    "evidence", "state",  "found", "measure", "responsible_key", "due",  "closed",        "moves"};
inline constexpr std::array<std::string_view, 3> retired_columns{"code", "plan", "retired"};
inline constexpr std::array<std::string_view, 4> plan_state_columns{"plan", "state", "sealed", "moves"};
inline constexpr std::array<std::string_view, 6> regrade_columns{"site_key", "made",  "before",
                                                                 "after",    "score", "reasons"};
inline constexpr std::array<std::string_view, 4> succession_columns{"plan", "parent", "child", "made"};

} // namespace wangge::store
