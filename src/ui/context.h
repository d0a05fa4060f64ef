// What panels get: the drawing tools, the workspace, and the few things that panels tell each other.
#pragma once
#include "ui/flow.h"

#include "app/workspace.h"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace wangge::ui {

// The card of one layer, while it is open.
struct LayerCard {
    std::string layer, title; // empty = closed
    std::string field, typed; // a colour that is half typed
    int rule = 0;
    float y = 0, height = 0;
};

// `hand_over` is chosen in the Assignment stage; the last five draw cells and are chosen in the Grids stage.
enum class MapTool { select, rectangle, lasso, length, area, hand_over, split, reshape, corner, cell, paint };
inline bool draws_cells(MapTool tool) {
    return tool >= MapTool::split;
}

// Cells that are being handed to an inspector by hand.
struct HandOver {
    std::string to;                // his key; empty = nobody chosen
    std::vector<model::Row> cells; // under the brush so far
};

// State of the window itself that more than one panel looks at.
struct WindowState {
    std::set<std::string, std::less<>> closed_groups; // of the legend
    LayerCard card;
    std::string dragged_layer;             // in the legend
    std::string wanted_tab;                // id of the table that the drawer is to show from now on
    int blind_kind = -1;                   // of model::BlindSpotKind; -1 = all
    std::vector<std::string> ledger_items; // numbers chosen in the ledger's table; the last one is the card's
    std::uint64_t ledger_picked_at = 0;    // the revision of the selection that they belong to
    bool palette_open = false, history_open = false, browser_open = false, go_to_open = false, views_open = false,
         shortcuts_open = false;
    std::string wanted_focus;  // id of an input that gets the keyboard
    std::string form_action;   // whose form is open
    bool arrows_taken = false; // a table follows the arrow keys
    MapTool tool = MapTool::select;
    HandOver hand_over;
    std::string compare_plan;                              // that the present plan is held against; empty = none
    bool compare_side_by_side = false;                     // on a map of its own, not as a map of differences
    app::PickedKind table_kind = app::PickedKind::nothing; // what the open table lists
    struct Pin {
        geo::MapPoint point;
        std::string title;
    };
    std::optional<Pin> pin; // where somebody went by coordinates
    enum class MapWish { none, fit, zoom_in, zoom_out, back, forth, to_selection };
    MapWish map_wish = MapWish::none;     // of keys; done at the next frame
    std::filesystem::path file_to_import; // dropped or chosen; the dialog takes it as soon as a project is open
    bool quarantine_wanted = false;       // the dialog is to show the rows that wait for repair
};

struct Context {
    Ui& ui;
    app::Workspace& work;
    WindowState& state;
    const model::Snapshot* snapshot; // null without a project
};

// The label of an undo step in the user's language.
std::string step_text(const Context& context, const std::string& label);

// One stage's panel at the right.
class StagePanel {
public:
    virtual ~StagePanel() = default;
    virtual void content(Context& context, Flow& flow) = 0;
    // The panel's main button, which stays in sight below what scrolls; not while there is nothing to press.
    virtual bool has_foot(Context&) const { return false; }
    virtual void foot(Context&, const Rect&) {}
    // Dialogs of the panel, over the whole window.
    virtual void dialogs(Context&, const Rect&) {}
};

} // namespace wangge::ui
