// wangge run: a year's routine in a file.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

TEST(Script, RunsEachLineAndStopsAtTheFirstFault) {
    const TemporaryFolder folder;
    const std::string project = (folder / "县 城.wangge").string(), script = (folder / "年度.txt").string();
    const std::string list = (folder / "监管 对象.csv").string();
    ASSERT_TRUE(put_demo_county(project));
    std::ofstream(script) << "# 年度例行\r\n\r\ngrid --shape square --size-m 2000   # 两公里\n"
                          << "coverage.compute --limit-m=3000\nexport sites '" << list << "'\n";
    const Outcome done = run_wangge({"run", project, script, "--json"});
    ASSERT_EQ(done.code, 0) << done.err;
    const nlohmann::json answer = done.json();
    ASSERT_EQ(answer["steps"].size(), 3u);
    EXPECT_EQ(answer["steps"][0]["line"], 3);
    const nlohmann::json alone = run_wangge({"coverage", project, "--limit-m", "3000", "--json"}).json();
    EXPECT_EQ(answer["steps"][1]["result"], alone);
    EXPECT_TRUE(std::filesystem::exists(list));

    // a wrong line anywhere: nothing is run
    const std::string before = run_wangge({"history", project, "--json"}).out;
    std::ofstream(script) << "grid --shape hexagon\ngrid --shape circle\n";
    const Outcome wrong = run_wangge({"run", project, script, "--json"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_EQ(wrong.json()["error"]["where"], "年度.txt:2");
    EXPECT_EQ(run_wangge({"history", project, "--json"}).out, before);

    // a line that fails when it runs: what was done before stays
    std::ofstream(script) << "grid --shape township\nexport sites '" << (folder / "none" / "x.csv").string()
                          << "'\ngrid --shape hexagon\n";
    const Outcome stopped = run_wangge({"run", project, script, "--json"});
    EXPECT_NE(stopped.code, 0);
    EXPECT_EQ(stopped.json()["error"]["where"], "年度.txt:2");
    EXPECT_NE(run_wangge({"history", project, "--json"}).out, before);

    std::ofstream(script) << "export sites 'x.csv\n";
    EXPECT_EQ(run_wangge({"run", project, script}).code, 2);
    std::ofstream(script) << "run again.txt\n";
    EXPECT_EQ(run_wangge({"run", project, script}).code, 2);
}

} // namespace
} // namespace wangge::test
