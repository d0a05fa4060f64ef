// Areas with holes into triangles.
#pragma once
#include "base/feedback.h"
#include "geo/polygon.h"
#include "render/mesh.h"

#include <span>

namespace wangge::render {

// Triangles without colours, so that other colours need no new triangles.
struct AreaMesh {
    struct Point {
        float x, y; // metres from the bin's origin
    };
    // One area.
    struct Piece {
        std::uint32_t row = 0; // of the areas
        std::uint32_t first_point = 0, points = 0, first_index = 0, indices = 0;
    };
    struct Bin {
        geo::MapPoint origin;
        geo::Box box;
        std::uint32_t first_piece = 0, pieces = 0;
    };
    std::vector<Point> points;
    std::vector<std::uint32_t> indices; // triangles; points count from the piece's first
    std::vector<Piece> pieces;
    std::vector<Bin> bins;
};

// Concave areas and holes are filled right (GLU tesselator, odd rule); work is split over threads and the result does
// not depend on their number.
AreaMesh area_mesh(const std::vector<const geo::MultiPolygon*>& areas, base::Feedback& feedback);

// One colour an area; areas whose colour is clear are left out.
FillMesh coloured(const AreaMesh& mesh, std::span<const style::Colour> colours);

struct FillArea {
    const geo::MultiPolygon* area = nullptr;
    style::Colour colour;
};
// Both in one.
FillMesh fill_mesh(const std::vector<FillArea>& areas, base::Feedback& feedback);

} // namespace wangge::render
