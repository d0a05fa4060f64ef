// Which layers a stage shows: its own habit, turned round by the user's clicks on the eyes.
#pragma once
#include "ui/context.h"

#include <array>
#include <optional>
#include <set>

namespace wangge::ui {

struct SiteLayer {
    model::SiteKind kind;
    const char* layer;
};
extern const std::array<SiteLayer, 11> site_layers;  // in the order of the legend
extern const std::array<const char*, 3> role_layers; // in the order of model::PersonRole

bool visible(const Context& context, std::string_view layer);
// Opens or closes the layer's eye in this stage.
void toggle_eye(Context& context, std::string_view layer);

// The scene layers that the stage shows and the legend has not switched off.
std::set<std::string, std::less<>> shown_layers(const Context& context);

// What the areas are filled by: what was chosen in this stage, else what the stage is about.
render::AreaFill fill_of(const Context& context);
// What the stage shows from now on, kept with the document; nothing = the stage's own.
void choose_fill(Context& context, std::optional<render::AreaFill> fill);

} // namespace wangge::ui
