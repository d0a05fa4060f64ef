// The colours of inspectors when the maps of two plans stand side by side.
#pragma once
#include "base/feedback.h"
#include "model/snapshot.h"
#include "render/scene.h"
#include "style/palette.h"

namespace wangge::app {

// The hue of each lead of either plan by his key, for SceneOptions::classes: one on both maps, and on neither that of a
// neighbour. The two plans are coloured as one graph, so the order of the two does not matter.
std::vector<render::AreaClass> colours_of_both(const std::vector<model::Cell>& a, const std::vector<model::Cell>& b,
                                               const style::Palette& palette, base::Feedback& feedback);

} // namespace wangge::app
