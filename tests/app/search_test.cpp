#include "app/search/pinyin.h"
#include "app/search/search_index.h"

#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <set>

namespace wangge::app {
namespace {

std::set<std::string> readings_of(char32_t character) {
    std::set<std::string> all;
    for (const std::uint16_t row : Pinyin::table().readings(character))
        all.emplace(Pinyin::table().syllable(row));
    return all;
}

TEST(Pinyin, KnowsEveryReadingOfPlaceNameCharacters) {
    EXPECT_EQ(readings_of(U'长'), (std::set<std::string>{"chang", "zhang"}));
    EXPECT_EQ(readings_of(U'乐'), (std::set<std::string>{"le", "yue"}));
    EXPECT_EQ(readings_of(U'重'), (std::set<std::string>{"chong", "zhong"}));
    EXPECT_TRUE(readings_of(U'六').contains("lu"));   // 六安
    EXPECT_TRUE(readings_of(U'尉').contains("yu"));   // 尉犁
    EXPECT_TRUE(readings_of(U'单').contains("shan")); // 单县
    EXPECT_EQ(readings_of(U'亳'), std::set<std::string>{"bo"});
    EXPECT_EQ(readings_of(U'绿'), (std::set<std::string>{"lu", "lv"}));
    EXPECT_TRUE(readings_of(U'a').empty());
    EXPECT_TRUE(readings_of(U'，').empty());
}

model::Snapshot county() {
    model::Snapshot s;
    for (const auto& [code, name] :
         {std::pair{"335121001", "城关街道"}, {"335121102", "长乐镇"}, {"335121103", "绿春镇"}}) {
        s.townships.push_back(static_cast<model::Row>(s.boundaries.size()));
        s.boundaries.push_back({.level = model::BoundaryLevel::township, .code = code, .name = name});
    }
    for (const auto& [code, name] :
         {std::pair{"335121001201", "长乐村"}, {"335121001202", "上长乐村"}, {"335121001203", "𬭎村"}}) {
        s.villages.id.push_back(model::VillageId{});
        s.villages.code.push_back(code);
        s.villages.name.push_back(name);
    }
    for (const auto& [name, licence] : {std::pair{"城关大药房", "DA5710001"}, {"ABC 大药房", "DA5710002"}}) {
        s.sites.id.push_back(model::SiteId{});
        s.sites.name.push_back(name);
        s.sites.licence_number.push_back(licence);
    }
    model::Cell cell;
    cell.code = "33512100101";
    s.cells.push_back(cell);
    return s;
}

std::string name_of_first(const SearchIndex& index, const model::Snapshot& s, std::string_view words) {
    const std::vector<Picked> found = index.find(words, 5);
    if (found.empty())
        return "";
    const auto row = static_cast<std::size_t>(found[0].row);
    switch (found[0].kind) {
    case PickedKind::township:
        return s.boundaries[static_cast<std::size_t>(s.townships[row])].name;
    case PickedKind::village:
        return std::string(s.villages.name[row]);
    case PickedKind::site:
        return std::string(s.sites.name[row]);
    case PickedKind::cell:
        return s.cells[row].code;
    default:
        return "?";
    }
}

TEST(Search, FindsByNameCodeAndPinyin) {
    const model::Snapshot s = county();
    base::QuietFeedback quiet;
    const SearchIndex index(s, quiet);
    const auto first = [&](std::string_view words) { return name_of_first(index, s, words); };
    EXPECT_EQ(first("长乐"), "长乐镇"); // a township before a village
    EXPECT_EQ(first("长乐村"), "长乐村");
    EXPECT_EQ(first("clz"), "长乐镇");
    EXPECT_EQ(first("zhanglezhen"), "长乐镇"); // any reading counts
    EXPECT_EQ(first("changyuecun"), "长乐村");
    EXPECT_EQ(first("changl"), "长乐镇");
    EXPECT_EQ(first("scl"), "上长乐村");
    EXPECT_EQ(first("shclc"), "上长乐村");
    EXPECT_EQ(first("lvchun"), "绿春镇");
    EXPECT_EQ(first("luchun"), "绿春镇");
    EXPECT_EQ(first("城guan"), "城关街道");
    EXPECT_EQ(first("chengguan dyf"), "城关大药房");
    EXPECT_EQ(first("abc"), "ABC 大药房");
    EXPECT_EQ(first("ａｂｃ"), "ABC 大药房");
    EXPECT_EQ(first("DA5710002"), "ABC 大药房");
    EXPECT_EQ(first("da571"), "城关大药房");
    EXPECT_EQ(first("33512100101"), "33512100101");
    EXPECT_EQ(first("335121102"), "长乐镇");
    EXPECT_EQ(first("𬭎"), "𬭎村");
    EXPECT_EQ(first("没有"), "");
    EXPECT_EQ(first("zzz"), "");
    EXPECT_EQ(first(""), "");
}

// The time of a key among 100,000 sites; generous, because test machines are shared.
TEST(Search, StaysQuickAmongAHundredThousandSites) {
    model::Snapshot s;
    const std::string parts[] = {"城关",   "长乐",   "柳溪", "石桥",   "大湾",   "仁和",
                                 "同德堂", "百姓缘", "康民", "大药房", "卫生室", "诊所"};
    for (std::size_t i = 0; i < 100000; ++i) {
        s.sites.id.push_back(model::SiteId{});
        s.sites.name.push_back(parts[i % 5] + parts[5 + i / 5 % 4] + parts[9 + i / 20 % 3] + std::to_string(i));
        s.sites.licence_number.push_back("PDY" + std::to_string(i));
    }
    base::QuietFeedback quiet;
    const SearchIndex index(s, quiet);
    for (const std::string words : {"c", "cl", "chang", "dayaofang", "大药房", "99999", "石桥 wsss"}) {
        double best = 1e9;
        for (int i = 0; i < 5; ++i) {
            const auto began = std::chrono::steady_clock::now();
            index.find(words, 30);
            best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        }
        EXPECT_LT(best, 0.08) << words;
    }
}

} // namespace
} // namespace wangge::app
