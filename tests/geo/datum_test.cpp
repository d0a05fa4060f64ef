#include "geo/datum.h"

#include "base/files.h"
#include "base/random.h"
#include "base/text.h"

#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>
#include <numbers>

namespace wangge::geo {
namespace {

double metres_between(LonLat a, LonLat b) {
    const double degree = 6371008.8 * std::numbers::pi / 180;
    return std::hypot((a.lat - b.lat) * degree, (a.lon - b.lon) * degree * std::cos(a.lat * std::numbers::pi / 180));
}

struct Pairs {
    std::string source;
    std::optional<LonLat> wgs84, gcj02, bd09;
};

// The rows of crs/vectors.csv; a source with a comma stands in quotes.
std::vector<Pairs> read_vectors(const std::filesystem::path& file) {
    std::vector<Pairs> rows;
    const std::string bytes = base::read_file(file);
    for (std::string_view line : base::split(bytes, '\n')) {
        line = base::trimmed(line);
        if (line.empty() || line.starts_with("source,"))
            continue;
        Pairs row;
        if (line.starts_with('"')) {
            row.source = line.substr(1, line.find('"', 1) - 1);
            line.remove_prefix(line.find('"', 1) + 2);
        } else {
            row.source = line.substr(0, line.find(','));
            line.remove_prefix(line.find(',') + 1);
        }
        const auto cells = base::split(line, ',');
        const auto place = [&](std::size_t i) -> std::optional<LonLat> {
            LonLat p;
            if (i + 1 >= cells.size() || !base::parse_number(cells[i], p.lon) ||
                !base::parse_number(cells[i + 1], p.lat))
                return std::nullopt;
            return p;
        };
        row.wgs84 = place(0);
        row.gcj02 = place(2);
        row.bd09 = place(4);
        rows.push_back(row);
    }
    return rows;
}

// The rows of eviltransform's Python test disagree with every other source by up to 40 m: that program takes the waves
// of BD-09 with pi where 3000 pi / 180 belongs, and undoes GCJ-02 in one step. This repeats it, to show that nothing
// else differs.
LonLat wgs84_with_wrong_waves(LonLat bd09) {
    const double x = bd09.lon - 0.0065, y = bd09.lat - 0.006;
    const double z = std::hypot(x, y) - 2e-5 * std::sin(y * std::numbers::pi);
    const double t = std::atan2(y, x) - 3e-6 * std::cos(x * std::numbers::pi);
    const LonLat g{z * std::cos(t), z * std::sin(t)}, f = gcj02_from_wgs84(g);
    return {2 * g.lon - f.lon, 2 * g.lat - f.lat};
}

TEST(Datum, AgreesWithPublishedPairs) {
    const std::filesystem::path file = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "crs/vectors.csv";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "no shared data: " << file;
    const auto rows = read_vectors(file);
    ASSERT_GE(rows.size(), 25u);
    const auto agree = [](const Pairs& row, LonLat got, LonLat expected) {
        if (row.source.starts_with("gcoord") || row.source.find("approx") != std::string::npos) {
            // City rows are rounded; the row of a one-step inverse is itself off by metres.
            EXPECT_LT(metres_between(got, expected), row.source.starts_with("gcoord") ? 1.0 : 3.5) << row.source;
        } else {
            EXPECT_NEAR(got.lon, expected.lon, 1e-6) << row.source;
            EXPECT_NEAR(got.lat, expected.lat, 1e-6) << row.source;
        }
    };
    for (const Pairs& row : rows) {
        if (row.wgs84 && row.gcj02) {
            agree(row, gcj02_from_wgs84(*row.wgs84), *row.gcj02);
            agree(row, wgs84_from_gcj02(*row.gcj02), *row.wgs84);
        }
        if (row.gcj02 && row.bd09) {
            agree(row, bd09_from_gcj02(*row.gcj02), *row.bd09);
            agree(row, gcj02_from_bd09(*row.bd09), *row.gcj02);
        }
        if (row.source.find("(bd2wgs)") != std::string::npos) {
            agree(row, wgs84_with_wrong_waves(*row.bd09), *row.wgs84);
            EXPECT_LT(metres_between(to_wgs84(*row.bd09, Datum::bd09), *row.wgs84), 50.0) << row.source;
        } else if (row.wgs84 && row.bd09) {
            agree(row, from_wgs84(*row.wgs84, Datum::bd09), *row.bd09);
            agree(row, to_wgs84(*row.bd09, Datum::bd09), *row.wgs84);
        }
    }
}

TEST(Datum, RoundTripIsBelowOneMicrometre) {
    base::Random random(7);
    int inside = 0;
    double worst = 0;
    while (inside < 20000) {
        const LonLat place{random.uniform(74, 135), random.uniform(18.3, 53.4)};
        // Keep a kilometre from the edge, where the transform is not one-to-one.
        bool deep = true;
        for (const double d : {-0.012, 0.012})
            deep =
                deep && in_mainland_china({place.lon + d, place.lat}) && in_mainland_china({place.lon, place.lat + d});
        if (!deep)
            continue;
        ++inside;
        for (const Datum datum : {Datum::gcj02, Datum::bd09})
            worst = std::max(worst, metres_between(place, to_wgs84(from_wgs84(place, datum), datum)));
    }
    EXPECT_LT(worst, 1e-6);
}

TEST(Datum, KnowsWhereTheMainlandIs) {
    struct Place {
        const char* name;
        LonLat at;
        bool mainland;
    };
    for (const Place& place : std::initializer_list<Place>{
             {"Beijing", {116.397, 39.909}, true},      {"Haikou", {110.330, 20.022}, true},
             {"Sanya", {109.512, 18.253}, true},        {"Xisha Yongxing", {112.338, 16.833}, true},
             {"Mohe", {122.539, 52.972}, true},         {"Heixiazi", {134.75, 48.30}, true},
             {"Kashgar", {75.990, 39.470}, true},       {"Khorgas", {80.42, 44.21}, true},
             {"Ruili", {97.855, 24.012}, true},         {"Dongxing", {107.972, 21.547}, true},
             {"Hekou", {103.961, 22.507}, true},        {"Dandong", {124.394, 40.124}, true},
             {"Ji'an", {126.194, 41.125}, true},        {"Hunchun", {130.366, 42.863}, true},
             {"Suifenhe", {131.152, 44.412}, true},     {"Manzhouli", {117.379, 49.598}, true},
             {"Erenhot", {111.977, 43.653}, true},      {"Alashankou", {82.567, 45.172}, true},
             {"Ngari", {80.105, 32.500}, true},         {"Burang", {81.177, 30.287}, true},
             {"Yadong", {88.907, 27.485}, true},        {"Zhangmu", {85.980, 27.990}, true},
             {"Medog", {95.334, 29.326}, true},         {"Zhoushan", {122.207, 29.985}, true},
             {"Shengsi", {122.451, 30.726}, true},      {"Pingtan", {119.790, 25.503}, true},
             {"Xiamen", {118.089, 24.479}, true},       {"Xiang'an", {118.248, 24.619}, true},
             {"Rongcheng", {122.487, 37.165}, true},    {"Futian", {114.055, 22.533}, true},
             {"Luohu", {114.131, 22.548}, true},        {"Yantian", {114.237, 22.558}, true},
             {"Dapeng", {114.477, 22.589}, true},       {"Gongbei", {113.550, 22.221}, true},
             {"Hengqin", {113.533, 22.130}, true},      {"Hong Kong Central", {114.158, 22.283}, false},
             {"Sheung Shui", {114.128, 22.502}, false}, {"Tuen Mun", {113.977, 22.391}, false},
             {"Macau", {113.543, 22.193}, false},       {"Coloane", {113.565, 22.119}, false},
             {"Taipei", {121.565, 25.033}, false},      {"Yunlin", {120.431, 23.709}, false},
             {"Kinmen", {118.318, 24.433}, false},      {"Matsu", {119.940, 26.158}, false},
             {"Penghu", {119.566, 23.566}, false},      {"Seoul", {126.978, 37.566}, false},
             {"Ulaanbaatar", {106.917, 47.920}, false}, {"Hanoi", {105.854, 21.029}, false},
             {"Vladivostok", {131.886, 43.116}, false}, {"Kathmandu", {85.324, 27.717}, false}}) {
        EXPECT_EQ(in_mainland_china(place.at), place.mainland) << place.name;
        EXPECT_EQ(gcj02_from_wgs84(place.at) == place.at, !place.mainland) << place.name;
        EXPECT_LT(metres_between(place.at, wgs84_from_gcj02(gcj02_from_wgs84(place.at))), 1e-6) << place.name;
    }
}

} // namespace
} // namespace wangge::geo
