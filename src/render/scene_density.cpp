// Points or people a square kilometre as a surface of colour.
#include "render/scene_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace wangge::render {
namespace {

constexpr int most_texels = 1024; // a side

struct Points {
    std::vector<double> x, y, weight;
    geo::Box box;
    void add(geo::MapPoint p, double w) {
        if (std::isnan(p.x) || !(w > 0))
            return;
        x.push_back(p.x);
        y.push_back(p.y);
        weight.push_back(w);
        box.add(p);
    }
};

double rounded_up(double value) {
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0})
        if (value <= step * power)
            return step * power;
    return 10 * power;
}

base::Metres kernel_of(const SceneBuilder& builder) {
    if (builder.options.kernel.value > 0)
        return builder.options.kernel;
    const geo::Box& all = builder.scene.extent;
    return {rounded_up(std::max(100.0, std::min(all.width(), all.height()) / 30))};
}

// Between the ramp's colours; below the first it fades away.
style::Colour colour_at(const std::vector<style::Colour>& ramp, double share) {
    const double at = std::clamp(share, 0.0, 1.0) * static_cast<double>(ramp.size());
    if (at < 1)
        return style::with_opacity(ramp.front(), at * at);
    const std::size_t i = std::min(static_cast<std::size_t>(at) - 1, ramp.size() - 2);
    return style::mixed(ramp[i], ramp[i + 1], std::min(at - 1 - static_cast<double>(i), 1.0));
}

// A quartic kernel (Silverman 1986, formula 4.5): 3 / (pi r^2) (1 - d^2 / r^2)^2 a point, so that the surface's volume
// is the number of points.
void add_surface(SceneBuilder& builder, std::string layer, const Points& points) {
    if (points.x.empty())
        return;
    const double radius = kernel_of(builder).value;
    const geo::Box wide = points.box.grown(radius);
    const double cell = std::max(radius / 6, std::max(wide.width(), wide.height()) / most_texels);
    const int columns = std::max(1, static_cast<int>(std::ceil(wide.width() / cell))),
              rows = std::max(1, static_cast<int>(std::ceil(wide.height() / cell)));
    const auto index = [&](int column, int row) { return static_cast<std::size_t>(row) * columns + column; };
    std::vector<float> count(index(0, rows), 0), field(count.size(), 0);
    for (std::size_t i = 0; i < points.x.size(); ++i) {
        const int column = std::min(columns - 1, static_cast<int>((points.x[i] - wide.min_x) / cell));
        const int row = std::min(rows - 1, static_cast<int>((wide.max_y - points.y[i]) / cell));
        count[index(column, row)] += static_cast<float>(points.weight[i]);
    }
    const int reach = static_cast<int>(radius / cell);
    struct Part {
        int dx, dy;
        float share;
    };
    std::vector<Part> kernel;
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx) {
            const double d = (dx * dx + dy * dy) * cell * cell / (radius * radius);
            if (d < 1)
                kernel.push_back(
                    {dx, dy, static_cast<float>(3e6 / (std::numbers::pi * radius * radius) * (1 - d) * (1 - d))});
        }
    for (int row = 0; row < rows; ++row) {
        if (row % 16 == 0)
            builder.feedback.check();
        for (int column = 0; column < columns; ++column)
            if (const float here = count[index(column, row)]; here > 0)
                for (const Part& part : kernel) {
                    const int c = column + part.dx, r = row + part.dy;
                    if (c >= 0 && r >= 0 && c < columns && r < rows)
                        field[index(c, r)] += here * part.share;
                }
    }
    const style::Palette& palette = builder.style.palette("density");
    const double top = rounded_up(*std::max_element(field.begin(), field.end()));
    auto image = std::make_shared<Image>(columns, rows);
    for (std::size_t i = 0; i < field.size(); ++i) {
        // The root spreads the low values, where most of a county lies, over more of the ramp.
        const style::Colour colour = colour_at(palette.colours, std::sqrt(field[i] / top));
        const double alpha = colour.a * palette.opacity / 255;
        const std::uint8_t parts[3] = {colour.r, colour.g, colour.b};
        for (std::size_t c = 0; c < 3; ++c)
            image->bytes[4 * i + c] = static_cast<std::uint8_t>(std::lround(parts[c] * alpha));
        image->bytes[4 * i + 3] = static_cast<std::uint8_t>(std::lround(255 * alpha));
    }
    builder.begin_layer(layer);
    builder.add(
        PictureStep{std::move(image), {wide.min_x, wide.max_y - rows * cell, wide.min_x + columns * cell, wide.max_y}});
    builder.scene.heats.push_back({std::move(layer), {radius}, top, palette.colours});
}

} // namespace

void add_densities(SceneBuilder& builder) {
    const model::Snapshot& snapshot = builder.snapshot;
    const auto shown = [&](const std::string& layer) {
        return (builder.shows(layer) || builder.shows(layer.substr(0, layer.find('.')))) &&
               builder.mode_of(layer) == PointMode::density;
    };
    if (shown("villages")) {
        Points points;
        for (std::size_t i = 0; i < snapshot.villages.size(); ++i)
            points.add(snapshot.villages.point(i), snapshot.villages.population[i]);
        add_surface(builder, "villages", points);
    }
    const auto gather = [&]<class Kind>(const std::string& group, const auto& table, const std::vector<Kind>& kinds) {
        std::array<bool, 256> wanted{};
        for (const std::string_view key : model::keys<Kind>())
            wanted[static_cast<std::size_t>(*model::from_key<Kind>(key))] = shown(group + "." + std::string(key));
        if (std::find(wanted.begin(), wanted.end(), true) == wanted.end())
            return;
        Points points;
        for (std::size_t i = 0; i < table.size(); ++i)
            if (wanted[static_cast<std::size_t>(kinds[i])] && table.placed(i))
                points.add(table.point(i), 1);
        add_surface(builder, group, points);
    };
    gather("sites", snapshot.sites, snapshot.sites.kind);
    gather("people", snapshot.people, snapshot.people.role);
}

} // namespace wangge::render
