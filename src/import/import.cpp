#include "import/import.h"

#include "base/error.h"
#include "base/text.h"
#include "import/landcover.h"
#include "import/opening.h"
#include "import/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::import {
namespace {

constexpr std::array<std::string_view, 11> kind_keys{"sites",      "villages",   "people",  "roads",
                                                     "boundaries", "population", "terrain", "landcover",
                                                     "water",      "basemap",    "cells"};

std::unique_ptr<Taker> make_taker(Desk& desk) {
    switch (desk.kind) {
    case Kind::sites:
        return make_site_taker(desk);
    case Kind::villages:
        return make_village_taker(desk);
    case Kind::people:
        return make_person_taker(desk);
    case Kind::roads:
        return make_road_taker(desk);
    case Kind::boundaries:
        return make_boundary_taker(desk);
    case Kind::cells:
        return make_cell_taker(desk);
    default:
        return make_water_taker(desk);
    }
}

void describe(const Judgement& judgement, const Reader& reader, ImportReport& report) {
    const Verdict& verdict = judgement.verdict;
    const bool any_coordinates = !judgement.samples.empty();
    report.evidence = verdict.evidence;
    report.notices.insert(report.notices.end(), judgement.notices.begin(), judgement.notices.end());
    report.datum = key_of(verdict.datum);
    report.datum_confidence = any_coordinates ? verdict.confidence : 0;
    report.epsg = verdict.epsg;
    if (!reader.crs_name.empty())
        report.crs = reader.crs_name;
    else if (any_coordinates)
        report.crs = fmt::format("EPSG:{}", verdict.epsg == 4490 && reader.epsg == 4326 ? 4326 : verdict.epsg);
}

[[noreturn]] void fail_elsewhere(const std::string& id, const std::string& file, const ImportReport& report, int home) {
    base::fail_input(id, {{"file", file}, {"crs", report.crs}, {"home", fmt::format("EPSG:{}", home)}}, file);
}

// A file of which nothing comes near the county was read by a wrong coordinate system: one refusal that says so,
// instead of a quarantine full of good roads. What a preview tries is only the beginning of a file.
void refuse_elsewhere(const std::string& file, const Judgement& judgement, const Options& options,
                      const Context& context, const ImportReport& report) {
    const auto count = [&](const char* reason) {
        const auto found = report.reasons.find(reason);
        return found == report.reasons.end() ? 0 : found->second;
    };
    const std::int64_t outside = count("outside_county"), broken = count("bad_geometry"), pointless = count("no_line");
    if (options.most_rows > 0 || outside + broken == 0 || judgement.samples.empty() ||
        outside + broken + pointless < report.read)
        return;
    const int home = other_crs_at_home(judgement.samples, judgement.verdict, context);
    fail_elsewhere(home != 0     ? "import.elsewhere_but"
                   : outside > 0 ? "import.elsewhere"
                                 : "import.no_places",
                   file, report, home);
}

// The same before a row is read, where the format says how far its shapes reach; and the file of a province of which,
// by the system that it names, a part lies beyond the border, while by another all of it lies within. A system that the
// user names is believed in that.
void refuse_by_extent(const geo::Box& extent, const std::string& file, const Judgement& judgement,
                      const Options& options, const Context& context, const Placement& placement, const Fence& fence,
                      const ImportReport& report) {
    if (extent.empty() || options.most_rows > 0 || judgement.samples.empty())
        return;
    constexpr int steps = 20;
    std::vector<Sample> lattice;
    for (int i = 0; i <= steps; ++i)
        for (int k = 0; k <= steps; ++k)
            lattice.push_back(
                {{extent.min_x + extent.width() * i / steps, extent.min_y + extent.height() * k / steps}, {}});
    geo::Box reached;
    for (const Sample& sample : lattice) {
        geo::MapPoint p = sample.raw;
        std::uint8_t ignored = 0;
        placement.place({&p, 1}, {&ignored, 1});
        if (!std::isfinite(p.x)) // nothing can be said of the whole
            return;
        reached.add(p);
    }
    // Straight in the file, the edges are curved on the plane.
    constexpr base::Metres margin_of_lines{10000};
    if (!fence.near(reached, {margin_of_lines.value + 0.1 * std::max(reached.width(), reached.height())})) {
        const int home = other_crs_at_home(judgement.samples, judgement.verdict, context);
        fail_elsewhere(home != 0 ? "import.elsewhere_but" : "import.elsewhere", file, report, home);
    }
    constexpr double nearly_all = 0.99, too_few = 0.9;
    if (options.epsg != 0 || share_at_home(lattice, judgement.verdict, context) >= too_few)
        return;
    if (const int home = other_crs_at_home(lattice, judgement.verdict, context, nearly_all); home != 0)
        fail_elsewhere("import.partly_elsewhere", file, report, home);
}

} // namespace

void run_rows(Opening& opening, const std::string& file, const Options& options, const Context& context, Sink& sink,
              base::Feedback& feedback, ImportReport& report) {
    const Kind kind = opening.kind;
    const Reader& reader = *opening.reader;
    report.layer = reader.layer;
    report.encoding = reader.encoding;
    opening.mapping.need_all(opening.table, reader.has_shapes, has_rows(context.snapshot, kind));
    report.columns = opening.mapping.used();

    const Gazetteer gazetteer(context.snapshot);
    const Fence fence(context.snapshot.county);
    Judgement judgement = judge(opening, options, context, gazetteer);
    const Placement placement(judgement.verdict, context.projection);
    describe(judgement, reader, report);
    const bool may_lie_elsewhere = needs_shapes(kind);
    if (may_lie_elsewhere)
        refuse_by_extent(reader.extent, file, judgement, options, context, placement, fence, report);

    Intake intake(kind, file, opening.headings.columns, sink, report);
    Desk desk{.kind = kind,
              .options = options,
              .mapping = opening.mapping,
              .table = opening.table,
              .context = context,
              .gazetteer = gazetteer,
              .fence = fence,
              .codes = judgement.codes,
              .file_name = base::lower_ascii(file + " " + reader.layer),
              .sink = sink,
              .intake = intake};
    const std::unique_ptr<Taker> taker = make_taker(desk);
    if (options.existing == Existing::replace)
        sink.clear(kind);
    const CoordinateColumns coordinates(opening.mapping, reader.has_shapes);
    BlockPlaces& places = judgement.places;
    RowBlock& block = opening.block;
    std::size_t first = opening.first_data;
    const auto enough = [&] { return options.most_rows > 0 && report.read >= options.most_rows; };
    do {
        place_block(placement, block, first, places);
        for (std::size_t row = first; row < block.size() && !enough(); ++row) {
            if (row % 512 == 0)
                feedback.check();
            ++report.read;
            const bool has_shape = reader.has_shapes && block.shapes[row].index() >= 2;
            const Row view{.block = block,
                           .index = row,
                           .point = has_shape && places.shape_good[row] && !needs_shapes(kind) && kind != Kind::villages
                                        ? places.placed[row]
                                        : (has_shape ? geo::MapPoint{NAN, NAN} : places.placed[row]),
                           .raw = places.raw[row],
                           .has_coordinates = places.given[row] != 0,
                           .swapped = places.swapped[row] != 0,
                           .shape = has_shape && places.shape_good[row] ? &block.shapes[row] : nullptr,
                           .shape_broken = has_shape && !places.shape_good[row]};
            intake.changes.clear();
            taker->take(view);
        }
        taker->flush();
        intake.flush();
        feedback.progress(reader.done(), "import.progress");
        first = 0;
        if (enough() || !opening.reader->read(block, block_rows))
            break;
        coordinates.read(block, 0, places);
    } while (true);
    taker->finish();
    intake.flush();
    if (may_lie_elsewhere)
        refuse_elsewhere(file, judgement, options, context, report);
    if (reader.broken > 0)
        report.notices.push_back({"import.notice.broken_off", {{"row", fmt::format("{}", report.read)}}});
    base::ensure(report.read == report.imported + report.repaired + report.quarantined, "every row has one end");
}

std::string_view key_of(Kind kind) {
    return kind_keys[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kind_from_key(std::string_view key) {
    const auto found = std::find(kind_keys.begin(), kind_keys.end(), key);
    return found == kind_keys.end() ? std::nullopt : std::optional(static_cast<Kind>(found - kind_keys.begin()));
}

ImportReport run(const std::filesystem::path& file, Kind kind, const Options& options, const Context& context,
                 Sink& sink, base::Feedback& feedback) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        base::fail_environment("import.no_such_file", {{"file", file.string()}}, file.string());
    ImportReport report;
    report.kind = kind;
    base::ensure(kind != Kind::basemap, "a base map is not read in but referred to");
    if (kind == Kind::landcover)
        run_landcover(file, options, context, sink, feedback, report);
    else if (kind == Kind::population || kind == Kind::terrain)
        run_raster(file, options, context, sink, feedback, report);
    else {
        Opening opening = open_file(file, kind, options);
        run_rows(opening, file.filename().string(), options, context, sink, feedback, report);
    }
    return report;
}

} // namespace wangge::import
