// Triangles as the shaders take them, cut into bins so that only what the view touches is drawn.
#pragma once
#include "geo/types.h"
#include "style/colour.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace wangge::render {

// Vertex layouts; shader_interface.cpp names the same members for the shaders. Positions are metres from the bin's
// origin, so that floats lose nothing.
struct FillVertex {
    float x, y;
    style::Colour colour;
};
struct LineVertex {
    float x, y;
    float normal_x, normal_y; // times half the width: the way from the line's middle to its edge
    float along;              // metres from the start of the line
    float side;               // -1 or 1
    float width;              // factor on the width
    style::Colour colour;
};
// Positions in device pixels.
struct SpriteVertex {
    float x, y, u, v;
    style::Colour colour;
};

struct Bin {
    geo::MapPoint origin;
    geo::Box box;                       // of all that is drawn
    std::uint32_t first = 0, count = 0; // indices
};

template <class Vertex> struct Mesh {
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices; // triangles
    std::vector<Bin> bins;
};

using FillMesh = Mesh<FillVertex>;
using LineMesh = Mesh<LineVertex>;
using FillMeshPtr = std::shared_ptr<const FillMesh>;
using LineMeshPtr = std::shared_ptr<const LineMesh>;

// Sorts things into bins of at most 32 km and about 100 things by the centre of their boxes. Returns for each used bin
// its origin and the rows in it, west to east, south to north.
struct BinRows {
    geo::MapPoint origin;
    std::vector<std::uint32_t> rows;
};
std::vector<BinRows> binned(const std::vector<geo::Box>& boxes);

} // namespace wangge::render
