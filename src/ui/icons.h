// Line icons, 16 px in the square given, 1.4 px stroke; map symbols in small for legend and lists.
#pragma once
#include "ui/ui.h"

#include "model/kinds.h"

namespace wangge::ui {

enum class Icon {
    none,
    search,
    undo,
    redo,
    moon,
    sun,
    eye,
    eye_closed,
    chevron_down,
    chevron_right,
    chevron_up,
    plus,
    minus,
    fit,
    close,
    pointer,
    ruler,
    check,
    folder,
    file,
    warning,
    play,
    history,
    north,
    target,
    arrow_right,
    list,
    text_size,
    rectangle,
    lasso,
    area,
    crosshair,
    bookmark,
    arrow_left,
    funnel,
    columns,
    download,
    keyboard,
    split,
    merge,
    reshape,
    corner,
    polygon,
    brush,
    lock
};
void draw_icon(Ui& ui, Icon icon, ImVec2 centre, ImU32 colour);

enum class Mark {
    pharmacy,
    clinic,
    village_clinic,
    hospital,
    vaccination,
    shop,
    coordinator,
    informant,
    inspector,
    village,
    township,
    county,
    flag
};
// A map symbol with box side `side` px, in the colours of the style as it comes, or in others.
void draw_mark(Ui& ui, Mark mark, ImVec2 centre, float side);
void draw_mark(Ui& ui, Mark mark, ImVec2 centre, float side, ImU32 colour, ImU32 ink);
Mark mark_of(model::SiteKind kind);
Mark mark_of(model::PersonRole role);

// The hatches of blind spots and of land out of reach, in a small framed swatch.
enum class Pattern { diagonal, antidiagonal, cross, horizontal, dots, sparse_dots };
Pattern pattern_of(model::BlindSpotKind kind);
void draw_swatch(Ui& ui, const Rect& rect, ImU32 ground, float radius = 2);
void draw_pattern(Ui& ui, const Rect& rect, Pattern pattern, ImU32 colour, bool framed = true);

// The program's sign: a grid in a rounded square.
void draw_logo(Ui& ui, const Rect& rect);

} // namespace wangge::ui
