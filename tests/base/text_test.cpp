#include "base/text.h"

#include "base/random.h"

#include <gtest/gtest.h>

namespace wangge::base {
namespace {

TEST(Text, KnowsWellFormedUtf8) {
    EXPECT_TRUE(is_utf8("药店 pharmacy 𬭎"));
    EXPECT_FALSE(is_utf8("\xC0\xAF"));         // overlong '/'
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));     // surrogate
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")); // beyond U+10FFFF
    EXPECT_FALSE(is_utf8("\xE8\x8D"));         // cut off
    EXPECT_TRUE(is_utf8(""));
}

TEST(Text, DetectsTheEncodingOfAFirstBlock) {
    EXPECT_EQ(detect_encoding("\xEF\xBB\xBF名称"), Encoding::utf8_bom);
    EXPECT_EQ(detect_encoding("name,企业"), Encoding::utf8);
    EXPECT_EQ(detect_encoding(std::string("企业").substr(0, 5)), Encoding::utf8); // the block ends inside a character
    EXPECT_EQ(detect_encoding("\xC6\xF3\xD2\xB5"), Encoding::gb18030);
}

TEST(Text, Gb18030KnowsCharactersOfEveryLength) {
    EXPECT_EQ(gb18030_to_utf8("\xC6\xF3\xD2\xB5"), "企业");
    const std::string rare = "𬭎䶮镕"; // four-byte, four-byte, two-byte codes
    EXPECT_EQ(gb18030_to_utf8(utf8_to_gb18030(rare)), rare);
    std::size_t bad = 0;
    EXPECT_EQ(gb18030_to_utf8("A\xFF"
                              "B",
                              &bad),
              "A\xEF\xBF\xBD"
              "B");
    EXPECT_EQ(bad, 1u);
}

TEST(Text, EveryCodePointSurvivesTheWayThroughGb18030) {
    for (char32_t c = 0x20; c < 0x30000; c += 7) {
        if (c >= 0xD800 &&
            c <= 0xF8FF) // surrogates are no characters; private ones differ between editions of the standard
            continue;
        std::string text;
        append_utf8(text, c);
        ASSERT_EQ(gb18030_to_utf8(utf8_to_gb18030(text)), text) << std::hex << static_cast<unsigned>(c);
    }
}

TEST(Text, RandomBytesNeverBreakTheReaders) {
    Random random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes;
        for (std::uint64_t n = random.below(40); n > 0; --n)
            bytes += static_cast<char>(random.below(256));
        EXPECT_TRUE(is_utf8(gb18030_to_utf8(bytes)));
        std::string rebuilt;
        for (const char32_t c : code_points(bytes))
            append_utf8(rebuilt, c);
        EXPECT_TRUE(is_utf8(rebuilt));
        if (is_utf8(bytes)) {
            EXPECT_EQ(rebuilt, bytes);
        }
    }
}

TEST(Text, FoldsWidthAndTrimsWhatPeopleLeaveBehind) {
    EXPECT_EQ(half_width("１２３号ＡＢ（甲）　x～"), "123号AB(甲) x~");
    EXPECT_EQ(trimmed("\xEF\xBB\xBF　 药店\t\xC2\xA0\r\n"), "药店");
    EXPECT_EQ(trimmed("　"), "");
    EXPECT_EQ(lower_ascii("EPSG:药A"), "epsg:药a");
}

TEST(Text, ReadsNumbersWholeOrNotAtAll) {
    double number = 0;
    EXPECT_TRUE(parse_number("+120.25", number));
    EXPECT_EQ(number, 120.25);
    for (const char* wrong : {"", " ", "12a", "1,000", "--1", "0x10"})
        EXPECT_FALSE(parse_number(wrong, number)) << wrong;
    std::int64_t integer = 0;
    EXPECT_TRUE(parse_integer("-42", integer));
    EXPECT_EQ(integer, -42);
    EXPECT_FALSE(parse_integer("4.2", integer));
    EXPECT_FALSE(parse_integer("99999999999999999999", integer));
}

TEST(Text, CountsTerminalColumns) {
    EXPECT_EQ(display_width("药店A"), 5);
    EXPECT_EQ(display_width("𬭎—"), 3);
}

} // namespace
} // namespace wangge::base
