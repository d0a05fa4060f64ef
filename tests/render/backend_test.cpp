// Shaders fit the program's tables, every file compiles, and drawing keeps the backend's rules.
#include "base/error.h"
#include "base/feedback.h"
#include "base/files.h"
#include "render/offscreen.h"
#include "render/painter.h"
#include "tiny_county.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>
#include <set>

namespace {

using namespace wangge;
using namespace wangge::render;

TEST(Shaders, EveryFileCompiles) {
    const Offscreen target(16, 16);
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(base::data_folder().parent_path() / "shaders")) {
        const std::string name = entry.path().filename().string();
        if (name == "prelude.glsl")
            continue;
        const bool vertex = name.ends_with(".vert.glsl");
        ASSERT_TRUE(vertex || name.ends_with(".frag.glsl")) << name;
        const std::string source = shader_source(name);
        const char* text = source.c_str();
        const GLuint shader = glCreateShader(vertex ? GL_VERTEX_SHADER : GL_FRAGMENT_SHADER);
        glShaderSource(shader, 1, &text, nullptr);
        glCompileShader(shader);
        GLint good = 0;
        char log[1000] = "";
        glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
        glGetShaderInfoLog(shader, sizeof(log), nullptr, log);
        EXPECT_TRUE(good) << name << ": " << log;
        glDeleteShader(shader);
        ++files;
    }
    EXPECT_GE(files, 8);
    make_gl_backend(); // links every program
}

TEST(Shaders, EveryFileIsUsed) {
    std::set<std::string> used{"prelude.glsl"};
    for (std::size_t p = 0; p < program_count; ++p) {
        used.insert(std::string(interface_of(static_cast<Program>(p)).vertex_file));
        used.insert(std::string(interface_of(static_cast<Program>(p)).fragment_file));
    }
    for (const auto& entry : std::filesystem::directory_iterator(base::data_folder().parent_path() / "shaders"))
        EXPECT_TRUE(used.contains(entry.path().filename().string())) << entry.path();
}

TEST(Shaders, DeclarationsAreRead) {
    const auto list =
        declarations("uniform vec4 u_a; // x\nin  float a_b;\nout vec2 v_c;\nvoid main() { float in_x = 1.0; }\n");
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[0].name, "u_a");
    EXPECT_EQ(list[1].type, "float");
    EXPECT_EQ(list[2].qualifier, "out");
}

template <class Body> std::string bug_of(const Body& body) {
    try {
        body();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::bug);
        return error.what();
    }
    return "";
}

TEST(NullBackend, CatchesWhatAGpuWouldOnlyDrawWrong) {
    NullBackend backend;
    const std::vector<FillVertex> corner(3);
    const auto bytes = std::as_bytes(std::span(corner));
    const std::vector<std::uint32_t> good{0, 1, 2}, outside{0, 1, 3}, half{0, 1};
    EXPECT_NE(bug_of([&] { backend.add_mesh(Program::fill, bytes.first(7), good); }), "");
    EXPECT_NE(bug_of([&] { backend.add_mesh(Program::fill, bytes, outside); }), "");
    EXPECT_NE(bug_of([&] { backend.add_mesh(Program::fill, bytes, half); }), "");
    const MeshId mesh = backend.add_mesh(Program::fill, bytes, good);
    DrawCall call{Program::fill, mesh, 0, 3, {{"u_transform", ShaderType::vec4}}, 0, Stencil::off};
    EXPECT_NE(bug_of([&] { backend.draw(call); }), ""); // u_opacity is missing
    call.uniforms.push_back({"u_opacity", ShaderType::vec4});
    EXPECT_NE(bug_of([&] { backend.draw(call); }), ""); // of the wrong type
    call.uniforms.back().type = ShaderType::real;
    EXPECT_EQ(bug_of([&] { backend.draw(call); }), "");
    call.uniforms.push_back({"u_halo", ShaderType::real});
    EXPECT_NE(bug_of([&] { backend.draw(call); }), ""); // belongs to another program
    call.uniforms.pop_back();
    call.program = Program::line;
    EXPECT_NE(bug_of([&] { backend.draw(call); }), ""); // a mesh of fills
    backend.remove_mesh(mesh);
    call.program = Program::fill;
    EXPECT_NE(bug_of([&] { backend.draw(call); }), "");
}

TEST(Painter, KeepsTheRulesInEveryFillAndForgetsOldScenes) {
    const model::Snapshot county = test::tiny_county();
    base::QuietFeedback quiet;
    NullBackend backend;
    {
        Painter painter(backend);
        std::size_t meshes = 0;
        for (const char* theme : {"light", "dark"})
            for (const AreaFill fill : {AreaFill::none, AreaFill::assignment, AreaFill::workload, AreaFill::code,
                                        AreaFill::coverage, AreaFill::area_type}) {
                SceneOptions options;
                options.fill = fill;
                if (fill == AreaFill::coverage) {
                    options.values.assign(16, 1500);
                    options.states.assign(16, model::CoverState::covered);
                    options.states[3] = model::CoverState::uncovered;
                    options.states[4] = model::CoverState::over_capacity;
                }
                options.area_types.assign(16, model::AreaType::rural);
                options.blind_areas = {{2, model::BlindSpotKind::supply}, {2, model::BlindSpotKind::contact}};
                options.rings = {{county.villages.point(3), {3000}, true}};
                options.links = {{county.villages.point(0), county.villages.point(5)}};
                options.points["sites"] = fill == AreaFill::code ? PointMode::density : PointMode::usual;
                const Scene scene = build_scene(county, style::Style::named(theme), options, quiet);
                const std::size_t before = backend.calls();
                painter.draw(scene, view_of(scene.extent, 400, 300));
                EXPECT_GT(backend.calls(), before + 10);
                meshes = std::max(meshes, backend.live_meshes());
            }
        EXPECT_LT(meshes, 80u);
    }
    EXPECT_EQ(backend.live_meshes(), 0u);
}

TEST(Painter, DrawsOnlyBinsInView) {
    model::Snapshot county = test::tiny_county();
    county.cells.clear();
    for (int i = 0; i < 6400; ++i) {
        model::Cell cell;
        cell.code = std::to_string(i);
        cell.area = test::square(40500000 + (i % 80) * 100.0, 3590000 + i / 80 * 100.0, 100);
        county.cells.push_back(cell);
    }
    base::QuietFeedback quiet;
    SceneOptions options;
    options.fill = AreaFill::code;
    const Scene scene = build_scene(county, style::Style::named("light"), options, quiet);
    const auto triangles = [&](const View& view) {
        NullBackend backend;
        Painter painter(backend);
        painter.lay_out_region(scene, view);
        painter.draw_part(scene, view, {0, 0, view.width, view.height});
        return backend.triangles();
    };
    const std::size_t all = triangles(view_of(scene.extent, 400, 300));
    const std::size_t part = triangles(view_of({40502000, 3592000, 40502400, 3592300}, 400, 300));
    EXPECT_LT(part * 4, all);
    EXPECT_GT(part, 0u);
}

TEST(Scene, UnknownLayersAndWrongCountsAreInputErrors) {
    const model::Snapshot county = test::tiny_county();
    base::QuietFeedback quiet;
    const style::Style light = style::Style::named("light");
    SceneOptions options;
    options.layers = {"sites", "raods"};
    try {
        build_scene(county, light, options, quiet);
        ADD_FAILURE();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "render.unknown_layer");
    }
    options.layers.clear();
    options.fill = AreaFill::coverage;
    options.values.assign(3, 0);
    EXPECT_THROW(build_scene(county, light, options, quiet), base::Error);
}

} // namespace
