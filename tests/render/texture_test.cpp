// Textures that get new texels instead of making way for new textures.
#include "base/error.h"
#include "base/feedback.h"
#include "render/letter_texture.h"
#include "render/offscreen.h"
#include "render/painter.h"
#include "tiny_county.h"

#include <epoxy/gl.h>
#include <gtest/gtest.h>

namespace {

using namespace wangge;
using namespace wangge::render;

TEST(Textures, LettersThatCameLaterAreShown) {
    const model::Snapshot county = test::tiny_county();
    base::QuietFeedback quiet;
    SceneOptions options;
    const auto scene_with = [&](std::set<std::string, std::less<>> layers) {
        options.layers = std::move(layers);
        return build_scene(county, style::Style::named("light"), options, quiet);
    };
    const Scene bare = scene_with({"boundaries", "scale_bar"});
    const Scene full = scene_with({"boundaries", "villages", "seats", "labels", "sites", "people", "scale_bar"});
    const View view = view_of(full.extent, 500, 400);
    const Offscreen target(500, 400);
    const auto backend = make_gl_backend();
    Painter painter(*backend);
    painter.draw(bare, view);
    const Image before = target.read();
    painter.draw(full, view); // names and symbols that the textures lacked
    const Image together = target.read();
    EXPECT_GT(difference(before, together, 2).share, 0.005);
    Painter fresh(*backend);
    fresh.draw(full, view);
    EXPECT_EQ(difference(target.read(), together, 0).share, 0);
}

TEST(Textures, LettersOfTheWindowAreWhiteAndCoveredAsTheirBytesSay) {
    const Offscreen context(8, 8);
    constexpr int width = 16, height = 150; // more than two strips
    std::vector<std::uint8_t> cover(std::size_t{width} * height);
    for (std::size_t i = 0; i < cover.size(); ++i)
        cover[i] = static_cast<std::uint8_t>(i * 7 % 251);
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    change_letters(texture, width, height, cover.data());
    std::vector<std::uint8_t> texels(4 * cover.size());
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, texels.data());
    for (std::size_t i = 0; i < cover.size(); ++i) {
        ASSERT_EQ(texels[4 * i], 255) << i;
        ASSERT_EQ(texels[4 * i + 3], cover[i]) << i;
    }
    glDeleteTextures(1, &texture);
}

TEST(Textures, TheNullBackendKnowsWhichAreThere) {
    NullBackend backend;
    const std::vector<std::uint8_t> rows(4 * 8 * 2), half(4 * 3);
    const TextureId texture = backend.add_texture(TextureFormat::rgba8, 8, 8, rows, false);
    EXPECT_NO_THROW(backend.change_texture(texture, TextureFormat::rgba8, 8, rows));
    EXPECT_THROW(backend.change_texture(texture, TextureFormat::rgba8, 8, half), base::Error);
    EXPECT_THROW(backend.change_texture(texture + 1, TextureFormat::rgba8, 8, rows), base::Error);
}

} // namespace
