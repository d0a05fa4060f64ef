// Other programs: ogrinfo and the sqlite3 shell open and change our files; files that are not ours are told apart.
#include "base/files.h"
#include "store/scratch.h"

#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sqlite3.h>

namespace wangge::store::test {
namespace {

void fill(const std::filesystem::path& path) {
    Document document = Document::create(path, "县", zone_epsg);
    Edit edit(document, "fill");
    edit.put(std::span<const model::Site>(sample_sites(1, 50)));
    const std::vector<model::Village> villages{sample_village(1), sample_village(2)};
    edit.put(std::span<const model::Village>(villages));
    const std::vector<model::Water> waters{sample_water(1), sample_water(2)};
    edit.put(std::span<const model::Water>(waters));
    const std::vector<model::Cell> cells{sample_cell(1), sample_cell(2)};
    edit.put_plan(model::Plan{.name = "plan"}, cells);
    edit.commit();
}

std::string shell(const std::filesystem::path& path, const std::string& sql) {
    return output_of(
        fmt::format("sqlite3 -cmd 'SELECT load_extension(\"mod_spatialite\")' '{}' \"{}\"", path.string(), sql));
}

TEST(Stranger, OgrinfoSeesLayersAndCrs) {
    const ScratchFolder folder;
    const auto path = folder / "海盐.wangge";
    fill(path);
    const std::string layers = output_of(fmt::format("ogrinfo -so '{}'", path.string()));
    for (const char* layer : {"sites (Point)", "villages", "people (Point)", "roads (Line String)",
                              "boundaries (Multi Polygon)", "waters", "cells (Multi Polygon)"})
        EXPECT_NE(layers.find(layer), std::string::npos) << layer << "\n" << layers;
    const std::string sites = output_of(fmt::format("ogrinfo -so '{}' sites", path.string()));
    EXPECT_NE(sites.find("Feature Count: 50"), std::string::npos) << sites;
    EXPECT_NE(sites.find("ID[\"EPSG\",4549]"), std::string::npos) << sites;
    EXPECT_NE(sites.find("CGCS2000 / 3-degree Gauss-Kruger CM 120E"), std::string::npos) << sites;
    const std::string site = output_of(fmt::format("ogrinfo '{}' sites -where \"key='S0000003'\"", path.string()));
    EXPECT_NE(site.find("kind (String) = clinic"), std::string::npos) << site;
    EXPECT_NE(site.find("POINT (500121.625 3370000.25)"), std::string::npos) << site;
    const std::string waters = output_of(fmt::format("ogrinfo -so '{}' waters", path.string()));
    EXPECT_NE(waters.find("Geometry Column 1 = line"), std::string::npos) << waters;
    EXPECT_NE(waters.find("Geometry Column 2 = area"), std::string::npos) << waters;
}

TEST(Stranger, ChangesByTheSqliteShellKeepTheIndexAndAreSeen) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    fill(path);
    Document document = Document::open(path, OpenMode::read);
    const model::SnapshotPtr before = document.snapshot(quiet);
    EXPECT_EQ(document.snapshot(quiet), before);
    const std::string said = shell(
        path, "UPDATE sites SET geom = MakePoint(512345, 3371234, 4549) WHERE id = 3;"
              "INSERT INTO sites (geom, name, kind, position) VALUES (MakePoint(1, 2, 4549), 'new', 'clinic', 'exact');"
              "DELETE FROM sites WHERE id = 7; SELECT CheckSpatialIndex('sites', 'geom'), count(*) FROM sites;");
    EXPECT_NE(said.find("1|50"), std::string::npos) << said;
    EXPECT_EQ(faults_of(document).find("store.chain_table: sites"), 0u);
    EXPECT_EQ(document.check(quiet).size(), 1u); // the index holds; only the chain tells
    const model::SnapshotPtr after = document.snapshot(quiet);
    ASSERT_NE(after, before);
    EXPECT_EQ(after->sites.x[2], 512345);
    EXPECT_EQ(after->sites.name[49], "new");
    // a shape of another CRS is refused by the file's own rules
    EXPECT_NE(shell(path, "UPDATE sites SET geom = MakePoint(1, 2, 4326) WHERE id = 1;").find("Geometry constraint"),
              std::string::npos);
}

TEST(Stranger, UndoStopsWhereAnotherProgramChangedTheRow) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    fill(path);
    Document document = Document::open(path, OpenMode::write);
    {
        Edit edit(document, "rename");
        model::Site site = sample_site(5);
        site.name = "新名";
        edit.put(std::span<const model::Site>(&site, 1));
        edit.commit();
    }
    shell(path, "UPDATE sites SET name = 'theirs' WHERE id = 5;");
    const std::string before = content_of(path);
    EXPECT_EQ(error_of([&] { document.undo(quiet); }), "store.undo_conflict");
    EXPECT_EQ(content_of(path), before);
    EXPECT_EQ(faults_of(document).find("store.chain_table: sites"), 0u);
    EXPECT_EQ(document.check(quiet).size(), 1u);
    EXPECT_TRUE(document.can_undo());
}

TEST(Stranger, TriggersAndViewsOfTheFileDoNotRun) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    fill(path);
    shell(path,
          "CREATE TABLE loot (x); CREATE TRIGGER evil AFTER INSERT ON sites BEGIN INSERT INTO loot VALUES (1); END;"
          "CREATE TRIGGER evil2 AFTER UPDATE ON plans BEGIN DELETE FROM sites; END;");
    {
        Document document = Document::open(path, OpenMode::write);
        Edit edit(document, "more");
        edit.put(std::span<const model::Site>(sample_sites(100, 5)));
        const std::vector<model::Cell> cells{sample_cell(7)};
        edit.put_plan(model::Plan{.name = "other"}, cells);
        edit.commit();
        EXPECT_EQ(document.snapshot(quiet)->sites.size(), 55u);
        EXPECT_EQ(faults_of(document), "");
    }
    EXPECT_NE(shell(path, "SELECT 'loot', count(*) FROM loot;").find("loot|0"), std::string::npos);
    // a view in the place of a table is damage, not data
    shell(path, "DROP TABLE quarantine; CREATE VIEW quarantine AS SELECT 1 AS id;");
    EXPECT_EQ(error_of([&] { Document::open(path, OpenMode::read); }), "store.damaged");
}

TEST(Stranger, FilesThatAreNotOursAreToldApart) {
    const ScratchFolder folder;
    const auto open = [](const std::filesystem::path& path) {
        return error_of([&] { Document::open(path, OpenMode::write); });
    };
    EXPECT_EQ(open(folder / "none.wangge"), "store.no_such_file");
    EXPECT_EQ(open(folder.path()), "store.not_a_project");
    base::write_file(folder / "empty.wangge", "");
    EXPECT_EQ(open(folder / "empty.wangge"), "store.not_a_project");
    base::write_file(folder / "text.wangge", std::string(5000, 'x'));
    EXPECT_EQ(open(folder / "text.wangge"), "store.not_a_project");
    shell(folder / "other.wangge", "CREATE TABLE t (x);");
    EXPECT_EQ(open(folder / "other.wangge"), "store.not_a_project");
    EXPECT_FALSE(std::filesystem::exists(folder / "other.wangge.lock"));

    const auto path = folder / "a.wangge";
    fill(path);
    EXPECT_EQ(error_of([&] { Document::create(path, "县", zone_epsg); }), "store.exists");
    const std::string whole = base::read_file(path);
    for (const std::size_t size : {whole.size() / 2, whole.size() - 1, std::size_t{4096}, std::size_t{100}}) {
        base::write_file(folder / "cut.wangge", whole.substr(0, size));
        const std::string said = open(folder / "cut.wangge");
        EXPECT_TRUE(said == "store.damaged" || said == "store.not_a_project") << size << " " << said;
    }
    shell(path, "PRAGMA user_version = 999;");
    EXPECT_EQ(open(path), "store.newer_version");
}

TEST(Stranger, DamagedPagesAreFoundAndNeverCrash) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "a.wangge";
    fill(path);
    const std::string whole = base::read_file(path);
    int found = 0;
    for (std::size_t page = 4; page * 4096 < whole.size(); page += 9) {
        std::string broken = whole;
        for (std::size_t i = 0; i < 600; ++i)
            broken[page * 4096 + i] = static_cast<char>(i * 31);
        base::write_file(folder / "broken.wangge", broken);
        std::string said = error_of([&] {
            Document document = Document::open(folder / "broken.wangge", OpenMode::read);
            found += faults_of(document).empty() ? 0 : 1;
            document.info();
            document.snapshot(quiet);
            document.history();
        });
        found += said.empty() ? 0 : 1;
    }
    EXPECT_GT(found, 3);
}

} // namespace
} // namespace wangge::store::test
