// The writers behind export::write(), one function a family of formats.
#pragma once
#include "export/workbook.h"

namespace wangge::exporter {

// Each writes whole, checked tables to `path`, a draft that the caller renames, and throws Error(environment) when the
// disk does not take it; `shown` is the final path that messages name.
void write_csv(const model::Table& table, const std::filesystem::path& path, const std::filesystem::path& shown,
               base::Feedback& feedback);
// Sheets point to tables that the caller keeps.
struct SheetView {
    const model::Table* table;
    std::string_view page_by;
};
void write_xlsx(std::span<const SheetView> sheets, std::span<const Summary> summaries, const PageSetup& page,
                const std::filesystem::path& path, const std::filesystem::path& shown, Written& written,
                base::Feedback& feedback);
void write_kml(std::span<const model::Table> tables, std::span<const TableLook> looks, bool pictures,
               const std::filesystem::path& path, const std::filesystem::path& shown, base::Feedback& feedback);
// The same with the pictures of the looks' symbols beside it in one archive. It is made in memory: up to 4 GiB.
void write_kmz(std::span<const model::Table> tables, std::span<const TableLook> looks,
               const std::filesystem::path& path, const std::filesystem::path& shown, base::Feedback& feedback);
// GeoPackage, Shapefile and GeoJSON.
void write_gis(std::span<const model::Table> tables, std::span<const TableLook> looks, Format format,
               const std::filesystem::path& path, const std::filesystem::path& shown, Written& written,
               base::Feedback& feedback);

// Of the first row that has a shape, else as declared.
model::ShapeKind shape_kind_of(const model::Table& table);

// A spreadsheet program would take this text for a formula or a command.
bool looks_like_formula(std::string_view text);

} // namespace wangge::exporter
