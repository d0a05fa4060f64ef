// Everything on the map that keeps its size while zooming: symbols, counted groups, names, plates, scale bar and arrow.
// Laid out without a graphics card.
#pragma once
#include "render/glyphs.h"
#include "render/labels.h"
#include "render/mesh.h"
#include "render/overlay_ink.h"
#include "render/scene.h"
#include "render/sprites.h"
#include "render/view.h"

#include <map>

namespace wangge::render {

// Where names stand on the map, so that a view beside it can leave them there.
struct Anchors {
    struct Offset {
        float x, y;
    };
    std::map<std::uint32_t, Offset> names; // row of Scene::names: pixels from the point to the text's box
    std::map<std::uint32_t, double> lines; // row of Scene::line_names: pixels along it to the first letter
};

struct Overlay {
    std::vector<SpriteVertex> sprites, halos, letters; // four a rectangle; drawn in this order
    // What was laid out, for tests and for finding what lies under the mouse.
    struct Mark {
        PixelBox box;
        std::int32_t set = -1; // of Scene::points; -1 = a counted group
        std::int32_t count = 1;
    };
    std::vector<Mark> marks;
    struct Text {
        PixelBox box;
        std::string text;
    };
    std::vector<Text> texts;
    Anchors anchors;
};

// Scale bar and arrow stand on the picture, all else on the map. Together nothing lies under the furniture; alone the
// map is laid out as if there were none.
enum class OverlayPart : std::uint8_t { all, map, furniture };
// Names that `before` knows - of the same scene and scale - stay where they stood if they still can, and others find
// room between them.
Overlay lay_out(const Scene& scene, const View& view, GlyphAtlas& glyphs, SpriteAtlas& sprites,
                OverlayPart part = OverlayPart::all, const Anchors& before = {});
// The same layout of the map's own things for a pen, at device scale 1; the textures are not painted.
OverlayInk lay_out_ink(const Scene& scene, const View& view, GlyphAtlas& glyphs);
// Letters on a plate of that colour: black or white, whichever reads better.
style::Colour ink_on(style::Colour plate);

// "1,114": groups of three digits.
std::string grouped_digits(std::int64_t number);
// The longest of 1, 2, 5 times a power of ten that is at most `longest` ground metres.
base::Metres round_length(base::Metres longest);
// Ground metres per plane metre along a parallel at the place: what a scale bar must reckon with.
double ground_per_plane(const geo::Projection& projection, geo::MapPoint place);

} // namespace wangge::render
