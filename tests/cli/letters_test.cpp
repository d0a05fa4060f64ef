// Letters of responsibility in one command: for everybody, in both languages, and a public copy without personal data.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

std::string document_of(const std::filesystem::path& file) {
    const Outcome part = run_shell("unzip -p " + quoted(file.string()) + " word/document.xml");
    EXPECT_EQ(part.code, 0) << file;
    return part.out;
}

TEST(Letters, EverybodyGetsHisOwnAndThePublicOneNamesNobody) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县.wangge").string();
    const auto run = [&](std::vector<std::string> words) {
        words.insert(words.begin() + 1, project);
        words.emplace_back("--json");
        return run_wangge(words);
    };
    ASSERT_EQ(run_wangge({"demo", project}).code, 0);
    const std::string out = (folder / "责任 书").string();
    EXPECT_EQ(run({"letters", out}).json()["error"]["code"], "letters.nobody"); // nothing is assigned yet
    ASSERT_EQ(run({"grid", "--shape", "village"}).code, 0);
    const nlohmann::json assigned = run({"assign", "--seconds", "0.1", "--as-of", "2026-11-22"}).json();
    const nlohmann::json first = assigned["inspectors"][0];
    const std::string key = first["key"], name = first["name"];

    const nlohmann::json written = run({"letters", out, "--date", "2026-11-22"}).json();
    EXPECT_EQ(written["letters"], assigned["inspectors"].size());
    EXPECT_EQ(written["files"].size(), assigned["inspectors"].size());
    const nlohmann::json one =
        run({"letters", out, "--of", key, "--date", "2026-11-22", "--book", "--lang", "zh"}).json();
    ASSERT_EQ(one["files"].size(), 1u);
    const std::filesystem::path file = std::filesystem::path(out) / one["files"][0].get<std::string>();
    const std::string text = document_of(file), bytes = text_of(file);
    EXPECT_NE(text.find(name), std::string::npos);
    EXPECT_NE(text.find("共 " + std::to_string(first["cells"].get<int>()) + " 个网格"), std::string::npos);
    for (const nlohmann::json& cell : assigned["cells"])
        EXPECT_EQ(text.find(cell["code"].get<std::string>()) != std::string::npos, cell["lead"] == key);
    EXPECT_EQ(text.find('{'), std::string::npos) << "every field is filled";
    run({"letters", out, "--of", key, "--date", "2026-11-22", "--book", "--lang", "zh"});
    EXPECT_EQ(text_of(file), bytes);

    const nlohmann::json open =
        run({"letters", out, "--of", key, "--book", "--public", "--date", "2026-11-22", "--lang", "zh"}).json();
    const std::string shown = document_of(std::filesystem::path(out) / open["files"][0].get<std::string>());
    for (const nlohmann::json& person : assigned["inspectors"])
        EXPECT_EQ(shown.find(person["name"].get<std::string>()), std::string::npos);
    EXPECT_NE(text.find("联系电话：1"), std::string::npos);
    EXPECT_EQ(shown.find("联系电话：1"), std::string::npos);
    for (const std::string page : {"coordinator", "informant", "cell"}) {
        const nlohmann::json all = run({"letters", out, "--template", page, "--book", "--lang", "en"}).json();
        EXPECT_GT(all["letters"].get<int>(), 1) << page;
        const std::string words = document_of(std::filesystem::path(out) / all["files"][0].get<std::string>());
        EXPECT_EQ(words.find('{'), std::string::npos) << page;
        EXPECT_NE(words.find("Area"), std::string::npos) << page;
    }
    EXPECT_EQ(run({"letters", out, "--of", "谁"}).json()["error"]["code"], "letters.no_such_subject");
    EXPECT_EQ(run({"letters", out, "--template", "没有"}).json()["error"]["code"], "letters.unknown");
    const std::string own = (folder / "自己的.json").string();
    std::ofstream(own) << R"({"name": {"zh": "信", "en": "Letter"}, "for": "cell",
        "blocks": [{"block": "line", "text": {"zh": "{cells}{谁}", "en": "-"}}]})";
    const Outcome refused = run({"letters", out, "--template", own, "--lang", "zh"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.json()["error"]["code"], "letters.unknown_field");
    EXPECT_NE(refused.json()["error"]["where"].get<std::string>().find("/blocks/0"), std::string::npos);
}

} // namespace
} // namespace wangge::test
