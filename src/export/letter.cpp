#include "export/letter.h"

#include "base/files.h"
#include "export/xml_text.h"
#include "export/zip_file.h"

#include <fmt/format.h>
#include <numeric>

namespace wangge::exporter {
namespace {

using Kind = LetterBlock::Kind;

constexpr int text_width = 8845; // of an A4 page between margins of 27 mm, in twentieths of a point

constexpr const char* content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";

constexpr const char* package_links =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)";

constexpr const char* document_links =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>)";

// As official letters are set (GB/T 9704): 仿宋 of size 三号 with a line of 28 points, headings in 黑体, a title of
// size 二号.
constexpr const char* styles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="360" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="200"/><w:ind w:firstLine="640"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLine="640"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="320" w:lineRule="atLeast"/><w:jc w:val="left"/></w:pPr><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:style></w:styles>)";

std::string run(const std::string& text, bool bold = false) {
    return fmt::format("<w:r>{}<w:t xml:space=\"preserve\">{}</w:t></w:r>", bold ? "<w:rPr><w:b/></w:rPr>" : "",
                       xml_text(text));
}

std::string paragraph(const char* style, const std::string& text, const std::string& more = "", bool bold = false) {
    return fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{}</w:pPr>{}</w:p>\n", style, more, run(text, bold));
}

std::vector<int> widths_of(const LetterBlock& table, std::size_t columns) {
    std::vector<double> shares = table.widths;
    shares.resize(columns, 1);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    std::vector<int> widths;
    for (const double share : shares)
        widths.push_back(static_cast<int>(text_width * share / sum));
    return widths;
}

std::string table_row(const std::vector<std::string>& cells, const std::vector<int>& widths, bool heading) {
    std::string text = "<w:tr><w:trPr><w:cantSplit/>";
    text += heading ? "<w:tblHeader/></w:trPr>" : "</w:trPr>";
    for (std::size_t i = 0; i < widths.size(); ++i)
        text += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}</w:tcPr>{}</w:tc>", widths[i],
                            heading ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EAF1F4\"/>" : "",
                            paragraph("Cell", i < cells.size() ? cells[i] : "", "", heading));
    return text + "</w:tr>\n";
}

std::string grid_of(const std::vector<int>& widths, const char* borders) {
    std::string text =
        fmt::format("<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/>{}<w:tblLayout w:type=\"fixed\"/>"
                    "</w:tblPr><w:tblGrid>",
                    text_width, borders);
    for (const int width : widths)
        text += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
    return text + "</w:tblGrid>\n";
}

std::string table_text(const LetterBlock& block) {
    const std::vector<int> widths = widths_of(block, block.headings.size());
    std::string borders = "<w:tblBorders>";
    for (const char* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        borders += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"5A6672\"/>", side);
    std::string text = grid_of(widths, (borders + "</w:tblBorders>").c_str()) + table_row(block.headings, widths, true);
    for (const auto& row : block.rows)
        text += table_row(row, widths, false);
    return text + "</w:tbl>\n";
}

// Side by side without lines, kept on one page.
std::string signatures_text(const LetterBlock& block) {
    if (block.rows.empty())
        return "";
    const std::vector<std::string>& all = block.rows.front();
    const std::vector<int> widths = widths_of(block, all.size());
    std::string text = paragraph("Normal", "") + grid_of(widths, "") + "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t i = 0; i < all.size(); ++i) {
        text += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>", widths[i]);
        for (std::size_t begin = 0; begin <= all[i].size();) {
            const std::size_t end = std::min(all[i].find('\n', begin), all[i].size());
            text += paragraph("Normal", all[i].substr(begin, end - begin), "<w:jc w:val=\"left\"/>");
            begin = end + 1;
        }
        text += "</w:tc>";
    }
    return text + "</w:tr></w:tbl>\n";
}

std::string block_text(const LetterBlock& block, bool new_page) {
    switch (block.kind) {
    case Kind::title:
        return paragraph("Title", block.text, new_page ? "<w:pageBreakBefore/>" : "");
    case Kind::heading:
        return paragraph("Heading1", block.text);
    case Kind::line:
        return paragraph("Normal", block.text, block.right ? "<w:jc w:val=\"right\"/>" : "<w:jc w:val=\"left\"/>");
    case Kind::paragraph:
    case Kind::item:
        return paragraph("Body", block.text);
    case Kind::table:
        return table_text(block);
    case Kind::signatures:
        return signatures_text(block);
    }
    return "";
}

std::string document_of(std::span<const Letter> letters) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
                       "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\n";
    for (std::size_t i = 0; i < letters.size(); ++i)
        for (std::size_t b = 0; b < letters[i].size(); ++b)
            text += block_text(letters[i][b], i > 0 && b == 0);
    // A document must not end with a table.
    text += "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>\n";
    return text + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1701\" w:right=\"1530\" "
                  "w:bottom=\"1531\" w:left=\"1531\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>"
                  "</w:body></w:document>";
}

} // namespace

void write_letters(std::span<const Letter> letters, const std::string& title, const std::filesystem::path& file) {
    const std::string core = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties "
                             "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                             "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
                             xml_text(title) + "</dc:title></cp:coreProperties>";
    const std::vector<ZipPart> parts{{"[Content_Types].xml", content_types},
                                     {"_rels/.rels", package_links},
                                     {"docProps/core.xml", core},
                                     {"word/document.xml", document_of(letters)},
                                     {"word/styles.xml", styles},
                                     {"word/_rels/document.xml.rels", document_links}};
    base::write_file(file, zip_of(parts));
}

} // namespace wangge::exporter
