// Draws a scene in a view through a backend, and keeps on the graphics card what does not change from view to view.
#pragma once
#include "render/backend.h"
#include "render/glyphs.h"
#include "render/overlay.h"
#include "render/scene.h"
#include "render/sprites.h"
#include "render/view.h"

#include <unordered_map>

namespace wangge::render {

class Painter {
public:
    // The backend must outlive the painter.
    explicit Painter(Backend& backend) : m_backend(backend) {}
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    // Everything: clears, then draws steps() and overlay().
    void draw(const Scene& scene, const View& view);
    // What scales with the map, onto what is there; for scrolling, clip to the strip first.
    void draw_steps(const Scene& scene, const View& view);
    // Symbols, names and furniture. Returns what was laid out.
    const Overlay& draw_overlay(const Scene& scene, const View& view);

    GlyphAtlas& glyphs() { return m_glyphs; }

private:
    MeshId mesh_of(Program program, const void* key, std::span<const std::byte> vertices,
                   const std::vector<std::uint32_t>& indices);
    MeshId upload(const FillMeshPtr& mesh);
    MeshId upload(const LineMeshPtr& mesh);
    void forget_old(const Scene& scene);
    void draw_step(const FillStep& step, const View& view);
    void draw_step(const HatchStep& step, const View& view);
    void draw_step(const LineStep& step, const View& view);
    void draw_step(const PictureStep& step, const View& view);
    void draw_quads(Program program, const std::vector<SpriteVertex>& vertices, TextureId texture, float halo);
    template <class Vertex>
    void draw_bins(const Mesh<Vertex>& mesh, DrawCall call, const View& view, double margin_pixels);

    Backend& m_backend;
    GlyphAtlas m_glyphs;
    SpriteAtlas m_sprites;
    Overlay m_overlay;
    std::uint64_t m_scene = 0;
    std::unordered_map<const void*, MeshId> m_meshes;
    std::unordered_map<const void*, TextureId> m_pictures;
    TextureId m_glyph_texture = 0, m_sprite_texture = 0;
    std::array<float, 4> m_to_picture{};
    std::uint64_t m_glyph_revision = 0, m_sprite_revision = 0;
};

// Offscreen, from nothing to a picture. Throws Error(environment) "render.no_gl".
Image draw_offscreen(const Scene& scene, const View& view);

} // namespace wangge::render
