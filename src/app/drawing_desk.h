// What the Grids stage looks at while somebody draws: the ground of the tools, a preview of what the drawn line would
// do, the rules that are broken now, and the present plan against another one.
#pragma once
#include "app/drawing_ground.h"
#include "app/job_runner.h"
#include "assign/compare.h"
#include "grid/rules.h"
#include "grid/snap.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace wangge::app {

enum class Drawing : std::uint8_t { split, merge, reshape, corner, cell };

// What a tool has in hand; a preview is worked out anew when it changes.
struct DrawRequest {
    Drawing what = Drawing::split;
    std::vector<model::Row> cells; // the cell of split and reshape, those of merge
    geo::Polyline line;            // corner: from, to
    base::Metres reach{0};         // of corner
    bool operator==(const DrawRequest&) const = default;
};

struct LiveRow {
    model::Row cell = model::no_row; // none = a new one
    bool gone = false;
    CellTotals before, after;
};

// What the cells concerned hold before and after.
struct LiveTotals {
    std::vector<LiveRow> rows;
    double balance_before = 0, balance_after = 0;
};

struct DrawPreview {
    geo::Polyline line;                   // as it was snapped
    std::vector<geo::MultiPolygon> areas; // of cells whose ground would change
    LiveTotals totals;
    std::optional<base::Error> error; // why it cannot be done like this
};

// A broken rule as a line of a list.
struct RuleView {
    model::SnapshotPtr snapshot;
    std::vector<grid::RuleBreach> breaches;
};

// The present plan beside another one of the same file.
struct CompareView {
    model::SnapshotPtr snapshot;
    std::string other;
    assign::Comparison found; // a = the other plan, b = the present one
    std::vector<model::Cell> other_cells;
};

class DrawingDesk {
public:
    explicit DrawingDesk(const std::function<void()>& wake)
        : m_grounds(wake), m_previews(wake), m_rule_lane(wake), m_compare_lane(wake) {}

    grid::SnapTo snap; // what drawn lines follow
    BrushUnits units;

    // Of that snapshot and the present units; null until it is there. Asking starts the work.
    std::shared_ptr<const DrawingGround> ground(const model::SnapshotPtr& snapshot);
    // Of the request, or of the last one until that is ready; null when there is none.
    std::shared_ptr<const DrawPreview> preview(const DrawRequest& request);
    void drop_preview();
    std::shared_ptr<const RuleView> rules(const model::SnapshotPtr& snapshot);
    // Against the plan of that name in the file; null until it is there.
    std::shared_ptr<const CompareView> compare(const model::SnapshotPtr& snapshot, const std::filesystem::path& file,
                                               const std::string& plan);
    // Numbers of a stroke for the panel.
    static LiveTotals totals_of(const PaintStroke& stroke);
    // What the panel shows while a tool works; set by tools, empty when there is nothing.
    std::optional<LiveTotals> live;

    bool busy() const { return m_grounds.busy() || m_previews.busy() || m_rule_lane.busy() || m_compare_lane.busy(); }
    bool poll() {
        const bool a = m_grounds.poll(), b = m_previews.poll(), c = m_rule_lane.poll();
        return m_compare_lane.poll() || a || b || c;
    }

private:
    model::SnapshotPtr m_ground_asked_of, m_rules_asked_of, m_compare_asked_of;
    BrushUnits m_units_asked;
    std::shared_ptr<const DrawingGround> m_ground;
    DrawRequest m_asked;
    bool m_has_asked = false;
    std::shared_ptr<const DrawPreview> m_preview;
    std::shared_ptr<const RuleView> m_rules;
    std::string m_compare_asked;
    std::shared_ptr<const CompareView> m_compare;
    JobRunner m_grounds, m_previews, m_rule_lane, m_compare_lane;
};

} // namespace wangge::app
