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

    // Everything into a target of the view's size.
    void draw(const Scene& scene, const View& view);

    // A picture that is scrolled is drawn in parts that fit together without a seam: symbols and names are laid out
    // once for a region that reaches beyond the view, and stay as they are while the view moves inside it by whole
    // pixels.
    void lay_out_region(const Scene& scene, const View& view);
    bool region_holds(const Scene& scene, const View& view) const;
    // The map without furniture, into that part of the target. The region must hold the view.
    void draw_part(const Scene& scene, const View& view, PixelArea part);
    // Scale bar and arrow over what lies in that part of a target so many pixels high; the part is as large as the
    // view.
    void draw_furniture(const Scene& scene, const View& view, PixelArea part, int target_height);

    GlyphAtlas& glyphs() { return m_glyphs; }

private:
    // Meshes and pictures are held while the graphics card has them, so that no other takes their address.
    using Held = std::shared_ptr<const void>;
    MeshId mesh_of(Program program, const Held& held, std::span<const std::byte> vertices,
                   const std::vector<std::uint32_t>& indices);
    MeshId upload(const FillMeshPtr& mesh);
    MeshId upload(const LineMeshPtr& mesh);
    void forget_old(const Scene& scene);
    void draw_step(const FillStep& step, const View& view);
    void draw_step(const HatchStep& step, const View& view);
    void draw_step(const LineStep& step, const View& view);
    void draw_step(const PictureStep& step, const View& view);
    void draw_step(const BaseMapStep& step, const View& view);
    // `uv` is left, top, right, bottom of the part that is drawn into the box.
    void draw_picture(TextureId texture, const geo::Box& box, const std::array<float, 4>& uv, const View& view);
    // `corners` and `uv` are left, top, right, bottom.
    void draw_quad(TextureId texture, const std::array<float, 4>& corners, const std::array<float, 4>& uv,
                   double opacity, const View& view);
    void draw_steps(const Scene& scene, const View& view, const geo::Box& sight);

    // A laid out overlay on the graphics card: sprites, halos, letters.
    struct Sheet {
        View view;
        std::array<MeshId, 3> meshes{};
        std::array<std::uint32_t, 3> counts{};
        std::uint64_t glyphs = 0, sprites = 0; // generations of the textures
        Anchors anchors;
    };
    void lay_out_sheet(Sheet& sheet, const Scene& scene, const View& view, OverlayPart part,
                       const Anchors& before = {});
    void draw_sheet(const Sheet& sheet, const View& view);
    void clear(Sheet& sheet);
    template <class Vertex>
    void draw_bins(const Mesh<Vertex>& mesh, DrawCall call, const View& view, double margin_pixels);

    Backend& m_backend;
    GlyphAtlas m_glyphs;
    SpriteAtlas m_sprites;
    Sheet m_all, m_region, m_furniture;
    std::uint64_t m_scene = 0, m_region_scene = 0;
    geo::Box m_sight; // what is drawn now
    std::unordered_map<Held, MeshId> m_meshes;
    std::unordered_map<Held, TextureId> m_pictures;
    std::unordered_map<std::shared_ptr<const Image>, TextureId> m_pieces; // of base maps
    TextureId m_glyph_texture = 0, m_sprite_texture = 0;
    std::uint64_t m_glyph_revision = 0, m_sprite_revision = 0;
};

// Offscreen, from nothing to a picture. Throws Error(environment) "render.no_gl".
Image draw_offscreen(const Scene& scene, const View& view);

} // namespace wangge::render
