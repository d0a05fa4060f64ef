#include "base/error.h"
#include "render/backend.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace wangge::render {

namespace {

using base::ensure;

bool declares(const std::vector<GlslDeclaration>& list, std::string_view qualifier, std::string_view name,
              ShaderType type) {
    return std::any_of(list.begin(), list.end(), [&](const GlslDeclaration& d) {
        return d.qualifier == qualifier && d.name == name && d.type == glsl_name(type);
    });
}

void check_interface(const ShaderInterface& shader) {
    const std::vector<GlslDeclaration> vertex = declarations(shader_source(shader.vertex_file));
    const std::vector<GlslDeclaration> fragment = declarations(shader_source(shader.fragment_file));
    std::size_t bytes = 0, ins = 0, uniforms = 0;
    for (const Attribute& a : shader.attributes) {
        ensure(declares(vertex, "in", a.name, a.type), fmt::format("{}: attribute {}", shader.name, a.name).c_str());
        ensure(a.offset == bytes, fmt::format("{}: place of {}", shader.name, a.name).c_str());
        const std::size_t floats = a.type == ShaderType::real ? 1 : a.type == ShaderType::vec2 ? 2 : 4;
        bytes += a.bytes ? floats : floats * sizeof(float);
    }
    ensure(bytes == shader.vertex_size, fmt::format("{}: vertex size", shader.name).c_str());
    for (const UniformDeclaration& u : shader.uniforms)
        ensure(declares(vertex, "uniform", u.name, u.type) || declares(fragment, "uniform", u.name, u.type),
               fmt::format("{}: uniform {}", shader.name, u.name).c_str());
    // The other way round: nothing in the GLSL that the table does not know, and stages that fit together.
    for (const auto& d : vertex)
        ins += d.qualifier == "in";
    ensure(ins == shader.attributes.size(), fmt::format("{}: number of attributes", shader.name).c_str());
    for (const auto& d : fragment) {
        uniforms += d.qualifier == "uniform";
        if (d.qualifier == "in")
            ensure(std::any_of(
                       vertex.begin(), vertex.end(),
                       [&](const auto& v) { return v.qualifier == "out" && v.name == d.name && v.type == d.type; }),
                   fmt::format("{}: {} comes from nowhere", shader.name, d.name).c_str());
    }
    for (const auto& d : vertex)
        uniforms += d.qualifier == "uniform";
    ensure(uniforms == shader.uniforms.size(), fmt::format("{}: number of uniforms", shader.name).c_str());
}

} // namespace

NullBackend::NullBackend() : m_meshes(1), m_textures(1, false) {
    for (std::size_t p = 0; p < program_count; ++p)
        check_interface(interface_of(static_cast<Program>(p)));
}

MeshId NullBackend::add_mesh(Program program, std::span<const std::byte> vertices,
                             std::span<const std::uint32_t> indices) {
    const std::size_t size = interface_of(program).vertex_size;
    ensure(vertices.size() % size == 0, "vertex data is whole vertices");
    ensure(indices.size() % 3 == 0, "indices are triangles");
    const std::size_t count = vertices.size() / size;
    for (std::uint32_t index : indices)
        ensure(index < count, "index inside the vertices");
    m_meshes.push_back({size, indices.size(), true});
    return static_cast<MeshId>(m_meshes.size() - 1);
}

void NullBackend::remove_mesh(MeshId mesh) {
    ensure(mesh > 0 && mesh < m_meshes.size() && m_meshes[mesh].live, "a mesh is removed once");
    m_meshes[mesh].live = false;
}

TextureId NullBackend::add_texture(TextureFormat format, int width, int height, std::span<const std::uint8_t> texels,
                                   bool) {
    const std::size_t channels = format == TextureFormat::rg8 ? 2 : 4;
    ensure(width > 0 && height > 0 && texels.size() % (channels * width) == 0 &&
               texels.size() <= channels * width * height,
           "texels fill whole rows of the texture");
    m_textures.push_back(true);
    return static_cast<TextureId>(m_textures.size() - 1);
}

void NullBackend::change_texture(TextureId texture, TextureFormat format, int width,
                                 std::span<const std::uint8_t> texels) {
    ensure(texture > 0 && texture < m_textures.size() && m_textures[texture], "a texture that is changed is there");
    const std::size_t row = (format == TextureFormat::rg8 ? 2u : 4u) * static_cast<std::size_t>(width);
    ensure(row > 0 && texels.size() % row == 0, "texels fill whole rows");
}

void NullBackend::remove_texture(TextureId texture) {
    ensure(texture > 0 && texture < m_textures.size() && m_textures[texture], "a texture is removed once");
    m_textures[texture] = false;
}

void NullBackend::begin(int width, int height, style::Colour, PixelArea part) {
    ensure(width > 0 && height > 0, "a picture has a size");
    ensure(part.x >= 0 && part.y >= 0 && !part.empty() && part.x + part.width <= width &&
               part.y + part.height <= height,
           "a part lies in its picture");
}

void NullBackend::begin_layer() {
    ensure(!m_in_layer, "one layer at a time");
    m_in_layer = true;
}

TextureId NullBackend::end_layer() {
    ensure(std::exchange(m_in_layer, false), "a layer began");
    if (!m_layer) {
        m_textures.push_back(true);
        m_layer = static_cast<TextureId>(m_textures.size() - 1);
    }
    return m_layer;
}

void NullBackend::draw(const DrawCall& call) {
    const ShaderInterface& shader = interface_of(call.program);
    ensure(call.mesh > 0 && call.mesh < m_meshes.size() && m_meshes[call.mesh].live, "the mesh lives");
    const MeshInfo& mesh = m_meshes[call.mesh];
    ensure(mesh.vertex_size == shader.vertex_size, "the mesh was made for the program");
    ensure(call.count % 3 == 0 && call.first + call.count <= mesh.indices, "indices inside the mesh");
    for (const UniformDeclaration& u : shader.uniforms) {
        if (u.type == ShaderType::sampler) {
            ensure(call.texture > 0 && call.texture < m_textures.size() && m_textures[call.texture],
                   "the texture lives");
            continue;
        }
        const bool given = std::any_of(call.uniforms.begin(), call.uniforms.end(),
                                       [&](const UniformValue& v) { return v.name == u.name && v.type == u.type; });
        ensure(given, fmt::format("{}: {} is given", shader.name, u.name).c_str());
    }
    for (const UniformValue& v : call.uniforms)
        ensure(std::any_of(shader.uniforms.begin(), shader.uniforms.end(),
                           [&](const UniformDeclaration& u) { return u.name == v.name; }),
               fmt::format("{} has no {}", shader.name, v.name).c_str());
    ++m_calls;
    m_triangles += call.count / 3;
}

std::size_t NullBackend::live_meshes() const {
    return static_cast<std::size_t>(
        std::count_if(m_meshes.begin(), m_meshes.end(), [](const MeshInfo& m) { return m.live; }));
}

} // namespace wangge::render
