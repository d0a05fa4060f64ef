// OpenStreetMap files: only the features that belong to the kind asked for, under our own field names.
#include "import/reader.h"
#include "import/shape.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <fmt/format.h>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

// A tag's text, "" when it is absent.
std::string tag(const OGRFeature& feature, const char* name) {
    const int index = feature.GetFieldIndex(name);
    return index >= 0 && feature.IsFieldSetAndNotNull(index) ? feature.GetFieldAsString(index) : "";
}

std::string first_of(std::initializer_list<std::string> texts) {
    for (const std::string& text : texts)
        if (!text.empty())
            return text;
    return {};
}

std::string name_of(const OGRFeature& feature) {
    return first_of({tag(feature, "name_zh"), tag(feature, "name"), tag(feature, "name_en")});
}

// A road's name with its number behind it, "沿江路（G312）", so that maps can show the number.
std::string numbered(const std::string& name, const std::string& number) {
    return name.empty() ? number : number.empty() ? name : name + "（" + number + "）";
}

class OsmReader : public Reader {
public:
    OsmReader(const std::filesystem::path& file, Kind kind) : m_kind(kind) {
        const std::string settings = (base::data_folder() / "columns" / "osm.ini").string();
        m_dataset = m_session.open(std::filesystem::absolute(file).string(), GDAL_OF_VECTOR, {"OSM"},
                                   {"CONFIG_FILE=" + settings, "MAX_TMPFILE_SIZE=400"});
        if (!m_dataset)
            base::fail_input("import.unreadable", {{"file", file.filename().string()}, {"reason", m_session.said()}},
                             file.string());
        has_shapes = true;
        epsg = 4326;
        switch (kind) {
        case Kind::sites:
            columns = {"key", "name", "kind", "address", "phone"};
            break;
        case Kind::villages:
            columns = {"code", "name", "population"};
            break;
        case Kind::roads:
            columns = {"key", "name", "road_class", "one_way", "bridge", "tunnel"};
            break;
        case Kind::water:
            columns = {"key", "name", "kind"};
            break;
        case Kind::boundaries:
            columns = {"code", "name", "level"};
            break;
        default:
            base::fail_input("import.not_supported", {{"kind", std::string(key_of(kind))}, {"format", "OSM"}},
                             file.string());
        }
    }

    bool read(RowBlock& block, std::size_t most) override {
        block.clear();
        while (block.size() < most) {
            OGRLayer* from = nullptr;
            const OGRFeatureUniquePtr feature(m_dataset->GetNextFeature(&from, &m_done, nullptr, nullptr));
            if (!feature)
                break;
            if (!from || !wanted(*feature, from->GetName(), block)) {
                block.drop_row();
                continue;
            }
            block.end_row(++m_row);
            block.shapes.push_back(shape_of(feature->GetGeometryRef()));
        }
        return block.size() > 0;
    }

    double done() const override { return m_done; }

private:
    // Writes the cells of a feature of our kind; false for any other feature.
    bool wanted(const OGRFeature& feature, std::string_view from, RowBlock& block) const {
        const std::string key = fmt::format("osm/{}/{}",
                                            from == "points"  ? "node"
                                            : from == "lines" ? "way"
                                                              : "area",
                                            first_of({tag(feature, "osm_id"), tag(feature, "osm_way_id")}));
        const auto row = [&](std::initializer_list<std::string> cells) {
            for (const std::string& cell : cells)
                block.add_cell(cell);
            return true;
        };
        const bool area = from == "multipolygons", line = from == "lines", point = from == "points";
        const std::string name = name_of(feature);
        switch (m_kind) {
        case Kind::sites: {
            const std::string kind =
                site_kind(first_of({tag(feature, "amenity"), tag(feature, "healthcare"), tag(feature, "shop")}));
            const std::string address =
                first_of({tag(feature, "addr_full"),
                          tag(feature, "addr_city") + tag(feature, "addr_street") + tag(feature, "addr_housenumber")});
            return (area || point) && !kind.empty() && row({key, name, kind, address, tag(feature, "phone")});
        }
        case Kind::villages: {
            const std::string place = tag(feature, "place");
            const bool settlement = place == "village" || place == "town" || place == "hamlet" || place == "city" ||
                                    place == "suburb" || place == "neighbourhood" || place == "quarter";
            return point && settlement && row({key, name, tag(feature, "population")});
        }
        case Kind::roads: {
            const std::string highway = tag(feature, "highway"), route = tag(feature, "route");
            const bool road = !highway.empty() && highway != "proposed" && highway != "construction" &&
                              highway != "platform" && highway != "corridor" && highway != "elevator";
            const std::string way = tag(feature, "oneway"), junction = tag(feature, "junction");
            const bool implied = highway == "motorway" || junction == "roundabout" || junction == "circular";
            const char* one_way = way == "-1" || way == "reverse"                                           ? "-1"
                                  : way == "yes" || way == "1" || way == "true" || (implied && way != "no") ? "yes"
                                                                                                            : "no";
            const auto flag = [&](const char* name_of_tag) {
                const std::string text = tag(feature, name_of_tag);
                return std::string(text.empty() || text == "no" ? "no" : "yes");
            };
            return line && (road || route == "ferry") &&
                   row({key, numbered(name, tag(feature, "ref")), road ? road_class(feature, highway) : route, one_way,
                        flag("bridge"), flag("tunnel")});
        }
        case Kind::water: {
            const std::string waterway = tag(feature, "waterway"), natural = tag(feature, "natural");
            const bool course = line && (waterway == "river" || waterway == "stream" || waterway == "canal" ||
                                         waterway == "drain" || waterway == "ditch");
            const bool surface = area && (natural == "water" || waterway == "riverbank" ||
                                          tag(feature, "landuse") == "reservoir" || !tag(feature, "water").empty());
            return (course || surface) &&
                   row({key, name, course ? waterway : first_of({tag(feature, "water"), "water"})});
        }
        case Kind::boundaries: {
            const std::string level = tag(feature, "admin_level");
            const bool known = level == "6" || level == "8" || level == "7" || level == "4";
            return area && tag(feature, "boundary") == "administrative" && known &&
                   row({first_of({tag(feature, "ref"), key}), name,
                        level == "6" || level == "4" ? "county" : "township"});
        }
        default:
            return false;
        }
    }

    // A road that no vehicle may enter is a path; an unpaved lane is driven like a track.
    static std::string road_class(const OGRFeature& feature, const std::string& highway) {
        const std::string access =
            first_of({tag(feature, "motor_vehicle"), tag(feature, "vehicle"), tag(feature, "access")});
        if (access == "no")
            return "path";
        const bool lane = highway == "unclassified" || highway == "residential" || highway == "service" ||
                          highway == "road" || highway == "living_street";
        const std::string surface = tag(feature, "surface");
        for (const std::string_view loose :
             {"unpaved", "dirt", "earth", "ground", "sand", "mud", "grass", "soil", "rock"})
            if (lane && surface == loose)
                return "track";
        return highway;
    }

    static std::string site_kind(const std::string& value) {
        if (value == "pharmacy" || value == "chemist")
            return "retail_pharmacy";
        if (value == "clinic" || value == "doctors" || value == "dentist" || value == "doctor" ||
            value == "health_post" || value == "centre")
            return "clinic";
        if (value == "hospital")
            return "hospital";
        return value == "medical_supply" ? "device_seller" : "";
    }

    Kind m_kind;
    GdalSession m_session;
    DatasetPtr m_dataset;
    double m_done = 0;
    std::int64_t m_row = 0;
};

} // namespace

std::unique_ptr<Reader> open_osm(const std::filesystem::path& file, Kind kind) {
    return std::make_unique<OsmReader>(file, kind);
}

} // namespace wangge::import
