// What every panel draws with: theme, fonts, texts, scale and the registry of widgets, for one frame.
#pragma once
#include "ui/fonts.h"
#include "ui/registry.h"
#include "ui/theme.h"

#include "base/catalog.h"

#include <span>

namespace wangge::ui {

enum class Align { left, centre, right };

class Ui;

// While it lives, texts may be shortened: rows of data.
class MayCut {
public:
    explicit MayCut(Ui& ui);
    ~MayCut();
    MayCut(const MayCut&) = delete;
    MayCut& operator=(const MayCut&) = delete;

private:
    Ui& m_ui;
    bool m_before;
};

// The one control that Enter and Space press; Tab moves it along the order in which controls were drawn.
struct KeyboardFocus {
    std::string id;                 // empty = none
    std::vector<std::string> order; // of this frame; a dialog that is open leaves only its own
    bool press = false;             // Enter or Space came down
    bool entered = false;           // it has just moved here by Tab
};

class Ui {
public:
    const Theme* theme = &light_theme();
    const base::Catalog* catalog = nullptr;
    FontSet* fonts = nullptr;
    Glyphs glyphs;
    Registry registry;
    KeyboardFocus focus;
    float scale = 1;
    bool animating = false; // somebody needs another frame soon
    bool may_cut = false;   // what is drawn now comes from data of any length: shortening it is no fault

    float px(float logical) const { return logical * scale; }
    std::string say(std::string_view id) const { return catalog->say(id); }
    std::string say(std::string_view id, std::vector<std::pair<std::string, std::string>> args) const {
        return catalog->say(base::Message{std::string(id), std::move(args)});
    }

    // Text on one line. `width` > 0: aligned inside it and shortened with … when it does not fit.
    void text(ImVec2 at, Face face, ImU32 colour, std::string_view text, float width = 0, Align align = Align::left);
    // Vertically centred in the rectangle.
    void text_in(const Rect& rect, Face face, ImU32 colour, std::string_view text, Align align = Align::left);
    // Wrapped; returns the height used.
    float paragraph(ImVec2 at, float width, Face face, ImU32 colour, std::string_view text);
    float width_of(Face face, std::string_view text);
    float height_of(Face face) const { return font(face)->FontSize; }

    void fill(const Rect& rect, ImU32 colour, float radius = 0);
    void frame(const Rect& rect, ImU32 colour, float radius = 0, float thickness = 1);
    void line(ImVec2 a, ImVec2 b, ImU32 colour, float thickness = 1);
    void horizontal(float x, float y, float width, ImU32 colour) { fill({x, y, width, std::max(1.f, scale)}, colour); }
    ImDrawList& draw() const { return *ImGui::GetWindowDrawList(); }
    ImFont* font(Face face) const { return (*fonts)[face]; }

private:
    void note(std::string_view text, const Rect& rect);
};

} // namespace wangge::ui
