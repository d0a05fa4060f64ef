#include "import/import.h"

#include "base/error.h"
#include "base/text.h"
#include "import/coordinates.h"
#include "import/landcover.h"
#include "import/raster.h"
#include "import/reader.h"
#include "import/takers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::import {
namespace {

constexpr std::array<std::string_view, 10> kind_keys{"sites",      "villages", "people",    "roads", "boundaries",
                                                     "population", "terrain",  "landcover", "water", "basemap"};
constexpr std::size_t block_rows = 20000;

bool needs_shapes(Kind kind) {
    return kind == Kind::roads || kind == Kind::boundaries || kind == Kind::water;
}

// The layer whose headings and shapes suit the kind best; of equals the first.
std::string best_layer(const std::filesystem::path& file, Kind kind, const Options& options, const ColumnTable& table) {
    const std::vector<std::string> layers = layers_of(file);
    if (!options.layer.empty() || layers.size() <= 1)
        return options.layer;
    std::string best;
    int most = -1;
    for (const std::string& layer : layers) {
        const auto reader = open_reader(file, kind, options, layer);
        RowBlock block;
        if (!reader->read(block, 30))
            continue;
        int score = 0;
        if (reader->columns.empty()) {
            for (std::size_t row = 0; row < block.size(); ++row)
                score = std::max(score, table.known(block, row));
        } else {
            RowBlock headings;
            for (const std::string& column : reader->columns)
                headings.add_cell(column);
            headings.end_row(1);
            score = table.known(headings, 0);
        }
        for (const Shape& shape : block.shapes) {
            const bool line = shape.index() == 2, area = shape.index() == 3, point = shape.index() == 1;
            const bool suits = kind == Kind::roads        ? line
                               : kind == Kind::boundaries ? area
                               : kind == Kind::water      ? line || area
                               : kind == Kind::villages   ? area || point
                                                          : point;
            score += suits ? 10 : 0;
        }
        if (score > most) {
            most = score;
            best = layer;
        }
    }
    return best;
}

// Whether most codes of the first rows are of the national scheme; a notice tells when they are of another.
CodeScheme judge_codes(Kind kind, const Mapping& mapping, const RowBlock& block, std::size_t first,
                       ImportReport& report) {
    const Source& source = mapping[kind == Kind::sites || kind == Kind::people ? "village_code" : "code"];
    std::int64_t codes = 0, national = 0;
    std::string example;
    for (std::size_t row = first; row < block.size() && source.column >= 0; ++row) {
        std::string code = code_in(block.cell(row, static_cast<std::size_t>(source.column)));
        if (code.empty())
            continue;
        ++codes;
        if (example.empty())
            example = code;
        if (kind != Kind::villages && (code.size() == 6 || code.size() == 9))
            code.resize(12, '0');
        national += is_division_code(code);
    }
    if (codes > 0 && national * 2 < codes)
        report.notices.push_back({"import.notice.foreign_codes", {{"example", example}}});
    return {codes > 0 && national * 2 >= codes};
}

std::vector<Sample> samples_of(Kind kind, const Mapping& mapping, const Gazetteer& gazetteer, const RowBlock& block,
                               std::size_t first, const BlockPlaces& places) {
    const PlaceFields fields(mapping);
    const Source &code = mapping["code"], &name = mapping["name"];
    std::vector<Sample> samples;
    const std::size_t step = std::max<std::size_t>(1, (block.size() - first) / 3000);
    for (std::size_t row = first; row < block.size(); row += step) {
        if (!std::isfinite(places.raw[row].x))
            continue;
        Sample sample{places.raw[row], {}};
        if (!gazetteer.empty() && !needs_shapes(kind)) {
            const Row view{.block = block, .index = row};
            PlaceTexts texts(view, fields);
            if (kind == Kind::villages) {
                texts.village_code = code_in(view.text(code));
                texts.village_name = view.text(name);
            }
            sample.match = gazetteer.locate(texts.clues());
        }
        samples.push_back(sample);
    }
    return samples;
}

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
    default:
        return make_water_taker(desk);
    }
}

void describe(const Verdict& verdict, const Reader& reader, bool any_coordinates, ImportReport& report) {
    report.evidence = verdict.evidence;
    report.notices.insert(report.notices.end(), verdict.notices.begin(), verdict.notices.end());
    report.datum = key_of(verdict.datum);
    report.datum_confidence = any_coordinates ? verdict.confidence : 0;
    if (!reader.crs_name.empty())
        report.crs = reader.crs_name;
    else if (any_coordinates)
        report.crs = fmt::format("EPSG:{}", verdict.epsg == 4490 && reader.epsg == 4326 ? 4326 : verdict.epsg);
}

void run_table(const std::filesystem::path& file, const Options& options, const Context& context, Sink& sink,
               base::Feedback& feedback, ImportReport& report) {
    const Kind kind = report.kind;
    const ColumnTable table = ColumnTable::load(kind);
    const auto reader = open_reader(file, kind, options, best_layer(file, kind, options, table));
    if (needs_shapes(kind) && !reader->has_shapes)
        base::fail_input("import.needs_shapes", {}, file.string());
    report.layer = reader->layer;
    report.encoding = reader->encoding;

    RowBlock block;
    reader->read(block, block_rows);
    std::size_t first = 0;
    const std::vector<std::string> columns =
        reader->columns.empty() ? find_headings(block, table, options, first) : reader->columns;
    const model::Snapshot& s = context.snapshot;
    const bool partial = (kind == Kind::sites && s.sites.size() > 0) ||
                         (kind == Kind::villages && s.villages.size() > 0) ||
                         (kind == Kind::people && s.people.size() > 0);
    const Mapping mapping = Mapping::make(table, columns, options, reader->has_shapes, partial);
    report.columns = mapping.used();

    const Gazetteer gazetteer(s);
    const Fence fence(s.county);
    const CoordinateColumns coordinates(mapping, reader->has_shapes);
    BlockPlaces places;
    coordinates.read(block, first, places);
    const CodeScheme codes = judge_codes(kind, mapping, block, first, report);
    const std::vector<Sample> samples = samples_of(kind, mapping, gazetteer, block, first, places);
    const Placement placement(decide(samples, reader->epsg, options, mapping.datum_hint(), context, gazetteer),
                              context.projection);
    describe(placement.verdict(), *reader, !samples.empty(), report);

    Intake intake(kind, file.filename().string(), columns, sink, report);
    Desk desk{.kind = kind,
              .options = options,
              .mapping = mapping,
              .table = table,
              .context = context,
              .gazetteer = gazetteer,
              .fence = fence,
              .codes = codes,
              .file_name = base::lower_ascii(file.filename().string() + " " + reader->layer),
              .sink = sink,
              .intake = intake};
    const std::unique_ptr<Taker> taker = make_taker(desk);
    if (options.existing == Existing::replace)
        sink.clear(kind);
    const bool shapes = reader->has_shapes;
    do {
        place_block(placement, block, first, places);
        for (std::size_t row = first; row < block.size(); ++row) {
            if (row % 512 == 0)
                feedback.check();
            ++report.read;
            const bool has_shape = shapes && block.shapes[row].index() >= 2;
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
        feedback.progress(reader->done(), "import.progress");
        first = 0;
        if (!reader->read(block, block_rows))
            break;
        coordinates.read(block, 0, places);
    } while (true);
    taker->finish();
    intake.flush();
    if (reader->broken > 0)
        report.notices.push_back({"import.notice.broken_off", {{"row", fmt::format("{}", report.read)}}});
    base::ensure(report.read == report.imported + report.repaired + report.quarantined, "every row has one end");
}

} // namespace

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
    if (kind == Kind::basemap)
        base::fail_input("import.not_supported", {{"kind", "basemap"}, {"format", extension_of(file)}}, file.string());
    if (kind == Kind::landcover)
        run_landcover(file, options, context, sink, feedback, report);
    else if (kind == Kind::population || kind == Kind::terrain)
        run_raster(file, options, context, sink, feedback, report);
    else
        run_table(file, options, context, sink, feedback, report);
    return report;
}

} // namespace wangge::import
