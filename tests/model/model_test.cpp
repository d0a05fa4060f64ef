#include "model/kinds.h"
#include "model/snapshot.h"

#include <cmath>
#include <gtest/gtest.h>

namespace wangge::model {
namespace {

TEST(Kinds, KeysAreStableAndComeBack) {
    const auto check = [](auto kind) {
        using Kind = decltype(kind);
        for (std::size_t i = 0; i < keys<Kind>().size(); ++i)
            EXPECT_EQ(from_key<Kind>(keys<Kind>()[i]), static_cast<Kind>(i));
        EXPECT_FALSE(from_key<Kind>("nonsense"));
    };
    check(SiteKind::other);
    check(RiskGrade::a);
    check(PersonRole::inspector);
    check(RoadClass::path);
    check(AreaType::rural);
    check(BlindSpotKind::visit);
    EXPECT_EQ(key_of(SiteKind::village_clinic), "village_clinic");
    EXPECT_EQ(key_of(RiskGrade::c), "C");
    EXPECT_EQ(site_flag_keys()[11], "lost_contact");
    EXPECT_EQ(site_flag::lost_contact, 1u << 11);
}

TEST(TextColumn, KeepsTextsApart) {
    TextColumn column;
    for (const char* text : {"药店", "", "b", ""})
        column.push_back(text);
    ASSERT_EQ(column.size(), 4u);
    EXPECT_EQ(column[0], "药店");
    EXPECT_EQ(column[1], "");
    EXPECT_EQ(column[2], "b");
    EXPECT_EQ(column[3], "");
}

TEST(TextColumn, RowsBeforeTheFirstTextAreBlank) {
    TextColumn upper, lower;
    for (const char* text : {"", "", "甲", ""})
        upper.push_back(text);
    for (const char* text : {"", "乙"})
        lower.push_back(text);
    TextColumn both;
    both.append(upper);
    both.append(lower);
    const std::vector<std::string> wanted{"", "", "甲", "", "", "乙"};
    ASSERT_EQ(both.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_EQ(both[i], wanted[i]);
}

TEST(ValueColumn, KeepsWhatAVectorWould) {
    std::vector<Row> plain;
    ValueColumn<Row, no_row> column;
    for (const Row row : {no_row, no_row, 7, no_row, 0}) {
        plain.push_back(row);
        column.push_back(row);
    }
    column.set(3, 9);
    plain[3] = 9;
    column.set(1, 4); // among those that are only counted
    plain[1] = 4;
    ValueColumn<Row, no_row> blank;
    blank.push_back(no_row);
    column.append(blank);
    plain.push_back(no_row);
    ASSERT_EQ(column.size(), plain.size());
    for (std::size_t i = 0; i < plain.size(); ++i)
        EXPECT_EQ(column[i], plain[i]);
}

void add_village(Snapshot& s, const char* code, const char* township, geo::Box box, const char* contact) {
    s.villages.id.push_back({static_cast<std::int64_t>(s.villages.size()) + 1});
    s.villages.x.push_back(box.centre().x);
    s.villages.y.push_back(box.centre().y);
    s.villages.area.push_back(geo::rectangle(box));
    s.villages.code.push_back(code);
    s.villages.name.push_back(code);
    s.villages.township_code.push_back(township);
    s.villages.contact_key.push_back(contact);
    s.villages.backup_key.push_back("");
}

void add_site(Snapshot& s, double x, double y, const char* village, const char* township) {
    s.sites.id.push_back({static_cast<std::int64_t>(s.sites.size()) + 1});
    s.sites.x.push_back(x);
    s.sites.y.push_back(y);
    s.sites.village_code.push_back(village);
    s.sites.township_code.push_back(township);
}

TEST(Link, TiesSitesVillagesTownshipsAndContacts) {
    Snapshot s;
    s.boundaries.push_back({.level = BoundaryLevel::township, .code = "T1", .area = geo::rectangle({0, 0, 10, 10})});
    s.boundaries.push_back({.level = BoundaryLevel::township, .code = "T2", .area = geo::rectangle({10, 0, 20, 10})});
    add_village(s, "V1", "T1", {0, 0, 10, 10}, "P9");
    add_village(s, "V2", "", {10, 0, 20, 10}, "nobody");
    add_site(s, 10, 5, "", "");                        // on the shared edge: exactly one side
    add_site(s, 3, 3, "V2", "T2");                     // where it stands wins over what its code says
    add_site(s, std::nan(""), std::nan(""), "V2", ""); // no position: by its code, and its village's township
    add_site(s, 100, 100, "", "");
    s.people.id.push_back({1});
    s.people.x.push_back(std::nan(""));
    s.people.y.push_back(std::nan(""));
    s.people.key.push_back("P9");
    s.people.village_code.push_back("V1");
    s.people.township_code.push_back("");
    link(s);
    EXPECT_EQ(s.townships, (std::vector<Row>{0, 1}));
    EXPECT_EQ(s.villages.township, (std::vector<Row>{0, 1}));
    EXPECT_EQ(s.villages.contact, (std::vector<Row>{0, no_row}));
    for (const auto& rows : {s.sites.village, s.sites.township})
        EXPECT_EQ((std::vector<Row>{rows[0], rows[1], rows[2], rows[3]}), (std::vector<Row>{1, 0, 1, no_row}));
    EXPECT_EQ(s.people.village[0], 0);
    EXPECT_EQ(s.people.township[0], 0);
    EXPECT_EQ(geo::area(s.county).value, 200);
}

} // namespace
} // namespace wangge::model
