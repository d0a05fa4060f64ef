// A map in its frame on the page: which part of the plane, at what scale, and how it is drawn there.
#pragma once
#include "paper/page_template.h"
#include "paper/pen.h"
#include "paper/sheet.h"
#include "render/glyphs.h"
#include "render/view.h"

namespace wangge::paper {

// The picture inside the frame, in logical pixels of the map's style (pixel_x and pixel_y of `view`), and how large
// such a pixel is on the page.
struct MapFrame {
    Rect box; // millimetres of the page
    render::View view;
    double pixel = 0.24;         // millimetres
    double denominator = 100000; // of the scale on the ground
    double width() const { return box.width / pixel; }
    double height() const { return box.height / pixel; }
    // From the view's pixels to millimetres on the page.
    double page_x(double pixel_x) const { return box.x + (pixel_x - view.width / 2.0) * pixel + box.width / 2; }
    double page_y(double pixel_y) const { return box.y + (pixel_y - view.height / 2.0) * pixel + box.height / 2; }
    // What the frame shows, exactly.
    geo::Box shown() const;
};

// The largest scale with a round denominator at which the extent lies in the box with a small margin; `scale` > 0 is
// that denominator instead. Precondition: the extent is not empty.
MapFrame frame_of(const render::Scene& scene, const geo::Box& extent, const Rect& box, Millimetres ink, double scale);

// The same picture in as many pixels as paper shows of raster maps.
render::View fine_view(const MapFrame& frame);

// Steps, focus, symbols and names, cut at the frame. Returns where names and symbols stand, on the page.
std::vector<Rect> draw_map(Pen& pen, const render::Scene& scene, const MapFrame& frame, const geo::MultiPolygon& focus,
                           render::GlyphAtlas& glyphs);
// Only areas and lines, and hill-shade where `pictures`: for small insets.
void draw_ground(Pen& pen, const render::Scene& scene, const MapFrame& frame, bool pictures);
// The symbol around a middle, `pixels` wide.
void draw_symbol(Pen& pen, const style::Symbol& symbol, double x, double y, double pixels, double opacity);
// The pattern over the pen's clip, inside a box.
void draw_hatch(Pen& pen, const style::Hatch& hatch, style::Colour strokes, const Rect& box);
// Short lines at the frame's edge with numbers: of the plane at the left and below, of degrees at the right and above.
// No number stands where something else is `taken` to be.
void draw_ticks(Pen& pen, const render::Scene& scene, const MapFrame& frame, bool plane, bool degrees,
                Millimetres letters, const std::vector<Rect>& taken);

// The colours that mean something as areas in the scene, for Inks: those of its groups or of its ramp.
std::vector<style::Colour> fills_of(const render::Scene& scene);

} // namespace wangge::paper
