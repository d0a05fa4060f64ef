// What the painter asks of a graphics library: keep meshes and textures, draw triangles. One for OpenGL, one that only
// checks.
#pragma once
#include "render/image.h"
#include "render/shader_interface.h"

#include <memory>

namespace wangge::render {

using MeshId = std::uint32_t;    // 0 = none
using TextureId = std::uint32_t; // 0 = none

enum class TextureFormat : std::uint8_t { rg8, rgba8 };

// A uniform's value; a sampler's is its texture, given in the call.
struct UniformValue {
    std::string_view name;
    ShaderType type;
    std::array<float, 4> value{};
};

enum class Stencil : std::uint8_t {
    off,
    mark, // draw nothing, mark the pixels
    once  // draw only unmarked pixels, and mark them
};

// A rectangle of the target, pixels from its upper left corner.
struct PixelArea {
    int x = 0, y = 0, width = 0, height = 0;
    bool empty() const { return width <= 0 || height <= 0; }
};

struct DrawCall {
    Program program = Program::fill;
    MeshId mesh = 0;
    std::uint32_t first = 0, count = 0; // indices
    std::vector<UniformValue> uniforms;
    TextureId texture = 0;
    Stencil stencil = Stencil::off;
};

class Backend {
public:
    virtual ~Backend() = default;
    // Vertices as interface_of(program).attributes lay them out.
    virtual MeshId add_mesh(Program program, std::span<const std::byte> vertices,
                            std::span<const std::uint32_t> indices) = 0;
    virtual void remove_mesh(MeshId mesh) = 0;
    // Texels of whole rows from the top; rows that are not given must not be drawn from.
    virtual TextureId add_texture(TextureFormat format, int width, int height, std::span<const std::uint8_t> texels,
                                  bool smooth) = 0;
    // Other texels for the first rows of a texture. Cheaper than a new one: the memory is there already.
    virtual void change_texture(TextureId texture, TextureFormat format, int width,
                                std::span<const std::uint8_t> texels) = 0;
    virtual void remove_texture(TextureId texture) = 0;
    // A target of that size in device pixels: what follows goes into `part` of it, which is cleared.
    virtual void begin(int width, int height, style::Colour ground, PixelArea part) = 0;
    // A picture over a part of the target that is bound, whose height is `target_height`; nothing is cleared.
    virtual void begin_over(PixelArea part, int target_height) = 0;
    // Draws go everywhere again.
    virtual void end() = 0;
    // What is drawn in between goes into a clear picture of the target's size instead, which end_layer() returns; it
    // is valid until the next layer begins.
    virtual void begin_layer() = 0;
    virtual TextureId end_layer() = 0;
    virtual void clear_stencil() = 0;
    virtual void draw(const DrawCall& call) = 0;
};

// Draws with the OpenGL 3.3 core context that is current, into the framebuffer that is bound. Compiles the shaders when
// it is made; throws Error(environment) "render.shader" with the compiler's words when one does not compile.
std::unique_ptr<Backend> make_gl_backend();

// Needs no GPU. Checks against the GLSL text that every program's attributes and uniforms have the declared names and
// types, that vertex data has the right size, that indices stay inside, and that every call gives every uniform. A
// breach throws Error(bug).
class NullBackend : public Backend {
public:
    NullBackend();
    MeshId add_mesh(Program program, std::span<const std::byte> vertices,
                    std::span<const std::uint32_t> indices) override;
    void remove_mesh(MeshId mesh) override;
    TextureId add_texture(TextureFormat format, int width, int height, std::span<const std::uint8_t> texels,
                          bool smooth) override;
    void change_texture(TextureId texture, TextureFormat format, int width,
                        std::span<const std::uint8_t> texels) override;
    void remove_texture(TextureId texture) override;
    void begin(int width, int height, style::Colour ground, PixelArea part) override;
    void begin_over(PixelArea, int) override {}
    void end() override {}
    void begin_layer() override;
    TextureId end_layer() override;
    void clear_stencil() override {}
    void draw(const DrawCall& call) override;

    std::size_t calls() const { return m_calls; }
    std::size_t triangles() const { return m_triangles; }
    std::size_t live_meshes() const;

private:
    struct MeshInfo {
        std::size_t vertex_size = 0, indices = 0;
        bool live = false;
    };
    std::vector<MeshInfo> m_meshes;
    std::vector<bool> m_textures;
    bool m_in_layer = false;
    TextureId m_layer = 0;
    std::size_t m_calls = 0, m_triangles = 0;
};

} // namespace wangge::render
