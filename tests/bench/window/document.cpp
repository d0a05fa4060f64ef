#include "bench/window/document.h"

#include "store/document.h"

#include <algorithm>
#include <random>
#include <vector>

namespace wangge::bench {
namespace {

constexpr double x0 = 450000, y0 = 3550000, side = 50000;

model::Position at(double x, double y) {
    return {{x, y}, model::PositionQuality::exact, 0};
}

// Sites gather in towns, as they do.
std::vector<model::Site> sites(int count) {
    std::mt19937_64 random(1);
    std::normal_distribution<double> near(0, 900);
    const auto share = [&] { return static_cast<double>(random() >> 11) / 9007199254740992.0; };
    std::vector<geo::MapPoint> towns;
    for (int i = 0; i < 400; ++i)
        towns.push_back({x0 + share() * side, y0 + share() * side});
    std::vector<model::Site> result(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        model::Site& site = result[static_cast<std::size_t>(i)];
        site.key = "s" + std::to_string(i);
        site.name = "康民大药房第" + std::to_string(i) + "分店";
        site.kind = static_cast<model::SiteKind>(i % 6);
        const geo::MapPoint town = towns[random() % towns.size()];
        site.position =
            at(std::clamp(town.x + near(random), x0, x0 + side), std::clamp(town.y + near(random), y0, y0 + side));
    }
    return result;
}

// The county of the design's targets.
void fill_county(store::Edit& edit) {
    std::vector<model::Boundary> boundaries{
        {{}, model::BoundaryLevel::county, "990101", "标准县", geo::rectangle({x0, y0, x0 + side, y0 + side})}};
    for (int t = 0; t < 25; ++t) {
        const double size = side / 5, x = x0 + t % 5 * size, y = y0 + t / 5 * size;
        boundaries.push_back({{},
                              model::BoundaryLevel::township,
                              "9901011" + std::to_string(10 + t),
                              "镇" + std::to_string(t),
                              geo::rectangle({x, y, x + size, y + size})});
    }
    edit.put(std::span<const model::Boundary>(boundaries));
    std::vector<model::Village> villages;
    constexpr int villages_a_side = 39, cells_a_side = 224;
    for (int i = 0; i < villages_a_side * villages_a_side; ++i) {
        const double size = side / villages_a_side, x = x0 + i % villages_a_side * size,
                     y = y0 + i / villages_a_side * size;
        const int t =
            static_cast<int>((y - y0 + size / 2) / side * 5) * 5 + static_cast<int>((x - x0 + size / 2) / side * 5);
        model::Village& v = villages.emplace_back();
        v.township_code = boundaries[static_cast<std::size_t>(t) + 1].code;
        v.township_name = boundaries[static_cast<std::size_t>(t) + 1].name;
        v.code = v.township_code + std::to_string(10000 + i).substr(1);
        v.name = "第" + std::to_string(i) + "村";
        v.urban_rural_class = 220;
        v.population = 800 + i % 700;
        v.area = geo::rectangle({x, y, x + size, y + size});
        v.position = at(x + size / 2, y + size / 2);
    }
    edit.put(std::span<const model::Village>(villages));
    std::vector<model::Person> people;
    for (int i = 0; i < 425; ++i) {
        const model::Village& home = villages[static_cast<std::size_t>(i) * 3];
        model::Person& p = people.emplace_back();
        p.key = "p" + std::to_string(i);
        p.name = "王" + std::to_string(i);
        p.role = i < 25 ? model::PersonRole::inspector : model::PersonRole::informant;
        p.village_code = home.code;
        p.township_code = home.township_code;
        p.position = home.position;
    }
    edit.put(std::span<const model::Person>(people));
    std::vector<model::Cell> cells;
    for (int i = 0; i < cells_a_side * cells_a_side; ++i) {
        const double size = side / cells_a_side;
        const int column = i % cells_a_side, row = i / cells_a_side;
        const double x = x0 + column * size, y = y0 + row * size;
        model::Cell& cell = cells.emplace_back();
        cell.code = "990101" + std::to_string(100000 + i);
        cell.area = geo::rectangle({x, y, x + size, y + size});
        cell.lead_key = "p" + std::to_string(column * 5 / cells_a_side * 5 + row * 5 / cells_a_side);
        cell.hours = i % 97;
    }
    edit.put_plan({.name = "bench", .shape = model::CellShape::square, .current = true}, cells);
}

} // namespace

void make_document(const std::string& name, const std::filesystem::path& file) {
    store::Document document = store::Document::create(file, name, 4549);
    const int count = name == "county" ? 20000 : name == "sites_100k" ? 100000 : 1000000;
    store::Edit edit(document, "bench");
    const std::vector<model::Site> all = sites(count);
    for (std::size_t first = 0; first < all.size(); first += 20000)
        edit.put(std::span(all).subspan(first, std::min<std::size_t>(20000, all.size() - first)));
    if (name == "county")
        fill_county(edit);
    edit.commit();
}

} // namespace wangge::bench
