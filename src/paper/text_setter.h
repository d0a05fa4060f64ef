// Text through Pango: set once a run and kept, drawn as text that can be selected, with a halo that cannot.
#pragma once
#include "paper/pen.h"

#include <map>
#include <unordered_map>

typedef struct _cairo_font_face cairo_font_face_t;
typedef struct _PangoContext PangoContext;
typedef struct _PangoLayout PangoLayout;

namespace wangge::paper {

class TextSetter {
public:
    // Throws Error(environment) "render.no_font" when the machine has no font at all.
    TextSetter();
    ~TextSetter();
    TextSetter(const TextSetter&) = delete;
    TextSetter& operator=(const TextSetter&) = delete;

    // Of one line, set at a fixed size; lives as long as the setter or until many others were asked for.
    PangoLayout* layout(std::string_view text, const Face& face);
    void show(cairo_t* context, PangoLayout* layout, const Face& face, double x, double baseline);
    void show_halo(cairo_t* context, PangoLayout* layout, const Face& face, double x, double baseline);
    double width_of(std::string_view text, const Face& face);
    // How many of its characters no font of the machine has.
    int missing_glyphs(std::string_view text, const Face& face);
    std::vector<std::string> lines_of(std::string_view text, const Face& face, double width);

private:
    cairo_font_face_t* halo_face(cairo_font_face_t* letters);

    PangoContext* m_context;
    std::unordered_map<std::string, PangoLayout*> m_layouts;
    std::map<cairo_font_face_t*, cairo_font_face_t*> m_halos; // by the face of the letters
};

} // namespace wangge::paper
