#include "ui/suggestion_marks.h"

#include <cmath>
#include <string>

namespace wangge::ui {
namespace {

constexpr float pi = 3.14159265f;

// Short strokes along an arc.
void dashed_arc(ImDrawList& list, ImVec2 centre, float radius, float from, float to, float dash, ImU32 colour,
                float width) {
    const float turn = dash / radius;
    for (float a = from; a < to; a += 1.75f * turn) {
        list.PathArcTo(centre, radius, a, std::min(a + turn, to), 6);
        list.PathStroke(colour, 0, width);
    }
}

} // namespace

void draw_suggestion(Ui& ui, ImVec2 at, int rank) {
    ImDrawList& list = ui.draw();
    const Theme& t = *ui.theme;
    const ImU32 white = t.dark ? t.panel : IM_COL32_WHITE;
    const float head = ui.px(5), shoulders = ui.px(9.5f), width = ui.px(1.6f), dash = ui.px(3);
    const ImVec2 top{at.x, at.y - ui.px(5.5f)}, base{at.x, at.y + ui.px(10)};
    list.PathArcTo(base, shoulders, pi, 2 * pi, 20);
    list.PathFillConvex(white);
    list.AddCircleFilled(top, head, white, 20);
    dashed_arc(list, base, shoulders, pi, 2 * pi, dash, t.accent, width);
    list.AddLine({base.x - shoulders, base.y}, {base.x + shoulders, base.y}, t.accent, width);
    dashed_arc(list, top, head, 0, 2 * pi, dash, t.accent, width);
    const std::string number = std::to_string(rank);
    const float text = ui.width_of(Face::small_bold, number), radius = std::max(ui.px(8), text / 2 + ui.px(3));
    const ImVec2 disc{at.x + ui.px(11), at.y - ui.px(11)};
    list.AddCircleFilled(disc, radius + ui.px(1.5f), white, 24);
    list.AddCircleFilled(disc, radius, t.accent, 24);
    ui.text_in({disc.x - radius, disc.y - radius, 2 * radius, 2 * radius}, Face::small_bold, t.on_accent, number,
               Align::centre);
}

} // namespace wangge::ui
