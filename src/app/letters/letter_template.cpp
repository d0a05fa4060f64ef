#include "app/letters/letter_template.h"

#include "app/language.h"
#include "base/error.h"
#include "base/files.h"
#include "style/reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::app {
namespace fs = std::filesystem;
namespace {

using exporter::LetterBlock;
using style::Reader;
constexpr std::string_view kinds[] = {"title", "heading", "line", "paragraph", "items", "table", "signatures"};
constexpr std::string_view receivers[] = {"inspector", "coordinator", "informant", "cell"};

// Runs over the text and gives every placeholder to `put`.
std::string replaced(const std::string& text, const std::function<std::string(std::string_view)>& put) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('{', at), close = text.find('}', open);
        if (open == std::string::npos || close == std::string::npos)
            return result + text.substr(at);
        result += text.substr(at, open - at) + put(std::string_view(text).substr(open + 1, close - open - 1));
        at = close + 1;
    }
    return result;
}

std::string checked(const std::string& text, const std::string& where) {
    return replaced(text, [&](std::string_view field) {
        if (std::ranges::find(LetterTemplate::known_fields(), field) == LetterTemplate::known_fields().end())
            base::fail_input("letters.unknown_field",
                             {{"field", std::string(field)},
                              {"known", fmt::format("{}", fmt::join(LetterTemplate::known_fields(), " "))}},
                             where);
        return "{" + std::string(field) + "}";
    });
}

// {"zh": ..., "en": ...}
std::string words(Reader texts, const base::Catalog& catalog) {
    const std::string zh = texts.text("zh"), en = texts.text("en");
    texts.finish();
    return checked(language_of(catalog) == "zh" ? zh : en, texts.where());
}

} // namespace

std::vector<std::string> letter_names() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(base::data_folder() / "letters"))
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

const std::vector<std::string_view>& LetterTemplate::known_fields() {
    static const std::vector<std::string_view> fields{
        "county", "number", "year",       "date",  "name",       "role",   "phone", "employer", "township",
        "second", "cells",  "cell_count", "sites", "site_count", "people", "hours", "villages"};
    return fields;
}

const std::vector<std::string_view>& LetterTemplate::known_tables() {
    static const std::vector<std::string_view> tables{"cells", "sites", "villages"};
    return tables;
}

LetterTemplate LetterTemplate::load(const std::string& name_or_path, const base::Catalog& catalog) {
    fs::path file = name_or_path;
    if (!name_or_path.ends_with(".json")) {
        const std::vector<std::string> names = letter_names();
        if (std::ranges::find(names, name_or_path) == names.end())
            base::fail_input("letters.unknown",
                             {{"template", name_or_path}, {"known", fmt::format("{}", fmt::join(names, " "))}},
                             "--template");
        file = base::data_folder() / "letters" / (name_or_path + ".json");
    }
    const nlohmann::json json = style::read_json(file);
    Reader page(json, file.filename().string() + ": ");
    LetterTemplate result;
    result.m_for = static_cast<LetterFor>(page.choice("for", receivers));
    result.m_title = words(page.object("name"), catalog);
    for (Reader& block : page.objects("blocks")) {
        Block one;
        const std::size_t kind = block.choice("block", kinds);
        one.block.kind = static_cast<LetterBlock::Kind>(kind);
        switch (one.block.kind) {
        case LetterBlock::Kind::item: {
            std::size_t number = 0;
            for (Reader& text : block.objects("texts")) {
                Block item;
                item.block.kind = LetterBlock::Kind::item;
                item.block.text = words(text, catalog);
                item.block.text =
                    catalog.say({"letters.item", {{"number", std::to_string(++number)}, {"text", item.block.text}}});
                result.m_blocks.push_back(std::move(item));
            }
            block.finish();
            continue;
        }
        case LetterBlock::Kind::table: {
            const auto& known = known_tables();
            one.table = known[block.choice("of", known)];
            break;
        }
        case LetterBlock::Kind::signatures:
            one.block.rows.emplace_back();
            for (Reader& text : block.objects("texts"))
                one.block.rows.back().push_back(words(text, catalog));
            break;
        default:
            one.block.text = words(block.object("text"), catalog);
            one.block.right = block.flag("right", false);
        }
        block.finish();
        result.m_blocks.push_back(std::move(one));
    }
    page.finish();
    return result;
}

exporter::Letter LetterTemplate::fill(const std::function<std::string(std::string_view)>& field,
                                      const std::function<Table(std::string_view)>& table) const {
    exporter::Letter letter;
    for (const Block& block : m_blocks) {
        LetterBlock one = block.block;
        one.text = replaced(one.text, field);
        for (auto& row : one.rows)
            for (std::string& cell : row)
                cell = replaced(cell, field);
        if (!block.table.empty()) {
            Table filled = table(block.table);
            if (filled.rows.empty()) {
                if (!letter.empty() && letter.back().kind == LetterBlock::Kind::heading)
                    letter.pop_back();
                continue;
            }
            one.headings = std::move(filled.headings);
            one.widths = std::move(filled.widths);
            one.rows = std::move(filled.rows);
        }
        letter.push_back(std::move(one));
    }
    return letter;
}

} // namespace wangge::app
