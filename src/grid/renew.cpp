#include "grid/renew.h"

#include "geo/area_index.h"
#include "geo/overlay.h"

#include <algorithm>
#include <set>

namespace wangge::grid {
namespace {

using model::Cell;
using model::Row;

// The parent that has most of the piece.
Row main_parent(const model::Snapshot& s, const Piece& piece) {
    Row best = piece.from.front();
    double most = -1;
    for (const Row row : piece.from) {
        const double shared =
            piece.from.size() == 1 ? 1 : geo::area(geo::intersection(s.cells[row].area, piece.area)).value;
        if (shared > most) {
            most = shared;
            best = row;
        }
    }
    return best;
}

std::string joined(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ";") + word;
    return text;
}

std::string villages_in(const model::Snapshot& s, const geo::MultiPolygon& area) {
    const geo::Box box = geo::bounds(area);
    std::set<std::string> codes;
    for (std::size_t i = 0; i < s.villages.size(); ++i) {
        const geo::MultiPolygon& village = s.villages.area[i];
        if (village.empty() || !geo::bounds(village).touches(box))
            continue;
        if (geo::area(geo::intersection(village, area)).value > geo::area(village).value / 2)
            codes.insert(std::string(s.villages.code[i]));
    }
    return joined(codes);
}

// Hours that each changed cell had, given out again by where the sites are now.
void share_hours(const model::Snapshot& s, const Redrawn& change, const std::vector<base::Hours>& site_hours,
                 std::vector<Cell>& cells, base::Feedback& feedback) {
    std::vector<Row> rows = change.gone;
    for (const Piece& piece : change.pieces)
        if (piece.keeps >= 0)
            rows.push_back(piece.keeps);
    std::vector<const geo::MultiPolygon*> before, after;
    for (const Row row : rows)
        before.push_back(&s.cells[row].area);
    for (const Cell& cell : cells)
        after.push_back(&cell.area);
    const auto was = geo::AreaIndex(before).find(s.sites.x, s.sites.y, feedback);
    const auto is = geo::AreaIndex(after).find(s.sites.x, s.sites.y, feedback);
    std::vector<double> sums(rows.size(), 0), shares(cells.size(), 0);
    for (std::size_t i = 0; i < was.size(); ++i)
        if (was[i] >= 0)
            sums[was[i]] += site_hours[i].value;
    for (std::size_t i = 0; i < was.size(); ++i)
        if (was[i] >= 0 && is[i] >= 0 && sums[was[i]] > 0)
            shares[is[i]] += s.cells[rows[was[i]]].hours * site_hours[i].value / sums[was[i]];
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i].hours = shares[i];
}

} // namespace

Renewed renew(const model::Snapshot& s, const Redrawn& change, const Options& options,
              const std::vector<base::Hours>& site_hours, base::Feedback& feedback) {
    const bool of_villages = std::ranges::any_of(s.cells, [](const Cell& c) { return !c.village_codes.empty(); });
    std::vector<Cell> kept, fresh;
    std::vector<const Piece*> fresh_pieces;
    for (const Piece& piece : change.pieces) {
        Cell cell = s.cells[piece.keeps >= 0 ? piece.keeps : main_parent(s, piece)];
        cell.area = piece.area;
        if (piece.moved && of_villages)
            cell.village_codes = villages_in(s, cell.area);
        if (piece.keeps < 0) {
            cell.id = {};
            std::set<std::string> parents;
            for (const Row row : piece.from)
                parents.insert(s.cells[row].code);
            cell.parents = joined(parents);
            fresh.push_back(std::move(cell));
            fresh_pieces.push_back(&piece);
        } else
            kept.push_back(std::move(cell));
    }
    // Kept cells are numbered only to learn their townships: a cell keeps its code through edits.
    std::vector<std::string> codes;
    for (const Cell& cell : kept)
        codes.push_back(cell.code);
    Options numbering = options;
    numbering.replaces_current = false;
    if (!kept.empty())
        number(s, numbering, feedback, kept);
    for (std::size_t i = 0; i < kept.size(); ++i)
        kept[i].code = codes[i];
    if (!fresh.empty())
        number(s, numbering, feedback, fresh);

    Renewed result;
    for (const Row row : change.gone)
        result.gone.push_back(s.cells[row].code);
    for (const Piece& piece : change.pieces)
        if (piece.keeps >= 0)
            for (const Row row : piece.from)
                result.steps.push_back({s.cells[row].code, s.cells[piece.keeps].code});
    for (std::size_t i = 0; i < fresh.size(); ++i)
        for (const Row row : fresh_pieces[i]->from)
            result.steps.push_back({s.cells[row].code, fresh[i].code});
    std::ranges::sort(fresh, {}, &Cell::code);
    result.cells = std::move(kept);
    result.cells.insert(result.cells.end(), std::make_move_iterator(fresh.begin()),
                        std::make_move_iterator(fresh.end()));
    share_hours(s, change, site_hours, result.cells, feedback);
    return result;
}

} // namespace wangge::grid
