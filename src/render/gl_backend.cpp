#include "base/error.h"
#include "render/backend.h"

#include <epoxy/gl.h>
#include <map>
#include <unordered_map>

namespace wangge::render {

namespace {

GLuint compiled(GLenum stage, std::string_view file) {
    const std::string source = shader_source(file);
    const char* text = source.c_str();
    const GLuint shader = glCreateShader(stage);
    glShaderSource(shader, 1, &text, nullptr);
    glCompileShader(shader);
    GLint good = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
    if (!good) {
        char log[2000] = "";
        glGetShaderInfoLog(shader, sizeof(log), nullptr, log);
        base::fail_environment("render.shader", {{"file", std::string(file)}, {"reason", log}}, std::string(file));
    }
    return shader;
}

class GlBackend final : public Backend {
public:
    GlBackend() {
        for (std::size_t p = 0; p < program_count; ++p)
            link(static_cast<Program>(p));
    }
    ~GlBackend() override {
        for (auto& [id, mesh] : m_meshes)
            free(mesh);
        for (auto& [id, texture] : m_textures)
            glDeleteTextures(1, &texture);
        for (const Linked& linked : m_programs)
            glDeleteProgram(linked.program);
        glDeleteFramebuffers(1, &m_layer_frame);
        glDeleteRenderbuffers(1, &m_layer_stencil);
    }
    GlBackend(const GlBackend&) = delete;
    GlBackend& operator=(const GlBackend&) = delete;

    MeshId add_mesh(Program program, std::span<const std::byte> vertices,
                    std::span<const std::uint32_t> indices) override {
        GlMesh mesh;
        glGenVertexArrays(1, &mesh.array);
        glBindVertexArray(mesh.array);
        glGenBuffers(2, mesh.buffers);
        glBindBuffer(GL_ARRAY_BUFFER, mesh.buffers[0]);
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(vertices.size()), vertices.data(), GL_STATIC_DRAW);
        glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, mesh.buffers[1]);
        glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(indices.size_bytes()), indices.data(),
                     GL_STATIC_DRAW);
        const ShaderInterface& shader = interface_of(program);
        for (std::size_t i = 0; i < shader.attributes.size(); ++i) {
            const Attribute& a = shader.attributes[i];
            const GLint size = a.type == ShaderType::real ? 1 : a.type == ShaderType::vec2 ? 2 : 4;
            glEnableVertexAttribArray(static_cast<GLuint>(i));
            glVertexAttribPointer(static_cast<GLuint>(i), size, a.bytes ? GL_UNSIGNED_BYTE : GL_FLOAT, a.bytes,
                                  static_cast<GLsizei>(shader.vertex_size), reinterpret_cast<const void*>(a.offset));
        }
        m_meshes[++m_last] = mesh;
        return m_last;
    }
    void remove_mesh(MeshId id) override {
        const auto it = m_meshes.find(id);
        if (it == m_meshes.end())
            return;
        free(it->second);
        m_meshes.erase(it);
    }
    TextureId add_texture(TextureFormat format, int width, int height, std::span<const std::uint8_t> texels,
                          bool smooth) override {
        GLuint texture = 0;
        glGenTextures(1, &texture);
        glBindTexture(GL_TEXTURE_2D, texture);
        const bool rg = format == TextureFormat::rg8;
        glTexImage2D(GL_TEXTURE_2D, 0, rg ? GL_RG8 : GL_RGBA8, width, height, 0, rg ? GL_RG : GL_RGBA, GL_UNSIGNED_BYTE,
                     nullptr);
        set_rows(format, width, texels);
        const GLint filter = smooth ? GL_LINEAR : GL_NEAREST;
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        m_textures[++m_last] = texture;
        return m_last;
    }
    void change_texture(TextureId texture, TextureFormat format, int width,
                        std::span<const std::uint8_t> texels) override {
        glBindTexture(GL_TEXTURE_2D, m_textures[texture]);
        set_rows(format, width, texels);
    }
    void remove_texture(TextureId id) override {
        const auto it = m_textures.find(id);
        if (it == m_textures.end())
            return;
        glDeleteTextures(1, &it->second);
        m_textures.erase(it);
    }
    void begin(int width, int height, style::Colour ground, PixelArea part) override {
        m_width = width;
        m_height = height;
        start({0, 0, width, height}, height);
        glEnable(GL_SCISSOR_TEST);
        glScissor(part.x, height - part.y - part.height, part.width, part.height);
        glClearColor(ground.r / 255.f, ground.g / 255.f, ground.b / 255.f, ground.a / 255.f);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    void begin_over(PixelArea part, int target_height) override {
        start(part, target_height);
        glDisable(GL_SCISSOR_TEST);
    }
    void end() override { glDisable(GL_SCISSOR_TEST); }
    void begin_layer() override {
        glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &m_target);
        if (!m_layer_frame) {
            glGenFramebuffers(1, &m_layer_frame);
            glGenRenderbuffers(1, &m_layer_stencil);
        }
        glBindFramebuffer(GL_FRAMEBUFFER, m_layer_frame);
        if (!m_layer || m_layer_width != m_width || m_layer_height != m_height) {
            remove_texture(m_layer);
            m_layer_width = m_width;
            m_layer_height = m_height;
            m_layer = add_texture(TextureFormat::rgba8, m_width, m_height, {}, false);
            glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, m_textures[m_layer], 0);
            glBindRenderbuffer(GL_RENDERBUFFER, m_layer_stencil);
            glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH24_STENCIL8, m_width, m_height);
            glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER, m_layer_stencil);
        }
        glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
        glClearColor(0, 0, 0, 0);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    TextureId end_layer() override {
        glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(m_target));
        return m_layer;
    }
    void clear_stencil() override {
        glStencilMask(0xFF);
        glClearStencil(0);
        glClear(GL_STENCIL_BUFFER_BIT);
    }
    void draw(const DrawCall& call) override {
        const auto mesh = m_meshes.find(call.mesh);
        if (mesh == m_meshes.end() || call.count == 0)
            return;
        const Linked& linked = m_programs[static_cast<std::size_t>(call.program)];
        glUseProgram(linked.program);
        for (const UniformValue& u : call.uniforms)
            set(linked, u);
        if (call.texture) {
            glActiveTexture(GL_TEXTURE0);
            glBindTexture(GL_TEXTURE_2D, m_textures[call.texture]);
        }
        set_stencil(call.stencil);
        glBindVertexArray(mesh->second.array);
        glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(call.count), GL_UNSIGNED_INT,
                       reinterpret_cast<const void*>(static_cast<std::size_t>(call.first) * sizeof(std::uint32_t)));
    }

private:
    struct GlMesh {
        GLuint array = 0;
        GLuint buffers[2] = {0, 0};
    };
    struct Linked {
        GLuint program = 0;
        std::map<std::string_view, GLint> places;
    };

    // Of the texture that is bound.
    static void set_rows(TextureFormat format, int width, std::span<const std::uint8_t> texels) {
        const bool rg = format == TextureFormat::rg8;
        const auto rows = static_cast<GLsizei>(texels.size() / ((rg ? 2u : 4u) * static_cast<std::size_t>(width)));
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        if (rows > 0)
            glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, rows, rg ? GL_RG : GL_RGBA, GL_UNSIGNED_BYTE, texels.data());
    }
    static void start(PixelArea part, int target_height) {
        glViewport(part.x, target_height - part.y - part.height, part.width, part.height);
        glDisable(GL_DEPTH_TEST);
        glDisable(GL_CULL_FACE);
        glDisable(GL_STENCIL_TEST);
        glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
        glEnable(GL_BLEND);
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    }
    void link(Program which) {
        const ShaderInterface& shader = interface_of(which);
        Linked& linked = m_programs[static_cast<std::size_t>(which)];
        linked.program = glCreateProgram();
        const GLuint stages[2] = {compiled(GL_VERTEX_SHADER, shader.vertex_file),
                                  compiled(GL_FRAGMENT_SHADER, shader.fragment_file)};
        for (GLuint stage : stages)
            glAttachShader(linked.program, stage);
        for (std::size_t i = 0; i < shader.attributes.size(); ++i)
            glBindAttribLocation(linked.program, static_cast<GLuint>(i),
                                 std::string(shader.attributes[i].name).c_str());
        glLinkProgram(linked.program);
        for (GLuint stage : stages)
            glDeleteShader(stage);
        GLint good = 0;
        glGetProgramiv(linked.program, GL_LINK_STATUS, &good);
        if (!good)
            base::fail_environment("render.shader", {{"file", std::string(shader.name)}, {"reason", "link"}});
        for (const UniformDeclaration& u : shader.uniforms)
            linked.places[u.name] = glGetUniformLocation(linked.program, std::string(u.name).c_str());
    }
    static void set(const Linked& linked, const UniformValue& u) {
        const auto place = linked.places.find(u.name);
        base::ensure(place != linked.places.end(), "the program has the uniform");
        if (u.type == ShaderType::real)
            glUniform1f(place->second, u.value[0]);
        else if (u.type == ShaderType::vec2)
            glUniform2f(place->second, u.value[0], u.value[1]);
        else
            glUniform4f(place->second, u.value[0], u.value[1], u.value[2], u.value[3]);
    }
    static void set_stencil(Stencil stencil) {
        if (stencil == Stencil::off) {
            glDisable(GL_STENCIL_TEST);
            glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
            return;
        }
        const bool mark = stencil == Stencil::mark;
        glEnable(GL_STENCIL_TEST);
        glStencilMask(0xFF);
        glStencilFunc(mark ? GL_ALWAYS : GL_EQUAL, mark ? 1 : 0, 0xFF);
        glStencilOp(GL_KEEP, GL_KEEP, mark ? GL_REPLACE : GL_INCR);
        const GLboolean colour = mark ? GL_FALSE : GL_TRUE;
        glColorMask(colour, colour, colour, colour);
    }
    static void free(GlMesh& mesh) {
        glDeleteBuffers(2, mesh.buffers);
        glDeleteVertexArrays(1, &mesh.array);
    }

    std::array<Linked, program_count> m_programs;
    std::unordered_map<MeshId, GlMesh> m_meshes;
    std::unordered_map<TextureId, GLuint> m_textures;
    std::uint32_t m_last = 0;
    int m_width = 0, m_height = 0; // of the target
    // The picture that a layer is drawn into.
    GLuint m_layer_frame = 0, m_layer_stencil = 0;
    TextureId m_layer = 0;
    int m_layer_width = 0, m_layer_height = 0;
    GLint m_target = 0; // that was bound before
};

} // namespace

std::unique_ptr<Backend> make_gl_backend() {
    return std::make_unique<GlBackend>();
}

} // namespace wangge::render
