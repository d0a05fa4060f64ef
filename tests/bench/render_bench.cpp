// How long a map takes: the county document, 100 thousand and 1 million sites, and one step of panning. Pictures are
// 1600 x 1000 on whatever OpenGL the machine has. Prints one JSON object; needs no input.
#include "base/feedback.h"
#include "render/backend.h"
#include "render/offscreen.h"
#include "render/painter.h"
#include "store/document.h"

#include <chrono>
#include <cmath>
#include <ctime>
#include <epoxy/gl.h>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <unistd.h>

namespace {

using namespace wangge;
using nlohmann::json;

constexpr int width = 1600, height = 1000;
constexpr double x0 = 450000, y0 = 3550000, side = 50000;

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}
// Processor time of all threads: what counts on a machine that others use too.
double cpu_of(const std::function<void()>& work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

geo::MultiPolygon square(double x, double y, double size) {
    return {{{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}, {}}}};
}

std::vector<model::Site> random_sites(int count) {
    std::mt19937_64 random(1);
    std::normal_distribution<double> near(0, 900);
    std::vector<geo::MapPoint> towns;
    const auto share = [&] { return static_cast<double>(random() >> 11) / 9007199254740992.0; };
    for (int i = 0; i < 400; ++i)
        towns.push_back({x0 + share() * side, y0 + share() * side});
    std::vector<model::Site> sites(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        model::Site& site = sites[static_cast<std::size_t>(i)];
        site.key = std::to_string(i);
        site.name = "药店" + std::to_string(i);
        site.kind = static_cast<model::SiteKind>(i % 6);
        const geo::MapPoint town = towns[random() % towns.size()];
        site.position = {
            {std::clamp(town.x + near(random), x0, x0 + side), std::clamp(town.y + near(random), y0, y0 + side)},
            model::PositionQuality::exact,
            0};
    }
    return sites;
}

struct Timing {
    double scene = 0, first = 0, again = 0, pan = 0, zoom = 0;
};

Timing draw(const model::Snapshot& snapshot, const render::SceneOptions& options, render::Painter& painter) {
    base::QuietFeedback quiet;
    const style::Style style = style::Style::named("light");
    Timing t;
    render::Scene scene;
    t.scene = seconds_of([&] { scene = render::build_scene(snapshot, style, options, quiet); });
    geo::Box box;
    box.add(geo::MapPoint{x0, y0});
    box.add(geo::MapPoint{x0 + side, y0 + side});
    render::View view = render::view_of(box, width, height);
    const auto frame = [&] {
        painter.draw(scene, view);
        glFinish();
    };
    t.first = seconds_of(frame);
    t.again = cpu_of(frame);
    constexpr int steps = 5;
    t.pan = cpu_of([&] {
                for (int i = 0; i < steps; ++i) {
                    view.centre.x += 16 * view.per_pixel.value;
                    frame();
                }
            }) /
            steps;
    view.per_pixel = {8};
    frame();
    t.zoom = cpu_of([&] {
                 for (int i = 0; i < steps; ++i) {
                     view.centre.x += 16 * view.per_pixel.value;
                     frame();
                 }
             }) /
             steps;
    return t;
}

json report(const Timing& t) {
    return {{"scene", t.scene},
            {"first_picture", t.first},
            {"redraw_cpu", t.again},
            {"full_redraw_after_pan_cpu", t.pan},
            {"full_redraw_after_pan_near_cpu", t.zoom}};
}

model::Snapshot county(int cells_a_side, int villages_a_side, int sites) {
    model::Snapshot s;
    s.epsg = 4549;
    s.boundaries.push_back({{1}, model::BoundaryLevel::county, "990101", "县", square(x0, y0, side)});
    for (int t = 0; t < 25; ++t)
        s.boundaries.push_back({{2 + t},
                                model::BoundaryLevel::township,
                                "9901011" + std::to_string(10 + t),
                                "镇" + std::to_string(t),
                                square(x0 + t % 5 * side / 5, y0 + t / 5 * side / 5, side / 5)});
    for (int i = 0; i < villages_a_side * villages_a_side; ++i) {
        const double size = side / villages_a_side, x = x0 + i % villages_a_side * size,
                     y = y0 + i / villages_a_side * size;
        auto& v = s.villages;
        v.id.push_back({i + 1});
        v.x.push_back(x + size / 2);
        v.y.push_back(y + size / 2);
        v.urban_rural_class.push_back(220);
        v.population.push_back(800);
        v.households.push_back(0);
        v.population_over_65.push_back(0);
        v.area.push_back(square(x, y, size));
        v.code.push_back(std::to_string(i));
        v.name.push_back("第" + std::to_string(i) + "村");
        v.township_code.push_back("");
        v.township_name.push_back("");
        v.contact_key.push_back("");
        v.backup_key.push_back("");
    }
    for (int i = 0; i < cells_a_side * cells_a_side; ++i) {
        const double size = side / cells_a_side;
        const int column = i % cells_a_side, row = i / cells_a_side;
        model::Cell cell;
        cell.code = std::to_string(i);
        cell.area = square(x0 + column * size, y0 + row * size, size);
        cell.lead_key = "p" + std::to_string(column * 5 / cells_a_side * 5 + row * 5 / cells_a_side);
        cell.hours = i % 97;
        s.cells.push_back(std::move(cell));
    }
    for (const model::Site& site : random_sites(sites)) {
        auto& t = s.sites;
        t.id.push_back(site.id);
        t.x.push_back(site.position.point.x);
        t.y.push_back(site.position.point.y);
        t.quality.push_back(site.position.quality);
        t.kind.push_back(site.kind);
    }
    // Only what the map reads is filled in; links to villages are not needed, but towns are.
    for (int t = 0; t < 25; ++t)
        s.townships.push_back(1 + t);
    s.villages.township.assign(s.villages.size(), 0);
    s.county = s.boundaries.front().area;
    return s;
}

} // namespace

int main() {
    base::QuietFeedback quiet;
    json result;
    const render::Offscreen target(width, height);
    std::unique_ptr<render::Backend> backend;
    result["shaders"] = seconds_of([&] { backend = render::make_gl_backend(); });
    render::Painter painter(*backend);

    render::SceneOptions options;
    options.fill = render::AreaFill::assignment;
    options.layers = render::default_layers(options.fill);
    options.layers.insert("sites");
    const model::Snapshot small = county(224, 39, 20000);
    result["county_50k_cells_1521_villages_20k_sites"] = report(draw(small, options, painter));

    // 100k sites out of the document: open, columns, scene, picture.
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("render_bench_" + std::to_string(::getpid()) + ".wangge");
    {
        store::Document document = store::Document::create(file, "bench", 4549);
        store::Edit edit(document, "sites");
        edit.put(random_sites(100000));
        edit.commit();
    }
    model::SnapshotPtr snapshot;
    const double load =
        seconds_of([&] { snapshot = store::Document::open(file, store::OpenMode::read).snapshot(quiet); });
    std::filesystem::remove(file);
    render::SceneOptions points;
    points.layers = {"sites", "scale_bar", "north_arrow"};
    json hundred = report(draw(*snapshot, points, painter));
    hundred["load"] = load;
    hundred["load_to_picture"] = load + hundred["scene"].get<double>() + hundred["first_picture"].get<double>();
    result["sites_100k_document"] = hundred;
    result["sites_1m_in_memory"] = report(draw(county(1, 1, 1000000), points, painter));
    points.points["sites"] = render::PointMode::density;
    result["sites_1m_density"] = report(draw(county(1, 1, 1000000), points, painter));
    result["peers"] = {{"qgis_100k_load_to_picture", 1.28}, {"qgis_1m_load_to_picture", 6.9}};
    std::cout << result.dump(2) << "\n";
}
