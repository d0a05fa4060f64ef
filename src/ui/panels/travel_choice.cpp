#include "ui/panels/travel_choice.h"

#include <vector>

namespace wangge::ui {

bool travel_choice(Context& c, Flow& flow, std::string_view panel, reach::Travel& travel, reach::Mode& mode) {
    Ui& ui = c.ui;
    const std::string ways[] = {ui.say("ui.travel.line"), ui.say("ui.travel.road"), ui.say("ui.travel.terrain")};
    constexpr reach::Mode offered[] = {reach::Mode::car, reach::Mode::motorbike, reach::Mode::bicycle,
                                       reach::Mode::walk};
    const std::string id(panel);
    const Rect row = flow.row(size::button);
    const float half = (row.w - ui.px(8)) / 2;
    int way = static_cast<int>(travel);
    bool chosen = choice(ui, id + ".travel", {row.x, row.y, travel == reach::Travel::line ? row.w : half, row.h},
                         ui.say("ui.coverage.travel"), ways, way);
    if (travel != reach::Travel::line) {
        std::vector<std::string> names;
        int now = 0;
        for (const reach::Mode each : offered) {
            if (each == mode)
                now = static_cast<int>(names.size());
            names.push_back(ui.say("reach.mode." + std::string(reach::key_of(each))));
        }
        if (choice(ui, id + ".mode", {row.x + half + ui.px(8), row.y, half, row.h}, ui.say("ui.travel.mode"), names,
                   now)) {
            mode = offered[now];
            chosen = true;
        }
    }
    travel = static_cast<reach::Travel>(way);
    flow.gap(6);
    return chosen;
}

} // namespace wangge::ui
