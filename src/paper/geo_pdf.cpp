#include "paper/geo_pdf.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::paper {
namespace {

constexpr double points_a_mm = 72 / 25.4;

// A PDF string literal.
std::string literal(const std::string& text) {
    std::string result = "(";
    for (const char c : text) {
        if (c == '\n' || c == '\r')
            continue;
        if (c == '(' || c == ')' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + ")";
}

std::string viewport(const PageFacts& facts, double page_height, const geo::Projection& projection) {
    const Rect& f = facts.frame;
    const geo::Box& s = facts.shown;
    // Corners from the lower left, clockwise, as LPTS has them.
    const std::array<geo::MapPoint, 4> corners{
        {{s.min_x, s.min_y}, {s.min_x, s.max_y}, {s.max_x, s.max_y}, {s.max_x, s.min_y}}};
    std::string degrees;
    for (const geo::MapPoint corner : corners) {
        const geo::LonLat at = projection.unproject(corner);
        if (!std::isfinite(at.lon))
            return {};
        degrees += fmt::format("{:.9f} {:.9f} ", at.lat, at.lon);
    }
    return fmt::format("/VP [ << /Type /Viewport /Name (map) /BBox [ {:.4f} {:.4f} {:.4f} {:.4f} ] /Measure << /Type "
                       "/Measure /Subtype /GEO /Bounds [ 0 0 0 1 1 1 1 0 ] /LPTS [ 0 0 0 1 1 1 1 0 ] /GPTS [ {}] /GCS "
                       "<< /Type /PROJCS /EPSG {} /WKT {} >> >> >> ]",
                       f.x * points_a_mm, (page_height - f.y - f.height) * points_a_mm, (f.x + f.width) * points_a_mm,
                       (page_height - f.y) * points_a_mm, degrees, projection.epsg(), literal(projection.wkt()));
}

} // namespace

std::string with_place(std::string pdf, const PageFacts& facts, Millimetres page_height,
                       const geo::Projection& projection) {
    const std::string place = viewport(facts, page_height.value, projection);
    const std::size_t type = pdf.find("/Type /Page %"), trailer = pdf.rfind("trailer"), start = pdf.rfind("startxref");
    if (place.empty() || type == pdf.npos || trailer == pdf.npos || start == pdf.npos)
        return pdf;
    const std::size_t object_end = pdf.find("endobj", type), dictionary_end = pdf.rfind(">>", object_end);
    const std::size_t dictionary = pdf.rfind("<<", type), head = pdf.rfind('\n', pdf.rfind(" obj", dictionary)) + 1;
    const std::string number = pdf.substr(head, pdf.find(' ', head) - head);
    const std::size_t old_table = std::stoul(pdf.substr(start + 9));
    const std::size_t words = pdf.find("<<", trailer), words_end = pdf.rfind(">>", start);
    const std::string old_trailer = pdf.substr(words, words_end - words);
    const std::string object =
        number + " 0 obj\n" + pdf.substr(dictionary, dictionary_end - dictionary) + place + "\n>>\nendobj\n";
    if (!pdf.ends_with('\n'))
        pdf += '\n';
    const std::size_t at = pdf.size();
    pdf += object;
    const std::size_t table = pdf.size();
    pdf += fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n{} /Prev {}\n>>\nstartxref\n{}\n%%EOF\n", number, at,
                       old_trailer, old_table, table);
    return pdf;
}

} // namespace wangge::paper
