// Spreadsheets and GIS layers through GDAL.
#include "import/reader.h"
#include "import/shape.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

struct Format {
    std::vector<std::string> drivers;
    bool sheet = false; // headings are among the rows
    bool shapefile = false;
    const char* prefix = ""; // of GDAL's name for the file
};

const std::map<std::string, Format>& formats() {
    static const std::map<std::string, Format> table = {
        {"xlsx", {{"XLSX"}, true}},
        {"xlsm", {{"XLSX"}, true}},
        {"xls", {{"XLS"}, true}},
        {"ods", {{"ODS"}, true}},
        {"shp", {{"ESRI Shapefile"}, false, true}},
        {"dbf", {{"ESRI Shapefile"}, false, true}},
        {"zip", {{"ESRI Shapefile"}, false, true, "/vsizip/"}},
        {"gpkg", {{"GPKG"}}},
        {"geojson", {{"GeoJSON", "TopoJSON", "ESRIJSON"}}},
        {"json", {{"GeoJSON", "TopoJSON", "ESRIJSON"}}},
        {"topojson", {{"TopoJSON"}}},
        {"kml", {{"LIBKML", "KML"}}},
        {"kmz", {{"LIBKML"}}},
    };
    return table;
}

const Format& format_of(const std::filesystem::path& file) {
    const auto found = formats().find(extension_of(file));
    if (found == formats().end())
        base::fail_input("import.unknown_format", {{"file", file.filename().string()}}, file.string());
    return found->second;
}

// A small archive can unpack to more than any disk holds; GDAL would try.
void refuse_bombs(const std::filesystem::path& file, const std::string& absolute) {
    static constexpr vsi_l_offset most_bytes = 3ull << 30;
    const std::string archive = "/vsizip/{" + absolute + "}";
    const CPLStringList names(VSIReadDirRecursive(archive.c_str()));
    vsi_l_offset total = 0;
    for (int i = 0; i < names.Count(); ++i) {
        VSIStatBufL status;
        if (VSIStatL((archive + "/" + names[i]).c_str(), &status) == 0)
            total += status.st_size;
    }
    if (total > most_bytes)
        base::fail_input("import.too_large", {{"file", file.filename().string()}}, file.string());
}

DatasetPtr open_dataset(GdalSession& session, const std::filesystem::path& file) {
    const Format& format = format_of(file);
    std::vector<std::string> options;
    if (format.shapefile)
        options.push_back("ENCODING="); // bytes as they are; we decode
    const std::string absolute = std::filesystem::absolute(file).string(), name = format.prefix + absolute;
    if (const std::string extension = extension_of(file);
        extension.starts_with("xls") || extension == "ods" || extension == "kmz" || extension == "zip")
        refuse_bombs(file, absolute);
    DatasetPtr dataset = session.open(name, GDAL_OF_VECTOR, format.drivers, options);
    if (!dataset)
        base::fail_input(
            "import.unreadable",
            {{"file", file.filename().string()}, {"reason", session.said().empty() ? "-" : session.said()}},
            file.string());
    return dataset;
}

// GBK by the DBF's language id or .cpg, else by the bytes of its first rows.
bool shapefile_is_gb18030(OGRLayer& layer) {
    const char* declared = layer.GetMetadataItem("SOURCE_ENCODING", "SHAPEFILE");
    const char* ldid = layer.GetMetadataItem("LDID_VALUE", "SHAPEFILE");
    const char* cpg = layer.GetMetadataItem("CPG_VALUE", "SHAPEFILE");
    for (const char* text : {cpg, declared}) {
        const std::string name = base::lower_ascii(text ? text : "");
        if (name.find("gb") != std::string::npos || name.find("936") != std::string::npos)
            return true;
        if (name.find("utf") != std::string::npos || name.find("65001") != std::string::npos)
            return false;
    }
    if (ldid && std::string_view(ldid) == "77") // 0x4D
        return true;
    std::string bytes;
    OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        bytes += definition.GetFieldDefn(i)->GetNameRef();
    layer.ResetReading();
    for (int n = 0; n < 2000; ++n) {
        const OGRFeatureUniquePtr feature(layer.GetNextFeature());
        if (!feature)
            break;
        for (int i = 0; i < definition.GetFieldCount(); ++i)
            if (definition.GetFieldDefn(i)->GetType() == OFTString) {
                bytes += feature->GetFieldAsString(i);
                bytes += '\n';
            }
    }
    layer.ResetReading();
    return !base::is_utf8(bytes);
}

class OgrReader : public Reader {
public:
    OgrReader(const std::filesystem::path& file, const std::string& encoding_option, const std::string& layer_name)
        : m_dataset(open_dataset(m_session, file)) {
        const Format& format = format_of(file);
        m_layer = layer_name.empty() ? m_dataset->GetLayer(0) : m_dataset->GetLayerByName(layer_name.c_str());
        if (!m_layer) {
            std::vector<std::string> names;
            for (int i = 0; i < m_dataset->GetLayerCount(); ++i)
                names.emplace_back(m_dataset->GetLayer(i)->GetName());
            base::fail_input("import.no_layer",
                             {{"layer", layer_name}, {"layers", fmt::format("{}", fmt::join(names, ", "))}},
                             file.string());
        }
        layer = m_layer->GetName();
        if (format.shapefile) {
            m_gb18030 = encoding_option == "gb18030" || (encoding_option == "auto" && shapefile_is_gb18030(*m_layer));
            encoding = m_gb18030 ? "gb18030" : "utf-8";
        }
        OGRFeatureDefn& definition = *m_layer->GetLayerDefn();
        m_fields = definition.GetFieldCount();
        has_shapes = !format.sheet && definition.GetGeomFieldCount() > 0 && definition.GetGeomType() != wkbNone;
        if (!format.sheet)
            for (int i = 0; i < m_fields; ++i)
                columns.push_back(decoded(definition.GetFieldDefn(i)->GetNameRef()));
        m_count = m_layer->GetFeatureCount(format.sheet || format.shapefile ? 1 : 0);
        if (has_shapes)
            judge_crs();
        OGREnvelope stated;
        if (has_shapes && !m_transform && m_layer->GetExtent(&stated, FALSE) == OGRERR_NONE && stated.IsInit())
            extent = {stated.MinX, stated.MinY, stated.MaxX, stated.MaxY};
        m_layer->ResetReading();
    }

    bool read(RowBlock& block, std::size_t most) override {
        block.clear();
        while (block.size() < most && !m_ended) {
            const long errors_before = m_session.errors();
            const OGRFeatureUniquePtr feature(m_layer->GetNextFeature());
            if (!feature) {
                m_ended = true;
                broken += m_session.errors() > errors_before;
                break;
            }
            ++m_row;
            for (int i = 0; i < m_fields; ++i) {
                if (feature->IsFieldSetAndNotNull(i)) {
                    const char* text = feature->GetFieldAsString(i);
                    if (m_gb18030)
                        block.add_text(decoded(text));
                    else
                        block.add_text(std::string_view(text));
                }
                block.end_cell();
            }
            if (!has_shapes && block.row_is_blank()) {
                block.drop_row();
                continue;
            }
            block.end_row(m_row);
            if (has_shapes) {
                OGRGeometry* geometry = feature->GetGeometryRef();
                if (geometry && m_transform && geometry->transform(m_transform.get()) != OGRERR_NONE)
                    geometry = nullptr;
                block.shapes.push_back(shape_of(geometry));
            }
        }
        return block.size() > 0;
    }

    double done() const override {
        return m_count > 0 ? std::min(1.0, static_cast<double>(m_row) / static_cast<double>(m_count)) : 0.5;
    }

private:
    struct DestroyTransform {
        void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
    };

    std::string decoded(std::string_view text) const {
        return m_gb18030 && !base::is_utf8(text) ? base::gb18030_to_utf8(text) : std::string(text);
    }

    // Degrees on WGS-84 or CGCS2000, a projected CRS with a number, or a transformation to degrees.
    void judge_crs() {
        const OGRSpatialReference* declared = m_layer->GetSpatialRef();
        if (!declared)
            return;
        OGRSpatialReference crs(*declared);
        const std::string name = crs.GetName() ? crs.GetName() : "";
        for (const char* old_datum : {"Beijing", "Xian", "Xi'an"})
            if (name.find(old_datum) != std::string::npos)
                base::fail_input("geo.crs_needs_parameters", {{"crs", name}, {"name", name}});
        crs.AutoIdentifyEPSG();
        const char* code = crs.GetAuthorityCode(nullptr);
        const int number = code ? std::atoi(code) : crs.IsProjected() ? number_of_match(crs) : 0;
        const char* datum = crs.GetAttrValue("DATUM");
        const std::string datum_name = base::lower_ascii(datum ? datum : "");
        const bool modern =
            datum_name.find("1984") != std::string::npos || datum_name.find("china_2000") != std::string::npos ||
            datum_name.find("cgcs") != std::string::npos || datum_name.find("2000") != std::string::npos;
        if (crs.IsGeographic() && (modern || number == 4326 || number == 4490)) {
            epsg = 4326;
            return;
        }
        if (crs.IsProjected() && number > 0 && is_metric_projection(number)) {
            epsg = number;
            return;
        }
        if (!crs.IsGeographic() && !crs.IsProjected())
            return;
        OGRSpatialReference degrees;
        degrees.importFromEPSG(4326);
        degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        m_transform.reset(OGRCreateCoordinateTransformation(declared, &degrees));
        if (m_transform) {
            epsg = 4326;
            crs_name = name;
        }
    }

    // Old .prj files name the system and its datum in words of their own; a sure match in the register keeps their
    // metres, where a detour over degrees would move them by the shift of the datum. 0 = none.
    static int number_of_match(const OGRSpatialReference& crs) {
        constexpr int sure = 70; // per cent
        int count = 0, number = 0;
        int* confidence = nullptr;
        OGRSpatialReferenceH* matches = crs.FindMatches(nullptr, &count, &confidence);
        if (count > 0 && confidence[0] >= sure && (count == 1 || confidence[1] < confidence[0]))
            if (const char* code = OGRSpatialReference::FromHandle(matches[0])->GetAuthorityCode(nullptr))
                number = std::atoi(code);
        OSRFreeSRSArray(matches);
        CPLFree(confidence);
        return number;
    }

    static bool is_metric_projection(int number) {
        try {
            geo::Projection::from_epsg(number);
            return true;
        } catch (const base::Error& error) {
            if (error.message().id == "geo.crs_needs_parameters")
                throw;
            return false;
        }
    }

    GdalSession m_session;
    DatasetPtr m_dataset;
    std::unique_ptr<OGRCoordinateTransformation, DestroyTransform> m_transform;
    OGRLayer* m_layer = nullptr;
    bool m_gb18030 = false, m_ended = false;
    int m_fields = 0;
    std::int64_t m_row = 0, m_count = 0;
};

} // namespace

std::string extension_of(const std::filesystem::path& file) {
    const std::string name = base::lower_ascii(file.filename().string());
    if (name.ends_with(".hgt.zip"))
        return "hgt.zip";
    if (name.ends_with(".osm.pbf"))
        return "pbf";
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? "" : name.substr(dot + 1);
}

std::vector<std::string> layers_of(const std::filesystem::path& file) {
    const std::string extension = extension_of(file);
    if (extension == "csv" || extension == "tsv" || extension == "txt" || extension == "pbf" || extension == "osm")
        return {""};
    GdalSession session;
    const DatasetPtr dataset = open_dataset(session, file);
    std::vector<std::string> names;
    for (int i = 0; i < dataset->GetLayerCount(); ++i)
        if (const std::string name = dataset->GetLayer(i)->GetName(); name != "layer_styles") // of QGIS; no data
            names.push_back(name);
    return names;
}

std::unique_ptr<Reader> open_reader(const std::filesystem::path& file, Kind kind, const Options& options,
                                    const std::string& layer) {
    const std::string extension = extension_of(file);
    if (extension == "csv" || extension == "tsv" || extension == "txt")
        return open_csv(file, options.encoding);
    if (extension == "pbf" || extension == "osm")
        return open_osm(file, kind);
    return std::make_unique<OgrReader>(file, options.encoding, layer);
}

} // namespace wangge::import
