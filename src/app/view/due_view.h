// The map's fill by visits that fall due: which cells are behind with their checks.
#pragma once
#include "app/view/object_ground.h"
#include "render/scene.h"

namespace wangge::app {

// One area a cell, by how the visits to its sites stand on the ground's day: "due.clear"; "due.soon", where some fall
// due within due_soon_days; "due.some", where some are overdue; "due.many", where a fifth of its sites or more are. A
// cell without sites has no class.
void fill_due(render::SceneOptions& options, const ObjectGround& ground);

} // namespace wangge::app
