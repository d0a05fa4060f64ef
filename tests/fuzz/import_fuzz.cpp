// Any bytes as a file of any format and kind: import answers or throws base::Error, and the rows add up. The first byte
// chooses the kind, the second the format.
#include "base/error.h"
#include "import/preview.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

using namespace wangge;

// clang-format 14 takes a line that begins with "import" for a module's.
using import::Options;
using import::Stored;

struct CountingSink : import::Sink {
    std::size_t records = 0;
    void clear(import::Kind) override {}
    Stored put(std::span<const model::Site> rows) override { return count(rows.size()); }
    Stored put(std::span<const model::Village> rows) override { return count(rows.size()); }
    Stored put(std::span<const model::Person> rows) override { return count(rows.size()); }
    Stored put(std::span<const model::Road> rows) override { return count(rows.size()); }
    Stored put(std::span<const model::Boundary> rows) override { return count(rows.size()); }
    Stored put(std::span<const model::Water> rows) override { return count(rows.size()); }
    Stored put(std::span<const model::Cell> rows) override { return count(rows.size()); }
    void put(model::RasterKind, const geo::Raster&) override {}
    void put(std::span<const model::QuarantineRow>) override {}
    void put(std::span<const model::RepairNote>) override {}

private:
    Stored count(std::size_t rows) {
        records += rows;
        return {static_cast<std::int64_t>(rows), 0, 0};
    }
};

constexpr std::array extensions{"csv", "geojson", "kml", "xlsx", "xls", "ods",
                                "dbf", "gpkg",    "osm", "tif",  "hgt", "shp"};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    const auto kind = static_cast<import::Kind>(data[0] % 8);
    static const std::filesystem::path folder = [] {
        const auto path = std::filesystem::temp_directory_path() / ("wangge_fuzz_" + std::to_string(getpid()));
        std::filesystem::create_directories(path);
        std::atexit([] {
            std::filesystem::remove_all(std::filesystem::temp_directory_path() /
                                        ("wangge_fuzz_" + std::to_string(getpid())));
        });
        return path;
    }();
    const std::filesystem::path file = folder / (std::string("input.") + extensions[data[1] % extensions.size()]);
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(data + 2), static_cast<std::streamsize>(size - 2));
    static const geo::Projection projection = geo::Projection::from_epsg(4549);
    static const model::Snapshot snapshot;
    CountingSink sink;
    base::QuietFeedback quiet;
    Options options;
    if (data[0] & 0x80)
        options.constants["name"] = "x";
    try {
        const import::ImportReport report = import::run(file, kind, options, {snapshot, projection}, sink, quiet);
        if (report.read != report.imported + report.repaired + report.quarantined)
            std::abort();
        // The preview reads the same bytes and must say the same.
        import::PreviewOptions looked;
        looked.kind = kind;
        looked.import = options;
        const import::Preview seen = import::preview(file, looked, {snapshot, projection}, quiet);
        if (seen.missing.empty() && seen.report.read != report.read)
            std::abort();
        import::guess_kind(file, {});
    } catch (const base::Error& error) {
        if (error.kind() == base::ErrorKind::bug) {
            std::fprintf(stderr, "%s\n", error.what());
            std::abort();
        }
    }
    std::filesystem::remove(file);
    return 0;
}
