// The page of the output stage: what is shown is what is printed.
#include "ui/window.h"

#include "render/image.h"

namespace wangge {
namespace {

class PageStage : public Window {
protected:
    static void SetUpTestSuite() {
        Window::SetUpTestSuite();
        run_lines("stage grids\nclick grids.shape.township\nclick grids.make\n");
    }
};

TEST_F(PageStage, ShowsThePageAndWritesIt) {
    const nlohmann::json page = dump_after("stage output\n");
    EXPECT_EQ(page["page.shown"]["value"], "ready");
    EXPECT_NE(page["page.shown"]["label"].get<std::string>().find("1:"), std::string::npos);
    EXPECT_FALSE(page.contains("page.next")) << "one page has no next";
    // The file is there when the job has ended.
    run_lines("stage output\nclick output.print\n");
    std::size_t written = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of_test()))
        written += entry.path().extension() == ".pdf";
    EXPECT_EQ(written, 1u);
}

TEST_F(PageStage, WhatIsTypedStandsAroundTheMap) {
    const std::string typed =
        "stage output\nclick output.map-scale\ntype 250000\nclick output.number\ntype 浙𬭎2026\n"
        "click output.date\ntype 2026-05-01\n";
    const nlohmann::json page = dump_after(typed);
    EXPECT_EQ(page["page.shown"]["value"], "ready");
    EXPECT_NE(page["page.shown"]["label"].get<std::string>().find("1:250,000"), std::string::npos)
        << page["page.shown"]["label"];
    // A day that is none is told where the page would be.
    EXPECT_NE(dump_after("stage output\nclick output.date\ntype 昨天\n")["page.shown"]["value"], "ready");
    run_lines(typed + "click output.print\n");
    std::string text;
    for (const auto& entry : std::filesystem::directory_iterator(folder_of_test()))
        if (entry.path().extension() == ".pdf")
            text = test::run_shell("pdftotext " + test::quoted(entry.path().string()) + " -").out;
    for (const char* words : {"浙𬭎2026", "2026-05-01", "1:250,000"})
        EXPECT_NE(text.find(words), std::string::npos) << words;
}

TEST_F(PageStage, AnAtlasIsTurnedSheetBySheet) {
    const nlohmann::json first = dump_after("stage output\nclick output.template\nclick output.template.3\n");
    EXPECT_EQ(first["page.shown"]["value"], "ready");
    ASSERT_TRUE(first.contains("page.next"));
    const nlohmann::json second =
        dump_after("stage output\nclick output.template\nclick output.template.3\nclick page.next\n");
    EXPECT_NE(second["page.shown"]["label"], first["page.shown"]["label"]);
    EXPECT_EQ(second["page.shown"]["value"], "ready");

    // The sheets that are seen in the drawer have pictures; a click on one shows it.
    const nlohmann::json third =
        dump_after("stage output\nclick output.template\nclick output.template.3\nclick page.thumb.2\n");
    EXPECT_EQ(third["page.thumb.0"]["value"], "ready");
    EXPECT_EQ(third["page.thumb.2"]["value"], "ready");
    EXPECT_NE(third["page.shown"]["label"], first["page.shown"]["label"]);
    EXPECT_NE(third["page.shown"]["label"], second["page.shown"]["label"]);
    EXPECT_EQ(third["page.shown"]["value"], "ready");
}

// Items are switched in the list and moved on the page; each is a step that can be taken back.
TEST_F(PageStage, ItemsAreArrangedByMouse) {
    const auto page = [&](const std::string& lines) { return dump_after("stage output\n" + lines); };
    const nlohmann::json before = page("");
    EXPECT_EQ(before["page.eye.legend"]["value"], "on");
    EXPECT_FALSE(before.contains("page.handle.se")) << "nothing is chosen yet";
    const auto box_of = [](const nlohmann::json& dump, const char* item) {
        return dump[std::string("page.item.") + item]["rect"];
    };
    const nlohmann::json moved = page("click page.item.legend\ndrag page.item.legend 0 -60\n");
    EXPECT_NEAR(box_of(moved, "legend")[1].get<double>(), box_of(before, "legend")[1].get<double>() - 60, 4);
    EXPECT_NEAR(box_of(moved, "legend-text")[1].get<double>(), box_of(before, "legend-text")[1].get<double>() - 60, 4)
        << "its heading goes along";
    EXPECT_EQ(box_of(moved, "map"), box_of(before, "map"));
    EXPECT_TRUE(moved.contains("page.reset"));

    const nlohmann::json wider = page("click page.item.legend\ndrag page.handle.w -40 0\n");
    EXPECT_NEAR(box_of(wider, "legend")[0].get<double>(), box_of(moved, "legend")[0].get<double>() - 40, 4);
    EXPECT_NEAR(box_of(wider, "legend")[2].get<double>(), box_of(moved, "legend")[2].get<double>() + 40, 4);
    EXPECT_EQ(box_of(page("key ctrl+z\n"), "legend"), box_of(moved, "legend"));

    const nlohmann::json typed = page("click page.row.north\nclick page.box.left\nkey ctrl+a\ntype 20\nkey enter\n");
    EXPECT_LT(box_of(typed, "north")[0].get<double>(), box_of(before, "north")[0].get<double>() - 100);

    const nlohmann::json hidden = page("click page.eye.legend\n");
    EXPECT_EQ(hidden["page.eye.legend"]["value"], "off");
    EXPECT_EQ(hidden["page.eye.legend-text"]["value"], "off");
    EXPECT_FALSE(hidden.contains("page.item.legend"));
    const nlohmann::json reset = page("click page.reset\n");
    EXPECT_EQ(box_of(reset, "legend"), box_of(before, "legend"));
    EXPECT_FALSE(reset.contains("page.reset"));

    // Layers of the map: what is switched here is printed so.
    EXPECT_EQ(page("click page.layer.labels\n")["page.layer.labels"]["value"], "off");
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(
            run_lines("language " + language + "\nstage output\nclick page.row.map\nno_cut\n", true, 1280, 720))
            << language;
}

TEST_F(PageStage, LettersAreWrittenForEverybody) {
    run_lines("run assign.compute {\"seconds\": 0.05}\n");
    run_lines("stage output\nclick output.part.1\nclick letters.book\nclick letters.write\n", true, 1440, 1200);
    std::size_t written = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_of_test()))
        written += entry.path().extension() == ".docx";
    EXPECT_EQ(written, 1u);
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(
            run_lines("language " + language + "\nstage output\nclick output.part.1\nno_cut\n", true, 1280, 720))
            << language;
}

} // namespace
} // namespace wangge
