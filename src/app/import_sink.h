// Where imported records go: straight into one Edit, or nowhere when they are only tried.
#pragma once
#include "import/import.h"
#include "store/document.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace wangge::app {

// A row that stands in quarantine already is not put there again when the file is read a second time. A site whose
// grade changes is entered in the log of regrades. The first boundary takes the place of a sketched area.
class ImportSink : public import::Sink {
public:
    using Stored = import::Stored;

    // Null `edit`: a dry run.
    ImportSink(store::Edit* edit, const model::Snapshot& before);

    void clear(import::Kind kind) override;
    Stored put(std::span<const model::Site> rows) override;
    Stored put(std::span<const model::Village> rows) override { return stored(rows); }
    Stored put(std::span<const model::Person> rows) override { return stored(rows); }
    Stored put(std::span<const model::Road> rows) override { return stored(rows); }
    Stored put(std::span<const model::Boundary> rows) override;
    Stored put(std::span<const model::Water> rows) override { return stored(rows); }
    // Kept for whoever makes a plan of them.
    Stored put(std::span<const model::Cell> rows) override;
    std::vector<model::Cell>& cells() { return m_cells; }
    void put(model::RasterKind kind, const geo::Raster& raster) override;
    void put(std::span<const model::QuarantineRow> rows) override;
    void put(std::span<const model::RepairNote> rows) override;

private:
    template <class Record> Stored stored(std::span<const Record> rows) {
        if (!m_edit)
            return {};
        const store::PutCounts counts = m_edit->put(rows);
        return {counts.inserted, counts.updated, counts.unchanged};
    }

    store::Edit* m_edit;
    bool m_sketched; // the county is a sketch, which the first boundary replaces
    std::unordered_set<std::string> m_known;
    std::vector<model::Cell> m_cells;
    std::unordered_map<std::string, model::RiskGrade> m_grade; // of the graded sites before
};

} // namespace wangge::app
