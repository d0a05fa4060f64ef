#include "store/spatial_blob.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace wangge::store {
namespace {

static_assert(std::endian::native == std::endian::little, "blobs are written in the machine's own order");

constexpr std::int32_t point_class = 1, line_class = 2, polygon_class = 3, multi_polygon_class = 6;
constexpr unsigned char start_mark = 0x00, body_mark = 0x7C, end_mark = 0xFE, entity_mark = 0x69, little = 0x01;
constexpr std::size_t head_size = 43; // up to and with the class

class Writer {
public:
    Writer(std::string& blob, int srid, const geo::Box& box, std::int32_t type, std::size_t body_size) : m_blob(blob) {
        blob.resize(head_size + body_size + 1);
        m_at = blob.data();
        byte(start_mark);
        byte(little);
        number(static_cast<std::int32_t>(srid));
        for (const double side : {box.min_x, box.min_y, box.max_x, box.max_y})
            number(side);
        byte(body_mark);
        number(type);
    }
    void byte(unsigned char value) { *m_at++ = static_cast<char>(value); }
    template <class T> void number(T value) {
        std::memcpy(m_at, &value, sizeof value);
        m_at += sizeof value;
    }
    void points(const std::vector<geo::MapPoint>& points) {
        static_assert(sizeof(geo::MapPoint) == 16);
        number(static_cast<std::int32_t>(points.size()));
        if (!points.empty())
            std::memcpy(m_at, points.data(), points.size() * sizeof(geo::MapPoint));
        m_at += points.size() * sizeof(geo::MapPoint);
    }

private:
    std::string& m_blob;
    char* m_at;
};

std::size_t size_of(const std::vector<geo::MapPoint>& points) {
    return 4 + points.size() * sizeof(geo::MapPoint);
}

std::size_t size_of(const geo::Polygon& polygon) {
    std::size_t size = 4 + size_of(polygon.outer);
    for (const geo::Ring& hole : polygon.holes)
        size += size_of(hole);
    return size;
}

// Reads with bounds; after a fault everything reads as 0 and `ok()` is false.
class Reader {
public:
    explicit Reader(std::string_view blob) : m_left(blob) {
        if (blob.size() <= head_size || static_cast<unsigned char>(blob.front()) != start_mark ||
            static_cast<unsigned char>(blob.back()) != end_mark || static_cast<unsigned char>(blob[38]) != body_mark ||
            (blob[1] != 0 && blob[1] != static_cast<char>(little))) {
            fail();
            return;
        }
        m_swap = blob[1] == 0;
        m_left.remove_suffix(1);
        m_left.remove_prefix(6);
        m_box.min_x = number<double>();
        m_box.min_y = number<double>();
        m_box.max_x = number<double>();
        m_box.max_y = number<double>();
        m_left.remove_prefix(1);
        m_class = number<std::int32_t>();
    }
    bool ok() const { return m_ok; }
    bool at_end() const { return m_ok && m_left.empty(); }
    std::int32_t type() const { return m_class; }
    const geo::Box& box() const { return m_box; }

    template <class T> T number() {
        T value{};
        if (m_left.size() < sizeof value) {
            fail();
            return value;
        }
        char bytes[sizeof value];
        std::memcpy(bytes, m_left.data(), sizeof value);
        if (m_swap)
            std::reverse(bytes, bytes + sizeof value);
        std::memcpy(&value, bytes, sizeof value);
        m_left.remove_prefix(sizeof value);
        return value;
    }
    // A count of things that take at least `size` bytes each.
    std::size_t count(std::size_t size) {
        const auto value = number<std::int32_t>();
        if (value < 0 || static_cast<std::size_t>(value) > m_left.size() / size) {
            fail();
            return 0;
        }
        return static_cast<std::size_t>(value);
    }
    void points(std::vector<geo::MapPoint>& points) {
        points.resize(count(sizeof(geo::MapPoint)));
        if (!m_swap) {
            if (!points.empty())
                std::memcpy(points.data(), m_left.data(), points.size() * sizeof(geo::MapPoint));
            m_left.remove_prefix(points.size() * sizeof(geo::MapPoint));
            return;
        }
        for (geo::MapPoint& point : points) {
            point.x = number<double>();
            point.y = number<double>();
        }
    }
    void polygon(geo::Polygon& polygon) {
        const std::size_t rings = count(4);
        if (rings == 0)
            return fail();
        points(polygon.outer);
        polygon.holes.resize(rings - 1);
        for (geo::Ring& hole : polygon.holes)
            points(hole);
    }
    void entity(std::int32_t type) {
        const auto mark = number<std::uint8_t>();
        if (mark != entity_mark || number<std::int32_t>() != type)
            fail();
    }

private:
    void fail() {
        m_ok = false;
        m_left = {};
    }
    std::string_view m_left;
    geo::Box m_box;
    std::int32_t m_class = 0;
    bool m_swap = false, m_ok = true;
};

} // namespace

void encode(std::string& blob, int srid, geo::MapPoint point) {
    Writer writer(blob, srid, {point.x, point.y, point.x, point.y}, point_class, sizeof point);
    writer.number(point.x);
    writer.number(point.y);
    writer.byte(end_mark);
}

void encode(std::string& blob, int srid, const geo::Polyline& line) {
    geo::Box box;
    for (const geo::MapPoint point : line)
        box.add(point);
    Writer writer(blob, srid, box, line_class, size_of(line));
    writer.points(line);
    writer.byte(end_mark);
}

void encode(std::string& blob, int srid, const geo::MultiPolygon& area) {
    std::size_t size = 4;
    for (const geo::Polygon& part : area.parts)
        size += 5 + size_of(part);
    Writer writer(blob, srid, geo::bounds(area), multi_polygon_class, size);
    writer.number(static_cast<std::int32_t>(area.parts.size()));
    for (const geo::Polygon& part : area.parts) {
        writer.byte(entity_mark);
        writer.number(polygon_class);
        writer.number(static_cast<std::int32_t>(1 + part.holes.size()));
        writer.points(part.outer);
        for (const geo::Ring& hole : part.holes)
            writer.points(hole);
    }
    writer.byte(end_mark);
}

std::optional<geo::MapPoint> decode_point(std::string_view blob) {
    Reader reader(blob);
    geo::MapPoint point;
    point.x = reader.number<double>();
    point.y = reader.number<double>();
    if (!reader.at_end() || reader.type() != point_class)
        return std::nullopt;
    return point;
}

std::optional<geo::Polyline> decode_line(std::string_view blob) {
    Reader reader(blob);
    if (!reader.ok() || reader.type() != line_class)
        return std::nullopt;
    geo::Polyline line;
    reader.points(line);
    if (!reader.at_end())
        return std::nullopt;
    return line;
}

std::optional<geo::MultiPolygon> decode_area(std::string_view blob) {
    Reader reader(blob);
    geo::MultiPolygon area;
    if (reader.ok() && reader.type() == polygon_class) {
        reader.polygon(area.parts.emplace_back());
    } else if (reader.ok() && reader.type() == multi_polygon_class) {
        area.parts.resize(reader.count(9));
        for (geo::Polygon& part : area.parts) {
            reader.entity(polygon_class);
            if (reader.ok())
                reader.polygon(part);
        }
    } else {
        return std::nullopt;
    }
    if (!reader.at_end())
        return std::nullopt;
    return area;
}

std::optional<geo::Box> box_of(std::string_view blob) {
    const Reader reader(blob);
    if (!reader.ok())
        return std::nullopt;
    return reader.box();
}

} // namespace wangge::store
