// What each shader program takes: one table that the painter, both backends and the tests read.
#pragma once
#include "render/mesh.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::render {

enum class Program : std::uint8_t { fill, hatch, line, sprite, glyph };
inline constexpr std::size_t program_count = 5;

enum class ShaderType : std::uint8_t { real, vec2, vec4, sampler };

// A vertex member: GLSL name and type, and how the vertex struct holds it.
struct Attribute {
    std::string_view name;
    ShaderType type;
    bool bytes; // four normalised bytes instead of floats
    std::size_t offset;
};
struct UniformDeclaration {
    std::string_view name;
    ShaderType type;
};

struct ShaderInterface {
    std::string_view name;
    std::string_view vertex_file, fragment_file; // in shaders/
    std::size_t vertex_size;                     // bytes
    std::span<const Attribute> attributes;
    std::span<const UniformDeclaration> uniforms;
};
const ShaderInterface& interface_of(Program program);

// The GLSL text of a file in shaders/ behind the shared prelude. Throws Error(environment) when there is no such file.
std::string shader_source(std::string_view file);

// An `in` or `uniform` line of GLSL text.
struct GlslDeclaration {
    std::string qualifier, type, name;
};
std::vector<GlslDeclaration> declarations(std::string_view glsl);
std::string_view glsl_name(ShaderType type);

} // namespace wangge::render
