#include "export/export.h"

#include "base/error.h"
#include "base/files.h"
#include "base/system_reason.h"
#include "base/text.h"
#include "export/public_copy.h"
#include "export/writers.h"

#include <algorithm>
#include <fmt/format.h>

#include <unistd.h>

namespace wangge::exporter {
namespace fs = std::filesystem;
namespace {

// A folder beside the final file, for formats of several files and for drivers that leave a journal: its files are
// moved out when all are whole, and it is removed in any case.
class DraftFolder {
public:
    explicit DraftFolder(const fs::path& final_path) : m_final(final_path) {
        m_folder = m_final.parent_path() / fmt::format(".{}.draft-{}", m_final.stem().string(), ::getpid());
        std::error_code error;
        fs::remove_all(m_folder, error);
        if (!fs::create_directory(m_folder, error))
            base::fail_environment("base.cannot_write",
                                   {{"file", m_final.string()}, {"reason", base::system_reason(error)}},
                                   m_final.string());
    }
    ~DraftFolder() {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    DraftFolder(const DraftFolder&) = delete;
    DraftFolder& operator=(const DraftFolder&) = delete;

    fs::path file() const { return m_folder / m_final.filename(); }
    void commit() {
        std::error_code error;
        // The file that was asked for comes last, so that it never stands beside parts of an older one.
        for (const bool last : {false, true})
            for (const fs::path& part : parts()) {
                if ((part.filename() == m_final.filename()) != last)
                    continue;
                fs::rename(part, m_final.parent_path() / part.filename(), error);
                if (error)
                    base::fail_environment("base.cannot_write",
                                           {{"file", m_final.string()}, {"reason", base::system_reason(error)}},
                                           m_final.string());
            }
    }

private:
    std::vector<fs::path> parts() const {
        std::vector<fs::path> found;
        for (const fs::directory_entry& entry : fs::directory_iterator(m_folder))
            if (entry.path().stem() == m_final.stem())
                found.push_back(entry.path());
        return found;
    }
    fs::path m_final, m_folder;
};

void check(const model::Table& table) {
    for (const auto& row : table.rows)
        base::ensure(row.size() == table.columns.size(), "every row of a table has all its columns");
    base::ensure(table.shapes.empty() || table.shapes.size() == table.rows.size(), "one shape a row");
}

std::vector<SheetView> views_of(std::span<const model::Table> tables) {
    std::vector<SheetView> views;
    for (const model::Table& table : tables)
        views.push_back({&table, {}});
    return views;
}

} // namespace

const TableLook* look_of(std::span<const TableLook> looks, const model::Table& table) {
    const auto found = std::ranges::find(looks, table.id, &TableLook::table);
    return found == looks.end() ? nullptr : &*found;
}

Format format_of(const fs::path& path) {
    const std::string extension = base::lower_ascii(path.extension().string());
    if (extension == ".gpkg")
        return Format::geopackage;
    if (extension == ".shp")
        return Format::shapefile;
    if (extension == ".geojson" || extension == ".json")
        return Format::geojson;
    if (extension == ".kml")
        return Format::kml;
    if (extension == ".kmz")
        return Format::kmz;
    if (extension == ".csv")
        return Format::csv;
    if (extension == ".xlsx")
        return Format::xlsx;
    base::fail_input("export.unknown_format", {{"extension", extension}}, path.string());
}

model::ShapeKind shape_kind_of(const model::Table& table) {
    for (const model::Shape& shape : table.shapes)
        if (shape.index() != 0)
            return static_cast<model::ShapeKind>(shape.index());
    return table.shape_kind;
}

Written write(std::span<const model::Table> tables, const fs::path& path, const Options& options,
              base::Feedback& feedback) {
    const Format format = format_of(path);
    const bool holds_many =
        format == Format::geopackage || format == Format::kml || format == Format::kmz || format == Format::xlsx;
    if (tables.size() != 1 && (!holds_many || tables.empty()))
        base::fail_input("export.one_table", {{"extension", path.extension().string()}}, path.string());
    Written written;
    std::vector<model::Table> copies;
    if (options.public_copy) {
        for (const model::Table& table : tables)
            copies.push_back(public_copy(table, written.withheld));
        tables = copies;
    }
    for (const model::Table& table : tables) {
        check(table);
        ++written.tables;
        written.rows += static_cast<std::int64_t>(table.rows.size());
        if (format == Format::shapefile && shape_kind_of(table) == model::ShapeKind::none)
            base::fail_input("export.no_places", {{"layer", table.title}}, path.string());
    }
    std::error_code error;
    if (fs::is_directory(path, error))
        base::fail_environment("base.cannot_write", {{"file", path.string()}, {"reason", "@base.reason.is_folder"}},
                               path.string());
    feedback.progress(0, "export.step.write");
    DraftFolder draft(path.has_parent_path() ? path : fs::path(".") / path);
    if (format == Format::csv)
        write_csv(tables.front(), draft.file(), path, feedback);
    else if (format == Format::xlsx)
        write_xlsx(views_of(tables), {}, {}, draft.file(), path, written, feedback);
    else if (format == Format::kml)
        write_kml(tables, options.looks, false, draft.file(), path, feedback);
    else if (format == Format::kmz)
        write_kmz(tables, options.looks, draft.file(), path, feedback);
    else
        write_gis(tables, options.looks, format, draft.file(), path, written, feedback);
    draft.commit();
    feedback.progress(1, "export.step.write");
    return written;
}

} // namespace wangge::exporter
