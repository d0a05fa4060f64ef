// A document from its making to its undo.
#include "store/scratch.h"

#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

using Sites = std::vector<model::Site>;

void put_everything(Document& document) {
    Edit edit(document, "everything");
    edit.put(std::span<const model::Site>(sample_sites(1, 500)));
    std::vector<model::Village> villages;
    std::vector<model::Person> people;
    for (int n = 1; n <= 60; ++n) {
        villages.push_back(sample_village(n));
        people.push_back(sample_person(n));
    }
    edit.put(std::span<const model::Village>(villages));
    edit.put(std::span<const model::Person>(people));
    const std::vector<model::Road> roads{sample_road(1), sample_road(2)};
    edit.put(std::span<const model::Road>(roads));
    const std::vector<model::Boundary> boundaries{sample_boundary(2), sample_boundary(1), sample_boundary(0)};
    edit.put(std::span<const model::Boundary>(boundaries));
    const std::vector<model::Water> waters{sample_water(1), sample_water(2)};
    edit.put(std::span<const model::Water>(waters));
    edit.commit();
}

// So many sites that two connections read them in parts.
TEST(Document, PartsAreWhatOneReaderReads) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    Document document = Document::create(folder / "a.wangge", "海盐县", zone_epsg);
    put_everything(document);
    model::SnapshotPtr alone;
    {
        Edit edit(document, "many");
        Sites many = sample_sites(501, 50000);
        for (std::size_t i = 0; i < many.size(); i += 3)
            many[i].name.clear();
        edit.put(std::span<const model::Site>(many));
        alone = document.snapshot(quiet); // during an edit nobody else can read what it did
        edit.commit();
    }
    {
        Edit edit(document, "nothing but another revision");
        edit.set_setting("a", "1");
        edit.commit();
    }
    const model::SnapshotPtr parts = document.snapshot(quiet);
    ASSERT_NE(parts, alone);
    ASSERT_EQ(alone->sites.size(), 50500u);
    ASSERT_EQ(parts->sites.size(), alone->sites.size());
    const auto& a = alone->sites;
    const auto& p = parts->sites;
    EXPECT_EQ(p.id, a.id);
    EXPECT_EQ(p.kind, a.kind);
    EXPECT_EQ(p.quality, a.quality);
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ(p.name[i], a.name[i]) << i;
        ASSERT_EQ(p.key[i], a.key[i]) << i;
        ASSERT_EQ(p.village_code[i], a.village_code[i]) << i;
        ASSERT_EQ(p.last_visit[i], a.last_visit[i]) << i;
        ASSERT_EQ(p.township[i], a.township[i]) << i;
        if (a.placed(i)) {
            ASSERT_EQ(p.point(i), a.point(i)) << i;
        }
    }
}

TEST(Document, KeepsEveryFieldOfEveryRecord) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    Document document = Document::create(folder / "a.wangge", "海盐县", zone_epsg);
    put_everything(document);
    const model::SnapshotPtr s = document.snapshot(quiet);
    EXPECT_EQ(s->name, "海盐县");
    EXPECT_EQ(s->epsg, zone_epsg);
    ASSERT_EQ(s->sites.size(), 500u);
    for (std::size_t i = 0; i < s->sites.size(); ++i) {
        const model::SiteTable& t = s->sites;
        const model::Site site = sample_site(static_cast<int>(i) + 1);
        model::Site got{t.id[i],
                        std::string(t.key[i]),
                        std::string(t.name[i]),
                        t.kind[i],
                        t.grade[i],
                        t.previous_grade[i],
                        t.flags[i],
                        std::string(t.tags[i]),
                        std::string(t.licence_number[i]),
                        std::string(t.licence_scope[i]),
                        std::string(t.credit_code[i]),
                        std::string(t.address[i]),
                        std::string(t.owner[i]),
                        std::string(t.phone[i]),
                        std::string(t.township_code[i]),
                        std::string(t.village_code[i]),
                        {t.point(i), t.quality[i], t.match_score[i]},
                        t.last_visit[i],
                        t.licence_expiry[i],
                        t.hazards_found[i]};
        got.id = {};
        ASSERT_EQ(got, site) << i;
    }
    ASSERT_EQ(s->villages.size(), 60u);
    const model::Village village = sample_village(7);
    EXPECT_EQ(s->villages.area[6], village.area);
    EXPECT_EQ(s->villages.point(6), village.position.point);
    EXPECT_EQ(s->villages.population[6], village.population);
    EXPECT_EQ(s->villages.contact_key[6], village.contact_key);
    ASSERT_EQ(s->people.size(), 60u);
    EXPECT_EQ(s->people.start[4], base::make_date(2024, 2, 29));
    EXPECT_FALSE(s->people.end[4]);
    EXPECT_EQ(s->people.assessment_passed[4], 0);
    EXPECT_EQ(s->people.capacity_people[4], 3000);
    ASSERT_EQ(s->roads.size(), 2u);
    model::Road road = s->roads[1];
    road.id = {};
    EXPECT_EQ(road, sample_road(2));
    ASSERT_EQ(s->boundaries.size(), 3u);
    model::Boundary county = s->boundaries[0];
    county.id = {};
    EXPECT_EQ(county, sample_boundary(0));
    EXPECT_EQ(s->boundaries[1].code, "330424101");
    ASSERT_EQ(s->waters.size(), 2u);
    for (int n = 1; n <= 2; ++n) {
        model::Water water = s->waters[static_cast<std::size_t>(n) - 1];
        water.id = {};
        EXPECT_EQ(water, sample_water(n));
    }
    EXPECT_EQ(faults_of(document), "");
}

TEST(Document, UndoAndRedoGiveTheSameRowsAlsoAfterReopening) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    Document::create(path, "县", zone_epsg);
    const std::string empty = content_of(path);
    std::string full, changed;
    {
        Document document = Document::open(path, OpenMode::write);
        put_everything(document);
        full = content_of(path);
        Edit edit(document, "second");
        Sites sites = sample_sites(400, 200); // 101 known, 99 new
        for (model::Site& site : sites)
            site.position.point.x += 12345.5;
        const PutCounts counts = edit.put(std::span<const model::Site>(sites));
        EXPECT_EQ(counts.updated, 101);
        EXPECT_EQ(counts.inserted, 99);
        edit.clear("people");
        edit.commit();
        changed = content_of(path);
    }
    EXPECT_NE(full, empty);
    EXPECT_NE(changed, full);
    Document document = Document::open(path, OpenMode::write);
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(document.undo(quiet).label, "second");
        EXPECT_EQ(content_of(path), full);
        EXPECT_EQ(faults_of(document), "");
        document.undo(quiet);
        EXPECT_EQ(content_of(path), empty);
        EXPECT_FALSE(document.can_undo());
        EXPECT_EQ(faults_of(document), "");
        document.redo(quiet);
        EXPECT_EQ(content_of(path), full);
        document.redo(quiet);
        EXPECT_EQ(content_of(path), changed);
        EXPECT_FALSE(document.can_redo());
        EXPECT_EQ(faults_of(document), "");
    }
}

TEST(Document, AnEditWithoutCommitLeavesNothing) {
    const ScratchFolder folder;
    const auto path = folder / "a.wangge";
    Document document = Document::create(path, "县", zone_epsg);
    const std::string before = content_of(path);
    {
        Edit edit(document, "given up");
        edit.put(std::span<const model::Site>(sample_sites(1, 10)));
    }
    EXPECT_EQ(content_of(path), before);
    EXPECT_TRUE(document.history().empty());
}

} // namespace
} // namespace wangge::store::test
