#include "ui/desktop.h"

#include "render/letter_texture.h"
#include "render/window_picture.h"
#include "ui/shell/layer_tree.h"
#include "ui/shell/top_bar.h"

#include <algorithm>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>
#include <tuple>
#include <utility>

namespace wangge::ui {
namespace {

const char* get_clipboard(void* host) {
    static std::string kept; // ImGui wants the text to outlive the call
    kept = static_cast<Host*>(host)->clipboard();
    return kept.c_str();
}

void set_clipboard(void* host, const char* text) {
    static_cast<Host*>(host)->set_clipboard(text);
}

void note_all(Glyphs& glyphs, const model::TextColumn& column) {
    for (std::size_t i = 0; i < column.size(); ++i)
        glyphs.note(column[i]);
}

} // namespace

Desktop::Desktop(Host& host, app::Workspace& work, std::unique_ptr<FirstFonts> letters)
    : m_host(host), m_work(work),
      m_page([&host] { host.wake(); }), m_panels{make_data_panel(),       make_grids_panel(),
                                                 make_coverage_panel(),   make_blind_panel(),
                                                 make_assignment_panel(), make_output_panel(m_page)},
      m_twin([&host] { host.wake(); }), m_font_lane([&host] { host.wake(); }) {
    m_ui.catalog = &work.catalog();
    m_ui.scale = wanted_scale();
    if (!letters)
        letters = std::make_unique<FirstFonts>(work.catalog(), m_ui.scale);
    m_noted_language = work.settings.language;
    FirstFonts::Built built = letters->take();
    m_font_files = std::move(built.files);
    m_fonts = std::move(built.set);
    m_ui.glyphs = letters->glyphs();
    if (m_fonts->scale() != m_ui.scale) // the screen is denser than was thought
        m_fonts = FontSet::build(*m_font_files, m_ui.glyphs, m_ui.scale);
    ImGui::CreateContext(&m_fonts->atlas());
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.GetClipboardTextFn = get_clipboard;
    io.SetClipboardTextFn = set_clipboard;
    io.ClipboardUserData = &host;
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.KeyRepeatDelay = 0.4f;
    InputQueue::name_keys(io);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    m_fonts->atlas().ClearTexData(); // the graphics card has it
}

Desktop::~Desktop() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

float Desktop::wanted_scale() const {
    return m_host.scale() * static_cast<float>(app::factor_of(m_work.settings.text_size));
}

void Desktop::prepare_fonts() {
    m_font_lane.poll();
    if (m_noted_language != m_work.settings.language) {
        m_noted_language = m_work.settings.language;
        for (const auto& [id, text] : m_work.catalog().texts())
            m_ui.glyphs.note(text);
    }
    if (m_work.snapshot() && m_noted_snapshot != m_work.snapshot().get()) {
        // Names that panels and tables will show: known before they are drawn, so that no box appears for a moment.
        const model::Snapshot& s = *m_work.snapshot();
        m_noted_snapshot = &s;
        note_all(m_ui.glyphs, s.sites.name);
        note_all(m_ui.glyphs, s.sites.address);
        note_all(m_ui.glyphs, s.villages.name);
        note_all(m_ui.glyphs, s.villages.township_name);
        note_all(m_ui.glyphs, s.people.name);
        for (const model::Boundary& boundary : s.boundaries)
            m_ui.glyphs.note(boundary.name);
        m_ui.glyphs.note(s.name);
    }
    m_fonts->say_what_is_missing(fonts_fit());
    m_ui.fonts = m_fonts.get();
}

// The first picture of a project does not wait for the letters that its names need in tables and cards.
void Desktop::build_fonts() {
    const bool map_first = m_work.snapshot() && !m_map.has_view() && m_work.views_busy();
    if (fonts_fit() || m_font_lane.busy() || map_first)
        return;
    m_font_lane.start(
        "ui.job.fonts",
        [this, glyphs = m_ui.glyphs, scale = wanted_scale()](base::Feedback&) -> app::JobRunner::Deliver {
            auto built = std::make_shared<std::unique_ptr<FontSet>>(FontSet::build(*m_font_files, glyphs, scale));
            return [this, built] { show_fonts(std::move(*built)); };
        },
        [](const base::Error&) {});
}

void Desktop::show_fonts(std::unique_ptr<FontSet> fonts) {
    ImFontAtlas& before = m_fonts->atlas();
    ImFontAtlas& now = fonts->atlas();
    ImGui::GetIO().Fonts = &now;
    unsigned char* cover = nullptr;
    int width = 0, height = 0;
    now.GetTexDataAsAlpha8(&cover, &width, &height);
    // Mostly a few letters more than before: they go where the old ones were.
    if (width == before.TexWidth && height == before.TexHeight) {
        now.SetTexID(before.TexID);
        render::change_letters(static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(now.TexID)), width, height,
                               cover);
        m_fonts = std::move(fonts);
    } else {
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        m_fonts = std::move(fonts);
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
    m_fonts->atlas().ClearTexData();
    m_ui.scale = m_fonts->scale(); // everything grows together
    m_damage.forget();             // the same letters may lie elsewhere in the new texture
}

void Desktop::right_panel(Context& c, const Rect& rect) {
    const std::string id = "panel." + std::string(app::key_of(c.work.stage)); // its own scroll position
    StagePanel& panel = *m_panels[static_cast<std::size_t>(c.work.stage)];
    const float foot = panel.has_foot(c) ? m_ui.px(54) : 0;
    const Rect upper{rect.x, rect.y, rect.w, rect.h - foot}, lower{rect.x, upper.bottom(), rect.w, foot};
    begin_area(m_ui, id.c_str(), upper, m_ui.theme->panel, true);
    Flow flow(m_ui, upper);
    panel.content(c, flow);
    flow.finish();
    m_ui.fill({upper.x, upper.y, m_ui.px(1), upper.h}, m_ui.theme->border);
    end_area();
    if (foot == 0)
        return;
    begin_area(m_ui, (id + ".foot").c_str(), lower, m_ui.theme->panel, false);
    m_ui.fill({lower.x, lower.y, lower.w, m_ui.px(1)}, m_ui.theme->border);
    m_ui.fill({lower.x, lower.y, m_ui.px(1), lower.h}, m_ui.theme->border);
    panel.foot(c, {lower.x + m_ui.px(14), lower.y + m_ui.px(10), lower.w - m_ui.px(28), m_ui.px(34)});
    end_area();
}

void Desktop::workspace(Context& c, const Layout& layout, const Rect& twin) {
    if (shows_page())
        m_page.controls(c, layout.map);
    else
        m_map.controls(c, layout.map);
    if (twin.w > 0)
        m_twin.show(c, twin, layout.map, m_map);
    if (shows_page())
        m_page.parts(c, layout.left);
    else
        layer_tree(c, layout.left);
    right_panel(c, layout.right);
    m_drawer.show(c, layout.drawer);
    splitters(c, layout, m_drawer.open);
    const Rect window{0, 0, layout.top.w, layout.status.bottom()};
    history_list(c, window);
    m_palette.show(c, window);
    m_form.show(c, window);
    m_drawer.dialogs(c, window);
    m_go_to.show(c, window);
    shortcut_sheet(c, window);
    for (const auto& panel : m_panels)
        panel->dialogs(c, window);
    if (!m_state.file_to_import.empty())
        m_import.open(c, std::exchange(m_state.file_to_import, {}));
    if (std::exchange(m_state.quarantine_wanted, false))
        m_import.open_quarantine(c);
    m_import.show(c, window);
}

// A project is opened, any other file is imported - into a new project when none is open.
void Desktop::take_dropped(Context& c) {
    for (const auto& file : m_host.take_dropped())
        m_dropped.push_back(file);
    for (const auto& file : std::exchange(m_dropped, {})) {
        if (file.extension() == ".wangge")
            m_work.open(file);
        else if (c.snapshot && !m_import.is_open())
            m_state.file_to_import = file;
        else if (!c.snapshot)
            m_welcome.import(c, file);
    }
}

void Desktop::draw(Context& context, const Rect& map, bool map_changed) {
    ImDrawData& frame = *ImGui::GetDrawData();
    const ImU32 c = m_ui.theme->surface;
    const style::Colour ground{static_cast<std::uint8_t>(c >> IM_COL32_R_SHIFT),
                               static_cast<std::uint8_t>(c >> IM_COL32_G_SHIFT),
                               static_cast<std::uint8_t>(c >> IM_COL32_B_SHIFT), 255};
    const std::vector<Rect> parts = m_damage.of(frame, map, map_changed);
    for (const Rect& part : parts) {
        const int x = static_cast<int>(part.x), y = static_cast<int>(part.y);
        const render::PixelArea area{x, y, static_cast<int>(part.right()) - x, static_cast<int>(part.bottom()) - y};
        render::clear_part(area, static_cast<int>(frame.DisplaySize.y), ground);
        if (context.snapshot && part.holds(map.centre()))
            shows_page() ? m_page.paint(m_ui, map, frame.DisplaySize) : m_map.paint(map, frame.DisplaySize);
        draw_part_of(frame, part);
    }
    if (!parts.empty())
        m_host.present();
}

Desktop::Shown Desktop::show(Context& context, ImVec2 size, double seconds) {
    take_dropped(context);
    context.snapshot = m_work.snapshot().get();
    Layout layout = lay_out(m_ui, size, m_work.settings, m_drawer.open);
    Rect twin;
    if (TwinMap::wanted(context))
        std::tie(twin, layout.map) = TwinMap::halves(layout.map);
    m_host.begin_draw();
    if (m_showed_page != shows_page()) {
        m_showed_page = shows_page();
        m_damage.forget(); // another picture lies under the same controls
    }
    if (!context.snapshot && m_work.busy())
        m_map.warm_up(layout.map, m_ui.scale);
    const bool map_changed = context.snapshot && (shows_page() ? m_page.prepare(context, layout.map)
                                                               : m_map.prepare(context, layout.map, seconds));
    top_bar(context, layout.top);
    context.snapshot = m_work.snapshot().get(); // a click may have closed it
    if (context.snapshot)
        workspace(context, layout, twin);
    else
        m_welcome.show(context, {0, layout.top.bottom(), size.x, layout.status.y - layout.top.bottom()});
    status_bar(context, layout.status, context.snapshot ? m_map.readout() : MapReadout{});
    return {layout.map, map_changed};
}

// A fault in one panel must not take the window, and what else is open in it, with it: the frame ends as far as it
// came, the dialogs close, and the fault is said where faults are said.
void Desktop::give_up_frame(const std::exception& error) {
    ImGui::ErrorCheckEndFrameRecover(nullptr);
    Context context{m_ui, m_work, m_state, m_work.snapshot().get()};
    if (m_import.is_open())
        m_import.close(context);
    m_damage.forget();
    const auto* known = dynamic_cast<const base::Error*>(&error);
    m_work.say({app::Notice::Kind::error,
                known ? known->message() : base::Message{"base.bug", {{"what", error.what()}}},
                known ? known->where() : ""});
}

void Desktop::frame(double seconds) {
    ++m_frames;
    m_work.poll();
    m_twin.poll();
    m_ui.animating = false;
    m_ui.theme = m_work.settings.dark ? &dark_theme() : &light_theme();
    m_ui.catalog = &m_work.catalog();
    prepare_fonts();
    m_ui.registry.begin_frame();
    m_focus_order = std::exchange(m_ui.focus.order, {});

    const ImVec2 size = m_host.framebuffer();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size;
    io.DeltaTime = std::max(1e-4f, static_cast<float>(seconds));
    const bool had_input = !input.empty();
    const KeyChord chord = input.feed(io, m_ui.glyphs);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    if (ImGui::IsMouseClicked(0))
        m_ui.focus.id.clear();
    Context context{m_ui, m_work, m_state, m_work.snapshot().get()};
    Shown shown;
    try {
        shortcuts(chord);
        shown = show(context, size, seconds);
    } catch (const std::exception& error) {
        give_up_frame(error);
        context.snapshot = m_work.snapshot().get();
    }
    ImGui::Render();
    draw(context, context.snapshot ? shown.map : Rect{}, shown.map_changed);
    m_host.show_cursor(ImGui::GetMouseCursor());
    const std::string title =
        context.snapshot ? context.snapshot->name + " - " + m_ui.say("ui.name") : m_ui.say("ui.name");
    if (title != m_title)
        m_host.set_title(m_title = title);
    build_fonts();

    const bool quiet = !had_input && input.empty() && !m_ui.animating && !m_map.moving() && !m_work.busy() &&
                       !m_work.views_busy() && !m_map.reading() && !m_page.busy() && !m_twin.busy() &&
                       !m_font_lane.busy() && fonts_fit();
    m_quiet_frames = quiet ? m_quiet_frames + 1 : 0;
    if (m_quiet_frames == 3 && m_work.has_project() && m_map.has_view())
        m_work.note_place(m_map.view().centre, m_map.view().per_logical_pixel());
}

bool Desktop::settled() const {
    return m_quiet_frames >= 3;
}

double Desktop::patience() const {
    if (m_ui.animating || m_map.moving() || !input.empty())
        return 0;
    // ImGui needs a frame or two after an event to show its effect; a caret blinks; else nothing happens by itself.
    if (m_work.busy() || m_work.views_busy() || m_map.reading() || m_page.busy() || m_twin.busy() || m_font_lane.busy())
        return 0.1; // for the progress bar; what is finished wakes the window
    if (m_quiet_frames < 3)
        return 0.015;
    return ImGui::GetIO().WantTextInput ? 0.25 : 3600;
}

} // namespace wangge::ui
