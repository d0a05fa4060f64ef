#include "import/opening.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::import {
namespace {

// Codes are of the national scheme when most of the first rows' are; a notice tells when they are of another.
CodeScheme judge_codes(const Opening& opening, std::vector<base::Message>& notices) {
    const Kind kind = opening.kind;
    if (kind == Kind::cells) // have codes of their own
        return {};
    const Source& source = opening.mapping[kind == Kind::sites || kind == Kind::people ? "village_code" : "code"];
    std::int64_t codes = 0, national = 0;
    std::string example;
    for (std::size_t row = opening.first_data; row < opening.block.size() && source.column >= 0; ++row) {
        std::string code = code_in(opening.block.cell(row, static_cast<std::size_t>(source.column)));
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
        notices.push_back({"import.notice.foreign_codes", {{"example", example}}});
    return {codes > 0 && national * 2 >= codes};
}

std::vector<Sample> samples_of(const Opening& opening, const Gazetteer& gazetteer, const BlockPlaces& places) {
    const PlaceFields fields(opening.mapping);
    const Source &code = opening.mapping["code"], &name = opening.mapping["name"];
    std::vector<Sample> samples;
    const std::size_t first = opening.first_data, rows = opening.block.size();
    const std::size_t step = std::max<std::size_t>(1, (rows - std::min(first, rows)) / 3000);
    for (std::size_t row = first; row < rows; row += step) {
        if (!std::isfinite(places.raw[row].x))
            continue;
        Sample sample{places.raw[row], {}};
        if (!gazetteer.empty() && !needs_shapes(opening.kind)) {
            const Row view{.block = opening.block, .index = row};
            PlaceTexts texts(view, fields);
            if (opening.kind == Kind::villages) {
                texts.village_code = code_in(view.text(code));
                texts.village_name = view.text(name);
            }
            sample.match = gazetteer.locate(texts.clues());
        }
        samples.push_back(sample);
    }
    return samples;
}

bool shape_suits(Kind kind, const Shape& shape) {
    const bool line = shape.index() == 2, area = shape.index() == 3, point = shape.index() == 1;
    switch (kind) {
    case Kind::roads:
        return line;
    case Kind::boundaries:
    case Kind::cells:
        return area;
    case Kind::water:
        return line || area;
    case Kind::villages:
        return area || point;
    default:
        return point;
    }
}

std::vector<std::string> headings_of(const Reader& reader, const RowBlock& block, const ColumnTable& table) {
    return reader.columns.empty() ? find_headings(block, table, {}).columns : reader.columns;
}

} // namespace

bool needs_shapes(Kind kind) {
    return kind == Kind::roads || kind == Kind::boundaries || kind == Kind::water || kind == Kind::cells;
}

double suits(const ColumnTable& table, Kind kind, const Reader& reader, const RowBlock& block,
             const std::filesystem::path& file) {
    if (needs_shapes(kind) && !reader.has_shapes)
        return 0;
    const std::vector<std::string> columns = headings_of(reader, block, table);
    const Mapping mapping = Mapping::guess(table, columns, {});
    double score = 0.1;
    for (const auto& [field, column] : mapping.used())
        score += table.is_common(field) ? 0.5 : 1;
    if (mapping.missing(table, reader.has_shapes, false).empty())
        score += 2;
    std::size_t shapes = 0, good = 0;
    for (const Shape& shape : block.shapes) {
        shapes += shape.index() != 0;
        good += shape_suits(kind, shape);
    }
    if (shapes > 0 && good * 2 < shapes)
        return 0;
    score += shapes > 0 ? 3 : 0;
    const std::string name = base::lower_ascii(file.filename().string() + " " + reader.layer);
    for (const std::string& word : table.file_words())
        if (name.find(word) != std::string::npos)
            return score + 4;
    return score;
}

std::string choose_layer(const std::filesystem::path& file, Kind kind, const Options& options,
                         const ColumnTable& table) {
    const std::vector<std::string> layers = layers_of(file);
    if (!options.layer.empty() || layers.size() <= 1)
        return options.layer;
    std::string best;
    double most = -1;
    for (const std::string& layer : layers) {
        const auto reader = open_reader(file, kind, options, layer);
        RowBlock block;
        if (!reader->read(block, 30))
            continue;
        if (const double score = suits(table, kind, *reader, block, file); score > most) {
            most = score;
            best = layer;
        }
    }
    return best;
}

Opening open_rows(std::unique_ptr<Reader> reader, Kind kind, ColumnTable table, const Options& options) {
    Opening opening{.kind = kind, .table = std::move(table), .reader = std::move(reader)};
    opening.reader->read(opening.block, block_rows);
    if (opening.reader->columns.empty()) {
        opening.headings = find_headings(opening.block, opening.table, options);
        opening.first_data = std::min(opening.block.size(), opening.headings.row + opening.headings.rows);
    } else {
        opening.headings = {.columns = opening.reader->columns, .row = 0, .rows = 0, .known = true};
    }
    opening.mapping = Mapping::guess(opening.table, opening.headings.columns, options);
    return opening;
}

Opening open_file(const std::filesystem::path& file, Kind kind, const Options& options) {
    ColumnTable table = ColumnTable::load(kind);
    auto reader = open_reader(file, kind, options, choose_layer(file, kind, options, table));
    if (needs_shapes(kind) && !reader->has_shapes)
        base::fail_input("import.needs_shapes", {}, file.string());
    return open_rows(std::move(reader), kind, std::move(table), options);
}

bool has_rows(const model::Snapshot& s, Kind kind) {
    return (kind == Kind::sites && s.sites.size() > 0) || (kind == Kind::villages && s.villages.size() > 0) ||
           (kind == Kind::people && s.people.size() > 0);
}

Judgement judge(const Opening& opening, const Options& options, const Context& context, const Gazetteer& gazetteer) {
    Judgement judgement;
    const Reader& reader = *opening.reader;
    CoordinateColumns(opening.mapping, reader.has_shapes).read(opening.block, opening.first_data, judgement.places);
    judgement.codes = judge_codes(opening, judgement.notices);
    judgement.samples = samples_of(opening, gazetteer, judgement.places);
    // Grids are drawn on survey maps, and the middle of a cell says nothing of how near it should be to a road.
    Options known = options;
    if (opening.kind == Kind::cells && !known.datum && !opening.mapping.datum_hint())
        known.datum = geo::Datum::cgcs2000;
    judgement.verdict = decide(judgement.samples, reader.epsg, known, opening.mapping.datum_hint(), context, gazetteer);
    judgement.notices.insert(judgement.notices.end(), judgement.verdict.notices.begin(),
                             judgement.verdict.notices.end());
    return judgement;
}

} // namespace wangge::import
