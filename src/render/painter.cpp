#include "render/painter.h"

#include "render/offscreen.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

namespace wangge::render {

namespace {

// Logical pixels that a region reaches beyond its view, and how near to its edge the view may come.
constexpr double region_margin = 256, region_rim = 48;

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
    for (const auto& [image, texture] : m_pieces)
        m_backend.remove_texture(texture);
    if (m_glyph_texture)
        m_backend.remove_texture(m_glyph_texture);
    if (m_sprite_texture)
        m_backend.remove_texture(m_sprite_texture);
    for (Sheet* sheet : {&m_all, &m_region, &m_furniture})
        clear(*sheet);
}

MeshId Painter::mesh_of(Program program, const Held& held, std::span<const std::byte> vertices,
                        const std::vector<std::uint32_t>& indices) {
    const auto it = m_meshes.find(held);
    if (it != m_meshes.end())
        return it->second;
    return m_meshes[held] = m_backend.add_mesh(program, vertices, indices);
}

MeshId Painter::upload(const FillMeshPtr& mesh) {
    return mesh_of(Program::fill, mesh, bytes_of(mesh->vertices), mesh->indices);
}

MeshId Painter::upload(const LineMeshPtr& mesh) {
    return mesh_of(Program::line, mesh, bytes_of(mesh->vertices), mesh->indices);
}

// What the new scene shares with the one before stays on the graphics card.
void Painter::forget_old(const Scene& scene) {
    if (scene.id == m_scene)
        return;
    m_scene = scene.id;
    struct Used {
        std::unordered_set<Held> held;
        void operator()(const FillStep& step) { held.insert(step.mesh); }
        void operator()(const HatchStep& step) { held.insert(step.mesh); }
        void operator()(const LineStep& step) { held.insert({step.mesh, step.keep_out}); }
        void operator()(const PictureStep& step) { held.insert(step.image); }
        void operator()(const BaseMapStep&) {}
    } used;
    for (const Step& step : scene.steps)
        std::visit(used, step.what);
    std::erase_if(m_meshes, [&](const auto& each) {
        const bool old = !used.held.contains(each.first);
        if (old)
            m_backend.remove_mesh(each.second);
        return old;
    });
    std::erase_if(m_pictures, [&](const auto& each) {
        const bool old = !used.held.contains(each.first);
        if (old)
            m_backend.remove_texture(each.second);
        return old;
    });
}

template <class Vertex>
void Painter::draw_bins(const Mesh<Vertex>& mesh, DrawCall call, const View& view, double margin_pixels) {
    const geo::Box box = m_sight.grown(margin_pixels * view.per_pixel.value);
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
               {{"u_ground", ShaderType::vec4, floats_of(step.hatch.ground)},
                {"u_pattern", ShaderType::vec4, pattern},
                {"u_paper", ShaderType::vec2, {static_cast<float>(view.paper_x), static_cast<float>(-view.paper_y)}}},
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

void Painter::draw_quad(TextureId texture, const std::array<float, 4>& corners, const std::array<float, 4>& uv,
                        double opacity, const View& view) {
    const auto& [x0, y0, x1, y1] = corners;
    const style::Colour tint = style::with_opacity({255, 255, 255, 255}, opacity);
    const std::vector<SpriteVertex> quad{{x0, y0, uv[0], uv[1], tint},
                                         {x1, y0, uv[2], uv[1], tint},
                                         {x1, y1, uv[2], uv[3], tint},
                                         {x0, y1, uv[0], uv[3], tint}};
    const float sx = 2.f / static_cast<float>(view.width), sy = -2.f / static_cast<float>(view.height);
    const MeshId mesh =
        m_backend.add_mesh(Program::sprite, bytes_of(quad), std::array<std::uint32_t, 6>{0, 1, 2, 0, 2, 3});
    m_backend.draw(
        {Program::sprite, mesh, 0, 6, {{"u_transform", ShaderType::vec4, {sx, sy, -1, 1}}}, texture, Stencil::off});
    m_backend.remove_mesh(mesh);
}

void Painter::draw_picture(TextureId texture, const geo::Box& box, const std::array<float, 4>& uv, const View& view) {
    draw_quad(texture,
              {static_cast<float>(view.pixel_x(box.min_x)), static_cast<float>(view.pixel_y(box.max_y)),
               static_cast<float>(view.pixel_x(box.max_x)), static_cast<float>(view.pixel_y(box.min_y))},
              uv, 1, view);
}

void Painter::draw_step(const PictureStep& step, const View& view) {
    if (!m_sight.touches(step.box))
        return;
    TextureId& texture = m_pictures[step.image];
    if (!texture)
        texture =
            m_backend.add_texture(TextureFormat::rgba8, step.image->width, step.image->height, step.image->bytes, true);
    draw_picture(texture, step.box, {0, 0, 1, 1}, view);
}

void Painter::draw_step(const BaseMapStep& step, const View& view) {
    constexpr std::size_t most_textures = 300;
    // Pieces outlive scenes: their textures stay until there are too many.
    if (m_pieces.size() > most_textures) {
        for (const auto& [image, texture] : m_pieces)
            m_backend.remove_texture(texture);
        m_pieces.clear();
    }
    for (const BaseMap::Piece& piece : step.map->pieces(view)) {
        TextureId& texture = m_pieces[piece.image];
        if (!texture)
            texture = m_backend.add_texture(TextureFormat::rgba8, piece.image->width, piece.image->height,
                                            piece.image->bytes, true);
        draw_picture(texture, piece.box, {piece.u0, piece.v0, piece.u1, piece.v1}, view);
    }
}

void Painter::draw_steps(const Scene& scene, const View& view, const geo::Box& sight) {
    forget_old(scene);
    m_sight = sight;
    const auto seen = [&](const Step& step) {
        return step.finest_pixel.value <= 0 || view.per_logical_pixel().value <= step.finest_pixel.value;
    };
    for (auto step = scene.steps.begin(); step != scene.steps.end();) {
        const auto end =
            std::find_if(step, scene.steps.end(), [&](const Step& other) { return other.group != step->group; });
        // A faded layer is drawn for itself first, so that what it covers of itself does not show through.
        const double opacity = step->opacity;
        const bool apart = opacity < 1 && std::any_of(step, end, seen);
        if (apart)
            m_backend.begin_layer();
        for (; step != end; ++step)
            if (seen(*step))
                std::visit([&](const auto& what) { draw_step(what, view); }, step->what);
        if (apart) {
            const auto width = static_cast<float>(view.width), height = static_cast<float>(view.height);
            draw_quad(m_backend.end_layer(), {0, 0, width, height}, {0, 1, 1, 0}, opacity, view);
        }
    }
}

void Painter::clear(Sheet& sheet) {
    for (MeshId& mesh : sheet.meshes)
        if (mesh)
            m_backend.remove_mesh(std::exchange(mesh, 0));
}

void Painter::lay_out_sheet(Sheet& sheet, const Scene& scene, const View& view, OverlayPart part,
                            const Anchors& before) {
    clear(sheet);
    Overlay overlay = lay_out(scene, view, m_glyphs, m_sprites, part, before);
    sheet.view = view;
    sheet.anchors = std::move(overlay.anchors);
    sheet.glyphs = m_glyphs.generation();
    sheet.sprites = m_sprites.generation();
    const std::vector<SpriteVertex>* quads[] = {&overlay.sprites, &overlay.halos, &overlay.letters};
    for (std::size_t k = 0; k < sheet.meshes.size(); ++k) {
        const std::vector<SpriteVertex>& vertices = *quads[k];
        std::vector<std::uint32_t> indices;
        indices.reserve(vertices.size() / 4 * 6);
        for (std::uint32_t i = 0; i + 3 < vertices.size(); i += 4)
            indices.insert(indices.end(), {i, i + 1, i + 2, i, i + 2, i + 3});
        sheet.counts[k] = static_cast<std::uint32_t>(indices.size());
        if (!indices.empty())
            sheet.meshes[k] =
                m_backend.add_mesh(k == 0 ? Program::sprite : Program::glyph, bytes_of(vertices), indices);
    }
    const auto refresh = [&](TextureId& texture, TextureFormat format, int side, std::span<const std::uint8_t> texels) {
        if (texture)
            m_backend.change_texture(texture, format, side, texels);
        else
            texture = m_backend.add_texture(format, side, side, texels, format == TextureFormat::rg8);
    };
    if (m_sprite_revision != m_sprites.revision()) {
        refresh(m_sprite_texture, TextureFormat::rgba8, SpriteAtlas::side, m_sprites.texels());
        m_sprite_revision = m_sprites.revision();
    }
    if (m_glyph_revision != m_glyphs.revision()) {
        refresh(m_glyph_texture, TextureFormat::rg8, GlyphAtlas::side, m_glyphs.texels());
        m_glyph_revision = m_glyphs.revision();
    }
}

void Painter::draw_sheet(const Sheet& sheet, const View& view) {
    // The sheet's pixels count from its own corner.
    const double x = std::round(view.pixel_x(sheet.view.centre.x) - sheet.view.width / 2.0),
                 y = std::round(view.pixel_y(sheet.view.centre.y) - sheet.view.height / 2.0);
    const double sx = 2.0 / view.width, sy = -2.0 / view.height;
    const UniformValue transform{"u_transform",
                                 ShaderType::vec4,
                                 {static_cast<float>(sx), static_cast<float>(sy), static_cast<float>(x * sx - 1),
                                  static_cast<float>(y * sy + 1)}};
    for (std::size_t k = 0; k < sheet.meshes.size(); ++k) {
        if (!sheet.meshes[k])
            continue;
        DrawCall call{k == 0 ? Program::sprite : Program::glyph,   sheet.meshes[k], 0, sheet.counts[k], {transform},
                      k == 0 ? m_sprite_texture : m_glyph_texture, Stencil::off};
        if (k > 0)
            call.uniforms.push_back(real("u_halo", k == 1 ? 1 : 0));
        m_backend.draw(call);
    }
}

void Painter::draw(const Scene& scene, const View& view) {
    m_backend.begin(view.width, view.height, scene.land, {0, 0, view.width, view.height});
    draw_steps(scene, view, view.box());
    lay_out_sheet(m_all, scene, view, OverlayPart::all);
    draw_sheet(m_all, view);
    m_backend.end();
}

void Painter::lay_out_region(const Scene& scene, const View& view) {
    View region = view;
    region.width += 2 * static_cast<int>(region_margin * view.device_scale);
    region.height += 2 * static_cast<int>(region_margin * view.device_scale);
    // Of one scale and scene, names stay where they stood.
    const bool same = m_region_scene == scene.id && m_region.view.per_pixel == region.per_pixel &&
                      m_region.view.device_scale == region.device_scale;
    const Anchors before = same ? std::move(m_region.anchors) : Anchors{};
    lay_out_sheet(m_region, scene, region, OverlayPart::map, before);
    m_region_scene = scene.id;
}

bool Painter::region_holds(const Scene& scene, const View& view) const {
    const View& region = m_region.view;
    // At its rim the region shows only what reaches in from outside, not all that stands there.
    const double rim = region_rim * view.device_scale;
    const double x = std::abs(region.centre.x - view.centre.x) / view.per_pixel.value,
                 y = std::abs(region.centre.y - view.centre.y) / view.per_pixel.value;
    return m_region_scene == scene.id && m_region.glyphs == m_glyphs.generation() &&
           m_region.sprites == m_sprites.generation() && region.per_pixel == view.per_pixel &&
           region.device_scale == view.device_scale && x + view.width / 2.0 + rim <= region.width / 2.0 &&
           y + view.height / 2.0 + rim <= region.height / 2.0;
}

void Painter::draw_part(const Scene& scene, const View& view, PixelArea part) {
    const geo::MapPoint upper_left = view.point_at(part.x, part.y),
                        lower_right = view.point_at(part.x + part.width, part.y + part.height);
    m_backend.begin(view.width, view.height, scene.land, part);
    draw_steps(scene, view, {upper_left.x, lower_right.y, lower_right.x, upper_left.y});
    draw_sheet(m_region, view);
    m_backend.end();
}

void Painter::draw_furniture(const Scene& scene, const View& view, PixelArea part, int target_height) {
    lay_out_sheet(m_furniture, scene, view, OverlayPart::furniture);
    m_backend.begin_over(part, target_height);
    draw_sheet(m_furniture, view);
    m_backend.end();
}

Image draw_offscreen(const Scene& scene, const View& view) {
    const Offscreen target(view.width, view.height);
    const std::unique_ptr<Backend> backend = make_gl_backend();
    Painter painter(*backend);
    painter.draw(scene, view);
    return target.read();
}

} // namespace wangge::render
