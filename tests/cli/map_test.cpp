#include "support/demo_county.h"

#include <set>

namespace wangge::test {
namespace {

// Width and height out of the file's own header.
std::pair<unsigned, unsigned> png_size(const std::filesystem::path& file) {
    const std::string bytes = text_of(file);
    if (bytes.size() < 24 || bytes.substr(1, 3) != "PNG")
        return {0, 0};
    const auto number = [&](std::size_t at) {
        unsigned n = 0;
        for (std::size_t i = 0; i < 4; ++i)
            n = n << 8 | static_cast<unsigned char>(bytes[at + i]);
        return n;
    };
    return {number(16), number(20)};
}

class Map : public DemoCounty {
protected:
    std::string m_project = county(); // none of the tests changes it
    nlohmann::json error_of(std::vector<std::string> words) const {
        words.insert(words.begin(), {"map", m_project});
        words.push_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 2) << outcome.err;
        return outcome.json()["error"]["code"];
    }
};

TEST_F(Map, WritesPicturesWithoutADisplay) {
    // No display at all: neither X nor Wayland is named.
    const Outcome drawn = run_shell("env -u DISPLAY -u WAYLAND_DISPLAY " + test::quoted(WANGGE_PROGRAM) + " map " +
                                    test::quoted(m_project) + " " + test::quoted(file("图.png")) +
                                    " --width-px 640 --height-px 480 --lang zh --json");
    ASSERT_EQ(drawn.code, 0) << drawn.err;
    const auto result = drawn.json();
    EXPECT_EQ(result["width"], 640);
    EXPECT_EQ(result["height"], 480);
    EXPECT_GT(result["scale"].get<double>(), 50000);
    EXPECT_EQ(result["fill"], "none");
    EXPECT_TRUE(std::find(result["layers"].begin(), result["layers"].end(), "roads") != result["layers"].end());
    EXPECT_EQ(png_size(m_folder / "图.png"), (std::pair{640u, 480u}));

    // The same command, the same bytes.
    ASSERT_EQ(run_wangge({"map", m_project, file("a.png"), "--width-px", "640", "--height-px", "480", "--lang", "zh",
                          "--threads", "1"})
                  .code,
              0);
    EXPECT_EQ(text_of(m_folder / "a.png"), text_of(m_folder / "图.png"));

    ASSERT_EQ(run_wangge({"map", m_project, file("c.png"), "--fill", "coverage", "--as-of", "2026-11-01", "--theme",
                          "dark", "--width-px", "500", "--height-px", "400"})
                  .code,
              0);
    EXPECT_EQ(png_size(m_folder / "c.png"), (std::pair{500u, 400u}));
    // Accessibility, who has a second one in reach, and where the methods of area types differ: three different maps.
    std::set<std::string> pictures;
    for (const char* fill : {"access", "backup", "area_difference"}) {
        const Outcome filled = run_wangge({"map", m_project, file("f.png"), "--fill", fill, "--travel", "road",
                                           "--decay", "gauss", "--width-px", "300", "--height-px", "300", "--json"});
        ASSERT_EQ(filled.code, 0) << filled.err;
        EXPECT_EQ(filled.json()["fill"], fill);
        pictures.insert(text_of(m_folder / "f.png"));
    }
    EXPECT_EQ(pictures.size(), 3u);
    const Outcome few = run_wangge({"map", m_project, file("d.png"), "--layers", "roads,sites.hospital", "--width-px",
                                    "300", "--height-px", "300", "--json"});
    ASSERT_EQ(few.code, 0) << few.err;
    EXPECT_EQ(few.json()["layers"], nlohmann::json({"roads", "sites.hospital"}));
    EXPECT_NE(text_of(m_folder / "d.png"), text_of(m_folder / "a.png"));
}

TEST_F(Map, SaysWhatItCannotDo) {
    EXPECT_EQ(error_of({file("a.gif")}), "paper.not_a_format");
    EXPECT_EQ(error_of({file("a.pdf"), "--theme", "dark"}), "map.paper_is_light");
    EXPECT_EQ(error_of({file("a.pdf"), "--template", "poster"}), "paper.unknown_template");
    EXPECT_EQ(error_of({file("a.pdf"), "--paper", "B4"}), "app.bad_value");
    EXPECT_EQ(error_of({file("a.pdf"), "--date", "yesterday"}), "app.bad_value");
    EXPECT_EQ(error_of({file("a.png"), "--layers", "raods"}), "render.unknown_layer");
    EXPECT_EQ(error_of({file("a.png"), "--bbox", "1,2,3"}), "app.bad_value");
    EXPECT_EQ(error_of({file("a.png"), "--bbox", "5,2,3,9"}), "app.bad_value");
    EXPECT_EQ(error_of({file("a.png"), "--fill", "assignment"}), "map.no_cells");
    EXPECT_EQ(error_of({file("a.png"), "--fill", "due"}), "map.no_cells");
    EXPECT_EQ(error_of({file("a.png"), "--theme", "pink"}), "app.bad_value");
    EXPECT_EQ(error_of({file("a.png"), "--width-px", "9"}), "app.bad_value");
    EXPECT_FALSE(std::filesystem::exists(file("a.png")));
}

} // namespace
} // namespace wangge::test
