#include "grid/redraw.h"

#include "base/error.h"
#include "geo/overlay.h"
#include "grid/partition.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

namespace wangge::grid {
namespace {

using geo::MultiPolygon;
using model::Row;
using Label = Partition::Label;
using Face = Partition::Face;

geo::Box bounds_of(const geo::Polyline& line) {
    geo::Box box;
    for (const geo::MapPoint& p : line)
        box.add(p);
    return box;
}

// The cells at hand and their neighbours as a partition, and what is given from one to another.
class Board {
public:
    // `hand`: boxes in which ground may change.
    Board(Cells cells, const std::vector<geo::Box>& hand, base::Feedback& feedback) : m_cells(cells) {
        std::vector<geo::Box> boxes(cells.size());
        std::vector<bool> near(cells.size(), false);
        for (std::size_t i = 0; i < cells.size(); ++i)
            boxes[i] = geo::bounds(cells[i].area);
        const auto touches = [](const std::vector<geo::Box>& some, const geo::Box& box) {
            return std::any_of(some.begin(), some.end(), [&](const geo::Box& b) { return b.touches(box); });
        };
        // What changes at their edges changes for the neighbours too.
        std::vector<geo::Box> changing;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (touches(hand, boxes[i]))
                changing.push_back(boxes[i].grown(Partition::weld));
        std::vector<const MultiPolygon*> areas;
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (touches(changing, boxes[i])) {
                m_label_of[static_cast<Row>(i)] = static_cast<Label>(m_rows.size());
                m_rows.push_back(static_cast<Row>(i));
                areas.push_back(&cells[i].area);
            }
        m_partition.emplace(areas, feedback);
        if (m_partition->overlapping())
            base::fail_input("grid.plan_overlaps");
    }

    Partition& partition() { return *m_partition; }
    Label label_of(Row row) const { return m_label_of.at(row); }
    Label new_cell() { return m_partition->add_label(); }
    bool is_row(Label label) const { return label >= 0 && static_cast<std::size_t>(label) < m_rows.size(); }
    const std::string& code(Label label) const { return m_cells[m_rows[label]].code; }
    std::size_t size() const { return m_rows.size(); }

    void give(const Face& face, Label from, Label to) {
        m_partition->give(face, to);
        m_moved.insert({from, to});
        if (is_row(from))
            m_donors[to].insert(m_rows[from]);
    }
    void note_moved() {
        for (const Label label : m_partition->touched())
            m_moved.insert(label);
    }

    // `unsound` is said when the result does not add up.
    Redrawn finish(const char* unsound = "grid.plan_overlaps") {
        m_partition->dissolve();
        Redrawn result;
        double before = 0, after = 0;
        std::vector<Piece> fresh;
        for (const Label label : m_partition->touched()) {
            MultiPolygon area = m_partition->area(label);
            after += geo::area(area).value;
            if (is_row(label))
                before += geo::area(m_cells[m_rows[label]].area).value;
            if (area.empty()) {
                if (is_row(label))
                    result.gone.push_back(m_rows[label]);
                continue;
            }
            if (!geo::is_valid(area))
                base::fail_input("grid.edge_crosses");
            if (is_row(label))
                result.pieces.push_back({m_rows[label], {}, std::move(area), m_moved.contains(label)});
            else
                fresh.push_back(
                    {model::no_row, {m_donors[label].begin(), m_donors[label].end()}, std::move(area), true});
        }
        // Ground is only handed on. More than rounding means that the cells overlap where their edges do not meet.
        constexpr double rounding = 1e-7;
        if (std::abs(after - before) > rounding * std::max(1.0, before))
            base::fail_input(unsound);
        for (Piece& piece : result.pieces)
            for (const Row donor : m_donors[m_label_of.at(piece.keeps)])
                if (std::ranges::find(result.gone, donor) != result.gone.end())
                    piece.from.push_back(donor);
        std::ranges::sort(result.pieces, {}, &Piece::keeps);
        for (Piece& piece : fresh)
            result.pieces.push_back(std::move(piece));
        return result;
    }

private:
    Cells m_cells;
    std::vector<Row> m_rows; // of each label
    std::map<Row, Label> m_label_of;
    std::optional<Partition> m_partition;
    std::set<Label> m_moved;
    std::map<Label, std::set<Row>> m_donors;
};

bool inside_any(const std::vector<const MultiPolygon*>& areas, const geo::MapPoint& p) {
    return std::any_of(areas.begin(), areas.end(), [&](const MultiPolygon* area) { return geo::contains(*area, p); });
}

// The label with the longest edge along a face; outside when there is none among `among`.
Label longest_neighbour(const Partition& partition, const Face& face, Label self) {
    std::map<Label, double> along;
    for (const Partition::Side side : face.sides)
        if (const Label other = partition.beyond(side); other != self && other != Partition::outside)
            along[other] += partition.length(side);
    Label best = Partition::outside;
    double longest = 0;
    for (const auto& [label, length] : along)
        if (length > longest) {
            longest = length;
            best = label;
        }
    return best;
}

bool was_cut(const Partition& partition, const Face& face) {
    return std::any_of(face.sides.begin(), face.sides.end(), [&](auto side) { return partition.drawn(side); });
}

std::size_t largest_of(const std::vector<Face>& faces) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < faces.size(); ++i)
        if (geo::area(faces[i].area).value > geo::area(faces[best].area).value)
            best = i;
    return best;
}

} // namespace

Row row_of(Cells cells, std::string_view code) {
    const auto found = std::ranges::find(cells, code, &model::Cell::code);
    if (found == cells.end())
        base::fail_input("grid.unknown_cell", {{"code", std::string(code)}});
    return static_cast<Row>(found - cells.begin());
}

Redrawn split(Cells cells, Row cell, const geo::Polyline& line, base::Feedback& feedback) {
    Board board(cells, {geo::bounds(cells[cell].area)}, feedback);
    Partition& partition = board.partition();
    const Label label = board.label_of(cell);
    partition.insert(line, [label](Label each) { return each == label; });
    partition.prune();
    const std::vector<Face> faces = partition.faces(label);
    if (std::ranges::count_if(faces, [&](const Face& face) { return was_cut(partition, face); }) < 2)
        base::fail_input("grid.line_misses", {{"code", cells[cell].code}});
    // Parts that the line did not meet stay with the largest piece.
    std::vector<bool> cut;
    for (const Face& face : faces)
        cut.push_back(was_cut(partition, face));
    std::size_t main = 0;
    for (std::size_t i = 0; i < faces.size(); ++i)
        if (cut[i] && (!cut[main] || geo::area(faces[i].area).value > geo::area(faces[main].area).value))
            main = i;
    std::vector<Label> labels(faces.size());
    for (std::size_t i = 0; i < faces.size(); ++i)
        if (cut[i])
            labels[i] = board.new_cell();
    for (std::size_t i = 0; i < faces.size(); ++i)
        board.give(faces[i], label, cut[i] ? labels[i] : labels[main]);
    return board.finish();
}

Redrawn merge(Cells cells, const std::vector<Row>& rows, base::Feedback& feedback) {
    const std::set<Row> wanted(rows.begin(), rows.end());
    if (wanted.size() < 2)
        base::fail_input("grid.too_few_cells");
    std::vector<geo::Box> boxes;
    for (const Row row : wanted)
        boxes.push_back(geo::bounds(cells[row].area));
    Board board(cells, boxes, feedback);
    const Partition& partition = board.partition();
    std::map<Label, Label> group; // joined by common edges
    for (const Row row : wanted)
        group[board.label_of(row)] = board.label_of(row);
    std::vector<std::pair<Label, Face>> faces;
    for (const auto& [label, unused] : group)
        for (Face& face : board.partition().faces(label))
            faces.emplace_back(label, std::move(face));
    for (const auto& [label, face] : faces)
        for (const Partition::Side side : face.sides) {
            const auto other = group.find(partition.beyond(side));
            if (other == group.end() || other->second == group[label])
                continue;
            const Label from = other->second, to = group[label];
            for (auto& [each, of] : group)
                of = of == from ? to : of;
        }
    for (const auto& [label, of] : group)
        if (of != group.begin()->second)
            base::fail_input("grid.not_neighbours",
                             {{"code", board.code(label)}, {"other", board.code(group.begin()->first)}});
    const Label joined = board.new_cell();
    for (const auto& [label, face] : faces)
        board.give(face, label, joined);
    return board.finish();
}

Redrawn reshape(Cells cells, Row cell, const geo::Polyline& line, base::Feedback& feedback) {
    Board board(cells, {bounds_of(line), geo::bounds(cells[cell].area)}, feedback);
    Partition& partition = board.partition();
    const Label label = board.label_of(cell);
    // Outside the cell the line may run through anything, also beyond the rim: what it encloses there is nobody's.
    partition.insert(line, [](Label) { return true; });
    partition.prune();
    std::vector<MultiPolygon> enclosed;
    for (Face& face : partition.faces([label](Label each) { return each != label; }))
        if (was_cut(partition, face))
            enclosed.push_back(std::move(face.area));
    std::vector<const MultiPolygon*> taken;
    for (const MultiPolygon& area : enclosed)
        taken.push_back(&area);
    std::vector<std::pair<Label, Face>> gains;
    for (Label other = 0; static_cast<std::size_t>(other) < board.size(); ++other)
        if (other != label)
            for (Face& face : partition.faces(other))
                if (inside_any(taken, geo::inner_point(face.area)))
                    gains.emplace_back(other, std::move(face));
    const std::vector<Face> own = partition.faces(label);
    const std::size_t main = largest_of(own);
    std::vector<std::pair<Label, const Face*>> losses;
    for (std::size_t i = 0; i < own.size(); ++i)
        if (i != main && was_cut(partition, own[i])) {
            const Label heir = longest_neighbour(partition, own[i], label);
            if (heir == Partition::outside)
                base::fail_input("grid.cut_off_has_no_neighbour", {{"code", cells[cell].code}});
            losses.emplace_back(heir, &own[i]);
        }
    if (gains.empty() && losses.empty())
        base::fail_input("grid.line_misses", {{"code", cells[cell].code}});
    for (const auto& [other, face] : gains)
        board.give(face, other, label);
    for (const auto& [heir, face] : losses)
        board.give(*face, label, heir);
    Redrawn result = board.finish();
    if (!result.gone.empty())
        base::fail_input("grid.swallows", {{"code", cells[result.gone.front()].code}});
    return result;
}

Redrawn move_corner(Cells cells, geo::MapPoint from, geo::MapPoint to, base::Metres reach, base::Feedback& feedback) {
    geo::Box hand;
    hand.add(from);
    Board board(cells, {hand.grown(reach.value)}, feedback);
    Partition& partition = board.partition();
    const std::int64_t corner = partition.corner_at(from, reach.value);
    if (corner < 0)
        base::fail_input("grid.no_corner");
    if (partition.at_rim(corner))
        base::fail_input("grid.corner_at_rim");
    partition.move(corner, to);
    board.note_moved();
    return board.finish("grid.edge_crosses"); // a cell that was turned inside out
}

Redrawn draw(Cells cells, const geo::Ring& ring, base::Feedback& feedback) {
    geo::Polyline line = ring;
    if (!line.empty() && line.front() != line.back())
        line.push_back(line.front());
    Board board(cells, {bounds_of(line)}, feedback);
    Partition& partition = board.partition();
    partition.insert(line, [](Label label) { return label != Partition::outside; });
    partition.prune();
    const Label drawn = board.new_cell();
    std::vector<std::pair<Label, Face>> inside;
    for (Label label = 0; static_cast<std::size_t>(label) < board.size(); ++label)
        for (Face& face : partition.faces(label))
            if (geo::contains(line, geo::inner_point(face.area)))
                inside.emplace_back(label, std::move(face));
    if (inside.empty())
        base::fail_input("grid.nothing_inside");
    for (const auto& [label, face] : inside)
        board.give(face, label, drawn);
    return board.finish();
}

Redrawn paint(Cells cells, Row target, const std::vector<const MultiPolygon*>& areas, const std::vector<Row>& from,
              base::Feedback& feedback) {
    std::vector<geo::Box> boxes{geo::bounds(cells[target].area)};
    for (const MultiPolygon* area : areas)
        boxes.push_back(geo::bounds(*area));
    Board board(cells, boxes, feedback);
    Partition& partition = board.partition();
    const Label label = board.label_of(target);
    std::set<Label> donors;
    for (const Row row : from)
        donors.insert(board.label_of(row));
    const auto takes = [&](Label each) {
        return each != Partition::outside && each != label && (from.empty() || donors.contains(each));
    };
    for (const MultiPolygon* area : areas) {
        feedback.check();
        for (const geo::Polygon& part : area->parts) {
            partition.insert(part.outer, takes);
            for (const geo::Ring& hole : part.holes)
                partition.insert(hole, takes);
        }
    }
    partition.prune();
    std::vector<std::pair<Label, Face>> inside;
    for (Label each = 0; static_cast<std::size_t>(each) < board.size(); ++each)
        if (takes(each))
            for (Face& face : partition.faces(each))
                if (inside_any(areas, geo::inner_point(face.area)))
                    inside.emplace_back(each, std::move(face));
    if (inside.empty())
        base::fail_input("grid.nothing_inside");
    for (const auto& [each, face] : inside)
        board.give(face, each, label);
    return board.finish();
}

} // namespace wangge::grid
