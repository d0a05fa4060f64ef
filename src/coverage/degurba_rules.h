// The thresholds of the Degree of Urbanisation: dated, editable rows with their source, by edition of the manual.
#pragma once
#include "base/date.h"
#include "base/units.h"
#include "model/dated_rows.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wangge::coverage {

using PersonsPerSquareKilometre = base::Quantity<struct PersonsPerSquareKilometreTag>;
using SquareKilometres = base::Quantity<struct SquareKilometresTag>;
using Kilometres = base::Quantity<struct KilometresTag>;

// One edition's numbers. Densities are per square kilometre of permanent land. The editions differ in the last five:
// the manual of 2021 makes semi-dense clusters of 300 people a km2, 5,000 people, cells joined by sides and corners,
// and smooths by five of eight neighbours; the revision of July 2024 makes them of 900 people a km2, 2,500 people,
// cells joined by sides, and smooths by the majority of the neighbours that are land or lived in.
struct DegurbaRules {
    PersonsPerSquareKilometre centre_density{1500}, cluster_density{300}, dense_density{1500}, rural_density{300},
        low_density{50};
    base::Persons centre_people{50000}, cluster_people{5000}, dense_people{5000}, rural_people{500};
    SquareKilometres hole_area{15};
    double water_land = 0.5; // share
    PersonsPerSquareKilometre semi_density{900};
    base::Persons semi_people{2500};
    int semi_neighbours = 4; // 4 or 8
    Kilometres semi_distance{2};
    bool majority_of_land = true;
};

// A rule with its unit, what its value may sensibly be, and where the value goes.
struct KnownDegurbaRule {
    std::string_view key, unit;
    model::ValueRange sensible;
    void (*set)(DegurbaRules&, double);
};
std::span<const KnownDegurbaRule> known_degurba_rules();

struct DegurbaRow {
    std::string edition; // "2021", "2024", or "any"
    std::string rule;    // name of a member of DegurbaRules
    double value = 0;
    std::string unit;
    base::Date valid_from, valid_to; // no date = open
    std::string source, note;
};

// The rows of data/area_types/degurba.json and of the project.
class DegurbaTable {
public:
    // Reads {"degurba": [{edition, rule, value, unit, valid_from, valid_to, source, note}, ...]}. Throws
    // Error(bad_input) "coverage.degurba_rule" whose `where` is `file` and the JSON path of what is wrong.
    static DegurbaTable parse(std::string_view json, const std::string& file);
    // The rows of data/area_types/degurba.json.
    static DegurbaTable shipped();
    // The rows of `more` win over those already here.
    void add(const DegurbaTable& more);
    // The row that decides for an edition on a day: of a later file; within a file one for the very edition, then the
    // later valid_from. Null when none holds. The edition "any" is spoken of by rows for any edition alone.
    const DegurbaRow* find(std::string_view rule, std::string_view edition, base::Date day) const;
    // The numbers of an edition on a day. A rule without a row keeps the value of DegurbaRules.
    DegurbaRules rules(std::string_view edition, base::Date day) const;
    // The rows themselves, the strongest first.
    const std::vector<DegurbaRow>& rows() const { return m_rows; }

private:
    std::vector<DegurbaRow> m_rows;
};

// Rules of which the first may not be above the second: a centre lies in a town, a town is more than a village, a
// village more than scattered farms; the dense are denser than the half dense, and smaller than a centre.
std::vector<std::pair<std::string_view, std::string_view>> degurba_orders();

// The editions in order: "2021", "2024".
const std::vector<std::string>& degurba_editions();

} // namespace wangge::coverage
