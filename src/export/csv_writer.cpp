// CSV as RFC 4180 says, with a byte order mark so that Excel and WPS read Chinese.
#include "base/error.h"
#include "base/system_reason.h"
#include "export/writers.h"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <memory>

namespace wangge::exporter {
namespace {

void append_text(std::string& out, std::string_view text) {
    std::string safe;
    if (looks_like_formula(text)) {
        safe = "'" + std::string(text);
        text = safe;
    }
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

void append_value(std::string& out, const model::Value& value, const model::Column& column) {
    if (const auto* text = std::get_if<std::string>(&value))
        append_text(out, *text);
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
        fmt::format_to(std::back_inserter(out), "{}", *whole);
    else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real))
        fmt::format_to(std::back_inserter(out), "{:.{}f}", *real, column.decimals);
}

} // namespace

bool looks_like_formula(std::string_view text) {
    if (text.empty())
        return false;
    // The wide forms too: an East Asian spreadsheet folds them to the narrow ones.
    for (const std::string_view wide : {"＝", "＋", "－", "＠"})
        if (text.starts_with(wide))
            return true;
    return std::strchr("=+-@\t\r\n", text.front()) != nullptr;
}

void write_csv(const model::Table& table, const std::filesystem::path& path, const std::filesystem::path& shown,
               base::Feedback& feedback) {
    const auto close = [](std::FILE* f) { std::fclose(f); };
    std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "wb"), close);
    const auto fail = [&] {
        base::fail_environment("base.cannot_write", {{"file", shown.string()}, {"reason", base::system_reason(errno)}},
                               shown.string());
    };
    if (!file)
        fail();
    std::string block = "\xEF\xBB\xBF";
    const auto flush = [&] {
        if (std::fwrite(block.data(), 1, block.size(), file.get()) != block.size())
            fail();
        block.clear();
    };
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (c > 0)
            block += ',';
        append_text(block, table.columns[c].title);
    }
    block += "\r\n";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            if (c > 0)
                block += ',';
            append_value(block, table.rows[r][c], table.columns[c]);
        }
        block += "\r\n";
        if (block.size() > 1 << 20) {
            flush();
            feedback.check();
            feedback.progress(static_cast<double>(r) / static_cast<double>(table.rows.size()), "export.step.write");
        }
    }
    flush();
    if (std::fclose(file.release()) != 0)
        fail();
}

} // namespace wangge::exporter
