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
