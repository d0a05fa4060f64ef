// The document's own places by code, name and address: offline geocoding, and known places to judge a datum by.
#pragma once
#include "model/snapshot.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace wangge::import {

// What a row says about where it is; any may be empty.
struct Clues {
    std::string_view village_code, village_name, township_code, township_name, address;
};

struct PlaceMatch {
    model::Row village = model::no_row; // of Snapshot::villages
    int township = -1;                  // of Gazetteer
    // 0.95 village code; 0.9 village and township name in their own columns; 0.85 both in the address (0.75 when the
    // address leaves out 村 or 社区); 0.65 a village name that is unique in the document; 0.4 township only; 0 nothing.
    double score = 0;
    explicit operator bool() const { return score > 0; }
};

class Gazetteer {
public:
    // Keeps a reference; the snapshot must live as long.
    explicit Gazetteer(const model::Snapshot& snapshot);

    PlaceMatch locate(const Clues& clues) const;
    // The seat of the village, else the middle of the township. NaN when neither is known.
    geo::MapPoint point_of(const PlaceMatch& match) const;
    // Null when only a point is known.
    const geo::MultiPolygon* village_area(const PlaceMatch& match) const;
    const geo::MultiPolygon* township_area(const PlaceMatch& match) const;
    std::string_view village_code(const PlaceMatch& match) const;
    std::string_view township_code(const PlaceMatch& match) const;
    bool knows_township(std::string_view code) const { return m_township_by_code.contains(std::string(code)); }
    bool empty() const { return m_township.empty() && m_village_by_code.empty(); }

private:
    struct Township {
        std::string code;
        const geo::MultiPolygon* area = nullptr;
        double sum_x = 0, sum_y = 0; // of its villages' seats
        int seats = 0;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Names = std::unordered_map<std::string, std::vector<model::Row>, Hash, std::equal_to<>>;

    int township_row(const std::string& code, const std::string& name);
    // The village of that name in the township (any township when -1, then only a unique one).
    model::Row village_named(std::string_view name, int township) const;
    PlaceMatch in_address(const std::string& address, int township) const;

    const model::Snapshot& m_snapshot;
    std::vector<Township> m_township;
    std::vector<int> m_township_of_village;
    std::unordered_map<std::string, int> m_township_by_code;
    std::unordered_map<std::string, model::Row> m_village_by_code;
    Names m_township_by_name, m_village_by_name, m_village_by_stem;
};

} // namespace wangge::import
