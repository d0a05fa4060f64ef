// How a document is looked at: order, opacity and eyes of layers, how points are shown, changed style rules. Kept in
// the document, shared by the window and `wangge map`.
#pragma once
#include "render/scene.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

struct Look {
    std::vector<std::string> order; // names of render::ground_layers() that were moved, bottom first
    std::map<std::string, double, std::less<>> opacity;
    std::map<std::string, render::PointMode, std::less<>> points;
    base::Metres kernel{0};                  // of density surfaces; 0 = by the map's size
    std::set<std::string, std::less<>> eyes; // layers of the window whose eye differs from the stage's custom
    std::map<std::string, render::AreaFill, std::less<>> fill; // by stage of the window, where it was chosen
    std::map<std::string, std::string, std::less<>> style;     // changes of a style (style::Style::named) by theme
    bool operator==(const Look&) const = default;

    std::string style_of(std::string_view theme) const;
    void lay_on(render::SceneOptions& options) const;
};

// "usual", "symbols", "groups", "density".
std::string_view key_of(render::PointMode mode);
// By render::AreaFill.
inline constexpr std::array<std::string_view, 10> fill_keys{
    "none", "assignment", "coverage", "workload", "area_type", "code", "due", "access", "backup", "area_difference"};

// Throws Error(bad_input) "look.damaged" for a text that is no look.
Look look_of(std::string_view json);
std::string text_of(const Look& look);

} // namespace wangge::app
