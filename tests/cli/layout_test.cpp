// Pages laid out by the project: items moved, hidden and shown, ticks; the template itself stays as it came.
#include "support/demo_county.h"

namespace wangge::test {
namespace {

class PageLayout : public DemoCounty {
protected:
    void SetUp() override { std::filesystem::copy_file(county(), m_project); }
    std::string m_project = file("县.wangge");

    nlohmann::json run(std::vector<std::string> words, int code = 0) const {
        words.insert(words.begin() + 1, m_project);
        words.push_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, code) << outcome.err;
        return outcome.json();
    }
    static nlohmann::json item(const nlohmann::json& page, const std::string& name) {
        for (const auto& each : page["items"])
            if (each["item"] == name)
                return each;
        return nullptr;
    }
    // The words of the page's PDF.
    std::string printed() const {
        const std::string file = (m_folder / "图.pdf").string();
        EXPECT_EQ(run_wangge({"map", m_project, file, "--template", "responsibility", "--lang", "zh"}).code, 0);
        return run_shell("pdftotext " + quoted(file) + " -").out;
    }
};

TEST_F(PageLayout, HidesMovesAndTakesBack) {
    EXPECT_NE(printed().find("图例"), std::string::npos);
    EXPECT_NE(printed().find("120°"), std::string::npos) << "ticks in degrees";
    const nlohmann::json before = run({"layout"});
    EXPECT_EQ(before["changed"], false);
    EXPECT_EQ(item(before, "map")["ticks"], "both");
    // What people read has no placeholder left in it.
    const Outcome said = run_wangge({"layout", m_project, "--lang", "zh"});
    EXPECT_NE((said.out + said.err).find("责任分布图"), std::string::npos);
    EXPECT_EQ((said.out + said.err).find('{'), std::string::npos) << said.out;

    const nlohmann::json after = run({"set-layout", "--hide", "legend,legend-text", "--move", "north=20,40,10,19",
                                      "notes=20,250,100,13", "--ticks", "plane"});
    EXPECT_EQ(item(after, "legend")["hidden"], true);
    EXPECT_EQ(item(after, "north")["box"], nlohmann::json({20, 40, 10, 19}));
    EXPECT_EQ(item(after, "notes")["box"], nlohmann::json({20, 250, 100, 13}));
    EXPECT_EQ(item(after, "map")["ticks"], "plane");
    EXPECT_EQ(item(after, "roster"), item(before, "roster"));
    EXPECT_EQ(run({"layout"})["items"], after["items"]) << "kept in the document";
    EXPECT_EQ(run({"layout", "--portrait"})["items"],
              run({"layout", "--template", "responsibility", "--portrait"})["items"]);
    EXPECT_EQ(item(run({"layout", "--portrait"}), "legend")["hidden"], false) << "the other orientation has its own";
    EXPECT_EQ(printed().find("图例"), std::string::npos);

    // Shown again, only that comes back; undo goes step by step; reset is the template's own.
    const nlohmann::json shown = run({"set-layout", "--show", "legend,legend-text"});
    EXPECT_EQ(item(shown, "legend")["hidden"], false);
    EXPECT_EQ(item(shown, "north"), item(after, "north"));
    ASSERT_EQ(run_wangge({"undo", m_project}).code, 0);
    EXPECT_EQ(run({"layout"})["items"], after["items"]);
    EXPECT_EQ(run({"set-layout", "--reset"})["items"], before["items"]);
    EXPECT_EQ(run({"layout"})["changed"], false);
    EXPECT_NE(printed().find("图例"), std::string::npos);
}

TEST_F(PageLayout, RefusesWhatCannotBe) {
    const std::string before = text_of(m_project);
    const auto code = [&](std::vector<std::string> words) { return run(std::move(words), 2)["error"]["code"]; };
    EXPECT_EQ(code({"set-layout", "--hide", "legende"}), "layout.unknown_item");
    EXPECT_EQ(code({"set-layout", "--move", "legend=400,10,50,50"}), "layout.bad_box");
    EXPECT_EQ(code({"set-layout", "--move", "legend=10,10,50"}), "layout.bad_box");
    EXPECT_EQ(code({"set-layout", "--move", "legend=10,10,nan,50"}), "layout.bad_box");
    EXPECT_EQ(code({"set-layout", "--template", "poster"}), "app.bad_value");
    EXPECT_EQ(text_of(m_project), before);
}

TEST_F(PageLayout, ABoardNeedsSomebody) {
    const std::string file = (m_folder / "牌.pdf").string();
    const Outcome refused = run_wangge({"map", m_project, file, "--template", "board", "--json"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.json()["error"]["code"], "map.needs_subject");
    EXPECT_FALSE(std::filesystem::exists(file));
}

// Overdue items of the ledger stand on the map where they are, for those who work with it.
TEST_F(PageLayout, WhatIsOverdueIsOnTheMap) {
    ASSERT_EQ(run_wangge({"ledger-open", m_project, "--kind", "contact", "--top", "4"}).code, 0);
    const std::string number = run({"ledger"})["items"][0]["number"];
    const std::string person = run({"find", "JC0001"})["found"][0]["code"];
    ASSERT_EQ(run_wangge({"ledger-move", m_project, number, "--to", "assigned", "--measure", "补聘", "--responsible",
                          person, "--due", "2026-10-15", "--as-of", "2026-09-01"})
                  .code,
              0);
    const auto words = [&](std::vector<std::string> more) {
        const std::string file = (m_folder / "盲点.pdf").string();
        std::vector<std::string> all{"map", m_project, file, "--template", "blindspots", "--lang", "zh"};
        all.insert(all.end(), more.begin(), more.end());
        EXPECT_EQ(run_wangge(all).code, 0);
        return run_shell("pdftotext " + quoted(file) + " -").out;
    };
    EXPECT_NE(words({"--as-of", "2026-10-20"}).find("逾期事项"), std::string::npos);
    EXPECT_EQ(words({"--as-of", "2026-10-15"}).find("逾期事项"), std::string::npos) << "its day is not over";
    EXPECT_EQ(words({"--as-of", "2026-10-20", "--public"}).find("逾期事项"), std::string::npos);
    EXPECT_NE(words({"--as-of", "2026-10-20", "--layers", "ledger,labels,boundaries", "--map-scale", "60000"})
                  .find("逾期 5 天"),
              std::string::npos);
}

} // namespace
} // namespace wangge::test
