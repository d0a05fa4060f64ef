// Our geometry blobs beside SpatiaLite's own reading of them, and its blobs read by us.
#include "store/scratch.h"
#include "store/spatial_blob.h"
#include "store/spatialite.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

struct Oracle {
    Spatialite functions;
    Connection db{":memory:", Access::make};
    Oracle() { functions.serve(db); }
    std::string text_of(std::string_view blob) {
        Statement ask(db, "SELECT ST_SRID(?1) || ' ' || AsText(?1)");
        ask.bind_blob(1, blob);
        return ask.step() ? std::string(ask.text(0)) : std::string();
    }
    std::string blob_of(const std::string& text) {
        Statement ask(db, "SELECT GeomFromText(?1, 4549)");
        ask.bind(1, text);
        return ask.step() ? std::string(ask.blob(0)) : std::string();
    }
};

const geo::MultiPolygon two_parts{
    {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, {{{2, 2}, {2, 4}, {4, 4}, {4, 2}, {2, 2}}}},
     {{{20, 0}, {30.5, 0}, {30.5, 10.25}, {20, 0}}, {}}}};

TEST(SpatialBlob, SpatialiteReadsWhatWeWrite) {
    Oracle oracle;
    std::string blob;
    encode(blob, 4549, geo::MapPoint{500000.5, 3370000.25});
    EXPECT_EQ(oracle.text_of(blob), "4549 POINT(500000.5 3370000.25)");
    encode(blob, 4490, geo::Polyline{{0, 1}, {2, 3}, {4.5, 5}});
    EXPECT_EQ(oracle.text_of(blob), "4490 LINESTRING(0 1, 2 3, 4.5 5)");
    encode(blob, 4549, two_parts);
    EXPECT_EQ(oracle.text_of(blob), "4549 MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2)), "
                                    "((20 0, 30.5 0, 30.5 10.25, 20 0)))");
}

TEST(SpatialBlob, OurBytesAreSpatialitesBytes) {
    Oracle oracle;
    std::string blob;
    encode(blob, 4549, geo::MapPoint{1.5, -2});
    EXPECT_EQ(blob, oracle.blob_of("POINT(1.5 -2)"));
    encode(blob, 4549, geo::Polyline{{0, 1}, {2, 3}, {4.5, 5}});
    EXPECT_EQ(blob, oracle.blob_of("LINESTRING(0 1, 2 3, 4.5 5)"));
    encode(blob, 4549, two_parts);
    const std::string theirs =
        oracle.blob_of("MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 2 4, 4 4, 4 2, 2 2)), "
                       "((20 0, 30.5 0, 30.5 10.25, 20 0)))");
    EXPECT_EQ(blob, theirs);
    EXPECT_EQ(decode_area(theirs), two_parts);
    EXPECT_EQ(decode_area(oracle.blob_of("POLYGON((0 0, 10 0, 10 10, 0 0))")),
              (geo::MultiPolygon{{{{{0, 0}, {10, 0}, {10, 10}, {0, 0}}, {}}}}));
}

TEST(SpatialBlob, DamagedBytesAreRefusedNotRead) {
    std::string blob;
    encode(blob, 4549, two_parts);
    for (std::size_t size = 0; size < blob.size(); ++size)
        EXPECT_FALSE(decode_area(std::string_view(blob).substr(0, size))) << size;
    // every byte broken in turn: refused or a shape, but never a read outside (the sanitizer watches)
    for (std::size_t at = 0; at < blob.size(); ++at)
        for (const unsigned char value : {0x00, 0x7f, 0xff}) {
            std::string broken = blob;
            broken[at] = static_cast<char>(value);
            decode_area(broken);
            decode_line(broken);
            decode_point(broken);
        }
    EXPECT_FALSE(decode_point(blob));
    EXPECT_FALSE(decode_line(blob));
}

TEST(SpatialBlob, BigEndianBytesAreRead) {
    // POINT(1 2), SRID 4549, written by hand in network order
    const std::string one("\x3f\xf0\0\0\0\0\0\0", 8), two("\x40\0\0\0\0\0\0\0", 8);
    const std::string blob = std::string("\0\0\0\0\x11\xc5", 6) + one + two + one + two +
                             std::string("\x7c\0\0\0\1", 5) + one + two + "\xfe";
    EXPECT_EQ(decode_point(blob), (geo::MapPoint{1, 2}));
}

} // namespace
} // namespace wangge::store::test
