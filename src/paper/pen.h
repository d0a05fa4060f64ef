// A pen on a page: paths, pictures and text as real vectors. Cairo draws and Pango sets; nobody else here knows them.
#pragma once
#include "paper/inks.h"
#include "render/image.h"

#include <string>
#include <string_view>
#include <vector>

typedef struct _cairo cairo_t;

namespace wangge::paper {

// How a run of text is set; sizes are em heights in the pen's present unit.
struct Face {
    double size = 3;
    bool bold = false, italic = false, serif = false;
    double spacing = 0; // between letters
    bool operator==(const Face&) const = default;
};

class TextSetter;

enum class Caps : std::uint8_t { butt, round };

class Pen {
public:
    // Context and setter must outlive the pen.
    Pen(cairo_t* context, Inks inks, TextSetter& setter);

    const Inks& inks() const { return m_inks; }

    void save();
    void restore();
    void shift(double x, double y);
    void zoom(double factor);
    void turn(double cos_angle, double sin_angle);

    void move_to(double x, double y);
    void line_to(double x, double y);
    void close();
    void rectangle(double x, double y, double width, double height);
    void rounded(double x, double y, double width, double height, double radius);
    void disc(double x, double y, double radius);
    // Clockwise from angle to angle, radians from the x axis, y down; joins what was drawn before.
    void arc(double x, double y, double radius, double from, double to);

    // What lies inside an odd number of rings. `keep` leaves the path for what comes next.
    void fill(style::Colour colour, bool keep = false);
    void stroke(style::Colour colour, double width, const std::vector<double>& dash = {}, Caps caps = Caps::butt,
                bool keep = false);
    void clip();
    // What is drawn in between lies on the page as one picture of that opacity.
    void begin_group();
    void end_group(double opacity);
    void forget_path();
    // Premultiplied RGBA into a rectangle, smoothed where it is enlarged.
    void picture(const render::Image& image, double x, double y, double width, double height, double opacity);

    // From `x` on, on the baseline. A halo lies around the letters and is no text of its own for who selects or copies.
    void text(std::string_view text, const Face& face, double x, double baseline, style::Colour colour,
              const style::Colour* halo = nullptr);
    double width_of(std::string_view text, const Face& face);
    // The text in lines of at most that width; line breaks in it are kept.
    std::vector<std::string> lines_of(std::string_view text, const Face& face, double width);

private:
    cairo_t* m_context;
    Inks m_inks;
    TextSetter& m_setter;
};

} // namespace wangge::paper
