// One kind of row turned into records of the document; one file a kind.
#pragma once
#include "import/gazetteer.h"
#include "import/intake.h"

#include <memory>

namespace wangge::import {

// Where the document's ground ends. Without a county every place is inside.
class Fence {
public:
    explicit Fence(const geo::MultiPolygon& county);
    // Inside, or outside by at most `tolerance`: boundaries are generalised, and shops stand on border roads.
    bool holds(geo::MapPoint point, base::Metres tolerance) const;
    // The box touches the county's box, grown by `margin`.
    bool near(const geo::Box& box, base::Metres margin) const;

private:
    const geo::MultiPolygon& m_county;
    geo::Box m_box;
    std::vector<std::vector<std::pair<geo::MapPoint, geo::MapPoint>>> m_bands; // edges by northing, for a quick test
    double m_band = 1;
    bool inside(geo::MapPoint point) const;
};

// Codes of a file follow the national scheme (12 digits) or another one, by the majority of the first rows.
struct CodeScheme {
    bool national = false;
};

// What every taker works with.
struct Desk {
    Kind kind;
    const Options& options;
    const Mapping& mapping;
    const ColumnTable& table;
    const Context& context;
    const Gazetteer& gazetteer;
    const Fence& fence;
    CodeScheme codes;
    std::string file_name; // and layer, in lower case: hints for what the rows are
    Sink& sink;
    Intake& intake;
};

class Taker {
public:
    virtual ~Taker() = default;
    // Ends with exactly one of Intake::take, quarantine or merge.
    virtual void take(const Row& row) = 0;
    // The records so far go to the sink.
    virtual void flush() = 0;
    // After the last row; records that were held back are finished.
    virtual void finish() {}
};

std::unique_ptr<Taker> make_site_taker(Desk& desk);
std::unique_ptr<Taker> make_village_taker(Desk& desk);
std::unique_ptr<Taker> make_person_taker(Desk& desk);
std::unique_ptr<Taker> make_road_taker(Desk& desk);
std::unique_ptr<Taker> make_boundary_taker(Desk& desk);
std::unique_ptr<Taker> make_water_taker(Desk& desk);
std::unique_ptr<Taker> make_cell_taker(Desk& desk);

// The fields that say where a row is.
struct PlaceFields {
    explicit PlaceFields(const Mapping& mapping);
    Source village_code, village_name, township_code, township_name, address;
};
// The texts that Clues point to.
struct PlaceTexts {
    PlaceTexts(const Row& row, const PlaceFields& fields);
    std::string village_code, village_name, township_code, township_name, address;
    Clues clues() const { return {village_code, village_name, township_code, township_name, address}; }
};

// Gives the record its position: the row's coordinates when they lie inside the fence; else, when it has none or only
// garbage, the place that its address or codes name. Null when the row can be taken (a change is noted when the
// position is not the one given); else the reason to quarantine it: "outside_county" or "bad_coordinates".
const char* settle(Desk& desk, const Row& row, const Clues& clues, base::Metres tolerance, model::Position& position,
                   PlaceMatch& match);

// A township code of 9 digits, also when 12 or a spreadsheet number were given; other schemes as they are.
std::string township_code_in(std::string_view text);

// A region's code from a register (区划代码) put where it belongs: of a village or, when it stops there, of a township;
// a code that stops at the county says nothing. A wrong one is dropped (a change "bad_code" is noted). Codes of another
// scheme stay as they are.
void sort_codes(Desk& desk, std::string& village_code, std::string& township_code);

// Area of a row: rings closed and turned, self-crossings resolved (a change "made_valid" is noted). Empty when nothing
// is left.
geo::MultiPolygon area_of(Desk& desk, const Row& row);

} // namespace wangge::import
