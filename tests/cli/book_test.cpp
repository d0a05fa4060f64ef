// `book` on the demo county: every template in both languages, the public copy, and the way back through `import`.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

class Book : public testing::Test {
protected:
    static void SetUpTestSuite() {
        m_folder = new TemporaryFolder;
        ASSERT_TRUE(put_demo_county(project()));
        for (const std::vector<std::string>& step : {std::vector<std::string>{"grid", project(), "--shape", "township"},
                                                     {"assign", project(), "--seconds", "1"}})
            ASSERT_EQ(run_wangge(step).code, 0);
    }
    static void TearDownTestSuite() {
        delete m_folder;
        m_folder = nullptr;
    }
    static std::string path(const std::string& name) { return (*m_folder / name).string(); }
    static std::string project() { return path("demo.wangge"); }
    static Outcome put(const std::string& name, const std::string& file, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"book", project(), name, path(file), "--as-of", "2026-11-01", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        return run_wangge(words);
    }

private:
    static inline TemporaryFolder* m_folder = nullptr;
};

TEST_F(Book, EveryTemplateInBothLanguagesAndInPublic) {
    for (const char* name : {"site_register", "people_register", "blind_spot_ledger", "assignment_list", "visit_plan",
                             "quarter_scorecard"})
        for (const std::vector<std::string>& more :
             {std::vector<std::string>{"--lang", "zh"}, {"--lang", "en"}, {"--public"}}) {
            const Outcome written = put(name, std::string(name) + ".xlsx", more);
            ASSERT_EQ(written.code, 0) << name << written.err;
            EXPECT_GE(written.json()["sheets"], 2) << name;
        }
}

TEST_F(Book, TheRegisterComesBackWithoutLoss) {
    ASSERT_EQ(put("site_register", "r.xlsx", {"--lang", "zh"}).code, 0);
    const Outcome back =
        run_wangge({"import", project(), "sites", path("r.xlsx"), "--layer", "监管对象台账", "--json"});
    ASSERT_EQ(back.code, 0) << back.err << back.out;
    // Units without a place are looked for by their address, as always; all others are what they were.
    EXPECT_GT(back.json()["read"], 2000);
    EXPECT_EQ(back.json()["unchanged"], back.json()["read"].get<int>() - back.json()["repaired"].get<int>())
        << back.out;
    EXPECT_EQ(back.json()["inserted"], 0) << back.out;
    EXPECT_EQ(back.json()["quarantined"], 0) << back.out;
}

TEST_F(Book, ATemplateOfOnesOwnAndItsMistakes) {
    const auto template_of = [](const std::string& more) {
        std::ofstream(path("own.json")) << R"({"name": {"zh": "自用", "en": "Own"}, "paper": "A3", "turned": "portrait",
                  "sheets": [{"table": "people", "columns": "name role", "where": {"role": "@kind.role.inspector"})"
                                        << more << R"(}], "summaries": []})";
    };
    template_of("");
    const Outcome own = put(path("own.json"), "own.xlsx");
    ASSERT_EQ(own.code, 0) << own.err;
    EXPECT_GT(own.json()["rows"], 0);
    EXPECT_LT(own.json()["rows"], 100);
    const auto refused = [&](const std::string& more, const std::string& named) {
        template_of(more);
        const Outcome outcome = put(path("own.json"), "no.xlsx");
        EXPECT_EQ(outcome.code, 2);
        EXPECT_NE(outcome.err.find(named), std::string::npos) << outcome.err;
        EXPECT_FALSE(std::filesystem::exists(path("no.xlsx")));
    };
    refused(R"(, "colour": "red")", "colour");
    refused(R"(, "page_by": "birthday")", "birthday");
    refused(R"(, "sort": "birthday")", "birthday");
    EXPECT_EQ(put("no_such", "no.xlsx").code, 2);
    EXPECT_EQ(put("visit_plan", "no.csv").code, 2);
}

} // namespace
} // namespace wangge::test
