#include "paper/map_frame.h"

#include "render/overlay.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace wangge::paper {
namespace {

// Steps of round denominators within a power of ten.
constexpr double round_steps[] = {1, 1.2, 1.5, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10};

double round_up(double denominator) {
    const double power = std::pow(10, std::floor(std::log10(denominator)));
    for (const double step : round_steps)
        if (step * power >= denominator * (1 - 1e-9))
            return step * power;
    return 10 * power;
}

} // namespace

geo::Box MapFrame::shown() const {
    const double half_width = width() / 2 * view.per_pixel.value, half_height = height() / 2 * view.per_pixel.value;
    return {view.centre.x - half_width, view.centre.y - half_height, view.centre.x + half_width,
            view.centre.y + half_height};
}

MapFrame frame_of(const render::Scene& scene, const geo::Box& extent, const Rect& box, Millimetres ink, double scale) {
    MapFrame frame;
    frame.box = box;
    frame.pixel = ink.value;
    frame.view.centre = extent.centre();
    const double ground = scene.projection ? render::ground_per_plane(*scene.projection, frame.view.centre) : 1;
    const double wanted = std::max(extent.width() / box.width, extent.height() / box.height) * 1.04; // metres a mm
    frame.denominator = scale > 0 ? scale : round_up(std::max(wanted, 0.1) * ground * 1000);
    frame.view.per_pixel = {frame.denominator / 1000 / ground * ink.value};
    frame.view.width = static_cast<int>(std::ceil(frame.width()));
    frame.view.height = static_cast<int>(std::ceil(frame.height()));
    return frame;
}

std::vector<style::Colour> fills_of(const render::Scene& scene) {
    std::vector<style::Colour> fills;
    const auto add = [&](style::Colour colour) {
        if (colour.a > 0 && std::find(fills.begin(), fills.end(), colour) == fills.end())
            fills.push_back(colour);
    };
    for (const render::Scene::Group& group : scene.groups)
        add(group.colour);
    for (const style::Colour colour : scene.cover_ramp)
        add(colour);
    return fills;
}

} // namespace wangge::paper
