// Options of an import as arguments of an Action, and what a document remembers of the files that were read into it.
#pragma once
#include "app/action.h"
#include "import/import.h"

namespace wangge::app {

// --layer --encoding --datum --crs --header --map --set: what one must know of a file to read it.
std::vector<Param> reading_params();
// Throws Error(bad_input) "import.bad_map", "import.bad_crs", "import.bad_header", "import.one_mode".
import::Options import_options(const Arguments& arguments);

// "name=企业名称" pairs; with `may_be_blank` the right side may be missing.
std::map<std::string, std::string> pairs_of(const nlohmann::json& list, const char* option, bool may_be_blank);

// The document's setting "import_sources": by kind, file and layer the columns, datum and coordinate system that were
// found, so that a row mended later is read as its file was.
inline constexpr const char* import_sources = "import_sources";
std::string with_source(const model::Snapshot& snapshot, const std::string& file, const import::ImportReport& report);
import::Options remembered_options(const model::Snapshot& snapshot, const model::QuarantineRow& row);

} // namespace wangge::app
