// What an import would do, before it is done: the first rows, guesses that can be changed, the datum's case, the count.
#pragma once
#include "import/import.h"

namespace wangge::import {

enum class RowFate : std::uint8_t { imported, repaired, unplaced, quarantined };
std::string_view key_of(RowFate fate);

struct PreviewRow {
    std::int64_t number = 0; // as a person counts in the file
    std::vector<std::string> cells;
    RowFate fate = RowFate::imported;
    std::vector<std::string> reasons; // codes of "import.reason.<code>"
    std::vector<std::size_t> marked;  // columns that the reasons speak of
};

// One point of the file under each hypothesis, in the order of Preview::hypotheses (one when there is no choice), on
// the document's plane.
struct PreviewPoint {
    std::vector<geo::MapPoint> at;
};

struct Preview {
    Kind kind = Kind::sites;
    bool kind_guessed = false;
    std::vector<std::string> layers;     // that the file has; empty when it has but one thing in it
    std::vector<std::string> encodings;  // that a person may choose from; empty when the format tells
    int header_row = 0, header_rows = 0; // 0 = the format has headings of its own
    std::vector<std::pair<std::int64_t, std::string>> head; // the first rows as text, to choose the headings from
    std::vector<std::string> columns;                       // unique names
    std::vector<std::string> fields;                        // that this kind has
    std::map<std::string, int> field_column;                // field -> column
    std::map<std::string, double> fit; // of those fields: share of the filled cells that hold what the field asks for;
                                       // none when all are empty
    std::vector<std::vector<std::string>> needs, missing; // groups of which one field must be given
    std::string other_encoding, other_text; // the first words read in the other encoding: how one sees that it is wrong

    // What the import would report; no counts when columns are missing. Its rows are the first `checked` ones.
    ImportReport report;
    bool whole_file = true;
    std::int64_t unplaced = 0;    // on the register, but without a position; counted among imported and repaired
    std::vector<PreviewRow> rows; // the first ones, and those with something to tell
    std::vector<geo::Datum> hypotheses;
    std::vector<PreviewPoint> points;
    int suggested_epsg = 0; // for a new project: the 3-degree zone that most points lie in; 0 = no coordinates
};

struct PreviewOptions {
    std::optional<Kind> kind; // empty = guess by headings, shapes and name
    Options import;
    std::size_t first_rows = 60, rows_with_reasons = 400, points = 400;
    std::int64_t most_rows = 50000; // that are tried
    bool operator==(const PreviewOptions&) const = default;
};

// Reads but stores nothing. Columns that are missing are no error here. Throws as run() does otherwise.
Preview preview(const std::filesystem::path& file, const PreviewOptions& options, const Context& context,
                base::Feedback& feedback);

// The kind of a file and its layer by headings, shapes and name. Throws as run() does.
Kind guess_kind(const std::filesystem::path& file, const Options& options);

} // namespace wangge::import
