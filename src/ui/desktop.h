// The window as a whole: one frame from input to picture.
#pragma once
#include "ui/damage.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/host.h"
#include "ui/input.h"
#include "ui/layout.h"
#include "ui/map_canvas.h"
#include "ui/page_preview.h"
#include "ui/panels/panels.h"
#include "ui/shell/action_form.h"
#include "ui/shell/drawer.h"
#include "ui/shell/overlays.h"
#include "ui/shell/palette.h"
#include "ui/shortcuts.h"
#include "ui/tools/go_to.h"
#include "ui/tools/twin_map.h"

#include "app/workspace.h"

#include <array>

namespace wangge::ui {

class Desktop {
public:
    // `letters`: begun before the host was made, so that the two take no longer than one; null = rasterised here.
    Desktop(Host& host, app::Workspace& work, std::unique_ptr<FirstFonts> letters = nullptr);
    ~Desktop();
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;

    InputQueue input;
    // Takes input and finished work, draws everything. `seconds` since the last frame.
    void frame(double seconds);
    // Nothing moves, nothing is computed and no input waits: the picture is final.
    bool settled() const;
    // As if the file had been dropped on the window.
    void drop(const std::filesystem::path& file) { m_dropped.push_back(file); }
    // When the next frame is due without input: 0 = now, else seconds.
    double patience() const;
    // The next frame is drawn as a whole.
    void redraw() { m_damage.forget(); }
    const Registry& registry() const { return m_ui.registry; }
    app::Workspace& work() { return m_work; }
    const MapCanvas& map() const { return m_map; }

private:
    // Device pixels per logical pixel that the screen and the user ask for.
    float wanted_scale() const;
    void prepare_fonts();
    void build_fonts();
    bool fonts_fit() const {
        return m_fonts->revision() == m_ui.glyphs.revision() && m_fonts->scale() == wanted_scale();
    }
    void show_fonts(std::unique_ptr<FontSet> fonts);
    void shortcuts(const KeyChord& chord);
    void run(Command command);
    void escape();
    void move_focus(bool backwards);
    // `twin`: the place of another plan's map beside the map; empty = none.
    void workspace(Context& context, const Layout& layout, const Rect& twin);
    struct Shown {
        Rect map;
        bool map_changed = true;
    };
    // All that is shown and clicked, between the frame's beginning and its drawing.
    Shown show(Context& context, ImVec2 size, double seconds);
    void give_up_frame(const std::exception& error);
    void draw(Context& context, const Rect& map, bool map_changed);
    void take_dropped(Context& context);
    // The output stage shows the page in the map's place.
    bool shows_page() const { return m_work.stage == app::Stage::output; }
    void right_panel(Context& context, const Rect& rect);

    Host& m_host;
    app::Workspace& m_work;
    Ui m_ui;
    WindowState m_state;
    std::unique_ptr<FontFiles> m_font_files;
    std::unique_ptr<FontSet> m_fonts;
    const void* m_noted_snapshot = nullptr;
    std::string m_noted_language, m_title;
    PagePreview m_page;
    std::array<std::unique_ptr<StagePanel>, app::stage_count> m_panels;
    ImportDialog m_import;
    MapCanvas m_map;
    TwinMap m_twin;
    Damage m_damage;
    std::vector<std::filesystem::path> m_dropped;
    Drawer m_drawer{m_page};
    Welcome m_welcome;
    Palette m_palette;
    ActionForm m_form;
    GoTo m_go_to;
    std::vector<std::string> m_focus_order; // of the last frame
    std::uint64_t m_frames = 0, m_quiet_frames = 0;
    bool m_showed_page = false;
    app::JobRunner m_font_lane;
};

} // namespace wangge::ui
