// The user's named views of the map: a list that opens beside its button, with a line to name the present one.
#pragma once
#include "ui/context.h"
#include "ui/tools/map_frame.h"

#include <optional>

namespace wangge::ui {

class ViewList {
public:
    // Beside `button`; the view that was chosen in this frame.
    std::optional<app::NamedView> show(Context& context, const MapFrame& frame, const Rect& button);

private:
    std::string m_name;
};

} // namespace wangge::ui
