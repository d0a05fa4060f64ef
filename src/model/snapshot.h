// The project at one moment, as immutable columns that engines, exporters and the map share.
#pragma once
#include "model/records.h"

#include <map>
#include <memory>
#include <string_view>

namespace wangge::model {

// Many short texts in one block of memory.
class TextColumn {
public:
    std::size_t size() const { return m_ends.size(); }
    std::string_view operator[](std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : m_ends[i - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[i] - begin);
    }
    void push_back(std::string_view text) {
        m_bytes += text;
        m_ends.push_back(m_bytes.size());
    }
    void reserve(std::size_t rows, std::size_t bytes) {
        m_ends.reserve(rows);
        m_bytes.reserve(bytes);
    }

private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends;
};

// Row numbers into other tables; -1 = none.
using Row = std::int32_t;
inline constexpr Row no_row = -1;

// One row a site, in order of id. x and y are NaN where quality is none.
struct SiteTable {
    std::vector<SiteId> id;
    std::vector<double> x, y; // metres, document CRS
    std::vector<PositionQuality> quality;
    std::vector<float> match_score;
    std::vector<SiteKind> kind;
    std::vector<RiskGrade> grade, previous_grade;
    std::vector<std::uint32_t> flags;
    std::vector<base::Date> last_visit, licence_expiry;
    std::vector<std::int32_t> hazards_found;
    TextColumn key, name, tags, licence_number, licence_scope, credit_code, address, owner, phone, township_code,
        village_code;
    std::vector<Row> village, township; // filled by link(): by position, else by code
    std::size_t size() const { return id.size(); }
    geo::MapPoint point(std::size_t i) const { return {x[i], y[i]}; }
    bool placed(std::size_t i) const { return quality[i] != PositionQuality::none; }
};

struct VillageTable {
    std::vector<VillageId> id;
    std::vector<double> x, y; // NaN where there is neither a seat nor an area
    std::vector<std::int16_t> urban_rural_class;
    std::vector<double> population, households, population_over_65;
    std::vector<geo::MultiPolygon> area;
    TextColumn code, name, township_code, township_name, contact_key;
    std::vector<Row> township, contact; // filled by link()
    std::size_t size() const { return id.size(); }
    geo::MapPoint point(std::size_t i) const { return {x[i], y[i]}; }
};

struct PersonTable {
    std::vector<PersonId> id;
    std::vector<double> x, y;
    std::vector<PositionQuality> quality;
    std::vector<float> match_score;
    std::vector<PersonRole> role;
    std::vector<base::Date> start, end, last_training, last_assessment, certificate_expiry;
    std::vector<double> training_hours, capacity_hours, capacity_people;
    std::vector<std::uint8_t> assessment_passed, owns_site;
    TextColumn key, name, phone, identity_number, employer, township_code, village_code, certificate_number, skills,
        recusals;
    std::vector<Row> village, township; // the area served, by code, else by position; filled by link()
    std::size_t size() const { return id.size(); }
    geo::MapPoint point(std::size_t i) const { return {x[i], y[i]}; }
    bool placed(std::size_t i) const { return quality[i] != PositionQuality::none; }
};

struct Snapshot {
    std::string name;          // of the project
    int epsg = 0;              // document CRS
    std::int64_t revision = 0; // grows with every edit of the document
    SiteTable sites;
    VillageTable villages;
    PersonTable people;
    std::vector<Road> roads;
    std::vector<Boundary> boundaries; // county first, then townships, each by code
    std::vector<Water> waters;
    geo::Raster terrain, population, landcover;
    std::vector<Plan> plans;
    std::vector<Cell> cells; // of the current plan, by code
    std::vector<QuarantineRow> quarantine;
    std::map<std::string, std::string, std::less<>> settings; // JSON texts by key, e.g. "norms"

    // Derived by link().
    std::vector<Row> townships; // rows of `boundaries` with level township, by code
    geo::MultiPolygon county;   // county boundary; else the union of townships; else of villages; else empty
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

// Fills the derived members and the Row columns of a snapshot whose own columns are complete. Township rows count from
// 0 in `townships`. A site lies in a village or township by its position (half-open edges), else by its code.
void link(Snapshot& snapshot);

} // namespace wangge::model
