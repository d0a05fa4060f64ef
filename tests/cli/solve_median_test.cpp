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

TEST(SolveMedian, CapacitatedPMedian) {
    const TemporaryFolder folder;
    // two pairs far from each other; a place can take three of the four units
    write(folder / "cap.txt", "1 2\n4 2 3\n1 0 0 1\n2 0 1 1\n3 9 0 1\n4 9 1 1\n");
    const Outcome two = run_wangge({"solve", "capacitated-p-median", folder / "cap.txt", "--json"});
    ASSERT_EQ(two.code, 0) << two.err;
    EXPECT_EQ(two.json()["objective"], 2);
    EXPECT_EQ(two.json()["proven"], true);
    const Outcome one = run_wangge({"solve", "capacitated-p-median", folder / "cap.txt", "-p", "1"});
    EXPECT_EQ(one.code, 2);
    EXPECT_NE(one.err.find("need 4, but the 1 largest candidates together can take only 3"), std::string::npos)
        << one.err;
}

TEST(SolveMedian, AssignmentWithCapacities) {
    const TemporaryFolder folder;
    write(folder / "gap.txt", "2 3\n1 5 2\n3 4 9\n2 2 2\n2 2 2\n4 4\n");
    const Outcome least = run_wangge({"solve", "gap", folder / "gap.txt", "--json"});
    ASSERT_EQ(least.code, 0) << least.err;
    EXPECT_EQ(least.json()["objective"], 7);
    EXPECT_EQ(least.json()["assignment"], nlohmann::json({1, 2, 1}));
    const Outcome most = run_wangge({"solve", "gap", folder / "gap.txt", "--maximise", "--json"});
    EXPECT_EQ(most.json()["objective"], 17);
    EXPECT_EQ(most.json()["bound"], 17);
    write(folder / "gap.txt", "2 3\n1 5 2\n3 4 9\n2 2 2\n2 2 2\n4 1\n");
    const Outcome none = run_wangge({"solve", "gap", folder / "gap.txt"});
    EXPECT_EQ(none.code, 2);
    EXPECT_NE(none.err.find("need at least 6, but all agents together have only 5"), std::string::npos) << none.err;
}

} // namespace
} // namespace wangge::test
