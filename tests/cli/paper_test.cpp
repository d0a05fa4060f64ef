// Maps on paper, atlases and the summary through the program, read back by other programs.
#include "support/program.h"

#include <gtest/gtest.h>
#include <memory>
#include <set>

namespace wangge::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class PaperFiles : public testing::Test {
protected:
    // One assigned county for all tests; none of them changes it.
    static inline std::unique_ptr<TemporaryFolder> s_county;
    static void SetUpTestSuite() {
        s_county = std::make_unique<TemporaryFolder>();
        const std::string project = (*s_county / "示范 县.wangge").string();
        ASSERT_TRUE(put_demo_county(project));
        ASSERT_EQ(run_wangge({"grid", project, "--shape", "township"}).code, 0);
        ASSERT_EQ(run_wangge({"assign", project, "--seconds", "1"}).code, 0);
    }
    static void TearDownTestSuite() { s_county.reset(); }
    TemporaryFolder m_folder;
    std::string m_project = (*s_county / "示范 县.wangge").string();
    std::string file(const char* name) const { return (m_folder / name).string(); }
    json run(std::vector<std::string> words) const {
        words.push_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, 0) << outcome.err << outcome.out;
        return outcome.code == 0 ? outcome.json() : json::object();
    }
    json error_of(std::vector<std::string> words, int code) const {
        words.push_back("--json");
        const Outcome outcome = run_wangge(words);
        EXPECT_EQ(outcome.code, code) << outcome.out;
        return outcome.json()["error"];
    }
    static std::string pdf_text(const fs::path& pdf) {
        return run_shell("pdftotext " + quoted(pdf.string()) + " - && pdfinfo " + quoted(pdf.string())).out;
    }
    std::set<std::string> left_in(const fs::path& folder) const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder))
            names.insert(entry.path().filename().string());
        return names;
    }
    // Names, telephone and identity numbers of everybody in the project.
    std::vector<std::string> personal_values() const {
        const std::string all = file("people.csv");
        EXPECT_EQ(run_wangge({"export", m_project, "people", all}).code, 0);
        std::vector<std::string> values;
        std::stringstream lines(text_of(all));
        std::string line;
        std::getline(lines, line);
        std::vector<std::string> heads;
        std::stringstream head(line);
        for (std::string cell; std::getline(head, cell, ',');)
            heads.push_back(cell);
        while (std::getline(lines, line)) {
            std::stringstream cells(line);
            std::string cell;
            for (std::size_t i = 0; std::getline(cells, cell, ','); ++i)
                if (i < heads.size() && cell.size() >= 6 &&
                    (heads[i].find("ame") != std::string::npos || heads[i].find("hone") != std::string::npos ||
                     heads[i].find("dentity") != std::string::npos) &&
                    heads[i].find("illage") == std::string::npos && heads[i].find("ownship") == std::string::npos)
                    values.push_back(cell);
        }
        // A village may have a person's name (杨洋村), and is on every map.
        EXPECT_EQ(run_wangge({"export", m_project, "boundaries", file("b.csv")}).code, 0);
        EXPECT_EQ(run_wangge({"export", m_project, "villages", file("v.csv"), "--public"}).code, 0);
        const std::string places = text_of(file("b.csv")) + text_of(file("v.csv"));
        std::erase_if(values, [&](const std::string& value) { return places.find(value) != std::string::npos; });
        EXPECT_GT(values.size(), 100u);
        return values;
    }
};

TEST_F(PaperFiles, MapKnowsWhereItIs) {
    const json pdf = run({"map", m_project, file("图 1.pdf"), "--paper", "A4"});
    EXPECT_EQ(pdf["template"], "responsibility");
    // GDAL finds the frame on the globe: the corners of the PDF's map are those that we were told.
    const Outcome info = run_shell("gdalinfo -json " + quoted(file("图 1.pdf")) + " --config GDAL_PDF_LAYERS none");
    if (info.code == 0) {
        const json found = info.json();
        const auto transform = found["geoTransform"];
        const double left = transform[0], top = transform[3], step = transform[1];
        const double page_width = found["size"][0].get<double>() * step;
        // The frame begins 13 of 420 mm of the template from the left, on any paper.
        EXPECT_NEAR(left + page_width * 13 / 420, pdf["bbox"][0].get<double>(), page_width * 0.002);
        EXPECT_NEAR(top - page_width * 34 / 420, pdf["bbox"][3].get<double>(), page_width * 0.002);
    }
    run({"map", m_project, file("b.png"), "--paper", "A4", "--dpi", "50"});
    const Outcome picture = run_shell("gdalinfo -json " + quoted(file("b.png")));
    ASSERT_EQ(picture.code, 0);
    const json found = picture.json();
    const double step = found["geoTransform"][1], left = found["geoTransform"][0];
    EXPECT_NEAR(left + found["size"][0].get<double>() * step * 13 / 420, pdf["bbox"][0].get<double>(), 2 * step);
    EXPECT_NE(found["coordinateSystem"]["wkt"].get<std::string>().find("CGCS2000"), std::string::npos);
}

TEST_F(PaperFiles, SameCommandSameBytes) {
    run({"map", m_project, file("a.pdf"), "--paper", "A4", "--threads", "1"});
    run({"map", m_project, file("b.pdf"), "--paper", "A4", "--threads", "2"});
    EXPECT_EQ(text_of(file("a.pdf")), text_of(file("b.pdf")));
    for (int again = 0; again < 4; ++again) { // names with halos, each time by another process
        run({"map", m_project, file("c.svg"), "--threads", "1"});
        const std::string svg = text_of(file("c.svg"));
        run({"map", m_project, file("c.svg"), "--threads", "2"});
        EXPECT_TRUE(text_of(file("c.svg")) == svg) << "round " << again;
    }
    run({"atlas", m_project, file("一"), "--by", "township", "--threads", "1"});
    run({"atlas", m_project, file("二"), "--by", "township", "--threads", "2"});
    const std::set<std::string> names = left_in(file("一"));
    EXPECT_GT(names.size(), 10u);
    EXPECT_EQ(names, left_in(file("二")));
    for (const std::string& name : names)
        EXPECT_EQ(text_of(fs::path(file("一")) / name), text_of(fs::path(file("二")) / name)) << name;
}

TEST_F(PaperFiles, PublicCopiesNameNobody) {
    const std::vector<std::string> personal = personal_values();
    run({"atlas", m_project, file("公开"), "--by", "inspector", "--public"});
    run({"atlas", m_project, file("牌"), "--by", "cell", "--public"});
    run({"map", m_project, file("a.svg"), "--public", "--template", "sheet"});
    run({"summary", m_project, file("s.pdf"), "--public"});
    std::vector<std::string> texts{text_of(file("a.svg")), pdf_text(file("s.pdf"))};
    std::string names;
    for (const char* folder : {"公开", "牌"})
        for (const std::string& name : left_in(file(folder))) {
            names += name + "\n";
            texts.push_back(pdf_text(fs::path(file(folder)) / name));
        }
    texts.push_back(names);
    for (const std::string& value : personal)
        for (const std::string& text : texts)
            ASSERT_EQ(text.find(value), std::string::npos) << value;
    // The internal copy does name them, so the search is not blind.
    run({"atlas", m_project, file("内部"), "--by", "cell"});
    std::string inside;
    for (const std::string& name : left_in(file("内部")))
        inside += pdf_text(fs::path(file("内部")) / name);
    EXPECT_TRUE(std::any_of(personal.begin(), personal.end(),
                            [&](const std::string& value) { return inside.find(value) != std::string::npos; }));
}

TEST_F(PaperFiles, PrintsOnlyWhatChangedAndSaysWhy) {
    const std::string project = file("改.wangge");
    fs::copy_file(m_project, project);
    ASSERT_EQ(run_wangge({"plan", project, "copy", "上季度"}).code, 0);
    const json same = run({"atlas", project, file("同"), "--by", "township", "--changed-since", "上季度"});
    EXPECT_EQ(same["printed"], 0);
    EXPECT_EQ(left_in(file("同")).size(), 1u) << "the index alone";
    // Another assignment with another seed and fewer seconds to change few cells.
    ASSERT_EQ(run_wangge({"assign", project, "--seconds", "1", "--seed", "7"}).code, 0);
    const json diff = run_wangge({"diff", project + "#上季度", project, "--json"}).json();
    std::set<std::string> changed;
    for (const json& cell : diff["changes"])
        changed.insert(cell["code"]);
    const json now = run({"atlas", project, file("新"), "--by", "cell", "--changed-since", "上季度"});
    std::size_t printed = 0;
    for (const json& sheet : now["list"]) {
        printed += sheet["changed"].get<bool>();
        EXPECT_EQ(sheet["changed"].get<bool>(), !sheet["reasons"].empty());
        // Every cell that diff names is printed; others only when their hours changed.
        if (changed.contains(sheet["name"].get<std::string>())) {
            EXPECT_TRUE(sheet["changed"]) << sheet["name"];
        }
        EXPECT_EQ(fs::exists(fs::path(file("新")) / sheet["file"].get<std::string>()) && sheet["file"] != "",
                  sheet["changed"].get<bool>());
    }
    EXPECT_EQ(now["printed"], printed);
}

TEST_F(PaperFiles, NothingIsLeftOfAFileThatFailed) {
    // A template with a key that nobody knows: the place of the mistake, and no file.
    std::ofstream(file("坏 模板.json")) << R"({"title": "t", "portrait": {"width": 210, "height": 297, "itmes": []}})";
    const json wrong = error_of({"map", m_project, file("a.pdf"), "--template", file("坏 模板.json")}, 2);
    EXPECT_EQ(wrong["code"], "paper.template.unknown_key");
    EXPECT_NE(wrong["where"].get<std::string>().find("portrait.itmes"), std::string::npos);
    // A disk that is full in the middle: a limit on the size of files is as good.
    const auto full = [&](const std::string& words) {
        return run_shell("trap '' XFSZ; ulimit -f 40; WANGGE_LANG=en " + test::quoted(WANGGE_PROGRAM) + " " + words +
                         " --json");
    };
    fs::create_directory(file("满"));
    for (const std::string& words :
         {"map " + test::quoted(m_project) + " " + test::quoted(file("满/a.pdf")),
          "map " + test::quoted(m_project) + " " + test::quoted(file("满/a.svg")),
          "map " + test::quoted(m_project) + " --paper A4 " + test::quoted(file("满/a.png")),
          "atlas " + test::quoted(m_project) + " --by township --book " + test::quoted(file("满"))}) {
        const Outcome outcome = full(words);
        EXPECT_EQ(outcome.code, 3) << words << outcome.err;
        // So small a limit may already stop the project's own log.
        const std::string code = outcome.json()["error"]["code"];
        EXPECT_TRUE(code == "base.cannot_write" || code == "store.disk_full") << code;
    }
    EXPECT_EQ(left_in(file("满")), std::set<std::string>());
    EXPECT_EQ(error_of({"map", m_project, file("没有/a.pdf")}, 3)["code"], "base.cannot_write");
    const json no_folder = error_of({"book", m_project, "people_register", file("没有/a.xlsx")}, 3);
    EXPECT_NE(no_folder["message"].get<std::string>().find("no such file or folder"), std::string::npos) << no_folder;
    EXPECT_EQ(error_of({"atlas", m_project, "/proc/图集", "--by", "township"}, 3)["code"], "base.cannot_write");
    EXPECT_EQ(error_of({"atlas", m_project, file("x"), "--by", "township", "--book", "--format", "svg"}, 2)["code"],
              "paper.book_is_pdf");
    EXPECT_FALSE(fs::exists(file("a.pdf")));
}

TEST_F(PaperFiles, SummaryFitsOnOnePage) {
    const json result = run({"summary", m_project, file("一页.pdf")});
    EXPECT_GT(result["blind_spots"], 0);
    const std::string text = pdf_text(file("一页.pdf"));
    EXPECT_NE(text.find("Pages:           1\n"), std::string::npos);
    EXPECT_NE(text.find("ten worst"), std::string::npos);
}

} // namespace
} // namespace wangge::test
