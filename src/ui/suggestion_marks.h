// Places that are suggested, on the map: a person in white with a dashed outline, and the rank on a disc.
#pragma once
#include "ui/ui.h"

namespace wangge::ui {

void draw_suggestion(Ui& ui, ImVec2 at, int rank);

} // namespace wangge::ui
