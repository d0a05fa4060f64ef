#include "assign/draw.h"

#include "base/error.h"

#include <array>
#include <cstdio>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

namespace wangge::assign {
namespace {

DrawList town(int sites, int officers) {
    DrawList list;
    const std::array<const char*, 4> grades{"A", "B", "C", ""};
    for (int i = 0; i < sites; ++i)
        list.sites.push_back({fmt::format("药店{:04}", i), grades[i * i % 4], i % 3 ? "rural" : "urban", 0, {}});
    for (int i = 0; i < officers; ++i)
        list.officers.push_back({fmt::format("J{:02}", i)});
    return list;
}

// SHA-256 by the program of the system.
std::string sha256sum(const std::string& lines) {
    std::FILE* pipe = popen(("printf '" + lines + "' | sha256sum").c_str(), "r");
    std::array<char, 65> digest{};
    EXPECT_EQ(std::fread(digest.data(), 1, 64, pipe), 64u);
    pclose(pipe);
    return digest.data();
}

TEST(Draw, IsWhatAShellWithSha256sumDraws) {
    DrawList list = town(12, 4);
    for (DrawSite& site : list.sites)
        site.grade = "A", site.area_type = "rural";
    base::QuietFeedback quiet;
    const Draw draw = assign::draw(list, {.sites = 3, .seed = "2026-11-20 双色球 08 11"}, quiet);
    std::vector<std::pair<std::string, std::string>> tickets;
    for (const DrawSite& site : list.sites)
        tickets.emplace_back(sha256sum("wangge-draw-1\\n2026-11-20 双色球 08 11\\nsite\\n" + site.key + "\\n"),
                             site.key);
    std::sort(tickets.begin(), tickets.end());
    ASSERT_EQ(draw.drawn.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(list.sites[draw.drawn[i].site].key, tickets[i].second);
    // the officers of the first site
    std::vector<std::pair<std::string, int>> officers;
    for (int o = 0; o < 4; ++o)
        officers.emplace_back(sha256sum("wangge-draw-1\\n2026-11-20 双色球 08 11\\nofficer\\n" + tickets[0].second +
                                        "\\n" + list.officers[o].key + "\\n"),
                              o);
    std::sort(officers.begin(), officers.end());
    EXPECT_EQ(draw.drawn[0].lead, officers[0].second);
    EXPECT_EQ(draw.drawn[0].second, officers[1].second);
}

TEST(Draw, DependsOnTheListAndNotOnItsOrder) {
    const DrawList list = town(200, 9);
    DrawList turned = list;
    std::reverse(turned.sites.begin(), turned.sites.end());
    std::reverse(turned.officers.begin(), turned.officers.end());
    base::QuietFeedback quiet;
    const DrawOptions options{.sites = 40, .seed = "种子", .rates = {{"C", 4}}};
    const Draw one = assign::draw(list, options, quiet), two = assign::draw(turned, options, quiet);
    EXPECT_EQ(one.digest, two.digest);
    for (std::size_t i = 0; i < 40; ++i) {
        EXPECT_EQ(list.sites[one.drawn[i].site].key, turned.sites[two.drawn[i].site].key);
        EXPECT_EQ(list.officers[one.drawn[i].lead].key, turned.officers[two.drawn[i].lead].key);
    }
    turned.sites[7].grade = "D";
    EXPECT_NE(assign::draw(turned, options, quiet).digest, one.digest);
}

TEST(Draw, PlacesGoToStrataByLargestRemainders) {
    DrawList list = town(0, 3);
    const auto add = [&](const char* grade, int count) {
        for (int i = 0; i < count; ++i)
            list.sites.push_back({fmt::format("{}{}", grade, i), grade, "rural", 0, {}});
    };
    add("A", 50), add("B", 30), add("C", 20);
    base::QuietFeedback quiet;
    const auto quota = [&](int sites, std::map<std::string, double> rates) {
        std::vector<int> drawn;
        for (const Stratum& s :
             assign::draw(list, {.sites = sites, .seed = "x", .rates = std::move(rates)}, quiet).strata)
            drawn.push_back(s.drawn);
        return drawn;
    };
    EXPECT_EQ(quota(10, {}), (std::vector{5, 3, 2}));
    EXPECT_EQ(quota(7, {}), (std::vector{4, 2, 1}));                    // 3.5, 2.1, 1.4
    EXPECT_EQ(quota(19, {{"B", 2}, {"C", 4}}), (std::vector{5, 6, 8})); // 50 : 60 : 80
    EXPECT_EQ(quota(60, {{"C", 100}}), (std::vector{25, 15, 20}));      // C has no more than 20; the rest 5 : 3
    EXPECT_EQ(quota(100, {{"C", 4}}), (std::vector{50, 30, 20}));
}

TEST(Draw, PairsKeepRecusalSkillsAndAFairShare) {
    DrawList list = town(300, 7);
    for (int i = 0; i < 300; ++i) {
        if (i % 5 == 0)
            list.sites[i].recused = {"J03", "J04"};
        if (i % 7 == 0)
            list.sites[i].asked = 2;
    }
    for (int o = 0; o < 7; ++o)
        list.officers[o].granted = o < 2 ? 3 : 1;
    base::QuietFeedback quiet;
    const Draw draw = assign::draw(list, {.sites = 70, .seed = "s"}, quiet);
    std::set<int> sites;
    std::vector<int> turns(7, 0);
    for (const DrawnSite& d : draw.drawn) {
        ASSERT_GE(d.second, 0);
        ASSERT_NE(d.lead, d.second);
        EXPECT_TRUE(sites.insert(d.site).second);
        const DrawSite& site = list.sites[d.site];
        for (const int o : {d.lead, d.second}) {
            ++turns[o];
            EXPECT_EQ(std::count(site.recused.begin(), site.recused.end(), list.officers[o].key), 0);
        }
        EXPECT_FALSE(site.asked & ~(list.officers[d.lead].granted | list.officers[d.second].granted));
    }
    EXPECT_EQ(sites.size(), 70u);
    EXPECT_LE(*std::max_element(turns.begin(), turns.end()), 24); // a full share is 20
}

TEST(Draw, NamesASiteThatNobodyMayCheck) {
    DrawList list = town(3, 3);
    list.sites[1].recused = {"J00", "J02"};
    base::QuietFeedback quiet;
    const Draw draw = assign::draw(list, {.sites = 3, .seed = "s"}, quiet);
    int without = 0;
    for (const DrawnSite& d : draw.drawn)
        without += d.site == 1 && d.lead < 0 && d.second < 0;
    EXPECT_EQ(without, 1);
}

TEST(Draw, RefusesWhatProvesNothing) {
    base::QuietFeedback quiet;
    const auto code = [&](DrawList list, DrawOptions options) {
        try {
            assign::draw(list, options, quiet);
        } catch (const base::Error& error) {
            return error.message().id;
        }
        return std::string();
    };
    DrawList twice = town(5, 3);
    twice.sites[1].key = twice.sites[0].key;
    EXPECT_EQ(code(twice, {.sites = 1, .seed = "s"}), "draw.same_key");
    EXPECT_EQ(code(town(5, 3), {.sites = 1}), "draw.no_seed");
    EXPECT_EQ(code(town(5, 3), {.sites = 6, .seed = "s"}), "draw.too_many");
    EXPECT_EQ(code(town(5, 1), {.sites = 1, .seed = "s"}), "draw.no_officers");
    EXPECT_EQ(code(town(5, 3), {.sites = 1, .seed = "s", .rates = {{"A", 0}}}), "draw.bad_rate");
}

} // namespace
} // namespace wangge::assign
