// Painting and splitting on a county: what one move of the mouse costs with live totals over 50,000 squares, and what
// one edit costs. Prints one JSON object. argv[1]: a project with a current plan; argv[2]: side of the squares in
// metres (default: as many as make 50,000).
#include "app/drawing_desk.h"
#include "base/files.h"
#include "grid/redraw.h"
#include "store/document.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace wangge;

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "paint_bench PROJECT [SIDE]\n");
        return 2;
    }
    base::QuietFeedback quiet;
    const model::SnapshotPtr snapshot = store::Document::open(argv[1], store::OpenMode::read).snapshot(quiet);
    constexpr double squares = 50000;
    const double side = argc > 2 ? std::atof(argv[2]) : std::sqrt(geo::area(snapshot->county).value / squares);
    nlohmann::json out;
    double began = now();
    const auto ground = std::make_shared<const app::DrawingGround>(snapshot, app::BrushUnits{false, {side}}, quiet);
    out["ground_seconds"] = now() - began;
    out["units"] = ground->units();
    out["cells"] = snapshot->cells.size();

    // A stroke in a thousand moves, to and fro over the whole county.
    const geo::Box box = geo::bounds(snapshot->county);
    constexpr int moves = 1000;
    constexpr double turns = 20;
    app::PaintStroke stroke(ground, 0);
    double worst = 0, sum = 0, hours = 0;
    for (int i = 0; i < moves; ++i) {
        const double t = static_cast<double>(i) / moves, wave = std::fmod(t * turns, 2);
        began = now();
        stroke.move_to({box.min_x + box.width() * (wave < 1 ? wave : 2 - wave), box.min_y + box.height() * t});
        const app::LiveTotals live = app::DrawingDesk::totals_of(stroke);
        hours = live.rows.front().after.hours.value;
        const double spent = now() - began;
        worst = std::max(worst, spent);
        sum += spent;
    }
    out["painted"] = stroke.units().size();
    out["target_hours"] = hours;
    out["move_ms_mean"] = sum / moves * 1000;
    out["move_ms_worst"] = worst * 1000;

    // What the preview of a split takes.
    const geo::Box cell = geo::bounds(snapshot->cells[snapshot->cells.size() / 2].area);
    began = now();
    const grid::Redrawn change =
        grid::split(snapshot->cells, static_cast<model::Row>(snapshot->cells.size() / 2),
                    {{cell.min_x - 10, cell.centre().y}, {cell.max_x + 10, cell.centre().y}}, quiet);
    out["split_ms"] = (now() - began) * 1000;
    out["pieces"] = change.pieces.size();
    std::printf("%s\n", out.dump(1).c_str());
    return 0;
}
