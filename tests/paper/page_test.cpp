// Pages of a tiny county: the same map as on the screen, the same bytes each time, text that strangers can read.
#include "base/files.h"
#include "paper/output.h"
#include "paper/text_setter.h"
#include "render/painter.h"

#include "render/tiny_county.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace wangge::paper {
namespace {

namespace fs = std::filesystem;

const base::Catalog& chinese() {
    static const base::Catalog catalog = base::Catalog::load(base::data_folder() / "lang" / "zh");
    return catalog;
}

std::shared_ptr<const render::Scene> scene_of(const model::Snapshot& snapshot, bool outlines, render::AreaFill fill) {
    static const style::Style style = style::Style::named("light");
    base::QuietFeedback quiet;
    render::SceneOptions options;
    options.fill = fill;
    options.outlines = outlines;
    options.layers = render::default_layers(fill);
    options.layers.insert("sites");
    options.layers.erase("scale_bar");
    options.layers.erase("north_arrow");
    options.blind_areas = {{2, model::BlindSpotKind::contact}, {9, model::BlindSpotKind::supply}};
    return std::make_shared<const render::Scene>(render::build_scene(snapshot, style, options, quiet));
}

class Page : public testing::Test {
protected:
    model::Snapshot m_snapshot = test::tiny_county();
    std::shared_ptr<const render::Scene> m_scene = scene_of(m_snapshot, true, render::AreaFill::assignment);
    PageTools m_tools;
    fs::path m_folder = fs::temp_directory_path() / ("wangge 纸-" + std::to_string(getpid()));
    void SetUp() override { fs::create_directories(m_folder); }
    void TearDown() override { fs::remove_all(m_folder); }

    Sheet sheet() const {
        Sheet s;
        s.scene = m_scene;
        s.extent = m_scene->extent;
        s.catalog = &chinese();
        s.texts = {{"title", "小县𬭎山乡㙍村责任图"}, {"notes", "一二三"}, {"date", "2026-11-22"}};
        SheetTable table{"责任表", {{"号", 1, true}, {"主办", 2, false}}, {}};
        for (int i = 0; i < 90; ++i)
            table.rows.push_back(
                {style::Colour{200, 30, 30, 255}, {std::to_string(i), "䶮某" + std::to_string(i)}, false});
        s.tables["roster"] = table;
        return s;
    }
    static Layout layout() { return laid_on(load_template("responsibility"), paper_named("A4", true)); }
    std::string written(const char* name, Ink ink = Ink::colour, double dpi = 60) {
        const fs::path file = m_folder / name;
        write_page(file, sheet(), layout(), ink, dpi, {"标题", "", "", base::make_date(2026, 11, 22)}, m_tools);
        return base::read_file(file);
    }
    std::string text_of(const fs::path& pdf) const {
        const fs::path text = m_folder / "text.txt";
        const std::string line = "pdftotext -layout '" + pdf.string() + "' '" + text.string() + "'";
        EXPECT_EQ(std::system(line.c_str()), 0) << "poppler-utils is in third_party/packages.txt";
        return base::read_file(text);
    }
};

TEST_F(Page, SameSheetSameBytes) {
    const std::string first = written("a.pdf"), svg = written("a.svg"), png = written("a.png");
    // Other things drawn in between, and tools that have seen nothing before.
    written("other.svg", Ink::grey);
    EXPECT_EQ(written("b.pdf"), first);
    EXPECT_EQ(written("b.svg"), svg);
    EXPECT_EQ(written("b.png"), png);
    PageTools fresh;
    const fs::path file = m_folder / "c.pdf";
    write_page(file, sheet(), layout(), Ink::colour, 60, {"标题", "", "", base::make_date(2026, 11, 22)}, fresh);
    EXPECT_EQ(base::read_file(file), first);
    EXPECT_NE(first.find("(20261122000000Z)"), first.npos);
}

TEST_F(Page, TextCanBeReadOnceWithRareCharacters) {
    written("a.pdf");
    const std::string text = text_of(m_folder / "a.pdf");
    for (const char* words :
         {"小县𬭎山乡㙍村责任图", "责任表", "䶮某1", "图例", "𬭎山乡", "公里", "2026-11-22"})
        EXPECT_NE(text.find(words), text.npos) << words;
    // A halo is no second copy of the name.
    const std::size_t once = text.find("城关镇");
    ASSERT_NE(once, text.npos);
    const std::size_t again = text.find("城关镇", once + 1);
    EXPECT_TRUE(again == text.npos || text.find("城关镇", again + 1) == text.npos)
        << "map and its inset name it once each";
    // Rows that have no room are counted, and stand on the pages that follow: none is lost, none comes twice.
    EXPECT_NE(text.find("见续页"), text.npos);
    for (int i = 0; i < 90; ++i) {
        const std::string name = "䶮某" + std::to_string(i);
        std::size_t found = 0;
        for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + 1))
            found += text[at + name.size()] < '0' || text[at + name.size()] > '9';
        EXPECT_EQ(found, 1u) << name;
    }
}

// Every font of the file covers what is written in it: characters of Extension A, B and of later additions come back as
// themselves, and no letter is the box of a missing glyph.
TEST_F(Page, RareCharactersAreInTheEmbeddedFonts) {
    Sheet rare = sheet();
    // Surnames and places: Ext. B (U+20BB7, U+20164), Ext. A (U+3669, U+4DAE), U+9FCD, U+9FD4, U+2B36F, U+2CE23.
    const std::vector<std::string> words{"\U00020BB7野", "\U00020164村", "㙍头",        "䶮某",
                                         "鿍村",       "鿔",          "\U0002CE23山"};
    rare.texts["title"] = "𠮷㙍䶮";
    SheetTable table{"责任表", {{"号", 1, true}, {"主办", 2, false}}, {}};
    for (const std::string& word : words)
        table.rows.push_back({std::nullopt, {"1", word}, false});
    rare.tables["roster"] = table;
    const fs::path file = m_folder / "rare.pdf";
    write_page(file, rare, layout(), Ink::colour, 60, {}, m_tools);
    const std::string text = text_of(file);
    EXPECT_NE(text.find("𠮷㙍䶮"), text.npos);
    for (const std::string& word : words)
        EXPECT_NE(text.find(word), text.npos) << word;
    // Embedded, subset, with a table back to text.
    const fs::path list = m_folder / "fonts.txt";
    ASSERT_EQ(std::system(("pdffonts '" + file.string() + "' > '" + list.string() + "'").c_str()), 0);
    std::stringstream lines(base::read_file(list));
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    int fonts = 0;
    for (; std::getline(lines, line); ++fonts) {
        std::stringstream parts(line.substr(37));
        std::vector<std::string> part;
        for (std::string one; parts >> one;)
            part.push_back(one);
        // ... encoding, embedded, subset, text table, object and its generation.
        ASSERT_GE(part.size(), 6u) << line;
        EXPECT_EQ(part[part.size() - 5], "yes") << "embedded: " << line;
        // Halos are drawn letters (Type 3) and no text.
        if (line.find("Type 3") == line.npos) {
            EXPECT_EQ(part[part.size() - 3], "yes") << "text: " << line;
        }
    }
    EXPECT_GE(fonts, 2);
    for (const std::string& word : words)
        EXPECT_EQ(m_tools.text().missing_glyphs(word, {3}), 0) << word;
    EXPECT_GT(m_tools.text().missing_glyphs("\U0010ABCD", {3}), 0) << "a code that no font has";
}

TEST_F(Page, SheetNumbersStandOnTheMapAndNotOnEachOther) {
    Sheet index = sheet();
    const geo::MapPoint middle{(index.extent.min_x + index.extent.max_x) / 2,
                               (index.extent.min_y + index.extent.max_y) / 2};
    // Its own place and four beside it, then there is no more room; one lies outside of the map.
    index.marks = {{middle, "7001"}, {middle, "7002"}, {middle, "7003"}, {middle, "7004"},
                   {middle, "7005"}, {middle, "7006"}, {{0, 0}, "7009"}};
    const fs::path file = m_folder / "index.pdf";
    write_page(file, index, layout(), Ink::colour, 60, {}, m_tools);
    const std::string text = text_of(file);
    EXPECT_NE(text.find("7001"), text.npos);
    EXPECT_NE(text.find("7002"), text.npos) << "beside 7001";
    EXPECT_EQ(text.find("7006"), text.npos) << "it would lie on another";
    EXPECT_EQ(text.find("7009"), text.npos) << "outside the map";
}

// The map of the page against what the graphics card draws of the same snapshot and style.
TEST_F(Page, PaperShowsWhatTheScreenShows) {
    const auto screen_scene = scene_of(m_snapshot, false, render::AreaFill::assignment);
    Layout layout;
    constexpr double pixel = 0.25;
    layout.width = {640 * pixel};
    layout.height = {480 * pixel};
    layout.ink = {pixel};
    Item map;
    map.kind = ItemKind::map;
    map.box = {0, 0, layout.width.value, layout.height.value};
    map.line = {0};
    layout.items = {map};
    Sheet page = sheet();
    const auto frame = main_frame(page, layout);
    ASSERT_TRUE(frame);
    const render::Image paper = page_picture(page, layout, Ink::colour, 640, m_tools);
    const render::Image screen = render::draw_offscreen(*screen_scene, frame->view);
    ASSERT_EQ(screen.width, paper.width);
    ASSERT_EQ(screen.height, paper.height);
    // Rims of lines and letters are smoothed in another way, and hatches begin elsewhere; areas, places and order are
    // the same.
    const render::Difference difference = render::difference(screen, paper, 48);
    EXPECT_LT(difference.share, 0.06);
    if (difference.share >= 0.06) {
        render::write_png(paper, "paper_page.png");
        render::write_png(screen, "paper_screen.png");
        render::write_png(difference.picture, "paper_difference.png");
    }
}

TEST_F(Page, GreyPrintHasNoColourAndTellsGroupsApart) {
    const render::Image picture = page_picture(sheet(), layout(), Ink::grey, 900, m_tools);
    for (std::size_t i = 0; i < picture.bytes.size(); i += 4)
        ASSERT_TRUE(std::abs(picture.bytes[i] - picture.bytes[i + 1]) <= 1 &&
                    std::abs(picture.bytes[i] - picture.bytes[i + 2]) <= 1)
            << "pixel " << i / 4;
    const Inks inks(Ink::grey, fills_of(*m_scene));
    ASSERT_GE(m_scene->groups.size(), 3u);
    for (std::size_t a = 0; a < m_scene->groups.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            if (m_scene->groups[a].colour != m_scene->groups[b].colour) {
                EXPECT_NE(inks.pattern_of(m_scene->groups[a].colour), inks.pattern_of(m_scene->groups[b].colour));
            }
}

// Drawn in bands, a picture is the same as in one piece.
TEST_F(Page, BandsMeetWithoutASeam) {
    written("fine.png", Ink::colour, 25.4 * 4800 / 297); // 4,800 pixels wide: more than one band
    const render::Image banded = render::read_png(m_folder / "fine.png");
    const render::Image whole = page_picture(sheet(), layout(), Ink::colour, banded.width, m_tools);
    ASSERT_GT(static_cast<std::int64_t>(banded.width) * banded.height, 12'000'000);
    ASSERT_EQ(banded.height, whole.height);
    std::size_t different = 0;
    for (std::size_t i = 0; i < banded.bytes.size(); ++i)
        different += std::abs(banded.bytes[i] - whole.bytes[i]) > 24;
    EXPECT_LT(static_cast<double>(different) / static_cast<double>(banded.bytes.size()), 1e-4);
    EXPECT_TRUE(fs::exists(m_folder / "fine.pgw"));
}

// 100 m on the ground are 1 mm at 1:100,000, and the frame shows the extent wholly.
TEST_F(Page, ScaleIsTrue) {
    Sheet page = sheet();
    page.scale = 100000;
    const auto frame = main_frame(page, layout());
    ASSERT_TRUE(frame);
    const geo::Projection& projection = *m_scene->projection;
    const geo::Box shown = frame->shown();
    const geo::LonLat west = projection.unproject({shown.min_x, shown.centre().y}),
                      east = projection.unproject({shown.max_x, shown.centre().y});
    // Great circle on a sphere of the ellipsoid's radius of curvature there, within 0.3 %.
    const double radians = std::acos(-1.0) / 180;
    const double ground = (east.lon - west.lon) * radians * 6385000 * std::cos(west.lat * radians);
    EXPECT_NEAR(ground, frame->box.width * 100, frame->box.width * 100 * 0.003);
    page.scale = 0;
    const auto fitted = main_frame(page, layout());
    EXPECT_LE(fitted->shown().min_x, page.extent.min_x);
    EXPECT_GE(fitted->shown().max_y, page.extent.max_y);
}

TEST_F(Page, ABookHasAllItsPagesAndBookmarks) {
    const fs::path file = m_folder / "图 集.pdf";
    Sheet few = sheet();
    few.tables["roster"].rows.resize(5);
    const auto make = [&] {
        PdfBook book(file, {"图集", "", "", base::make_date(2026, 1, 2)});
        for (int i = 0; i < 3; ++i)
            book.add(few, layout(), Ink::colour, "第" + std::to_string(i) + "张", m_tools);
        EXPECT_FALSE(fs::exists(file)) << "the name is taken when the book is whole";
        book.commit();
        return base::read_file(file);
    };
    const std::string first = make();
    fs::remove(file);
    EXPECT_EQ(make(), first);
    const std::string text = text_of(file);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\f'), 3);
    EXPECT_NE(first.find("/Outlines"), first.npos);
}

} // namespace
} // namespace wangge::paper
