#include "render/painter.h"

#include "render/clusters.h"
#include "render/offscreen.h"

#include <algorithm>
#include <cmath>

namespace wangge::render {

namespace {

std::array<float, 4> floats_of(style::Colour c) {
    return {c.r / 255.f, c.g / 255.f, c.b / 255.f, c.a / 255.f};
}

UniformValue real(std::string_view name, double value) {
    return {name, ShaderType::real, {static_cast<float>(value)}};
}

// From metres relative to the origin to the picture's -1 ... 1. The difference of large numbers is taken in double.
UniformValue transform_of(geo::MapPoint origin, const View& view) {
    const double sx = 2 / (view.per_pixel.value * view.width), sy = 2 / (view.per_pixel.value * view.height);
    return {"u_transform",
            ShaderType::vec4,
            {static_cast<float>(sx), static_cast<float>(sy), static_cast<float>((origin.x - view.centre.x) * sx),
             static_cast<float>((origin.y - view.centre.y) * sy)}};
}

template <class Vertex> std::span<const std::byte> bytes_of(const std::vector<Vertex>& vertices) {
    return std::as_bytes(std::span(vertices));
}

} // namespace

Painter::~Painter() {
    for (const auto& [key, mesh] : m_meshes)
        m_backend.remove_mesh(mesh);
    for (const auto& [key, texture] : m_pictures)
        m_backend.remove_texture(texture);
    if (m_glyph_texture)
        m_backend.remove_texture(m_glyph_texture);
    if (m_sprite_texture)
        m_backend.remove_texture(m_sprite_texture);
}

MeshId Painter::mesh_of(Program program, const void* key, std::span<const std::byte> vertices,
                        const std::vector<std::uint32_t>& indices) {
    const auto it = m_meshes.find(key);
    if (it != m_meshes.end())
        return it->second;
    return m_meshes[key] = m_backend.add_mesh(program, vertices, indices);
}

MeshId Painter::upload(const FillMeshPtr& mesh) {
    return mesh_of(Program::fill, mesh.get(), bytes_of(mesh->vertices), mesh->indices);
}

MeshId Painter::upload(const LineMeshPtr& mesh) {
    return mesh_of(Program::line, mesh.get(), bytes_of(mesh->vertices), mesh->indices);
}

// Meshes of another scene may live at a reused address, so a new scene starts afresh.
void Painter::forget_old(const Scene& scene) {
    if (scene.id == m_scene)
        return;
    for (const auto& [key, mesh] : m_meshes)
        m_backend.remove_mesh(mesh);
    for (const auto& [key, texture] : m_pictures)
        m_backend.remove_texture(texture);
    m_meshes.clear();
    m_pictures.clear();
    m_scene = scene.id;
}

template <class Vertex>
void Painter::draw_bins(const Mesh<Vertex>& mesh, DrawCall call, const View& view, double margin_pixels) {
    const geo::Box box = view.box().grown(margin_pixels * view.per_pixel.value);
    call.uniforms.push_back({});
    for (const Bin& bin : mesh.bins) {
        if (!bin.box.touches(box))
            continue;
        call.uniforms.back() = transform_of(bin.origin, view);
        call.first = bin.first;
        call.count = bin.count;
        m_backend.draw(call);
    }
}

void Painter::draw_step(const FillStep& step, const View& view) {
    draw_bins(*step.mesh, {Program::fill, upload(step.mesh), 0, 0, {real("u_opacity", step.opacity)}, 0, Stencil::off},
              view, 0);
}

void Painter::draw_step(const HatchStep& step, const View& view) {
    const double scale = view.device_scale;
    const std::array<float, 4> pattern{static_cast<float>(step.hatch.kind),
                                       static_cast<float>(step.hatch.pitch.value * scale),
                                       static_cast<float>(step.hatch.width.value * scale), static_cast<float>(scale)};
    draw_bins(*step.mesh,
              {Program::hatch,
               upload(step.mesh),
               0,
               0,
               {{"u_ground", ShaderType::vec4, floats_of(step.hatch.ground)}, {"u_pattern", ShaderType::vec4, pattern}},
               0,
               Stencil::off},
              view, 0);
}

void Painter::draw_step(const LineStep& step, const View& view) {
    const double grow = step.line.scaled ? style::Style::line_scale(view.per_logical_pixel()) : 1;
    const double width = step.line.width.value * view.device_scale * grow;
    std::array<float, 4> dash{0, 0, 0, 0};
    double dash_length = 0;
    for (std::size_t i = 0; i < step.line.dash.size() && i < 4; ++i) {
        dash[i] = static_cast<float>(step.line.dash[i] * view.device_scale);
        dash_length += dash[i];
    }
    DrawCall call{
        Program::line,
        upload(step.mesh),
        0,
        0,
        {{"u_pixel", ShaderType::vec2, {2.f / static_cast<float>(view.width), 2.f / static_cast<float>(view.height)}},
         real("u_width", width),
         real("u_pixels_per_metre", 1 / view.per_pixel.value),
         {"u_colour", ShaderType::vec4, floats_of(step.line.colour)},
         {"u_dash", ShaderType::vec4, dash},
         real("u_dash_length", dash_length),
         real("u_solid_rim", step.keep_out ? 1 : 0)},
        0,
        Stencil::off};
    if (step.keep_out) {
        m_backend.clear_stencil();
        draw_bins(*step.keep_out,
                  {Program::fill, upload(step.keep_out), 0, 0, {real("u_opacity", 1)}, 0, Stencil::mark}, view, 0);
        call.stencil = Stencil::once;
    }
    draw_bins(*step.mesh, std::move(call), view, width + 2);
}

void Painter::draw_step(const PictureStep& step, const View& view) {
    if (!view.box().touches(step.box))
        return;
    TextureId& texture = m_pictures[step.image.get()];
    if (!texture)
        texture =
            m_backend.add_texture(TextureFormat::rgba8, step.image->width, step.image->height, step.image->bytes, true);
    const auto x0 = static_cast<float>(view.pixel_x(step.box.min_x)),
               x1 = static_cast<float>(view.pixel_x(step.box.max_x));
    const auto y0 = static_cast<float>(view.pixel_y(step.box.max_y)),
               y1 = static_cast<float>(view.pixel_y(step.box.min_y));
    const style::Colour white{255, 255, 255, 255};
    const std::vector<SpriteVertex> quad{
        {x0, y0, 0, 0, white}, {x1, y0, 1, 0, white}, {x1, y1, 1, 1, white}, {x0, y1, 0, 1, white}};
    const float sx = 2.f / static_cast<float>(view.width), sy = -2.f / static_cast<float>(view.height);
    const MeshId mesh =
        m_backend.add_mesh(Program::sprite, bytes_of(quad), std::array<std::uint32_t, 6>{0, 1, 2, 0, 2, 3});
    m_backend.draw(
        {Program::sprite, mesh, 0, 6, {{"u_transform", ShaderType::vec4, {sx, sy, -1, 1}}}, texture, Stencil::off});
    m_backend.remove_mesh(mesh);
}

void Painter::draw_quads(Program program, const std::vector<SpriteVertex>& vertices, TextureId texture, float halo) {
    if (vertices.empty())
        return;
    std::vector<std::uint32_t> indices;
    indices.reserve(vertices.size() / 4 * 6);
    for (std::uint32_t i = 0; i + 3 < vertices.size(); i += 4)
        indices.insert(indices.end(), {i, i + 1, i + 2, i, i + 2, i + 3});
    const MeshId mesh = m_backend.add_mesh(program, bytes_of(vertices), indices);
    // The overlay's pixels are those of the size that begin() was given.
    DrawCall call{program, mesh, 0, static_cast<std::uint32_t>(indices.size()), {}, texture, Stencil::off};
    call.uniforms.push_back({"u_transform", ShaderType::vec4, m_to_picture});
    if (program == Program::glyph)
        call.uniforms.push_back(real("u_halo", halo));
    m_backend.draw(call);
    m_backend.remove_mesh(mesh);
}

void Painter::draw_steps(const Scene& scene, const View& view) {
    forget_old(scene);
    for (const Step& step : scene.steps) {
        if (step.finest_pixel.value > 0 && view.per_logical_pixel().value > step.finest_pixel.value)
            continue;
        std::visit([&](const auto& what) { draw_step(what, view); }, step.what);
    }
    if (!scene.density || !scene.cluster || !scene.cluster->symbol)
        return;
    const style::Colour c = scene.cluster->symbol->colour;
    const auto image = std::make_shared<const Image>(
        density(scene.crowd.x, scene.crowd.y, view.box(), view.width, view.height, 4, c.r, c.g, c.b));
    draw_step(PictureStep{image, view.box()}, view);
    m_backend.remove_texture(m_pictures[image.get()]);
    m_pictures.erase(image.get());
}

const Overlay& Painter::draw_overlay(const Scene& scene, const View& view) {
    m_overlay = lay_out(scene, view, m_glyphs, m_sprites);
    if (m_sprite_revision != m_sprites.revision()) {
        if (m_sprite_texture)
            m_backend.remove_texture(m_sprite_texture);
        m_sprite_texture = m_backend.add_texture(TextureFormat::rgba8, SpriteAtlas::side, SpriteAtlas::side,
                                                 m_sprites.image().bytes, false);
        m_sprite_revision = m_sprites.revision();
    }
    if (m_glyph_revision != m_glyphs.revision()) {
        if (m_glyph_texture)
            m_backend.remove_texture(m_glyph_texture);
        m_glyph_texture =
            m_backend.add_texture(TextureFormat::rg8, GlyphAtlas::side, GlyphAtlas::side, m_glyphs.texels(), true);
        m_glyph_revision = m_glyphs.revision();
    }
    m_to_picture = {2.f / static_cast<float>(view.width), -2.f / static_cast<float>(view.height), -1, 1};
    draw_quads(Program::sprite, m_overlay.sprites, m_sprite_texture, 0);
    draw_quads(Program::glyph, m_overlay.halos, m_glyph_texture, 1);
    draw_quads(Program::glyph, m_overlay.letters, m_glyph_texture, 0);
    return m_overlay;
}

void Painter::draw(const Scene& scene, const View& view) {
    m_backend.begin(view.width, view.height, scene.land);
    draw_steps(scene, view);
    draw_overlay(scene, view);
}

Image draw_offscreen(const Scene& scene, const View& view) {
    const Offscreen target(view.width, view.height);
    const std::unique_ptr<Backend> backend = make_gl_backend();
    Painter painter(*backend);
    painter.draw(scene, view);
    return target.read();
}

} // namespace wangge::render
