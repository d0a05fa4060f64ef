// A file opened: headings found, columns mapped, coordinates judged - what preview, import and mending begin with.
#pragma once
#include "import/coordinates.h"
#include "import/reader.h"
#include "import/takers.h"

namespace wangge::import {

inline constexpr std::size_t block_rows = 20000;

// Kinds whose rows are lines or areas.
bool needs_shapes(Kind kind);

// How well a layer suits a kind: headings that this kind knows and few others do, shapes, words in the file's name. 0 =
// it cannot be this kind.
double suits(const ColumnTable& table, Kind kind, const Reader& reader, const RowBlock& block,
             const std::filesystem::path& file);

// The layer that the options name, else the one that suits the kind best; of equals the first.
std::string choose_layer(const std::filesystem::path& file, Kind kind, const Options& options,
                         const ColumnTable& table);

// Rows up to the end of the first block, with their headings and the columns as far as they can be guessed.
struct Opening {
    Kind kind = Kind::sites;
    ColumnTable table;
    std::unique_ptr<Reader> reader;
    RowBlock block;
    Headings headings; // rows = 0: the format's own
    std::size_t first_data = 0;
    Mapping mapping;
};
// Throws as import::run does, but for columns that are missing.
Opening open_rows(std::unique_ptr<Reader> reader, Kind kind, ColumnTable table, const Options& options);
Opening open_file(const std::filesystem::path& file, Kind kind, const Options& options);

// The document has rows of this kind that a file without positions may bring up to date.
bool has_rows(const model::Snapshot& snapshot, Kind kind);

// What the first block says about codes and coordinates.
struct Judgement {
    CodeScheme codes;
    std::vector<base::Message> notices;
    BlockPlaces places; // raw and given of the first block
    std::vector<Sample> samples;
    Verdict verdict;
};
Judgement judge(const Opening& opening, const Options& options, const Context& context, const Gazetteer& gazetteer);

// Reads all rows of `opening` into `sink`. `file`: the name that quarantined rows and notes carry.
void run_rows(Opening& opening, const std::string& file, const Options& options, const Context& context, Sink& sink,
              base::Feedback& feedback, ImportReport& report);

} // namespace wangge::import
