// Rows of the quarantine, mended by hand, read again as if the file had held them so.
#pragma once
#include "import/import.h"

namespace wangge::import {

// `rows` are of one kind, file and layer; their `original` holds the mended text. `options` say what was known of the
// file: its columns, datum and coordinate system, because a few rows prove nothing. Rows that still cannot be used come
// back to the sink's quarantine with their reasons. Lines and areas stand in the column "geometry" as text, on the
// document's plane already; a row of a kind that needs one and has none comes back as it was. Throws as run() does.
ImportReport mend(std::span<const model::QuarantineRow> rows, const Options& options, const Context& context,
                  Sink& sink, base::Feedback& feedback);

// The cells of a quarantined row: unique column name and text, in the order of the file.
using Cells = std::vector<std::pair<std::string, std::string>>;
Cells cells_of(const model::QuarantineRow& row);
std::string original_of(const Cells& cells);
// Whether a cell holds a line or an area; nobody edits those by hand.
bool is_shape(std::string_view column, std::string_view text);

} // namespace wangge::import
