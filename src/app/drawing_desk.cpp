#include "app/drawing_desk.h"

#include "app/cell_rules.h"
#include "app/coverage_inputs.h"
#include "grid/redraw.h"
#include "store/document.h"

#include <algorithm>

namespace wangge::app {
namespace {

grid::Redrawn redrawn(const model::Snapshot& s, const DrawRequest& request, const geo::Polyline& line,
                      base::Feedback& feedback) {
    switch (request.what) {
    case Drawing::split:
        return grid::split(s.cells, request.cells.at(0), line, feedback);
    case Drawing::merge:
        return grid::merge(s.cells, request.cells, feedback);
    case Drawing::reshape:
        return grid::reshape(s.cells, request.cells.at(0), line, feedback);
    case Drawing::corner:
        return grid::move_corner(s.cells, line.at(0), line.at(1), request.reach, feedback);
    case Drawing::cell:
        return grid::draw(s.cells, line, feedback);
    }
    return {};
}

// Sites and seats of the cells concerned are counted again in the pieces; all others stay.
LiveTotals totals_after(const DrawingGround& ground, const grid::Redrawn& change) {
    const model::Snapshot& s = *ground.snapshot();
    LiveTotals live;
    std::vector<bool> concerned(s.cells.size(), false);
    std::vector<const geo::MultiPolygon*> areas;
    for (const grid::Piece& piece : change.pieces) {
        LiveRow row;
        row.cell = piece.keeps;
        if (piece.keeps >= 0) {
            row.before = ground.totals()[piece.keeps];
            concerned[piece.keeps] = true;
        }
        row.after.area = geo::area(piece.area);
        row.after.compactness = compactness_of(piece.area);
        areas.push_back(&piece.area);
        live.rows.push_back(row);
    }
    for (const model::Row row : change.gone) {
        live.rows.push_back({row, true, ground.totals()[row], {}});
        concerned[row] = true;
    }
    const geo::AreaIndex index(areas);
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        if (const model::Row cell = ground.cell_of_site(i); cell >= 0 && concerned[cell])
            if (const std::int32_t piece = index.find(s.sites.point(i)); piece >= 0) {
                ++live.rows[piece].after.sites;
                live.rows[piece].after.hours.value += ground.site_hours()[i].value;
            }
    for (std::size_t i = 0; i < s.villages.size(); ++i)
        if (const model::Row cell = ground.cell_of_village(i); cell >= 0 && concerned[cell])
            if (const std::int32_t piece = index.find(s.villages.point(i)); piece >= 0)
                live.rows[piece].after.people.value += s.villages.population[i];
    std::vector<CellTotals> after;
    for (std::size_t i = 0; i < s.cells.size(); ++i)
        if (!concerned[i])
            after.push_back(ground.totals()[i]);
    for (std::size_t i = 0; i < change.pieces.size(); ++i)
        after.push_back(live.rows[i].after);
    live.balance_before = balance_of(ground.totals());
    live.balance_after = balance_of(after);
    // Neighbours that only got a corner tell nothing.
    std::vector<LiveRow> shown;
    for (std::size_t i = 0; i < live.rows.size(); ++i)
        if (i >= change.pieces.size() || change.pieces[i].moved)
            shown.push_back(live.rows[i]);
    live.rows = std::move(shown);
    return live;
}

} // namespace

std::shared_ptr<const DrawingGround> DrawingDesk::ground(const model::SnapshotPtr& snapshot) {
    if (!snapshot || snapshot->cells.empty()) {
        m_ground.reset();
        return nullptr;
    }
    if (m_ground_asked_of != snapshot || !(m_units_asked == units)) {
        m_ground_asked_of = snapshot;
        m_units_asked = units;
        m_grounds.replace(
            "ui.job.drawing",
            [this, snapshot, choice = units](base::Feedback& feedback) -> JobRunner::Deliver {
                auto made = std::make_shared<const DrawingGround>(snapshot, choice, feedback);
                return [this, made] { m_ground = made; };
            },
            [](const base::Error&) {}); // the tools then wait for the next state of the project
    }
    return m_ground && m_ground->snapshot() == snapshot && m_ground->asked() == units ? m_ground : nullptr;
}

std::shared_ptr<const DrawPreview> DrawingDesk::preview(const DrawRequest& request) {
    const auto under = m_ground;
    if (!under)
        return nullptr;
    if (!m_has_asked || !(request == m_asked)) {
        m_asked = request;
        m_has_asked = true;
        m_previews.replace(
            "ui.job.drawing",
            [this, under, request, to = snap](base::Feedback& feedback) -> JobRunner::Deliver {
                auto made = std::make_shared<DrawPreview>();
                try {
                    made->line = grid::snapped(*under->snapshot(), request.line, to);
                    const grid::Redrawn change = redrawn(*under->snapshot(), request, made->line, feedback);
                    for (const grid::Piece& piece : change.pieces)
                        if (piece.moved)
                            made->areas.push_back(piece.area);
                    made->totals = totals_after(*under, change);
                } catch (const base::Error& error) {
                    if (error.kind() != base::ErrorKind::bad_input)
                        throw;
                    made->error = error;
                }
                return [this, made] { m_preview = m_has_asked ? made : nullptr; };
            },
            [](const base::Error&) {}); // cancelled by the next move of the mouse
    }
    return m_preview;
}

void DrawingDesk::drop_preview() {
    m_has_asked = false;
    m_preview.reset();
    live.reset();
}

std::shared_ptr<const RuleView> DrawingDesk::rules(const model::SnapshotPtr& snapshot) {
    if (!snapshot)
        return nullptr;
    if (m_rules_asked_of != snapshot) {
        m_rules_asked_of = snapshot;
        m_rule_lane.replace(
            "ui.job.rules",
            [this, snapshot](base::Feedback& feedback) -> JobRunner::Deliver {
                auto made = std::make_shared<RuleView>();
                made->snapshot = snapshot;
                made->breaches = grid::broken_rules(*snapshot, cell_rules_of(*snapshot), feedback);
                return [this, made] { m_rules = made; };
            },
            [](const base::Error&) {}); // rules that cannot be read are told by the check
    }
    return m_rules && m_rules->snapshot == snapshot ? m_rules : nullptr;
}

std::shared_ptr<const CompareView> DrawingDesk::compare(const model::SnapshotPtr& snapshot,
                                                        const std::filesystem::path& file, const std::string& plan) {
    if (!snapshot || plan.empty())
        return nullptr;
    if (m_compare_asked_of != snapshot || m_compare_asked != plan) {
        m_compare_asked_of = snapshot;
        m_compare_asked = plan;
        m_compare_lane.replace(
            "ui.job.compare_plans",
            [this, snapshot, file, plan](base::Feedback& feedback) -> JobRunner::Deliver {
                auto made = std::make_shared<CompareView>();
                made->snapshot = snapshot;
                made->other = plan;
                made->other_cells = store::Document::open(file, store::OpenMode::read).cells_of_plan(plan, feedback);
                made->found = assign::compare(*snapshot, made->other_cells, snapshot->cells,
                                              visit_rules_of(*snapshot, base::today()), {1}, feedback);
                return [this, made] { m_compare = made; };
            },
            [](const base::Error&) {});
    }
    return m_compare && m_compare->snapshot == snapshot && m_compare->other == plan ? m_compare : nullptr;
}

LiveTotals DrawingDesk::totals_of(const PaintStroke& stroke) {
    LiveTotals live;
    for (const model::Row cell : stroke.concerned())
        live.rows.push_back({cell, false, stroke.ground().totals()[cell], stroke.total(cell)});
    live.balance_before = balance_of(stroke.ground().totals());
    live.balance_after = stroke.balance();
    return live;
}

} // namespace wangge::app
