// The numbers that decide what is covered and how bad a blind spot is: dated, editable rows, chosen by day and area
// type.
#pragma once
#include "base/units.h"
#include "model/norm.h"

#include <array>
#include <string_view>
#include <vector>

namespace wangge::coverage {

using Yuan = base::Quantity<struct YuanTag>;

// One value for each area type, in the order of model::AreaType.
template <class T> struct ByArea {
    std::array<T, 4> values{};
    T& operator[](model::AreaType type) { return values[static_cast<std::size_t>(type)]; }
    const T& operator[](model::AreaType type) const { return values[static_cast<std::size_t>(type)]; }
};

class Norms {
public:
    // Reads {"norms": [{norm, area_type, value, unit, valid_from, valid_to, source, note}, ...]}. area_type is "any" or
    // a key of model::AreaType. Throws Error(bad_input) "coverage.norm_*" whose `where` is `file` and the JSON path of
    // what is wrong: an unknown member or norm, a wrong unit, a value that is negative, a day that is none.
    static Norms parse(std::string_view json, const std::string& file);

    // The rows of `more` (a project's own) win over those already here wherever both hold.
    void add(const Norms& more);

    // The rows that decide on `day`, in the order of known norms, then of area types.
    std::vector<model::Norm> in_force(base::Date day) const;

    // The value that holds on `day`: a file added later beats an earlier one; within a file a row for the very area
    // type beats one for any, then the later valid_from wins. Throws Error(bad_input) "coverage.no_norm" when none
    // holds. A norm asked for by the wrong unit is a bug.
    base::Metres metres(std::string_view norm, model::AreaType type, base::Date day) const;
    base::Persons people(std::string_view norm, base::Date day) const;
    Yuan yuan(std::string_view norm, base::Date day) const; // a year
    int months(std::string_view norm, base::Date day) const;
    double factor(std::string_view norm, model::AreaType type, base::Date day) const;
    ByArea<base::Metres> metres(std::string_view norm, base::Date day) const;
    ByArea<base::Minutes> minutes(std::string_view norm, base::Date day) const;
    ByArea<double> factors(std::string_view norm, base::Date day) const;

private:
    // Null when none holds.
    const model::Norm* find(std::string_view norm, model::AreaType type, base::Date day) const;
    const model::Norm& row(std::string_view norm, model::AreaType type, base::Date day, std::string_view unit) const;
    std::vector<std::vector<model::Norm>> m_files; // the strongest first
};

} // namespace wangge::coverage
