#include "app/look.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace wangge::app {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 4> mode_keys{"usual", "symbols", "groups", "density"};

} // namespace

std::string_view key_of(render::PointMode mode) {
    return mode_keys[static_cast<std::size_t>(mode)];
}

std::string Look::style_of(std::string_view theme) const {
    const auto found = style.find(theme);
    return found == style.end() ? std::string() : found->second;
}

void Look::lay_on(render::SceneOptions& options) const {
    options.order = order;
    options.opacity = opacity;
    options.points = points;
    options.kernel = kernel;
}

Look look_of(std::string_view text) {
    Look look;
    if (text.empty())
        return look;
    try {
        const json all = json::parse(text);
        look.order = all.value("order", look.order);
        look.opacity = all.value("opacity", std::map<std::string, double, std::less<>>());
        const json points = all.value("points", json::object()), style = all.value("style", json::object()),
                   fills = all.value("fill", json::object());
        for (const auto& [layer, word] : points.items()) {
            const auto mode = std::find(mode_keys.begin(), mode_keys.end(), word.get<std::string>());
            if (mode != mode_keys.end())
                look.points[layer] = static_cast<render::PointMode>(mode - mode_keys.begin());
        }
        for (const auto& [stage, word] : fills.items()) {
            const auto fill = std::find(fill_keys.begin(), fill_keys.end(), word.get<std::string>());
            if (fill != fill_keys.end())
                look.fill[stage] = static_cast<render::AreaFill>(fill - fill_keys.begin());
        }
        look.kernel = {std::clamp(all.value("kernel_m", 0.0), 0.0, 1e6)};
        look.eyes = all.value("eyes", look.eyes);
        for (const auto& [theme, changes] : style.items())
            look.style[theme] = changes.dump();
    } catch (const json::exception&) {
        base::fail_input("look.damaged");
    }
    return look;
}

std::string text_of(const Look& look) {
    json all = json::object();
    if (!look.order.empty())
        all["order"] = look.order;
    if (!look.opacity.empty())
        all["opacity"] = look.opacity;
    for (const auto& [layer, mode] : look.points)
        all["points"][layer] = key_of(mode);
    for (const auto& [stage, fill] : look.fill)
        all["fill"][stage] = fill_keys[static_cast<std::size_t>(fill)];
    if (look.kernel.value > 0)
        all["kernel_m"] = look.kernel.value;
    if (!look.eyes.empty())
        all["eyes"] = look.eyes;
    for (const auto& [theme, changes] : look.style)
        if (!changes.empty())
            all["style"][theme] = json::parse(changes);
    return all.empty() ? std::string() : all.dump();
}

} // namespace wangge::app
