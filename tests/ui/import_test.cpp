// Files dropped on the window: looked at, corrected, imported, and their refused rows mended, as a person would.
#include "drive.h"

#include "app/project.h"
#include "base/text.h"
#include "geo/datum.h"
#include "store/document.h"

#include <csignal>
#include <fmt/format.h>
#include <fstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace wangge;

namespace {

class ImportWindow : public testing::Test {
protected:
    void SetUp() override {
        project = folder / "a.wangge";
        app::Project fresh(project, app::catalog_of("zh"));
        fresh.create("试点县", 4549);
    }
    std::filesystem::path written(const char* name, const std::string& bytes) const {
        std::ofstream(folder / name, std::ios::binary) << bytes;
        return folder / name;
    }
    model::SnapshotPtr snapshot() const {
        base::QuietFeedback quiet;
        return store::Document::open(project, store::OpenMode::read).snapshot(quiet);
    }
    test::TemporaryFolder folder;
    std::filesystem::path project;
};

const char* const ledger = "某县药品零售企业台账,,,,\n"
                           "企业名称,经营地址,经度,纬度,许可证号\n"
                           "甲药店,东街,120.01,29.83,浙1\n"
                           "乙药店,西街,29.83,120.04,浙2\n"
                           "丙药店,南街,120.02,29.84,浙1\n"
                           ",,120.02,29.84,\n";

TEST_F(ImportWindow, ADroppedFileIsLookedAtImportedAndMended) {
    const auto file = written("药店.csv", base::utf8_to_gb18030(ledger));
    const test::Seen look = test::drive(project, "drop " + file.string() + "\n");
    EXPECT_EQ(look.value("import.kind"), "监管对象");
    EXPECT_EQ(look.value("import.encoding"), "GB18030（自动）");
    EXPECT_EQ(look.value("import.field.0"), "名称 *");
    EXPECT_EQ(look.value("import.field.2"), "经度 *");
    EXPECT_EQ(look.value("import.figure.will"), "2");
    EXPECT_EQ(look.value("import.figure.refused"), "2");
    EXPECT_EQ(look.value("import.row.0"), "imported");
    EXPECT_EQ(look.value("import.row.1"), "repaired");
    EXPECT_EQ(look.value("import.row.2"), "quarantined");
    EXPECT_EQ(snapshot()->sites.size(), 0u) << "looking stores nothing";

    // The whole way: import, mend one row in its cells, discard the other.
    const test::Seen done = test::drive(
        project, "drop " + file.string() +
                     "\nclick import.go\nexpect import.figure.waiting 2\nexpect mend.row.0 与前面重复\n"
                     "click mend.cell.4\nkey ctrl+a\ntype 浙3𬭎\nexpect mend.cell.4 浙3𬭎\nclick mend.run\n"
                     "expect mend.row.0 无名称编号\nclick mend.discard\nabsent mend.row.0\nclick import.done\n"
                     "absent import.close\n");
    EXPECT_EQ(done.error, "");
    const model::SnapshotPtr after = snapshot();
    ASSERT_EQ(after->sites.size(), 3u);
    EXPECT_TRUE(after->quarantine.empty());
    bool found = false;
    for (std::size_t i = 0; i < after->sites.size(); ++i)
        found = found || (after->sites.licence_number[i] == "浙3𬭎" && after->sites.name[i] == "丙药店");
    EXPECT_TRUE(found);

    test::drive(project, "key ctrl+z\nkey ctrl+z\n");
    EXPECT_EQ(snapshot()->quarantine.size(), 2u) << "discarding and mending are one step each";
    EXPECT_EQ(snapshot()->sites.size(), 2u);
}

TEST_F(ImportWindow, EncodingColumnsHeadingsAndReasonsFollowTheChoice) {
    const auto file = written("药店.csv", base::utf8_to_gb18030(ledger));
    const std::string drop = "drop " + file.string() + "\n";
    const test::Seen garbled = test::drive(project, drop + "click import.encoding\nclick import.encoding.1\n");
    EXPECT_EQ(garbled.value("import.encoding"), "UTF-8");
    EXPECT_TRUE(garbled.has("import.missing"));
    EXPECT_FALSE(garbled.widgets.at("import.go").enabled);

    const test::Seen unnamed = test::drive(project, drop + "click import.field.0\nclick import.field.0.0\n");
    EXPECT_EQ(unnamed.value("import.field.0"), "不导入");
    EXPECT_EQ(unnamed.value("import.figure.will"), "2") << "a licence number is name enough";

    const test::Seen shifted = test::drive(project, drop + "click import.header\nclick import.header.2\n");
    EXPECT_TRUE(shifted.has("import.missing")) << "a row of data is no heading";

    const test::Seen swapped = test::drive(project, drop + "click import.reason.swapped_xy\n");
    EXPECT_TRUE(swapped.has("import.row.0"));
    EXPECT_FALSE(swapped.has("import.row.1"));
    EXPECT_EQ(test::drive(project, drop + "click import.cancel\n").has("import.close"), false);
    EXPECT_EQ(test::drive(project, drop + "key escape\n").has("import.close"), false);
}

TEST_F(ImportWindow, ColumnsTellHowWellTheyFitAndAreKeptForTheNextFile) {
    const auto settings = folder / "settings.json";
    const auto file = written("药店.csv", base::utf8_to_gb18030(ledger));
    const std::string drop = "drop " + file.string() + "\n";
    const test::Seen look = test::drive(project, drop);
    EXPECT_EQ(look.value("import.fit.2"), "100%");
    // Addresses as coordinates: nothing there is one.
    const test::Seen wrong = test::drive(project, drop + "click import.field.1\nclick import.field.1.0\n" +
                                                      "click import.field.2\nclick import.field.2.0\n");
    EXPECT_FALSE(wrong.has("import.fit.2")) << "a column left out has nothing to fit";

    // The licence number is left out; that is kept, and the next file with these headings is read so.
    const std::string without = "click import.field.4\nclick import.field.4.0\n";
    const test::Seen kept = test::drive(
        project, drop + without + "expect import.template 存为模板\nclick import.template\n", 1440, 900, settings);
    EXPECT_EQ(kept.widgets.at("import.template").label, "已套用模板");
    const auto next = written("药店2.csv", base::utf8_to_gb18030(ledger));
    const test::Seen again = test::drive(project, "drop " + next.string() + "\n", 1440, 900, settings);
    EXPECT_EQ(again.value("import.field.4"), "不导入");
    EXPECT_EQ(again.widgets.at("import.template").label, "已套用模板");
    const test::Seen guessed =
        test::drive(project, "drop " + next.string() + "\nclick import.template\n", 1440, 900, settings);
    EXPECT_EQ(guessed.value("import.field.4"), "许可证号 *");
    const auto other = written("药店3.csv", "企业名称,经营地址,经度,纬度,许可证编号\n甲,东街,120.01,29.83,浙1\n");
    EXPECT_EQ(test::drive(project, "drop " + other.string() + "\n", 1440, 900, settings).value("import.field.4"),
              "许可证号 *")
        << "other headings, other file";
    for (const char* language : {"zh", "en"})
        EXPECT_NO_THROW(
            test::drive(project, "language " + std::string(language) + "\n" + drop + "no_cut\n", 1280, 720));
}

TEST_F(ImportWindow, AFileThatCannotBeReadSaysSoWhereItWasDropped) {
    const auto file = written("bad.xlsx", "this is no workbook");
    const test::Seen seen = test::drive(project, "drop " + file.string() + "\n");
    EXPECT_EQ(seen.value("import.error"), "import.unreadable");
    EXPECT_FALSE(seen.widgets.at("import.go").enabled);
    EXPECT_EQ(test::drive(project, "drop /nowhere/none.csv\n").value("import.error"), "import.no_such_file");
}

TEST_F(ImportWindow, ALedgerOnTheFirstScreenMakesAProject) {
    const auto file = written("新县台账.csv", ledger);
    const test::Seen form = test::drive({}, "drop " + file.string() + "\n");
    EXPECT_NE(form.value("new.zone").find("EPSG:4549"), std::string::npos) << "the file lies at 120 degrees east";
    EXPECT_EQ(form.value("new.folder"), (folder / "新县台账.wangge").string());
    test::drive({}, "drop " + file.string() +
                        "\nclick new.make\nexpect import.figure.will 2\nclick import.go\n"
                        "click import.done\n");
    project = folder / "新县台账.wangge";
    EXPECT_EQ(snapshot()->sites.size(), 2u);
    EXPECT_EQ(snapshot()->epsg, 4549);
    // The same name again is refused before anything is written.
    const test::Seen again = test::drive({}, "drop " + file.string() + "\n");
    EXPECT_FALSE(again.widgets.at("new.make").enabled);
}

TEST_F(ImportWindow, TheBrowserGoesByKeysPathsAndNewFolders) {
    std::filesystem::create_directory(folder / "台账");
    written("药店.csv", ledger);
    written("药店10.csv", ledger);
    written("药店9.csv", ledger);
    written(".隐藏.csv", ledger);
    written("照片.png", "x");
    const std::string here = (folder / "").string();
    const std::string open =
        "stage data\nclick data.import\nclick browser.path\nkey ctrl+a\ntype " + here + "\nkey enter\n";
    const test::Seen list = test::drive(project, open);
    EXPECT_EQ(list.widgets.at("browser.item.0").label, "台账");
    EXPECT_EQ(list.widgets.at("browser.item.1").label, "药店.csv");
    EXPECT_EQ(list.widgets.at("browser.item.2").label, "药店9.csv") << "9 before 10";
    EXPECT_EQ(list.widgets.at("browser.item.3").label, "药店10.csv");
    EXPECT_FALSE(list.has("browser.item.4")) << "hidden files, pictures and projects are not offered";
    const test::Seen all = test::drive(project, open + "click browser.filter.1\n");
    EXPECT_TRUE(all.has("browser.item.5"));
    const test::Seen by_key = test::drive(project, open + "key enter\nkey down\nkey down\nkey enter\n");
    EXPECT_EQ(by_key.value("import.figure.will"), "2");
    const test::Seen wrong = test::drive(project, open + "click browser.path\nkey ctrl+a\ntype /no/such\nkey enter\n");
    EXPECT_TRUE(wrong.has("browser.path"));

    test::drive({}, "drop " + (folder / "药店9.csv").string() +
                        "\nclick new.change\nclick browser.new_folder\ntype 项目库\nclick browser.make\n"
                        "click browser.here\nclick new.make\n");
    EXPECT_TRUE(std::filesystem::exists(folder / "项目库" / "药店9.wangge"));
}

// Places on a known plane, written in GCJ-02: the card must show and correct it.
TEST_F(ImportWindow, TheDatumIsShownAndCanBeChosen) {
    {
        app::Project document(project, app::catalog_of("zh"));
        document.open(store::OpenMode::write);
        store::Edit edit(document.document(), "villages");
        std::vector<model::Village> villages;
        for (int i = 0; i < 9; ++i) {
            model::Village v;
            v.code = fmt::format("330101001{}", 201 + i);
            v.name = fmt::format("第{}村", i + 1);
            v.township_code = "330101001";
            v.township_name = "长兴镇";
            v.population = 500;
            const double x = 500000 + i % 3 * 3000, y = 3300000 + i / 3 * 3000;
            v.area = geo::rectangle({x, y, x + 3000, y + 3000});
            v.position = {{x + 1500, y + 1500}, model::PositionQuality::exact, 0};
            villages.push_back(v);
        }
        edit.put(std::span<const model::Village>(villages));
        edit.commit();
    }
    const geo::Projection plane = geo::Projection::from_epsg(4549);
    std::string text = "企业名称,经营地址,经度,纬度,许可证号\n";
    for (int i = 0; i < 60; ++i) {
        const geo::LonLat shifted =
            geo::from_wgs84(plane.unproject({500000.0 + i % 3 * 3000 + 150 * (i % 17) + 250,
                                             3300000.0 + i / 3 % 3 * 3000 + 140 * (i % 19) + 200}),
                            geo::Datum::gcj02);
        text += fmt::format("店{},长兴镇第{}村,{:.7f},{:.7f},浙{}\n", i, i % 9 + 1, shifted.lon, shifted.lat, i);
    }
    const std::string drop = "drop " + written("高德.csv", text).string() + "\n";
    const test::Seen seen = test::drive(project, drop);
    EXPECT_EQ(seen.value("import.verdict"), "gcj02");
    EXPECT_NE(seen.widgets.at("import.verdict").label.find("GCJ-02"), std::string::npos);
    EXPECT_EQ(seen.value("import.datum.gcj02"), "on");
    EXPECT_TRUE(seen.has("import.map"));
    const test::Seen given = test::drive(project, drop + "click import.datum.cgcs2000\n");
    EXPECT_EQ(given.value("import.verdict"), "cgcs2000");
    EXPECT_EQ(
        test::drive(project, drop + "click import.datum.cgcs2000\nclick import.datum.auto\n").value("import.verdict"),
        "gcj02");
}

TEST_F(ImportWindow, NothingIsCutAtTheSmallestSizeInEitherLanguage) {
    const std::string drop = "drop " + written("药店.csv", ledger).string() + "\n";
    for (const std::string language : {"zh", "en"})
        test::drive(project,
                    "language " + language + "\n" + drop +
                        "no_cut\nclick import.go\nno_cut\nclick import.done\nno_cut\nkey ctrl+z\n",
                    1280, 720);
    for (const std::string language : {"zh", "en"})
        test::drive({}, "language " + language + "\nno_cut\n" + drop + "no_cut\nclick new.change\nno_cut\n", 1280, 720);
}

TEST_F(ImportWindow, AKilledWindowComesBackWhereItWas) {
    const std::filesystem::path settings = folder / "desktop.json";
    const pid_t child = fork();
    if (child == 0) {
        execl(WANGGE_PROGRAM, "wangge-desktop", project.c_str(), "--headless", "--stage", "grids", "--settings",
              settings.c_str(), nullptr);
        _exit(127);
    }
    ASSERT_GT(child, 0);
    bool noted = false;
    for (int i = 0; i < 4000 && !noted && waitpid(child, nullptr, WNOHANG) == 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        noted = app::Settings::load(settings).unfinished == project.string();
    }
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(noted);
    {
        const std::unique_ptr<ui::Host> host = ui::make_headless_host(1280, 720);
        app::Workspace work(settings, [&host] { host->wake(); });
        ASSERT_TRUE(work.reopen_unfinished());
        while (work.busy() || !work.has_project()) {
            host->wait(0.02, *std::make_unique<ui::InputQueue>());
            work.poll();
        }
        EXPECT_EQ(work.path(), project);
        EXPECT_EQ(work.stage, app::Stage::grids);
        EXPECT_EQ(work.notice()->message.id, "ui.notice.restored");
    }
    // A window that was closed in order starts with the first screen.
    app::Workspace next(settings, [] {});
    EXPECT_FALSE(next.reopen_unfinished());
}

TEST_F(ImportWindow, RealCountiesComeInThroughTheDialog) {
    const std::filesystem::path areas = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "areas";
    if (!std::filesystem::exists(areas))
        GTEST_SKIP() << "no shared data";
    for (const auto& [name, villages, sites] : {std::tuple{"yunlin", 389u, 198u}, std::tuple{"nantou", 262u, 97u}}) {
        project = folder / (std::string(name) + ".wangge");
        app::Project(project, app::catalog_of("zh")).create(name, 3826);
        std::string lines;
        for (const char* file : {"townships.geojson", "villages.geojson", "outlets.csv"})
            lines += "drop " + (areas / name / file).string() + "\nclick import.go\nclick import.done\n";
        const test::Seen seen = test::drive(project, lines);
        EXPECT_EQ(seen.error, "");
        EXPECT_EQ(snapshot()->villages.size(), villages) << name;
        EXPECT_EQ(snapshot()->sites.size(), sites) << name;
        EXPECT_EQ(snapshot()->townships.size(), std::string(name) == "yunlin" ? 20u : 13u);
    }
}

TEST_F(ImportWindow, DamagedFilesGetAMessageAndTheWindowStays) {
    const std::filesystem::path hostile = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "hostile";
    if (!std::filesystem::exists(hostile))
        GTEST_SKIP() << "no shared data";
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(hostile))
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::string lines;
    for (std::size_t i = 0; i < files.size(); i += 12)
        lines += "drop " + files[i].string() + "\nexpect import.kind \nclick import.close\n";
    EXPECT_EQ(test::drive(project, lines).error, "");
}

TEST_F(ImportWindow, GbkNamesOfAShapefileAreShownAsTheyAre) {
    const std::filesystem::path file = std::filesystem::path(WANGGE_SHARED_DATA_DIR) / "awkward" / "chinese.dbf";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "no shared data";
    const test::Seen seen = test::drive(project, "drop " + file.string() + "\n");
    EXPECT_EQ(seen.value("import.encoding"), "GB18030（自动）");
    EXPECT_TRUE(seen.has("import.field.0"));
}

TEST_F(ImportWindow, ATablePastedFromASpreadsheetIsAnImportLikeAnyOther) {
    const std::string copied =
        "clipboard 企业名称\\t经营地址\\t经度\\t纬度\\t许可证号\\n甲药店\\t东街\\t120.01\\t29.83\\t浙1"
        "\\n丙药店\\t南街\\t120.02\\t29.84\\t浙3\\n\n";
    const test::Seen look = test::drive(project, copied + "stage data\nclick data.paste\n");
    EXPECT_EQ(look.value("import.kind"), "监管对象");
    EXPECT_EQ(look.value("import.figure.will"), "2");
    EXPECT_EQ(snapshot()->sites.size(), 0u);
    test::drive(project, copied + "stage data\nclick data.paste\nclick import.go\nclick import.done\n");
    EXPECT_EQ(snapshot()->sites.size(), 2u);
    EXPECT_EQ(test::drive(project, "clipboard 一句话\nstage data\nclick data.paste\n").error,
              "import.nothing_to_paste");

    // a chosen row gets a grade; a word that is no date changes nothing
    test::drive(project, "stage data\nclick drawer.sites\nselect site 0\nclick register.field\n"
                         "click register.field.1\nclick register.value\ntype B\nclick register.set\n");
    EXPECT_EQ(snapshot()->sites.grade[0], model::RiskGrade::b);
    EXPECT_EQ(snapshot()->sites.grade[1], model::RiskGrade::ungraded);
    EXPECT_EQ(test::drive(project, "stage data\nselect site 0\nclick register.field\nclick register.field.3\n"
                                   "click register.value\ntype 明天\nclick register.set\n")
                  .error,
              "register.refused");
}

} // namespace
