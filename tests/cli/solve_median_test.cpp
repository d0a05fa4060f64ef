// `wangge solve` for median and assignment problems: the forms that scripts depend on.
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::test {
namespace {

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

TEST(SolveMedian, PMedianOfAGraph) {
    const TemporaryFolder folder;
    // a path of five nodes, one unit each
    write(folder / "path.txt", "5 4 1\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n");
    const Outcome one = run_wangge({"solve", "p-median", folder / "path.txt", "--json"});
    ASSERT_EQ(one.code, 0) << one.err;
    const auto answer = one.json();
    EXPECT_EQ(answer["objective"], 6);
    EXPECT_EQ(answer["bound"], 6);
    EXPECT_EQ(answer["gap"], 0);
    EXPECT_EQ(answer["proven"], true);
    EXPECT_EQ(answer["chosen"], nlohmann::json({3}));
    EXPECT_EQ(answer["assignment"], nlohmann::json({3, 3, 3, 3, 3}));
    const Outcome two = run_wangge({"solve", "p-median", folder / "path.txt", "-p", "2", "--json"});
    EXPECT_EQ(two.json()["objective"], 3);
    const Outcome nine = run_wangge({"solve", "p-median", folder / "path.txt", "-p", "9"});
    EXPECT_EQ(nine.code, 2);
    EXPECT_NE(nine.err.find("only 5 candidate places for p = 9"), std::string::npos) << nine.err;
}

TEST(SolveMedian, PMedianOfATable) {
    const TemporaryFolder folder;
    write(folder / "table.csv", "distance,name,DestinationName,demand\n3.5,A,X,2\n1,B,X,2\n1,A,Y,1\n5,B,Y,1\n");
    const Outcome none = run_wangge({"solve", "p-median", folder / "table.csv", "--format", "distances"});
    EXPECT_EQ(none.code, 2);
    EXPECT_NE(none.err.find("-p"), std::string::npos) << none.err;
    const Outcome one =
        run_wangge({"solve", "p-median", folder / "table.csv", "--format", "distances", "-p", "1", "--json"});
    ASSERT_EQ(one.code, 0) << one.err;
    EXPECT_EQ(one.json()["objective"], 7);
}

} // namespace
} // namespace wangge::test
