// `wangge site` on the demo county, and the covering problems of `wangge solve`.
#include "support/program.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace wangge::test {
namespace {

const std::string& county() {
    static const TemporaryFolder folder;
    static const std::string project = [] {
        const std::string path = (folder / "county.wangge").string();
        EXPECT_TRUE(put_demo_county(path));
        return path;
    }();
    return project;
}

TEST(Site, SaysWhatTheNewPeopleCloseAndAcceptsThemAsOneEdit) {
    const std::vector<std::string> line{"site",      county(), "--model", "mclp",       "--add",   "3",
                                        "--limit-m", "2000",   "--as-of", "2026-11-22", "--curve", "--json"};
    const Outcome done = run_wangge(line);
    ASSERT_EQ(done.code, 0) << done.err;
    const nlohmann::json answer = done.json();
    EXPECT_TRUE(answer["proven"]);
    EXPECT_EQ(answer["objective"], answer["after"]["people_covered"]);
    ASSERT_EQ(answer["chosen"].size(), 3u);
    std::int64_t closed = 0;
    for (const nlohmann::json& place : answer["chosen"]) {
        closed += place["closes_people"].get<std::int64_t>();
        EXPECT_EQ(place["villages"].size(), place["closes_villages"]);
    }
    EXPECT_EQ(closed, answer["people_after"].get<std::int64_t>() - answer["people_before"].get<std::int64_t>());
    EXPECT_EQ(answer["curve"].back()["people_covered"], answer["people_after"]);
    // coverage measures the same, before and after the places are accepted
    const std::vector<std::string> measure{"coverage", county(),  "--limit-m",  "2000",  "--capacity-people",
                                           "0",        "--as-of", "2026-11-22", "--json"};
    EXPECT_EQ(run_wangge(measure).json()["people_covered"], answer["people_before"]);
    std::vector<std::string> accept = line;
    accept.push_back("--accept");
    const Outcome accepted = run_wangge(accept);
    ASSERT_EQ(accepted.code, 0) << accepted.err;
    EXPECT_EQ(accepted.json()["accepted"].size(), 3u);
    EXPECT_EQ(run_wangge(measure).json()["people_covered"], answer["people_after"]);
    EXPECT_EQ(run_wangge(measure).json()["people_planned"], 3);
    std::vector<std::string> in_post = measure;
    in_post.emplace_back("--without-planned");
    EXPECT_EQ(run_wangge(in_post).json()["people_covered"], answer["people_before"]);
    EXPECT_EQ(run_wangge({"undo", county()}).code, 0);
    EXPECT_EQ(run_wangge(line).out, done.out);
}

TEST(Site, ManyPlacesAreNoWorseAndAPersonCanBeNamed) {
    const auto gained = [](const char* candidates) {
        const Outcome done = run_wangge({"site", county(), "--add", "2", "--candidates", candidates, "--limit-m",
                                         "2000", "--as-of", "2026-11-22", "--json"});
        EXPECT_EQ(done.code, 0) << done.err;
        return done.json();
    };
    const nlohmann::json junctions = gained("junctions");
    EXPECT_EQ(junctions["chosen"][0]["key"].get<std::string>().substr(0, 1), "J");
    EXPECT_NE(junctions["chosen"][0]["township"], "");
    EXPECT_GT(junctions["people_after"], junctions["people_before"]);
    EXPECT_EQ(run_wangge({"site", county(), "--add", "2", "--candidates", "cells"}).code, 2) << "no plan yet";

    // Whoever is placed in a village without a contact and then named closes its blind spot.
    const std::vector<std::string> list{"blindspots", county(), "--kind", "contact", "--as-of", "2026-11-22", "--json"};
    std::string village;
    const nlohmann::json spots = run_wangge(list).json();
    for (const nlohmann::json& spot : spots["blind_spots"])
        if (spot["reason"] == "not_named" && village.empty())
            village = spot["key"];
    ASSERT_NE(village, "");
    const auto blind = [&] {
        const nlohmann::json now = run_wangge(list).json();
        return std::ranges::any_of(now["blind_spots"],
                                   [&](const nlohmann::json& spot) { return spot["key"] == village; });
    };
    const Outcome placed = run_wangge({"site", county(), "--add", "1", "--prefer", village, "--accept", "--limit-m",
                                       "2000", "--as-of", "2026-11-20", "--json"});
    ASSERT_EQ(placed.code, 0) << placed.err;
    const std::string person = placed.json()["accepted"][0];
    EXPECT_TRUE(blind());
    EXPECT_EQ(run_wangge({"contact", county(), village, "nobody"}).code, 2);
    EXPECT_EQ(run_wangge({"contact", county(), "000000000000", person}).code, 2);
    EXPECT_EQ(run_wangge({"contact", county(), village, person}).code, 0);
    EXPECT_FALSE(blind());
    EXPECT_EQ(run_wangge({"undo", county()}).code, 0);
    EXPECT_TRUE(blind());
    EXPECT_EQ(run_wangge({"undo", county()}).code, 0);
}

TEST(Site, AsksForBackupOrForRoom) {
    const std::vector<std::string> line{"site", county(),  "--model",    "mclp",      "--add", "2",     "--limit-m",
                                        "2000", "--as-of", "2026-11-22", "--seconds", "5",     "--json"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), line.begin(), line.end());
        const Outcome done = run_wangge(more);
        EXPECT_EQ(done.code, 0) << done.err;
        return done.json();
    };
    const nlohmann::json plain = with({}), backup = with({"--times", "2"}),
                         room = with({"--within-capacity", "--capacity-people", "3000"});
    EXPECT_EQ(plain["objective"], plain["after"]["people_met"]);
    EXPECT_EQ(backup["objective"], backup["after"]["people_met"]);
    EXPECT_EQ(room["objective"], room["after"]["people_met"]);
    EXPECT_LE(backup["objective"], plain["bound"]);
    EXPECT_LE(room["objective"], plain["bound"]);
    for (const nlohmann::json& answer : {backup, room})
        EXPECT_GE(answer["bound"], answer["objective"]);
    for (const nlohmann::json& place : room["chosen"])
        EXPECT_LE(place["serves_people"], 3000);
}

TEST(Site, RefusesWhatCannotBe) {
    EXPECT_EQ(run_wangge({"site", county(), "--add", "2", "--times", "2", "--within-capacity"}).code, 2);
    EXPECT_EQ(run_wangge({"site", county(), "--add", "2", "--model", "p-median", "--within-capacity"}).code, 2);
    EXPECT_EQ(run_wangge({"site", county(), "--model", "mclp"}).code, 2);
    EXPECT_EQ(run_wangge({"site", county(), "--add", "2", "--forbid", "nowhere"}).code, 2);
    EXPECT_EQ(run_wangge({"site", county(), "--add", "2", "--limit-min", "10"}).code, 2);
    EXPECT_EQ(run_wangge({"site", county(), "--add", "99999", "--limit-m", "3000"}).code, 2);
}

TEST(Solve, CoveringAFile) {
    const TemporaryFolder folder;
    std::ofstream(folder / "small.txt") << "3 4\n1 1 1 1\n2\n1 2\n2\n2 3\n1\n4\n";
    const Outcome done = run_wangge({"solve", "lscp", folder / "small.txt", "--json"});
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.json()["objective"], 2);
    EXPECT_TRUE(done.json()["proven"]);
    EXPECT_EQ(done.json()["chosen"], nlohmann::json({2, 4}));
    std::ofstream(folder / "cut.txt") << "3 4\n1 1 1 1\n2\n1 2\n2\n";
    const Outcome cut = run_wangge({"solve", "lscp", folder / "cut.txt", "--lang", "en"});
    EXPECT_EQ(cut.code, 2);
    EXPECT_NE(cut.err.find("ends in the middle"), std::string::npos) << cut.err;
}

} // namespace
} // namespace wangge::test
