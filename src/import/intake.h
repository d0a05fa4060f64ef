// The account of an import: what became of each row, and the notes and quarantined rows that go with it.
#pragma once
#include "import/cells.h"
#include "import/columns.h"
#include "import/import.h"

#include "base/date.h"

#include <unordered_map>

namespace wangge::import {

// One row with its place already on the document's plane.
struct Row {
    const RowBlock& block;
    std::size_t index = 0;
    geo::MapPoint point;          // NaN when the row has none, or none that is a place
    geo::MapPoint raw;            // as given
    bool has_coordinates = false; // something stood in the coordinate cells, or the shape is a point
    bool swapped = false;
    const Shape* shape = nullptr; // lines and areas; null when there is none
    bool shape_broken = false;    // it has a shape with coordinates that are no place

    std::int64_t number() const { return block.number(index); }
    // The field's text, trimmed, well-formed UTF-8; "" when the field is not given.
    std::string text(const Source& source) const;
};

// Changes made to one row while it is read; they become RepairNotes when the row is taken.
struct Change {
    const char* reason;
    std::string before, after;
    bool only_a_note = false; // nothing was changed: the row still counts as imported
};

class Intake {
public:
    Intake(Kind kind, std::string file, const std::vector<std::string>& columns, Sink& sink, ImportReport& report);

    // The row's changes so far; empty at the start of a row.
    std::vector<Change> changes;

    // A row ends with exactly one of these three.
    void take(const Row& row, const std::string& key);
    void quarantine(const Row& row, const char* reason, std::string detail = {});
    void merge(const Row& row, const std::string& key, const char* reason); // into another record: repaired

    // Text in a field that should hold a number, date, or word; a change is noted when it does not, and the value is
    // left as it was.
    void read_number(const Row& row, const Source& source, double& value, double low, double high);
    void read_date(const Row& row, const Source& source, base::Date& value);
    void read_flag(const Row& row, const Source& source, bool& value);

    enum class Seen { first, same, other };
    // Whether the file had a row with this key before, and if so with the same text.
    Seen seen(const Row& row, std::string_view key);

    // Hands notes and quarantined rows to the sink.
    void flush();
    ImportReport& report() { return m_report; }

private:
    Kind m_kind;
    std::string m_file;
    std::vector<std::string> m_names; // of the columns, each once
    Sink& m_sink;
    ImportReport& m_report;
    std::vector<model::QuarantineRow> m_quarantine;
    std::vector<model::RepairNote> m_notes;
    // 64-bit hashes: of 1.5 million rows two share one with a chance of 1 to 16 million.
    std::unordered_map<std::uint64_t, std::uint64_t> m_seen;
};

} // namespace wangge::import
