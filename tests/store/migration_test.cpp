// Files of older versions open for ever.
#include "base/files.h"
#include "store/lock.h"
#include "store/schema.h"
#include "store/scratch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace wangge::store::test {
namespace {

// The tables of a version as text, without their rows.
std::string tables_of(const std::filesystem::path& path) {
    const Connection db(path, store::Access::read);
    std::string text;
    Statement rows(db, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
    while (rows.step())
        text += fmt::format("{} {} {}\n", rows.text(0), rows.text(1), rows.text(2));
    return text;
}

TEST(Migration, AFileOfTheFirstVersionKeepsItsRowsAndBecomesANewOne) {
    const ScratchFolder folder;
    base::QuietFeedback quiet;
    const auto path = folder / "old.wangge";
    make_file(path, "旧县", zone_epsg, 1);
    {
        // rows as the first version wrote them
        const Connection db(path, store::Access::write);
        db.run("INSERT INTO people (\"key\", name, role, position) VALUES ('P1', '张三', 'informant', 'none');"
               "INSERT INTO plans (name, shape, current) VALUES ('plan', 'square', 1);"
               "INSERT INTO cells (plan, code) VALUES (1, '001')");
    }
    {
        const WriterLock other(path); // somebody else writes it: it cannot be brought up to date now
        EXPECT_EQ(error_of([&] { Document::open(path, OpenMode::read); }), "store.older_read_only");
    }
    // a reader brings it up to date, too
    EXPECT_EQ(Document::open(path, OpenMode::read).info().schema_version, newest_version());
    {
        Document document = Document::open(path, OpenMode::write);
        EXPECT_EQ(document.info().schema_version, newest_version());
        EXPECT_EQ(document.info().name, "旧县");
        EXPECT_EQ(document.snapshot(quiet)->people.name[0], "张三");
        EXPECT_EQ(document.snapshot(quiet)->cells.size(), 1u);
        const std::vector<model::Cell> cells{sample_cell(1)};
        Edit edit(document, "replace");
        edit.put_plan(model::Plan{.name = "plan"}, cells);
        edit.commit();
        EXPECT_EQ(document.retired_codes(), std::vector<std::string>{"001"});
        EXPECT_EQ(faults_of(document), "");
    }
    EXPECT_EQ(error_of([&] { Document::open(path, OpenMode::read); }), "");
    const auto fresh = folder / "new.wangge";
    Document::create(fresh, "县", zone_epsg);
    EXPECT_EQ(tables_of(path), tables_of(fresh));
}

// Every CRS that SpatiaLite does not know is described by PROJ.
TEST(Schema, ACrsIsNamedInTheFile) {
    const ScratchFolder folder;
    for (const int epsg : {4549, 4528, 4502, 4479 + 12, 32650, 3826, 8857, 3857}) {
        const auto path = folder / fmt::format("{}.wangge", epsg).c_str();
        const std::string said = error_of([&] { Document::create(path, "县", epsg); });
        if (!said.empty()) {
            EXPECT_EQ(said, "geo.crs_not_projected") << epsg;
            continue;
        }
        const std::string layer = output_of(fmt::format("ogrinfo -so '{}' sites", path.string()));
        EXPECT_NE(layer.find(fmt::format("ID[\"EPSG\",{}]", epsg)), std::string::npos) << layer;
    }
    EXPECT_EQ(error_of([&] { Document::create(folder / "x.wangge", "县", 4490); }), "geo.crs_not_projected");
    EXPECT_FALSE(std::filesystem::exists(folder / "x.wangge"));
    EXPECT_EQ(error_of([&] { Document::create(folder / "none/x.wangge", "县", 4549); }), "store.cannot_write");
}

} // namespace
} // namespace wangge::store::test
