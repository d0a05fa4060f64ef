// Comma, semicolon or tab separated text, streamed in blocks of a few megabytes.
#include "import/reader.h"

#include "base/error.h"
#include "base/system_reason.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>

namespace wangge::import {
namespace {

constexpr std::size_t chunk_bytes = 4 << 20;
// A field longer than this means that a quote was never closed.
constexpr std::size_t longest_cell = 1 << 20;

// How many multi-byte sequences read as UTF-8, and how many bytes do not.
struct Utf8Count {
    std::size_t good = 0, bad = 0;

    void add(std::string_view bytes) {
        for (std::size_t i = 0; i < bytes.size();) {
            const auto c = static_cast<unsigned char>(bytes[i]);
            if (c < 0x80) {
                ++i;
                continue;
            }
            const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
            const bool fits = base::is_utf8(bytes.substr(i, length));
            good += fits;
            bad += !fits;
            i += fits ? length : 1;
        }
    }
};

class CsvReader : public Reader {
public:
    CsvReader(const std::filesystem::path& file, const std::string& encoding_option)
        : m_stream(file, std::ios::binary) {
        std::error_code error;
        m_size = std::filesystem::file_size(file, error);
        if (!m_stream || error)
            base::fail_environment("base.cannot_read",
                                   {{"file", file.string()}, {"reason", base::system_reason(errno)}}, file.string());
        judge(file, encoding_option);
    }

    bool read(RowBlock& block, std::size_t most) override {
        block.clear();
        while (block.size() < most && next_row(block)) {
        }
        return block.size() > 0;
    }

    double done() const override {
        return m_size == 0 ? 1 : std::min(1.0, static_cast<double>(m_taken) / static_cast<double>(m_size));
    }

private:
    // One look over the whole file: its encoding; and the separator by what the first lines have most of.
    void judge(const std::filesystem::path& file, const std::string& encoding_option) {
        std::string head;
        Utf8Count count;
        for (std::string chunk; next_chunk(chunk);) {
            if (head.empty())
                head = chunk.substr(0, 65536);
            if (encoding_option == "auto")
                count.add(chunk);
        }
        if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
            base::fail_input("import.utf16", {{"file", file.filename().string()}}, file.string());
        m_gb18030 = encoding_option == "gb18030" ||
                    (encoding_option == "auto" && !head.starts_with("\xEF\xBB\xBF") && count.bad > count.good / 20);
        encoding = m_gb18030 ? "gb18030" : "utf-8";
        std::size_t most = 0;
        for (const char separator : {',', '\t', ';'}) {
            const auto found = static_cast<std::size_t>(std::count(head.begin(), head.end(), separator));
            if (found > most) {
                most = found;
                m_separator = separator;
            }
        }
        m_stream.clear();
        m_stream.seekg(head.starts_with("\xEF\xBB\xBF") ? 3 : 0);
        m_rest.clear();
        m_taken = 0;
    }

    // The next bytes up to a line end; whole characters in any of the encodings. False at the end.
    bool next_chunk(std::string& chunk) {
        chunk = std::move(m_rest);
        m_rest.clear();
        const std::size_t kept = chunk.size();
        chunk.resize(kept + chunk_bytes);
        m_stream.read(chunk.data() + kept, chunk_bytes);
        chunk.resize(kept + static_cast<std::size_t>(m_stream.gcount()));
        m_taken += static_cast<std::size_t>(m_stream.gcount());
        if (chunk.size() == kept + chunk_bytes) {
            const std::size_t line_end = chunk.rfind('\n');
            if (line_end != std::string::npos) {
                m_rest = chunk.substr(line_end + 1);
                chunk.resize(line_end + 1);
            }
        }
        return !chunk.empty();
    }

    bool fill() {
        std::string chunk;
        if (!next_chunk(chunk))
            return false;
        m_text = m_gb18030 ? base::gb18030_to_utf8(chunk) : std::move(chunk);
        m_at = 0;
        return true;
    }

    // The next byte without taking it; -1 at the end.
    int peek() {
        if (m_at == m_text.size() && !fill())
            return -1;
        return static_cast<unsigned char>(m_text[m_at]);
    }

    bool next_row(RowBlock& block) {
        for (;;) {
            if (peek() < 0)
                return false;
            // Counted as a spreadsheet shows it: a record with line breaks inside is one row, a blank line is one too.
            ++m_row;
            read_cells(block);
            if (block.row_is_blank()) {
                block.drop_row();
                continue;
            }
            block.end_row(m_row);
            return true;
        }
    }

    // Cells up to and with the line end. RFC 4180, and as Excel does: a quote inside an unquoted cell is a letter.
    void read_cells(RowBlock& block) {
        for (;;) {
            if (peek() == '"') {
                ++m_at;
                read_quoted(block);
            }
            read_plain(block);
            block.end_cell();
            const int c = peek();
            if (c == static_cast<unsigned char>(m_separator)) {
                ++m_at;
                continue;
            }
            if (c == '\n')
                ++m_at;
            return;
        }
    }

    void read_quoted(RowBlock& block) {
        for (std::size_t length = 0; length < longest_cell; ++length) {
            const int c = peek();
            if (c < 0)
                return;
            ++m_at;
            if (c == '"') {
                if (peek() != '"')
                    return;
                ++m_at;
            }
            block.add_text(static_cast<char>(c));
        }
    }

    void read_plain(RowBlock& block) {
        while (peek() >= 0) {
            const std::size_t begin = m_at;
            while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != '\n')
                ++m_at;
            std::string_view text = std::string_view(m_text).substr(begin, m_at - begin);
            const bool ended = m_at < m_text.size();
            if (ended && m_text[m_at] == '\n' && text.ends_with('\r'))
                text.remove_suffix(1);
            block.add_text(text);
            if (ended)
                return;
        }
    }

    std::ifstream m_stream;
    std::size_t m_size = 0, m_taken = 0;
    bool m_gb18030 = false;
    char m_separator = ',';
    std::string m_rest, m_text;
    std::size_t m_at = 0;
    std::int64_t m_row = 0;
};

} // namespace

std::unique_ptr<Reader> open_csv(const std::filesystem::path& file, const std::string& encoding) {
    return std::make_unique<CsvReader>(file, encoding);
}

} // namespace wangge::import
