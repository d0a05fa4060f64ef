// Small things around making sheets: what strangers must not see, tables from the engines, file names.
#include "app/public_places.h"
#include "app/sheets/sheet_maker.h"
#include "app/tables.h"
#include "app/view/numbers.h"

#include <fmt/format.h>

namespace wangge::app {

void hide_private(MapRequest& request) {
    const bool all = request.layers.erase("people") > 0;
    request.layers.erase("people.informant");
    request.layers.erase("people.coordinator");
    request.layers.erase("links");
    request.layers.erase("ledger");
    request.snapshot = with_public_places(request.snapshot);
    if (all)
        request.layers.insert("people.inspector");
}

void add_coverage_by_township(paper::Sheet& sheet, const model::Snapshot& snapshot, const base::Catalog& catalog,
                              const PaperChoice& choice, base::Feedback& feedback) {
    if (sheet.scene->fill != render::AreaFill::coverage)
        return;
    const base::Date day = choice.day ? choice.day : base::today();
    const model::Table full = coverage_by_township_table({snapshot, catalog, day, feedback, {}});
    paper::SheetTable table{full.title, {}, {}};
    std::vector<std::size_t> chosen;
    for (const std::string_view id : {"township", "villages", "covered", "uncovered", "people", "people_uncovered"})
        for (std::size_t c = 0; c < full.columns.size(); ++c)
            if (full.columns[c].id == id) {
                chosen.push_back(c);
                const bool number = full.columns[c].type != model::ColumnType::text;
                table.columns.push_back({full.columns[c].title, number ? 1.0 : 1.6, number});
            }
    for (const auto& row : full.rows) {
        table.rows.emplace_back();
        for (const std::size_t c : chosen)
            table.rows.back().cells.push_back(value_text(row[c], full.columns[c]));
    }
    sheet.tables["townships"] = std::move(table);
}

void load_base_maps_for(const paper::Sheet& sheet, const paper::Layout& layout, base::Feedback& feedback) {
    for (const paper::MapFrame& frame : paper::frames_of(sheet, layout))
        render::load_base_maps(*sheet.scene, paper::fine_view(frame), feedback);
}

paper::FileNote note_of(const paper::Sheet& sheet, const PaperChoice& choice) {
    const auto word = [&](std::string_view name) {
        const auto at = sheet.texts.find(name);
        return at == sheet.texts.end() ? std::string() : at->second;
    };
    return {word("title"), choice.makers, word("subtitle"), choice.day};
}

std::string file_name_of(std::size_t number, const std::string& name, const char* extension) {
    std::string clean;
    for (const char c : name)
        clean += static_cast<unsigned char>(c) < 32 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos
                     ? '_'
                     : c;
    return fmt::format("{:03}-{}{}", number, clean, extension);
}

} // namespace wangge::app
