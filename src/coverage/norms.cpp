#include "coverage/norms.h"

#include "base/error.h"
#include "model/dated_rows.h"

#include <algorithm>

namespace wangge::coverage {
namespace {

using model::AreaType;

struct KnownNorm {
    std::string_view key, unit;
};
// Every norm that an engine asks for; a file may not name another, because a misspelt row would silently do nothing.
constexpr auto known_norms = std::to_array<KnownNorm>({
    {"informant_reach", "m"},        {"coordinator_reach", "m"},          {"supply_reach", "m"},
    {"informant_reach_time", "min"}, {"coordinator_reach_time", "min"},   {"supply_reach_time", "min"},
    {"hospital_radius", "m"},        {"informant_capacity", "people"},    {"coordinator_capacity", "people"},
    {"informant_pay", "yuan"},       {"training_max_age", "months"},      {"supply_weight", "factor"},
    {"contact_weight", "factor"},    {"responsibility_weight", "factor"}, {"visit_weight", "factor"},
    {"unmapped_weight", "factor"},   {"grade_a_weight", "factor"},        {"grade_b_weight", "factor"},
    {"grade_c_weight", "factor"},    {"grade_d_weight", "factor"},        {"ungraded_weight", "factor"},
    {"not_named_excess", "factor"},  {"no_pair_excess", "factor"},        {"half_pair_excess", "factor"},
    {"no_cell_excess", "factor"},    {"two_cells_excess", "factor"},      {"never_visited_excess", "factor"},
    {"unmapped_excess", "factor"},   {"excess_limit", "factor"},          {"people_per_site", "people"},
    {"dwelling_built", "factor"},    {"dwelling_open", "factor"},         {"coverage_target", "factor"},
});
constexpr std::array<std::string_view, 8> members{"norm",       "area_type", "value",  "unit",
                                                  "valid_from", "valid_to",  "source", "note"};

model::Norm norm_of(const model::DatedRow& row) {
    row.check_members(members);
    model::Norm norm;
    norm.key = row.text("norm", true);
    const auto known = std::find_if(known_norms.begin(), known_norms.end(),
                                    [&](const KnownNorm& each) { return each.key == norm.key; });
    if (norm.key.empty() || known == known_norms.end())
        row.fail("unknown", "norm", norm.key);
    if (const std::string area = row.text("area_type", false); !area.empty() && area != "any") {
        norm.area_type = model::from_key<AreaType>(area);
        if (!norm.area_type)
            row.fail("bad_area_type", "area_type", area);
    }
    norm.unit = row.text("unit", true);
    if (norm.unit != known->unit)
        row.fail("bad_unit", "unit", norm.unit, known->unit);
    norm.value = row.value("value", 1e9);
    norm.valid_from = row.date("valid_from");
    norm.valid_to = row.date("valid_to");
    norm.source = row.text("source", true);
    norm.note = row.text("note", false);
    return norm;
}

} // namespace

Norms Norms::parse(std::string_view json, const std::string& file) {
    std::vector<model::Norm> read;
    model::each_dated_row(json, file, "norms", {"coverage.", "norm"},
                          [&](const model::DatedRow& row) { read.push_back(norm_of(row)); });
    model::latest_first(read);
    Norms norms;
    norms.m_files.push_back(std::move(read));
    return norms;
}

void Norms::add(const Norms& more) {
    m_files.insert(m_files.begin(), more.m_files.begin(), more.m_files.end());
}

const model::Norm* Norms::find(std::string_view norm, AreaType type, base::Date day) const {
    for (const std::vector<model::Norm>& file : m_files) {
        const model::Norm* best = nullptr;
        for (const model::Norm& each : file) {
            if (each.key != norm || (each.area_type && *each.area_type != type) || !model::holds_on(each, day))
                continue;
            if (best == nullptr || (each.area_type && !best->area_type))
                best = &each;
        }
        if (best != nullptr)
            return best;
    }
    return nullptr;
}

const model::Norm& Norms::row(std::string_view norm, AreaType type, base::Date day, std::string_view unit) const {
    const model::Norm* found = find(norm, type, day);
    if (found == nullptr)
        base::fail_input("coverage.no_norm", {{"norm", std::string(norm)},
                                              {"area_type", "@kind.area_type." + std::string(model::key_of(type))},
                                              {"date", base::to_text(day)}});
    base::ensure(found->unit == unit, "a norm is asked for in its own unit");
    return *found;
}

std::vector<model::Norm> Norms::in_force(base::Date day) const {
    std::vector<model::Norm> rows;
    for (const KnownNorm& known : known_norms) {
        std::vector<const model::Norm*> listed;
        for (int type = 0; type < 4; ++type)
            if (const model::Norm* found = find(known.key, static_cast<AreaType>(type), day);
                found != nullptr && std::find(listed.begin(), listed.end(), found) == listed.end()) {
                listed.push_back(found);
                rows.push_back(*found);
            }
    }
    return rows;
}

base::Metres Norms::metres(std::string_view norm, AreaType type, base::Date day) const {
    return {row(norm, type, day, "m").value};
}
base::Persons Norms::people(std::string_view norm, base::Date day) const {
    return {row(norm, AreaType::rural, day, "people").value};
}
Yuan Norms::yuan(std::string_view norm, base::Date day) const {
    return {row(norm, AreaType::rural, day, "yuan").value};
}
int Norms::months(std::string_view norm, base::Date day) const {
    return static_cast<int>(row(norm, AreaType::rural, day, "months").value);
}
double Norms::factor(std::string_view norm, AreaType type, base::Date day) const {
    return row(norm, type, day, "factor").value;
}

ByArea<base::Metres> Norms::metres(std::string_view norm, base::Date day) const {
    ByArea<base::Metres> all;
    for (int type = 0; type < 4; ++type)
        all.values[type] = metres(norm, static_cast<AreaType>(type), day);
    return all;
}
ByArea<base::Minutes> Norms::minutes(std::string_view norm, base::Date day) const {
    ByArea<base::Minutes> all;
    for (int type = 0; type < 4; ++type)
        all.values[type] = {row(norm, static_cast<AreaType>(type), day, "min").value};
    return all;
}
ByArea<double> Norms::factors(std::string_view norm, base::Date day) const {
    ByArea<double> all;
    for (int type = 0; type < 4; ++type)
        all.values[type] = factor(norm, static_cast<AreaType>(type), day);
    return all;
}

} // namespace wangge::coverage
