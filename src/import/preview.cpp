#include "import/preview.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "geo/zones.h"
#include "import/opening.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <set>

namespace wangge::import {
namespace {

// Keeps what is told of rows and counts the records.
class TrialSink : public Sink {
public:
    std::vector<model::QuarantineRow> quarantine;
    std::vector<model::RepairNote> notes;
    std::int64_t unplaced = 0;

    void clear(Kind) override {}
    Stored put(std::span<const model::Site> rows) override {
        for (const model::Site& site : rows)
            unplaced += site.position.quality == model::PositionQuality::none;
        return {};
    }
    Stored put(std::span<const model::Village>) override { return {}; }
    Stored put(std::span<const model::Person>) override { return {}; }
    Stored put(std::span<const model::Road>) override { return {}; }
    Stored put(std::span<const model::Boundary>) override { return {}; }
    Stored put(std::span<const model::Water>) override { return {}; }
    Stored put(std::span<const model::Cell>) override { return {}; }
    void put(model::RasterKind, const geo::Raster&) override {}
    void put(std::span<const model::QuarantineRow> rows) override {
        quarantine.insert(quarantine.end(), rows.begin(), rows.end());
    }
    void put(std::span<const model::RepairNote> rows) override { notes.insert(notes.end(), rows.begin(), rows.end()); }
};

bool is_raster(const std::string& extension) {
    static const std::set<std::string> known{"tif", "tiff", "hgt", "hgt.zip", "asc", "img", "vrt", "bil"};
    return known.contains(extension);
}

bool is_grid(Kind kind) {
    return kind == Kind::population || kind == Kind::terrain || kind == Kind::landcover;
}

bool is_text(const std::string& extension) {
    return extension == "csv" || extension == "tsv" || extension == "txt";
}

bool is_shapefile(const std::string& extension) {
    return extension == "shp" || extension == "dbf" || extension == "zip";
}

// The first words that are not plain Latin, read in the encoding that was not chosen.
void read_otherwise(const std::filesystem::path& file, Preview& preview) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(4096, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    const auto far = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    at = static_cast<std::size_t>(std::find_if(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(), far) -
                                  bytes.begin());
    if (at == bytes.size())
        return;
    const std::size_t end = std::min(bytes.find_first_of("\r\n,;\t", at), at + 24);
    const std::string words = bytes.substr(at, end - at);
    const bool chosen_utf8 = preview.report.encoding == "utf-8";
    preview.other_encoding = chosen_utf8 ? "gb18030" : "utf-8";
    if (chosen_utf8)
        preview.other_text = base::gb18030_to_utf8(words);
    else
        for (const char32_t c : base::code_points(words))
            base::append_utf8(preview.other_text, c);
}

std::string joined_cells(const RowBlock& block, std::size_t row) {
    constexpr std::size_t longest = 120;
    std::string text;
    for (std::size_t column = 0; column < block.cells(row) && text.size() < longest; ++column)
        if (const std::string_view cell = base::trimmed(block.cell(row, column)); !cell.empty())
            text += (text.empty() ? "" : "  ") + std::string(cell.substr(0, longest));
    std::string clean;
    for (const char32_t c : base::code_points(text))
        if (c >= 32 && c != 0xFFFD)
            base::append_utf8(clean, c);
    return clean;
}

std::string shown_cell(std::string_view cell) {
    constexpr std::size_t longest = 300;
    std::string text;
    for (char32_t c : base::code_points(base::trimmed(cell.substr(0, longest))))
        base::append_utf8(text, c < 32 ? U' ' : c);
    return text;
}

// Which columns a reason speaks of: the cell with that text, else the columns of the fields that such a reason is
// about.
void mark(PreviewRow& row, const std::string& reason, const std::string& before, const Mapping& mapping) {
    const auto add = [&](int column) {
        if (column >= 0 &&
            std::find(row.marked.begin(), row.marked.end(), static_cast<std::size_t>(column)) == row.marked.end())
            row.marked.push_back(static_cast<std::size_t>(column));
    };
    const auto fields = [&](std::initializer_list<const char*> names) {
        for (const char* field : names)
            add(mapping[field].column);
    };
    if (reason == "swapped_xy" || reason == "outside_county" || reason == "located" ||
        reason.starts_with("bad_coordinates") || reason == "no_position")
        fields({"lon", "lat", "x", "y", "coordinates"});
    else if (reason == "credit_code_check")
        fields({"credit_code"});
    else if (reason == "duplicate" || reason == "exists" || reason == "duplicate_merged" || reason == "no_identity")
        mapping["key"].given() ? fields({"key"}) : fields({"licence_number", "credit_code", "name", "code"});
    else if (reason == "bad_code" || reason == "unknown_parent")
        fields({"village_code", "township_code", "code"});
    else
        for (std::size_t column = 0; column < row.cells.size(); ++column)
            if (!before.empty() && row.cells[column] == before)
                add(static_cast<int>(column));
}

// Whether a cell holds what the field asks for: a number, a date, a word of its vocabulary, a code that checks.
bool holds(const ColumnTable& table, const std::string& field, const std::string& text) {
    static const std::set<std::string> numbers{"x",
                                               "y",
                                               "population",
                                               "households",
                                               "population_over_65",
                                               "hazards_found",
                                               "training_hours",
                                               "capacity_hours",
                                               "capacity_people"};
    static const std::set<std::string> dates{"last_visit",      "licence_expiry",    "start", "end", "last_training",
                                             "last_assessment", "certificate_expiry"};
    static const std::set<std::string> words{"kind",  "grade",      "previous_grade",   "role",
                                             "level", "road_class", "urban_rural_class"};
    static const std::set<std::string> codes{"township_code", "village_code"};
    if (field == "lon" || field == "lat")
        return coordinate_in(text).has_value();
    if (field == "coordinates")
        return coordinate_pair_in(text).has_value();
    if (numbers.contains(field))
        return number_in(text).has_value();
    if (dates.contains(field))
        return base::parse_date(text).has_value() || text.find("长期") != std::string::npos;
    if (words.contains(field))
        return !table.value(field == "previous_grade" ? "grade" : field, text).empty();
    if (field == "credit_code")
        return credit_code_holds(code_in(text));
    const bool digits = text.find_first_not_of("0123456789.+Ee ") == std::string::npos;
    if (codes.contains(field))
        return digits;
    return !(digits && (field == "name" || field == "village_name" || field == "township_name" || field == "address" ||
                        field == "owner" || field == "employer"));
}

// Of the first rows; blank cells say nothing.
void measure_fit(const Opening& opening, Preview& preview) {
    constexpr std::size_t most = 500;
    const RowBlock& block = opening.block;
    const std::size_t end = std::min(block.size(), opening.first_data + most);
    for (const auto& [field, column] : preview.field_column) {
        std::size_t filled = 0, good = 0;
        for (std::size_t row = opening.first_data; row < end; ++row) {
            const std::string text(base::trimmed(block.cell(row, static_cast<std::size_t>(column))));
            if (text.empty())
                continue;
            ++filled;
            good += holds(opening.table, field, text);
        }
        if (filled > 0)
            preview.fit[field] = static_cast<double>(good) / static_cast<double>(filled);
    }
}

void judge_rows(const Opening& opening, const RowBlock& block, const Judgement& judgement, const TrialSink& sink,
                const PreviewOptions& options, Preview& preview) {
    std::map<std::int64_t, std::vector<std::pair<std::string, std::string>>> told; // row -> reason, text before
    std::set<std::int64_t> refused, repaired;
    for (const model::QuarantineRow& row : sink.quarantine) {
        told[row.row].emplace_back(row.reason, "");
        refused.insert(row.row);
    }
    for (const model::RepairNote& note : sink.notes) {
        told[note.row].emplace_back(note.reason, note.before);
        if (note.reason != "credit_code_check")
            repaired.insert(note.row);
    }
    const bool shapes = opening.reader->has_shapes;
    std::size_t with_reasons = 0, plain = 0;
    for (std::size_t i = opening.first_data; i < block.size(); ++i) {
        PreviewRow row{.number = block.number(i)};
        const auto found = told.find(row.number);
        if (found != told.end() ? ++with_reasons > options.rows_with_reasons : ++plain > options.first_rows)
            continue;
        for (std::size_t column = 0; column < preview.columns.size(); ++column)
            row.cells.push_back(shown_cell(block.cell(i, column)));
        if (found != told.end())
            for (const auto& [reason, before] : found->second) {
                row.reasons.push_back(reason);
                mark(row, reason, before, opening.mapping);
            }
        if (refused.contains(row.number))
            row.fate = RowFate::quarantined;
        else if (repaired.contains(row.number))
            row.fate = RowFate::repaired;
        else if (opening.kind == Kind::sites && !shapes && sink.unplaced > 0 && judgement.places.given[i] == 0)
            row.fate = RowFate::unplaced;
        preview.rows.push_back(std::move(row));
    }
}

// The same points under each datum that comes into question.
void place_points(const Judgement& judgement, std::size_t most, const Context& context, Preview& preview) {
    const Verdict& verdict = judgement.verdict;
    const bool degrees = verdict.epsg == 4490 || verdict.epsg == 4326;
    preview.hypotheses = degrees ? std::vector<geo::Datum>{geo::Datum::cgcs2000, geo::Datum::gcj02, geo::Datum::bd09}
                                 : std::vector<geo::Datum>{geo::Datum::cgcs2000};
    const std::size_t step = std::max<std::size_t>(1, judgement.samples.size() / std::max<std::size_t>(1, most));
    std::vector<geo::MapPoint> raw;
    for (std::size_t i = 0; i < judgement.samples.size(); i += step)
        raw.push_back(judgement.samples[i].raw);
    preview.points.resize(raw.size());
    for (const geo::Datum datum : preview.hypotheses) {
        Verdict trial = verdict;
        trial.datum = datum;
        std::vector<geo::MapPoint> placed = raw;
        std::vector<std::uint8_t> swapped(placed.size());
        Placement(trial, context.projection).place(placed, swapped);
        for (std::size_t i = 0; i < placed.size(); ++i)
            preview.points[i].at.push_back(placed[i]);
    }
}

int suggested_zone(const Judgement& judgement) {
    const Verdict& verdict = judgement.verdict;
    if (judgement.samples.empty())
        return 0;
    if (verdict.epsg != 4490 && verdict.epsg != 4326) {
        const auto zone = geo::zone_of_epsg(verdict.epsg);
        return zone ? geo::epsg_of(*zone, false) : verdict.epsg;
    }
    std::vector<double> longitudes;
    for (const Sample& sample : judgement.samples)
        longitudes.push_back(std::max(sample.raw.x, sample.raw.y)); // in China a longitude is the larger of the two
    std::nth_element(longitudes.begin(), longitudes.begin() + static_cast<std::ptrdiff_t>(longitudes.size() / 2),
                     longitudes.end());
    const auto zone = geo::zone_at(longitudes[longitudes.size() / 2], 3);
    return zone ? geo::epsg_of(*zone, false) : 0;
}

void preview_table(const std::filesystem::path& file, const PreviewOptions& options, const Context& context,
                   base::Feedback& feedback, Preview& preview) {
    const std::string extension = extension_of(file);
    Options asked = options.import;
    asked.most_rows = options.most_rows;
    preview.layers = layers_of(file);
    if (preview.layers.size() < 2)
        preview.layers.clear();
    if (is_text(extension) || is_shapefile(extension))
        preview.encodings = {"auto", "utf-8", "gb18030"};
    Opening opening = open_file(file, preview.kind, asked);
    const Reader& reader = *opening.reader;
    preview.report.layer = asked.layer = reader.layer;
    preview.report.encoding = reader.encoding;
    if (is_text(extension))
        read_otherwise(file, preview);
    if (reader.columns.empty() && opening.block.size() > 0) {
        constexpr std::size_t head_rows = 12;
        preview.header_row = static_cast<int>(opening.block.number(opening.headings.row));
        preview.header_rows = static_cast<int>(opening.headings.rows);
        for (std::size_t row = 0; row < std::min(head_rows, opening.block.size()); ++row)
            preview.head.emplace_back(opening.block.number(row), joined_cells(opening.block, row));
    }
    for (const std::string& name : unique_names(opening.headings.columns))
        preview.columns.push_back(shown_cell(name));
    preview.fields = opening.table.fields();
    preview.needs = opening.table.needs();
    for (const std::string& field : preview.fields)
        if (const Source& source = opening.mapping[field]; source.column >= 0)
            preview.field_column[field] = source.column;
    measure_fit(opening, preview);
    preview.missing =
        opening.mapping.missing(opening.table, reader.has_shapes, has_rows(context.snapshot, preview.kind));
    feedback.check();

    const Gazetteer gazetteer(context.snapshot);
    Judgement judgement = judge(opening, asked, context, gazetteer);
    place_points(judgement, options.points, context, preview);
    preview.suggested_epsg = suggested_zone(judgement);
    TrialSink sink;
    const RowBlock first_block = opening.block; // reading on replaces it
    if (preview.missing.empty()) {
        run_rows(opening, file.filename().string(), asked, context, sink, feedback, preview.report);
        preview.whole_file = preview.report.read < options.most_rows;
        preview.unplaced = sink.unplaced;
        // With the datum given there was nothing to decide; a person still wants to see the case for each.
        if (asked.datum && preview.hypotheses.size() > 1) {
            Verdict trial = judgement.verdict;
            weigh_datums(judgement.samples, opening.mapping.datum_hint(), context, gazetteer, trial);
            preview.report.evidence = trial.evidence;
        }
    }
    judge_rows(opening, first_block, judgement, sink, options, preview);
}

} // namespace

std::string_view key_of(RowFate fate) {
    static constexpr std::array<std::string_view, 4> keys{"imported", "repaired", "unplaced", "quarantined"};
    return keys[static_cast<std::size_t>(fate)];
}

Kind guess_kind(const std::filesystem::path& file, const Options& options) {
    const std::string extension = extension_of(file), name = base::lower_ascii(file.filename().string());
    if (is_raster(extension)) {
        const auto says = [&](std::initializer_list<const char*> words) {
            return std::any_of(words.begin(), words.end(),
                               [&](const char* word) { return name.find(word) != std::string::npos; });
        };
        return says({"pop", "ppp", "人口", "people"})                                         ? Kind::population
               : says({"basemap", "imagery", "底图", "影像", "tdt", "天地图"})                ? Kind::basemap
               : says({"landcover", "land_cover", "worldcover", "globeland", "土地", "地类"}) ? Kind::landcover
                                                                                              : Kind::terrain;
    }
    if (extension == "mbtiles")
        return Kind::basemap;
    if (extension == "pbf" || extension == "osm")
        return Kind::roads;
    Kind best = Kind::sites;
    double most = 0;
    std::vector<std::string> layers = layers_of(file);
    if (!options.layer.empty())
        layers = {options.layer};
    constexpr std::size_t most_layers = 12;
    layers.resize(std::min(layers.size(), most_layers));
    for (const std::string& layer : layers) {
        const auto reader = open_reader(file, Kind::sites, options, layer);
        RowBlock block;
        if (!reader->read(block, 30))
            continue;
        for (const Kind kind :
             {Kind::sites, Kind::villages, Kind::people, Kind::boundaries, Kind::roads, Kind::water, Kind::cells})
            if (const double score = suits(ColumnTable::load(kind), kind, *reader, block, file); score > most) {
                most = score;
                best = kind;
            }
    }
    return best;
}

Preview preview(const std::filesystem::path& file, const PreviewOptions& options, const Context& context,
                base::Feedback& feedback) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        base::fail_environment("import.no_such_file", {{"file", file.string()}}, file.string());
    Preview preview;
    preview.kind_guessed = !options.kind;
    preview.kind = options.kind ? *options.kind : guess_kind(file, options.import);
    preview.report.kind = preview.kind;
    if (preview.kind == Kind::basemap)
        return preview; // is referred to, not read
    if (is_grid(preview.kind)) {
        TrialSink sink;
        preview.report = run(file, preview.kind, options.import, context, sink, feedback);
    } else {
        preview_table(file, options, context, feedback, preview);
    }
    return preview;
}

} // namespace wangge::import
