#include "demo/codes.h"
#include "demo/county.h"
#include "geo/overlay.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace wangge::demo {
namespace {

const County& county() {
    static const County made = [] {
        base::QuietFeedback quiet;
        return make({}, quiet);
    }();
    return made;
}

TEST(DemoCounty, CityFiguresComeBackExactly) {
    const Options options;
    int pharmacies = 0, regraded = 0, online = 0, checked = 0, hazards = 0;
    std::map<model::RiskGrade, int> grades;
    for (const model::Site& site : county().sites) {
        if (!model::is_pharmacy(site.kind))
            continue;
        ++pharmacies;
        ++grades[site.grade];
        regraded += site.grade != site.previous_grade ? 1 : 0;
        online += (site.flags & model::site_flag::sells_online) != 0 ? 1 : 0;
        hazards += site.hazards_found;
        checked += site.last_visit && options.as_of - site.last_visit < 365 ? 1 : 0;
        EXPECT_TRUE(!site.last_visit || site.last_visit <= options.as_of);
    }
    EXPECT_EQ(pharmacies, 1146);
    EXPECT_EQ(grades[model::RiskGrade::a], 1093);
    EXPECT_EQ(grades[model::RiskGrade::b], 34);
    EXPECT_EQ(grades[model::RiskGrade::c], 19);
    EXPECT_EQ(regraded, 595);
    EXPECT_EQ(online, 78);
    EXPECT_EQ(checked, 448);
    EXPECT_EQ(hazards, 56);
}

TEST(DemoCounty, VillagesTileTownshipsAndTheseTheCounty) {
    double villages = 0, townships = 0, whole = 0;
    std::map<std::string, double> by_township;
    for (const model::Village& v : county().villages) {
        EXPECT_TRUE(geo::is_valid(v.area)) << v.name;
        const double area = geo::area(v.area).value;
        villages += area;
        by_township[v.township_code] += area;
        EXPECT_TRUE(geo::contains(v.area, v.position.point)) << v.name;
    }
    std::vector<geo::MultiPolygon> areas;
    for (const model::Boundary& b : county().boundaries) {
        EXPECT_TRUE(geo::is_valid(b.area)) << b.name;
        const double area = geo::area(b.area).value;
        if (b.level == model::BoundaryLevel::county)
            whole += area;
        else {
            townships += area;
            areas.push_back(b.area);
            EXPECT_NEAR(by_township[b.code], area, 1e-9 * area) << b.name;
        }
    }
    EXPECT_NEAR(villages, whole, 1e-9 * whole);
    EXPECT_NEAR(townships, whole, 1e-9 * whole);
    // GEOS agrees that nothing is left over and nothing is covered twice.
    EXPECT_NEAR(geo::area(geo::united(areas)).value, whole, 1e-9 * whole);
    EXPECT_NEAR(whole, 2500e6, 25e6);
    std::vector<geo::MultiPolygon> village_areas;
    for (const model::Village& v : county().villages)
        village_areas.push_back(v.area);
    EXPECT_NEAR(geo::area(geo::united(village_areas)).value, whole, 1e-9 * whole);
}

TEST(DemoCounty, CodesNestAndAreUnique) {
    std::set<std::string> townships, villages, sites, people, roads;
    for (const model::Boundary& b : county().boundaries)
        if (b.level == model::BoundaryLevel::township) {
            EXPECT_EQ(b.code.size(), 9u);
            EXPECT_TRUE(townships.insert(b.code).second);
            const int number = std::stoi(b.code.substr(6));
            EXPECT_EQ(b.name.ends_with("街道"), number < 100);
            EXPECT_EQ(b.name.ends_with("乡"), number >= 200);
        }
    EXPECT_EQ(townships.size(), 20u);
    const std::set<int> classes{111, 112, 121, 122, 210, 220};
    for (const model::Village& v : county().villages) {
        EXPECT_EQ(v.code.size(), 12u);
        EXPECT_TRUE(villages.insert(v.code).second);
        EXPECT_EQ(v.code.substr(0, 9), v.township_code);
        EXPECT_TRUE(townships.count(v.township_code));
        const int number = std::stoi(v.code.substr(9));
        EXPECT_EQ(v.name.ends_with("社区"), number < 200) << v.name;
        EXPECT_TRUE(classes.count(v.urban_rural_class));
        EXPECT_GE(v.population, v.population_over_65);
        EXPECT_GE(v.population, v.households);
    }
    EXPECT_NEAR(static_cast<double>(villages.size()), 460, 15);
    for (const model::Site& site : county().sites) {
        EXPECT_TRUE(sites.insert(site.key).second) << site.key;
        EXPECT_TRUE(villages.count(site.village_code));
    }
    for (const model::Person& p : county().people)
        EXPECT_TRUE(people.insert(p.key).second) << p.key;
    for (const model::Village& v : county().villages)
        EXPECT_TRUE(v.contact_key.empty() || people.count(v.contact_key));
    for (const model::Road& road : county().roads)
        EXPECT_TRUE(roads.insert(road.key).second);
}

TEST(DemoCounty, SitesStandInTheirVillage) {
    std::map<std::string, const model::Village*> villages;
    for (const model::Village& v : county().villages)
        villages[v.code] = &v;
    int none = 0, approximate = 0;
    for (const model::Site& site : county().sites) {
        if (site.position.quality == model::PositionQuality::none) {
            ++none;
            continue;
        }
        approximate += site.position.quality == model::PositionQuality::approximate ? 1 : 0;
        EXPECT_TRUE(geo::contains(villages.at(site.village_code)->area, site.position.point)) << site.name;
    }
    EXPECT_GT(none, 5);
    EXPECT_GT(approximate, 20);
}

TEST(DemoCounty, PeopleHaveGapsLapsesAndAConflict) {
    const Options options;
    std::map<model::PersonRole, int> roles;
    int lapsed = 0, untrained = 0, owners = 0, recused = 0;
    std::set<std::string> with_informant;
    for (const model::Person& p : county().people) {
        ++roles[p.role];
        lapsed += p.end && p.end < options.as_of ? 1 : 0;
        untrained += !p.last_training || options.as_of - p.last_training > 365 ? 1 : 0;
        owners += p.owns_site ? 1 : 0;
        recused += p.recusals.empty() ? 0 : 1;
        if (p.role == model::PersonRole::informant)
            with_informant.insert(p.village_code);
    }
    EXPECT_EQ(roles[model::PersonRole::inspector], 28);
    EXPECT_EQ(roles[model::PersonRole::coordinator], 46);
    EXPECT_GT(roles[model::PersonRole::informant], 250);
    EXPECT_GT(lapsed, 5);
    EXPECT_GT(untrained, 5);
    EXPECT_EQ(owners, 1);
    EXPECT_GT(recused, 2);
    EXPECT_LT(with_informant.size() + 60, county().villages.size());
}

TEST(DemoCounty, PopulationRasterHoldsThePeopleOfTheVillages) {
    double people = 0, cells = 0;
    for (const model::Village& v : county().villages)
        people += v.population;
    for (const float value : county().population.values)
        if (!std::isnan(value))
            cells += static_cast<double>(value);
    EXPECT_NEAR(people, 900000, 20000);
    EXPECT_NEAR(cells, people, 1e-4 * people);
}

TEST(DemoCounty, RiversRunDownhill) {
    // A course may cross the smoothed flank of its valley by a few metres, but its mouth is well below its source.
    const geo::Raster& land = county().terrain;
    int courses = 0;
    for (const model::Water& w : county().waters) {
        if (w.line.size() < 60)
            continue;
        ++courses;
        const auto tenth = w.line.size() / 10;
        EXPECT_GE(land.at(w.line[tenth]) + 3, land.at(w.line[w.line.size() - 1 - tenth])) << w.name;
    }
    EXPECT_GT(courses, 10);
}

TEST(DemoCounty, RoadsReachEveryVillageAndShareTheirJunctions) {
    // Textbook union-find over road ends: all villages' roads hang together without the expressway.
    std::map<geo::MapPoint, int> node_of;
    std::vector<int> parent;
    const auto node = [&](geo::MapPoint p) {
        const auto [at, fresh] = node_of.emplace(p, static_cast<int>(parent.size()));
        if (fresh)
            parent.push_back(at->second);
        return at->second;
    };
    const auto root = [&](int i) {
        while (parent[static_cast<std::size_t>(i)] != i)
            i = parent[static_cast<std::size_t>(i)];
        return i;
    };
    for (const model::Road& road : county().roads) {
        ASSERT_GE(road.line.size(), 2u);
        const int a = root(node(road.line.front())), b = root(node(road.line.back()));
        parent[static_cast<std::size_t>(a)] = b;
    }
    std::map<int, int> sizes;
    for (const model::Road& road : county().roads)
        ++sizes[root(node(road.line.front()))];
    EXPECT_EQ(sizes.size(), 1u);
}

TEST(DemoCounty, SameSeedSameCounty) {
    base::QuietFeedback quiet;
    const County again = make({}, quiet);
    EXPECT_EQ(again.sites, county().sites);
    EXPECT_EQ(again.villages, county().villages);
    EXPECT_EQ(again.people, county().people);
    EXPECT_EQ(again.roads, county().roads);
    Options other;
    other.seed = 7;
    const County different = make(other, quiet);
    EXPECT_NE(different.villages, county().villages);
    int pharmacies = 0;
    for (const model::Site& site : different.sites)
        pharmacies += model::is_pharmacy(site.kind) ? 1 : 0;
    EXPECT_EQ(pharmacies, 1146);
}

// The rule of GB 32100-2015: the weighted sum of 17 characters and the check value is a multiple of 31.
bool is_credit_code(const std::string& code) {
    const std::string digits = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int sum = 0, weight = 1;
    for (std::size_t i = 0; i < 17; ++i) {
        sum += weight * static_cast<int>(digits.find(code[i]));
        weight = weight * 3 % 31;
    }
    return code.size() == 18 && (sum + static_cast<int>(digits.find(code[17]))) % 31 == 0;
}

TEST(DemoCodes, CheckCharactersAreRight) {
    ASSERT_TRUE(is_credit_code("91350100M000100Y43")); // the specimen of the standard
    ASSERT_FALSE(is_credit_code("91350100M000100Y44"));
    std::set<std::string> seen;
    for (const model::Site& site : county().sites) {
        EXPECT_TRUE(is_credit_code(site.credit_code)) << site.credit_code;
        EXPECT_TRUE(seen.insert(site.credit_code).second) << site.credit_code;
    }
    // The specimen of GB 11643-1999.
    EXPECT_EQ(identity_number("110105", 1949, 12, 31, 2), "11010519491231002X");
}

} // namespace
} // namespace wangge::demo
