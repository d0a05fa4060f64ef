#include "geo/place_text.h"

#include "base/text.h"
#include "geo/projection.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace wangge::geo {
namespace {

enum class Axis { unknown, lon, lat };

// A number as it stands in the text, with what was written around it.
struct Piece {
    double value = 0;
    enum class Mark { none, degree, minute, second } mark = Mark::none;
    Axis axis = Axis::unknown;
    bool negative = false;
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

std::string normal_form(std::string_view given) {
    std::string text = base::lower_ascii(base::half_width(given));
    constexpr std::array<std::pair<const char*, const char*>, 29> words = {{
        {"东经", "e"},      {"西经", "w"},     {"北纬", "n"}, {"南纬", "s"}, {"经度", "e"}, {"纬度", "n"},
        {"longitude", "e"}, {"latitude", "n"}, {"lon", "e"},  {"lng", "e"},  {"lat", "n"},  {"东", "e"},
        {"西", "w"},        {"北", "n"},       {"南", "s"},   {"º", "°"},    {"˚", "°"},    {"度", "°"},
        {"分", "'"},        {"秒", "\""},      {"′", "'"},    {"’", "'"},    {"‘", "'"},    {"″", "\""},
        {"”", "\""},        {"“", "\""},       {"''", "\""},  {"，", " "},   {"、", " "},
    }};
    for (const auto& [from, to] : words)
        replace_all(text, from, to);
    return text;
}

std::optional<Datum> take_datum(std::string& text) {
    std::optional<Datum> found;
    constexpr std::array<std::pair<const char*, Datum>, 15> words = {{
        {"cgcs2000", Datum::cgcs2000},
        {"国家2000", Datum::cgcs2000},
        {"2000坐标", Datum::cgcs2000},
        {"wgs-84", Datum::wgs84},
        {"wgs84", Datum::wgs84},
        {"gcj-02", Datum::gcj02},
        {"gcj02", Datum::gcj02},
        {"gcj", Datum::gcj02},
        {"火星", Datum::gcj02},
        {"高德", Datum::gcj02},
        {"腾讯", Datum::gcj02},
        {"bd-09", Datum::bd09},
        {"bd09", Datum::bd09},
        {"百度", Datum::bd09},
        {"坐标", Datum::wgs84},
    }};
    for (const auto& [word, datum] : words)
        if (text.find(word) != std::string::npos) {
            if (!found && std::string_view(word) != "坐标")
                found = datum;
            replace_all(text, word, " ");
        }
    return found;
}

// Axes written before a number ("e119", "x=...") or after it ("119e"). False when something else stands in the text.
bool take_pieces(const std::string& text, std::vector<Piece>& pieces, bool& metric_axes) {
    Axis ahead = Axis::unknown;
    bool negative_ahead = false;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if ((c >= '0' && c <= '9') || ((c == '-' || c == '+' || c == '.') && i + 1 < text.size() &&
                                       ((text[i + 1] >= '0' && text[i + 1] <= '9') || text[i + 1] == '.'))) {
            std::size_t end = i + 1;
            while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.'))
                ++end;
            Piece piece;
            if (!base::parse_number(text[i] == '+' ? text.substr(i + 1, end - i - 1) : text.substr(i, end - i),
                                    piece.value))
                return false;
            piece.negative = std::signbit(piece.value) || negative_ahead;
            piece.value = std::abs(piece.value);
            piece.axis = ahead;
            ahead = Axis::unknown;
            negative_ahead = false;
            pieces.push_back(piece);
            i = end;
        } else if (text.compare(i, 2, "°") == 0 || c == '\'' || c == '"') {
            if (pieces.empty() || pieces.back().mark != Piece::Mark::none)
                return false;
            pieces.back().mark = c == '\'' ? Piece::Mark::minute : c == '"' ? Piece::Mark::second : Piece::Mark::degree;
            i += c == '\'' || c == '"' ? 1 : 2;
        } else if (std::string_view("ewns").find(c) != std::string_view::npos) {
            const Axis axis = c == 'e' || c == 'w' ? Axis::lon : Axis::lat;
            const bool negative = c == 'w' || c == 's';
            // A letter belongs to the number before it when it touches it or ends the text; else to the next one.
            const bool touches = i > 0 && text[i - 1] != ' ' && text[i - 1] != ',' && !pieces.empty();
            std::size_t next = i + 1;
            while (next < text.size() && (text[next] == ' ' || text[next] == ':' || text[next] == '='))
                ++next;
            if (touches || next >= text.size() || text[next] == ',') {
                if (pieces.empty())
                    return false;
                // The letter speaks of the whole degrees-minutes-seconds group, which begins at its degrees.
                std::size_t first = pieces.size() - 1;
                while (first > 0 &&
                       (pieces[first].mark == Piece::Mark::minute || pieces[first].mark == Piece::Mark::second))
                    --first;
                pieces[first].axis = axis;
                pieces[first].negative = negative;
            } else {
                ahead = axis;
                negative_ahead = negative;
            }
            ++i;
        } else if (c == 'x' || c == 'y') {
            // Chinese surveyors call the northing X and the easting Y.
            ahead = c == 'x' ? Axis::lat : Axis::lon;
            metric_axes = true;
            ++i;
        } else if (std::string_view(" ,;:=/\t()[]").find(c) != std::string_view::npos)
            ++i;
        else
            return false;
    }
    return true;
}

struct Angle {
    double degrees = 0;
    Axis axis = Axis::unknown;
};

// Two angles out of 2 plain numbers, out of groups with ° ' " or out of 4 or 6 bare numbers.
bool take_angles(const std::vector<Piece>& pieces, std::array<Angle, 2>& angles) {
    std::vector<std::vector<Piece>> groups;
    const bool marked =
        std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) { return p.mark != Piece::Mark::none; });
    if (marked) {
        for (const Piece& piece : pieces) {
            const bool begins = piece.mark == Piece::Mark::degree || groups.empty() ||
                                (piece.mark == Piece::Mark::none && piece.axis != Axis::unknown);
            if (begins)
                groups.emplace_back();
            groups.back().push_back(piece);
        }
    } else if (pieces.size() == 2 || pieces.size() == 4 || pieces.size() == 6)
        for (std::size_t g = 0; g < 2; ++g) {
            const auto half = static_cast<std::ptrdiff_t>(pieces.size() / 2);
            groups.emplace_back(pieces.begin() + static_cast<std::ptrdiff_t>(g) * half,
                                pieces.begin() + (static_cast<std::ptrdiff_t>(g) + 1) * half);
        }
    if (groups.size() != 2)
        return false;
    for (std::size_t g = 0; g < 2; ++g) {
        if (groups[g].size() > 3)
            return false;
        double unit = 1, degrees = 0;
        for (const Piece& piece : groups[g]) {
            if (unit < 1 && piece.value >= 60)
                return false;
            degrees += piece.value * unit;
            unit /= 60;
            if (piece.axis != Axis::unknown)
                angles[g].axis = piece.axis;
        }
        angles[g].degrees = groups[g].front().negative ? -degrees : degrees;
    }
    return true;
}

std::vector<PlaceReading> degrees_of(const std::vector<Piece>& pieces, std::optional<Datum> datum) {
    std::array<Angle, 2> angles;
    if (!take_angles(pieces, angles))
        return {};
    bool swapped = false;
    if (angles[0].axis != Axis::unknown || angles[1].axis != Axis::unknown) {
        swapped = angles[0].axis == Axis::lat || angles[1].axis == Axis::lon;
        if (angles[0].axis == angles[1].axis)
            return {};
    } else {
        const MapPoint point{angles[0].degrees, angles[1].degrees};
        swapped = look_of({&point, 1}).swapped;
    }
    const LonLat given{angles[swapped ? 1 : 0].degrees, angles[swapped ? 0 : 1].degrees};
    if (!(std::abs(given.lon) <= 180 && std::abs(given.lat) <= 90))
        return {};
    std::vector<PlaceReading> readings;
    for (const Datum each : {Datum::cgcs2000, Datum::gcj02, Datum::bd09})
        if (!datum || *datum == each || (*datum == Datum::wgs84 && each == Datum::cgcs2000))
            readings.push_back({.place = to_wgs84(given, each), .datum = each, .swapped = swapped});
    return readings;
}

std::vector<PlaceReading> metres_of(const std::vector<Piece>& pieces, std::optional<Zone> own_zone) {
    if (pieces.size() != 2 || pieces[0].negative || pieces[1].negative)
        return {};
    // Which is which the sizes tell, not the letters: surveyors call the northing X, most others the easting.
    for (const bool swapped : {false, true}) {
        const Piece &east = pieces[swapped ? 1 : 0], &north = pieces[swapped ? 0 : 1];
        const MapPoint point{east.value, north.value};
        if (!(point.y > 300e3 && point.y < 6100e3)) // from Zengmu Ansha to Mohe
            continue;
        const std::optional<Zone> written = sniff_zone(point.x);
        const bool plain = point.x >= 1e5 && point.x <= 9e5;
        if (!written && !(plain && own_zone))
            continue;
        const Zone zone = written ? *written : *own_zone;
        const LonLat place = Projection::from_epsg(epsg_of(zone, written.has_value())).unproject(point);
        if (std::isfinite(place.lon) && std::isfinite(place.lat))
            return {{.place = place,
                     .datum = Datum::cgcs2000,
                     .zone = zone,
                     .prefixed = written.has_value(),
                     .swapped = swapped}};
    }
    return {};
}

} // namespace

std::vector<PlaceReading> read_place(std::string_view given, std::optional<Zone> own_zone) {
    std::string text = normal_form(given);
    const std::optional<Datum> datum = take_datum(text);
    std::vector<Piece> pieces;
    bool metric = false;
    if (!take_pieces(text, pieces, metric) || pieces.size() < 2)
        return {};
    const bool large = std::all_of(pieces.begin(), pieces.end(), [](const Piece& p) { return p.value > 1e5; });
    if (large)
        return metres_of(pieces, own_zone);
    return metric ? std::vector<PlaceReading>{} : degrees_of(pieces, datum);
}

} // namespace wangge::geo
