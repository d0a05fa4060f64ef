// From somebody's file to records of the document, with an account of every row.
#pragma once
#include "base/feedback.h"
#include "base/message.h"
#include "geo/datum.h"
#include "geo/projection.h"
#include "model/snapshot.h"

#include <filesystem>
#include <map>
#include <optional>
#include <span>

namespace wangge::import {

enum class Kind : std::uint8_t {
    sites,
    villages,
    people,
    roads,
    boundaries,
    population,
    terrain,
    landcover,
    water,
    basemap,
    cells // of a grid plan
};
std::string_view key_of(Kind kind);
std::optional<Kind> kind_from_key(std::string_view key);

// What happens to rows that the document has already: brought up to date (columns that the file lacks keep their
// values), left alone (the new row is quarantined as "exists"), or cleared first.
enum class Existing : std::uint8_t { update, append, replace };

struct Options {
    std::string layer;                            // of a file with several; empty = the one that fits best
    std::string encoding = "auto";                // auto, utf-8, gb18030
    std::optional<geo::Datum> datum;              // empty = detect
    int epsg = 0;                                 // 0 = as the file says, else detect
    int header_row = 0;                           // of the headings, as a person counts; 0 = find it
    int header_rows = 1;                          // of headings in several rows; with header_row only
    std::map<std::string, std::string> columns;   // field -> heading in the file; "" = leave the field out
    std::map<std::string, std::string> constants; // field -> value for every row
    Existing existing = Existing::update;
    std::int64_t most_rows = 0; // read no more; 0 = all
    bool operator==(const Options&) const = default;
    std::string legend = "auto"; // of a land cover grid: a key of data/codes/land_cover.json
    std::string only;            // of boundaries: the county of this name or code with its townships; empty = all
};

// The document as it is before the import.
struct Context {
    const model::Snapshot& snapshot;
    const geo::Projection& projection; // of the document
};

struct Stored {
    std::int64_t inserted = 0, updated = 0, unchanged = 0;
    void operator+=(const Stored& more) {
        inserted += more.inserted;
        updated += more.updated;
        unchanged += more.unchanged;
    }
};

// Where the records go, in blocks of at most a few ten thousand. The application writes them into one store::Edit.
class Sink {
public:
    virtual ~Sink() = default;
    // Before the first put: the layer and its quarantine are to be emptied.
    virtual void clear(Kind kind) = 0;
    virtual Stored put(std::span<const model::Site>) = 0;
    virtual Stored put(std::span<const model::Village>) = 0;
    virtual Stored put(std::span<const model::Person>) = 0;
    virtual Stored put(std::span<const model::Road>) = 0;
    virtual Stored put(std::span<const model::Boundary>) = 0;
    virtual Stored put(std::span<const model::Water>) = 0;
    virtual Stored put(std::span<const model::Cell>) = 0; // all at once; codes may be missing
    virtual void put(model::RasterKind, const geo::Raster&) = 0;
    virtual void put(std::span<const model::QuarantineRow>) = 0;
    virtual void put(std::span<const model::RepairNote>) = 0;
};

// One answer to the question which datum a file's degrees are in.
struct DatumHypothesis {
    geo::Datum datum = geo::Datum::cgcs2000;
    double score = 0;      // mean log-likelihood of a row, 0 is best
    double confidence = 0; // 0..1, of all hypotheses together 1
    double inside = 0;     // share of the rows that lie in the village or township that they name
    base::Metres moved{0}; // mean way that a point goes when it is undone
};

// What spoke for the datum: how many rows could be compared with a known place, and how each hypothesis fared (empty
// when nothing could be compared).
struct DatumEvidence {
    std::int64_t rows = 0, in_villages = 0, near_seats = 0, in_townships = 0, near_roads = 0;
    std::vector<DatumHypothesis> hypotheses;
};

// read = imported + repaired + quarantined. Rows without any text are not read.
struct ImportReport {
    Kind kind = Kind::sites;
    std::int64_t read = 0, imported = 0, repaired = 0, quarantined = 0;
    Stored stored;
    std::string layer;
    std::string encoding; // "utf-8", "gb18030"; "" for rasters
    std::string crs;      // "EPSG:4490", or the name that the file gives
    std::string datum;    // "cgcs2000", "wgs84", "gcj02", "bd09"
    int epsg = 0;         // that the coordinates were read in; 4490 for degrees, 0 for rasters
    double datum_confidence = 0;
    DatumEvidence evidence;
    std::map<std::string, std::string> columns;  // field -> heading that was used
    std::map<std::string, std::int64_t> reasons; // of repairs and quarantine; sentences "import.reason.<code>"
    std::vector<base::Message> notices;          // what a person should know about the whole file
};

// Reads `file` and gives its rows to `sink`. What becomes of a row:
// - A site's key is the register's number, else its licence number, else its credit code, else name and address. A
// person's
//   is the number (with the role in front when it is a mere count), else the identity number, else name, role and
//   place.
// - No coordinates (or 0, 0): the place that its codes, names or address lead to, "located", approximate with a score.
// When
//   they lead nowhere, a row of the register (name and number or address) is taken without a position, so that it shows
//   as a blind spot "unmapped"; a row that is less than that is quarantined.
// - A wrong check character of a credit code is noted and the code kept: the row counts as imported. Text that is no
// number,
//   date or known word leaves its field as it was: repaired.
// - The same key twice: the same text is merged (repaired), another text is quarantined.
// - Sites more than 200 m outside the county are quarantined, people 20 km, villages 1 km; roads and waters when they
//   do not come within 10 km.
// Blocks are read, checked and passed on one after another, so memory does
// not grow with the file (but with the number of distinct keys, 24 bytes each). Areas of villages and boundaries are
// held until the end, because one record may be spread over several rows. Throws Error(environment)
// "import.no_such_file"; Error(bad_input) "import.unknown_format", "import.no_layer", "import.missing_columns",
// "import.unreadable", "import.not_supported" and what Projection throws. When it throws, the sink has to be rolled
// back.
ImportReport run(const std::filesystem::path& file, Kind kind, const Options& options, const Context& context,
                 Sink& sink, base::Feedback& feedback);

} // namespace wangge::import
