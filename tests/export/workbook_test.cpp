// Workbooks: formulas that say what their values are, page set-up, and what a public copy loses.
#include "export/workbook.h"

#include "base/error.h"

#include <cpl_vsi.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

namespace wangge::exporter {
namespace {
namespace fs = std::filesystem;
using model::ColumnType;

class WorkbookFile : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("wangge 台账 " + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    // A part of the written file, e.g. "worksheets/sheet1.xml".
    std::string part(const std::string& name) const {
        const std::string path = "/vsizip/{" + (m_folder / "b.xlsx").string() + "}/xl/" + name;
        VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
        if (!file)
            return {};
        std::string text(1 << 16, '\0');
        text.resize(VSIFReadL(text.data(), 1, text.size(), file));
        VSIFCloseL(file);
        return text;
    }
    Written put(const Workbook& book, bool public_copy = false) {
        base::QuietFeedback quiet;
        return write(book, m_folder / "b.xlsx", {public_copy}, quiet);
    }
    fs::path m_folder;
};

// Two townships and a site without one; a name that a pattern would take for all.
Workbook sample() {
    Workbook book;
    model::Table table;
    table.id = "sites";
    table.title = "明细";
    table.columns = {{"township", "乡镇", ColumnType::text},
                     {"grade", "等级", ColumnType::text},
                     {"hazards", "隐患数", ColumnType::integer},
                     {"phone", "电话", ColumnType::text, true}};
    const auto row = [&](const char* township, const char* grade, std::int64_t hazards) {
        table.rows.push_back({*township ? model::Value(std::string(township)) : model::Value(), std::string(grade),
                              hazards, std::string("138")});
    };
    row("城关\"镇\"", "A", 1);
    row("城关\"镇\"", "B", 2);
    row("*乡", "A", 4);
    row("", "A", 8);
    book.sheets.push_back({std::move(table), "township"});
    book.summaries.push_back({"汇总",
                              0,
                              "township",
                              {{"单位数", "", {}},
                               {"A级", "", {{"grade", "A"}}},
                               {"隐患数", "hazards", {}},
                               {"两处隐患", "", {{"hazards", "2"}}},
                               {"有电话", "", {{"phone", "138"}}}},
                              "合计",
                              "（无）"});
    book.page.signature = "制表：甲&乙";
    return book;
}

TEST_F(WorkbookFile, FormulasComeWithTheirValues) {
    const Written written = put(sample());
    EXPECT_EQ(written.rows, 4);
    const std::string summary = part("worksheets/sheet1.xml");
    const auto has = [&](const std::string& text) {
        EXPECT_NE(summary.find(text), std::string::npos) << text << "\n" << summary;
    };
    const auto cell = [&](const std::string& at, const std::string& formula, const std::string& value) {
        const std::size_t start = summary.find("<c r=\"" + at + "\"");
        ASSERT_NE(start, std::string::npos) << at;
        const std::string found = summary.substr(start, summary.find("</c>", start) - start);
        EXPECT_NE(found.find("<f>" + formula + "</f><v>" + value + "</v>"), std::string::npos) << found;
    };
    cell("B2", "SUMPRODUCT(('明细'!$A$2:$A$5=\"城关\"\"镇\"\"\")*1)", "2");
    cell("B3", "SUMPRODUCT(('明细'!$A$2:$A$5=\"*乡\")*1)", "1");
    cell("B4", "SUMPRODUCT(('明细'!$A$2:$A$5=\"\")*1)", "1");
    cell("C2", "SUMPRODUCT(('明细'!$A$2:$A$5=\"城关\"\"镇\"\"\")*('明细'!$B$2:$B$5=\"A\")*1)", "1");
    cell("D2", "SUMPRODUCT(('明细'!$A$2:$A$5=\"城关\"\"镇\"\"\")*1,'明细'!$C$2:$C$5)", "3");
    cell("E2", "SUMPRODUCT(('明细'!$A$2:$A$5=\"城关\"\"镇\"\"\")*('明细'!$C$2:$C$5=2)*1)", "1");
    cell("D5", "SUM(D2:D4)", "15");
    has("orientation=\"landscape\"");
    has("制表：甲&amp;&amp;乙");
    const std::string rows = part("worksheets/sheet2.xml");
    EXPECT_NE(rows.find("<rowBreaks count=\"2\""), std::string::npos) << rows; // after the third and the fourth row
    EXPECT_NE(part("workbook.xml").find("<sheet name=\"汇总\" sheetId=\"1\""), std::string::npos);
}

TEST_F(WorkbookFile, APublicCopyLosesPersonalColumnsAndWhatCountsThem) {
    EXPECT_EQ(put(sample(), true).withheld, 1);
    const std::string all = part("sharedStrings.xml") + part("worksheets/sheet1.xml");
    EXPECT_EQ(all.find("138"), std::string::npos);
    EXPECT_EQ(all.find("有电话"), std::string::npos);
    EXPECT_NE(all.find("单位数"), std::string::npos);
}

TEST_F(WorkbookFile, AColumnThatIsNotThereIsAnErrorAndLeavesNoFile) {
    Workbook book = sample();
    book.summaries[0].measures[1].where[0].column = "grad";
    try {
        put(book);
        FAIL();
    } catch (const base::Error& error) {
        EXPECT_EQ(error.message().id, "export.no_column");
        EXPECT_EQ(error.message().args.front().second, "grad");
    }
    EXPECT_TRUE(fs::is_empty(m_folder));
}

} // namespace
} // namespace wangge::exporter
