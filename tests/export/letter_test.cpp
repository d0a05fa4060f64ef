// Letters: a zip of XML that strangers open, and that says what it was given.
#include "base/files.h"
#include "export/letter.h"
#include "export/zip_file.h"

#include <cpl_conv.h>
#include <cpl_minixml.h>
#include <cpl_vsi.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace wangge::exporter {
namespace {
namespace fs = std::filesystem;

class Letters : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("wangge 责任书 " + std::to_string(::getpid()));
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }
    // A part as GDAL unpacks it, checked against its sum.
    std::string part(const fs::path& file, const std::string& name) const {
        GByte* bytes = nullptr;
        vsi_l_offset size = 0;
        const std::string path = "/vsizip/{" + file.string() + "}/" + name;
        if (!VSIIngestFile(nullptr, path.c_str(), &bytes, &size, -1))
            return "(none)";
        std::string text(reinterpret_cast<const char*>(bytes), size);
        VSIFree(bytes);
        return text;
    }
    // All text between tags, paragraph by paragraph.
    static void words(const CPLXMLNode* node, std::string& text) {
        for (; node; node = node->psNext) {
            if (node->eType == CXT_Text)
                text += node->pszValue;
            if (node->eType == CXT_Element)
                words(node->psChild, text);
            if (node->eType == CXT_Element && std::string_view(node->pszValue) == "w:p")
                text += "\n";
        }
    }
    fs::path m_folder;
};

TEST_F(Letters, SayWhatTheyWereGivenOnPagesOfTheirOwn) {
    using Kind = LetterBlock::Kind;
    LetterBlock table{.kind = Kind::table};
    table.headings = {"网格", "村 <&> \"𬭎\""};
    table.rows = {{"33010100120101", "下𬭎村"}, {"33010100120102", ""}};
    const Letter letter{{.kind = Kind::title, .text = "责任书"},
                        {.kind = Kind::line, .text = "编号：1", .right = true},
                        {.kind = Kind::item, .text = "（1）检查\x01"},
                        table,
                        {.kind = Kind::signatures, .rows = {{"单位：\n签字：", "本人："}}}};
    const fs::path file = m_folder / "一 份.docx";
    write_letters(std::vector{letter, letter}, "责任书 & 附件", file);
    const std::string document = part(file, "word/document.xml");
    CPLXMLNode* tree = CPLParseXMLString(document.c_str());
    ASSERT_NE(tree, nullptr) << CPLGetLastErrorMsg();
    std::string text;
    words(tree, text);
    CPLDestroyXMLNode(tree);
    EXPECT_NE(text.find("责任书\n"), std::string::npos);
    EXPECT_NE(text.find("（1）检查\n"), std::string::npos) << "XML knows no control characters";
    EXPECT_NE(text.find("村 <&> \"𬭎\"\n"), std::string::npos);
    EXPECT_NE(text.find("单位：\n签字：\n本人：\n"), std::string::npos);
    std::size_t pages = 0;
    for (std::size_t at = 0; (at = document.find("<w:pageBreakBefore/>", at)) != std::string::npos; ++at)
        ++pages;
    EXPECT_EQ(pages, 1u); // the second letter begins a new page
    EXPECT_NE(part(file, "docProps/core.xml").find("责任书 &amp; 附件"), std::string::npos);
    for (const char* name : {"[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/_rels/document.xml.rels"}) {
        CPLXMLNode* each = CPLParseXMLString(part(file, name).c_str());
        EXPECT_NE(each, nullptr) << name;
        CPLDestroyXMLNode(each);
    }
    const std::string once = base::read_file(file);
    write_letters(std::vector{letter, letter}, "责任书 & 附件", file);
    EXPECT_EQ(base::read_file(file), once);
    EXPECT_EQ(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()), 1);
}

TEST(Zip, HoldsEveryByte) {
    std::string noise;
    for (int i = 0; i < 100000; ++i)
        noise += static_cast<char>((i * 7919) >> (i % 5));
    const std::string zip = zip_of(std::vector<ZipPart>{{"a/空.txt", ""}, {"b.bin", noise}});
    const std::string name = "/vsimem/wangge-test.zip";
    VSIFCloseL(
        VSIFileFromMemBuffer(name.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(zip.data())), zip.size(), FALSE));
    for (const auto& [part, wanted] : {std::pair<std::string, std::string>{"a/空.txt", ""}, {"b.bin", noise}}) {
        GByte* bytes = nullptr;
        vsi_l_offset size = 0;
        ASSERT_TRUE(VSIIngestFile(nullptr, ("/vsizip/{" + name + "}/" + part).c_str(), &bytes, &size, -1)) << part;
        EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes), size), wanted);
        VSIFree(bytes);
    }
    VSIUnlink(name.c_str());
}

} // namespace
} // namespace wangge::exporter
