#include "render/shader_interface.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <cstddef>

namespace wangge::render {

namespace {

constexpr std::array fill_attributes{Attribute{"a_position", ShaderType::vec2, false, offsetof(FillVertex, x)},
                                     Attribute{"a_colour", ShaderType::vec4, true, offsetof(FillVertex, colour)}};
constexpr std::array line_attributes{Attribute{"a_position", ShaderType::vec2, false, offsetof(LineVertex, x)},
                                     Attribute{"a_normal", ShaderType::vec2, false, offsetof(LineVertex, normal_x)},
                                     Attribute{"a_along", ShaderType::real, false, offsetof(LineVertex, along)},
                                     Attribute{"a_side", ShaderType::real, false, offsetof(LineVertex, side)},
                                     Attribute{"a_width", ShaderType::real, false, offsetof(LineVertex, width)},
                                     Attribute{"a_colour", ShaderType::vec4, true, offsetof(LineVertex, colour)}};
constexpr std::array sprite_attributes{Attribute{"a_position", ShaderType::vec2, false, offsetof(SpriteVertex, x)},
                                       Attribute{"a_texture", ShaderType::vec2, false, offsetof(SpriteVertex, u)},
                                       Attribute{"a_colour", ShaderType::vec4, true, offsetof(SpriteVertex, colour)}};
constexpr UniformDeclaration transform{"u_transform", ShaderType::vec4};
constexpr std::array fill_uniforms{transform, UniformDeclaration{"u_opacity", ShaderType::real}};
constexpr std::array hatch_uniforms{transform, UniformDeclaration{"u_ground", ShaderType::vec4},
                                    UniformDeclaration{"u_pattern", ShaderType::vec4},
                                    UniformDeclaration{"u_paper", ShaderType::vec2}};
constexpr std::array line_uniforms{transform,
                                   UniformDeclaration{"u_pixel", ShaderType::vec2},
                                   UniformDeclaration{"u_width", ShaderType::real},
                                   UniformDeclaration{"u_pixels_per_metre", ShaderType::real},
                                   UniformDeclaration{"u_colour", ShaderType::vec4},
                                   UniformDeclaration{"u_dash", ShaderType::vec4},
                                   UniformDeclaration{"u_dash_length", ShaderType::real},
                                   UniformDeclaration{"u_solid_rim", ShaderType::real}};
constexpr std::array sprite_uniforms{transform, UniformDeclaration{"u_picture", ShaderType::sampler}};
constexpr std::array glyph_uniforms{transform, UniformDeclaration{"u_picture", ShaderType::sampler},
                                    UniformDeclaration{"u_halo", ShaderType::real}};

constexpr std::array<ShaderInterface, program_count> interfaces{{
    {"fill", "fill.vert.glsl", "fill.frag.glsl", sizeof(FillVertex), fill_attributes, fill_uniforms},
    {"hatch", "fill.vert.glsl", "hatch.frag.glsl", sizeof(FillVertex), fill_attributes, hatch_uniforms},
    {"line", "line.vert.glsl", "line.frag.glsl", sizeof(LineVertex), line_attributes, line_uniforms},
    {"sprite", "sprite.vert.glsl", "sprite.frag.glsl", sizeof(SpriteVertex), sprite_attributes, sprite_uniforms},
    {"glyph", "sprite.vert.glsl", "glyph.frag.glsl", sizeof(SpriteVertex), sprite_attributes, glyph_uniforms},
}};

// Beside data/ in the source tree, inside it where the program is installed.
std::filesystem::path shader_folder() {
    const std::filesystem::path inside = base::data_folder() / "shaders";
    return std::filesystem::exists(inside) ? inside : base::data_folder().parent_path() / "shaders";
}

} // namespace

const ShaderInterface& interface_of(Program program) {
    return interfaces[static_cast<std::size_t>(program)];
}

std::string shader_source(std::string_view file) {
    return base::read_file(shader_folder() / "prelude.glsl") + "#line 1\n" + base::read_file(shader_folder() / file);
}

std::vector<GlslDeclaration> declarations(std::string_view glsl) {
    std::vector<GlslDeclaration> result;
    for (std::string_view line : base::split(glsl, '\n')) {
        const std::size_t end = line.find(';');
        if (end == line.npos)
            continue;
        std::vector<std::string_view> words;
        for (std::string_view word : base::split(line.substr(0, end), ' '))
            if (!word.empty())
                words.push_back(word);
        if (words.size() == 3 && (words[0] == "in" || words[0] == "uniform" || words[0] == "out"))
            result.push_back({std::string(words[0]), std::string(words[1]), std::string(words[2])});
    }
    return result;
}

std::string_view glsl_name(ShaderType type) {
    switch (type) {
    case ShaderType::real:
        return "float";
    case ShaderType::vec2:
        return "vec2";
    case ShaderType::vec4:
        return "vec4";
    case ShaderType::sampler:
        return "sampler2D";
    }
    return "";
}

} // namespace wangge::render
