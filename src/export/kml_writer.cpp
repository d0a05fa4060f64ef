// KML 2.2 for Google Earth and map viewers: one folder a table, the columns as extended data with their headings. In a
// KMZ the symbols of the map come along as pictures, so that no network is needed to see them.
#include "base/error.h"
#include "base/files.h"
#include "base/system_reason.h"
#include "export/writers.h"
#include "export/xml_text.h"
#include "export/zip_file.h"
#include "geo/projection.h"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>

namespace wangge::exporter {
namespace {

std::string text_of(const model::Value& value, const model::Column& column) {
    if (const auto* text = std::get_if<std::string>(&value))
        return xml_text(*text);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real))
        return fmt::format("{:.{}f}", *real, column.decimals);
    return {};
}

class Writer {
public:
    Writer(const std::filesystem::path& path, const std::filesystem::path& shown)
        : m_file(std::fopen(path.c_str(), "wb"), &std::fclose), m_shown(shown) {
        require(m_file != nullptr);
    }
    void table(const model::Table& table, const TableLook* look, bool pictures, base::Feedback& feedback);
    void put(std::string_view text) {
        m_block += text;
        if (m_block.size() > 1 << 20)
            flush();
    }
    void close() {
        flush();
        require(std::fclose(m_file.release()) == 0);
    }

private:
    void require(bool done) const {
        if (!done)
            base::fail_environment("base.cannot_write",
                                   {{"file", m_shown.string()}, {"reason", base::system_reason(errno)}},
                                   m_shown.string());
    }
    void flush() {
        require(std::fwrite(m_block.data(), 1, m_block.size(), m_file.get()) == m_block.size());
        m_block.clear();
    }
    void coordinates(const std::vector<geo::MapPoint>& points);
    void ring(const char* side, const geo::Ring& points);
    void shape(const model::Shape& shape);

    std::unique_ptr<std::FILE, int (*)(std::FILE*)> m_file;
    const std::filesystem::path& m_shown;
    std::optional<geo::Projection> m_projection;
    std::string m_block;
};

void Writer::coordinates(const std::vector<geo::MapPoint>& points) {
    std::vector<geo::LonLat> degrees(points.size());
    m_projection->unproject(points, degrees);
    put("<coordinates>");
    for (std::size_t i = 0; i < degrees.size(); ++i)
        put(fmt::format("{}{:.7f},{:.7f}", i == 0 ? "" : " ", degrees[i].lon, degrees[i].lat));
    put("</coordinates>");
}

void Writer::ring(const char* side, const geo::Ring& points) {
    put(fmt::format("<{}><LinearRing>", side));
    coordinates(points);
    put(fmt::format("</LinearRing></{}>", side));
}

void Writer::shape(const model::Shape& shape) {
    if (const auto* point = std::get_if<geo::MapPoint>(&shape)) {
        put("<Point>");
        coordinates({*point});
        put("</Point>\n");
    } else if (const auto* line = std::get_if<geo::Polyline>(&shape)) {
        put("<LineString><tessellate>1</tessellate>");
        coordinates(*line);
        put("</LineString>\n");
    } else if (const auto* area = std::get_if<geo::MultiPolygon>(&shape); area && !area->empty()) {
        put("<MultiGeometry>");
        for (const geo::Polygon& part : area->parts) {
            put("<Polygon>");
            ring("outerBoundaryIs", part.outer);
            for (const geo::Ring& hole : part.holes)
                ring("innerBoundaryIs", hole);
            put("</Polygon>");
        }
        put("</MultiGeometry>\n");
    }
}

// KML's order of bytes: opacity, blue, green, red.
std::string kml_colour(style::Colour c) {
    return fmt::format("{:02x}{:02x}{:02x}{:02x}", c.a, c.b, c.g, c.r);
}

std::string picture_name(const std::string& id) {
    return "icons/" + id + ".png";
}

std::string style_id(const TableLook& look, const TableClass& one) {
    return fmt::format("{}-{}", look.table, &one - look.classes.data());
}

// Fills, lines and marks of a class. KML has no hatches: what is hatched has the ground's colour and the edge's line.
std::string kml_style(const std::string& id, const TableClass& one, bool pictures) {
    const style::Rule& look = one.look;
    std::string text = fmt::format("<Style id=\"{}\">", id);
    const style::Line* line = look.hatch && look.hatch->edge ? &*look.hatch->edge : look.line ? &*look.line : nullptr;
    const style::Colour* fill = look.hatch ? &look.hatch->ground : look.fill ? &*look.fill : nullptr;
    // A picture has its colours already; viewers draw one of 32 pixels at scale 1.
    if (look.symbol && pictures && !one.picture.empty())
        text += fmt::format("<IconStyle><scale>{:.2f}</scale><Icon><href>{}</href></Icon></IconStyle>",
                            look.symbol->size.value / 26, picture_name(id));
    else if (look.symbol)
        text += fmt::format("<IconStyle><color>{}</color><scale>{:.2f}</scale></IconStyle>",
                            kml_colour(look.symbol->colour), look.symbol->size.value / 16);
    if (look.label)
        text += fmt::format("<LabelStyle><color>{}</color></LabelStyle>", kml_colour(look.label->colour));
    if (line)
        text += fmt::format("<LineStyle><color>{}</color><width>{:.2f}</width></LineStyle>", kml_colour(line->colour),
                            line->width.value);
    text += fmt::format("<PolyStyle><color>{}</color><fill>{}</fill><outline>{}</outline></PolyStyle></Style>\n",
                        kml_colour(fill ? *fill : style::Colour{255, 255, 255, 0}), fill ? 1 : 0, line ? 1 : 0);
    return text;
}

void Writer::table(const model::Table& table, const TableLook* look, bool pictures, base::Feedback& feedback) {
    static constexpr const char* types[] = {"string", "int", "double", "string"};
    if (table.epsg != 0)
        m_projection = geo::Projection::from_epsg(table.epsg);
    put(fmt::format("<Schema name=\"{0}\" id=\"{0}\">\n", table.id));
    for (const model::Column& column : table.columns)
        put(fmt::format("<SimpleField name=\"{}\" type=\"{}\"><displayName>{}</displayName></SimpleField>\n", column.id,
                        types[static_cast<std::size_t>(column.type)], xml_text(column.title)));
    put("</Schema>\n");
    std::size_t class_column = table.columns.size();
    if (look) {
        for (const TableClass& one : look->classes)
            put(kml_style(style_id(*look, one), one, pictures));
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].id == look->column)
                class_column = c;
    }
    put(fmt::format("<Folder><name>{}</name>\n", xml_text(table.title)));
    std::size_t named = table.columns.size();
    for (std::size_t c = table.columns.size(); c-- > 0;)
        if (table.columns[c].id == "name" || (named == table.columns.size() && table.columns[c].id == "code"))
            named = c;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (r % 1024 == 0)
            feedback.check();
        put("<Placemark>");
        if (named < table.columns.size())
            put(fmt::format("<name>{}</name>", text_of(table.rows[r][named], table.columns[named])));
        if (look) {
            const auto* value =
                class_column < table.columns.size() ? std::get_if<std::string>(&table.rows[r][class_column]) : nullptr;
            if (const TableClass* one = class_of(*look, value ? *value : ""))
                put(fmt::format("<styleUrl>#{}</styleUrl>", style_id(*look, *one)));
        }
        put(fmt::format("<ExtendedData><SchemaData schemaUrl=\"#{}\">\n", table.id));
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (const std::string text = text_of(table.rows[r][c], table.columns[c]); !text.empty())
                put(fmt::format("<SimpleData name=\"{}\">{}</SimpleData>\n", table.columns[c].id, text));
        put("</SchemaData></ExtendedData>");
        if (!table.shapes.empty() && m_projection)
            shape(table.shapes[r]);
        put("</Placemark>\n");
    }
    put("</Folder>\n");
}

} // namespace

void write_kml(std::span<const model::Table> tables, std::span<const TableLook> looks, bool pictures,
               const std::filesystem::path& path, const std::filesystem::path& shown, base::Feedback& feedback) {
    Writer writer(path, shown);
    writer.put(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    for (const model::Table& table : tables)
        writer.table(table, look_of(looks, table), pictures, feedback);
    writer.put("</Document>\n</kml>\n");
    writer.close();
}

void write_kmz(std::span<const model::Table> tables, std::span<const TableLook> looks,
               const std::filesystem::path& path, const std::filesystem::path& shown, base::Feedback& feedback) {
    const std::filesystem::path inner = path.parent_path() / ".kml"; // in the draft's own folder
    write_kml(tables, looks, true, inner, shown, feedback);
    // The first .kml of the archive is the one that viewers open.
    std::vector<ZipPart> parts{{"doc.kml", base::read_file(inner)}};
    for (const model::Table& table : tables)
        if (const TableLook* look = look_of(looks, table))
            for (const TableClass& one : look->classes)
                if (!one.picture.empty())
                    parts.push_back({picture_name(style_id(*look, one)), one.picture});
    base::write_file(path, zip_of(parts));
    std::filesystem::remove(inner);
}

} // namespace wangge::exporter
