#include "ui/ui.h"

#include <cmath>

namespace wangge::ui {
namespace {

// Chinese may break anywhere but before closing punctuation; Latin only at spaces.
bool closes(char32_t c) {
    return std::u32string_view(U"，。、；：！？）》】”’%…,.;:!?)").find(c) != std::u32string_view::npos;
}

std::size_t next(std::string_view text, std::size_t at) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        ++at;
    return at;
}

char32_t first_of(std::string_view text) {
    const auto b = static_cast<unsigned char>(text[0]);
    if (b < 0x80)
        return b;
    if (b < 0xE0 && text.size() > 1)
        return ((b & 31u) << 6) | (text[1] & 63u);
    if (b < 0xF0 && text.size() > 2)
        return ((b & 15u) << 12) | ((text[1] & 63u) << 6) | (text[2] & 63u);
    return 0xFFFD;
}

} // namespace

MayCut::MayCut(Ui& ui) : m_ui(ui), m_before(ui.may_cut) {
    ui.may_cut = true;
}

MayCut::~MayCut() {
    m_ui.may_cut = m_before;
}

float Ui::width_of(Face face, std::string_view utf8) {
    const std::string_view shown = glyphs.shown(utf8);
    ImFont* f = font(face);
    return f->CalcTextSizeA(f->FontSize, 1e6f, 0, shown.data(), shown.data() + shown.size()).x;
}

void Ui::text(ImVec2 at, Face face, ImU32 colour, std::string_view utf8, float width, Align align) {
    if (utf8.empty())
        return;
    std::string shown(glyphs.shown(utf8));
    ImFont* f = font(face);
    const auto measure = [&](const std::string& s) {
        return f->CalcTextSizeA(f->FontSize, 1e6f, 0, s.data(), s.data() + s.size()).x;
    };
    float needed = measure(shown);
    if (width > 0 && needed > width + 0.5f) {
        if (!may_cut)
            registry.note_cut(utf8);
        // As many characters as leave room for the dots, found in one walk: tables cut a hundred texts a frame.
        const float room = std::max(1.f, width - measure("…"));
        const char* fits = shown.data();
        f->CalcTextSizeA(f->FontSize, room, 0, shown.data(), shown.data() + shown.size(), &fits);
        shown.resize(static_cast<std::size_t>(fits - shown.data()));
        shown += "…";
        needed = measure(shown);
    }
    if (align == Align::centre)
        at.x += (width - needed) / 2;
    else if (align == Align::right)
        at.x += width - needed;
    note(utf8, {at.x, at.y, needed, f->FontSize});
    draw().AddText(f, f->FontSize, {std::round(at.x), std::round(at.y)}, colour, shown.data(),
                   shown.data() + shown.size());
}

// Tells the registry what is seen of a text, and complains when the edge of its window cuts it at the side.
void Ui::note(std::string_view text, const Rect& rect) {
    const ImVec2 low = draw().GetClipRectMin(), high = draw().GetClipRectMax();
    const Rect seen{std::max(rect.x, low.x), std::max(rect.y, low.y),
                    std::min(rect.right(), high.x) - std::max(rect.x, low.x),
                    std::min(rect.bottom(), high.y) - std::max(rect.y, low.y)};
    registry.note_text(text, seen);
    if (!may_cut && seen.h > rect.h / 2 && seen.w < rect.w - 1)
        registry.note_cut(text);
}

void Ui::text_in(const Rect& rect, Face face, ImU32 colour, std::string_view utf8, Align align) {
    // Noto's line box hangs a little low around Chinese characters: half a pixel up looks centred.
    const float y = rect.y + (rect.h - height_of(face)) / 2 - 0.5f * scale;
    text({rect.x, y}, face, colour, utf8, rect.w, align);
}

float Ui::paragraph(ImVec2 at, float width, Face face, ImU32 colour, std::string_view utf8) {
    ImFont* f = font(face);
    const std::string shown(glyphs.shown(utf8));
    const float line_height = std::round(f->FontSize * 1.06f);
    const float top = at.y;
    std::size_t begin = 0;
    while (begin < shown.size()) {
        std::size_t end = begin, fits = begin;
        float used = 0;
        while (end < shown.size() && shown[end] != '\n') {
            const std::size_t after = next(shown, end);
            used += f->CalcTextSizeA(f->FontSize, 1e6f, 0, shown.data() + end, shown.data() + after).x;
            if (used > width && fits > begin)
                break;
            end = after;
            const bool at_end = end >= shown.size() || shown[end] == '\n';
            const char32_t following = at_end ? U' ' : first_of(std::string_view(shown).substr(end));
            const bool latin_before = static_cast<unsigned char>(shown[end - 1]) < 0x80 && shown[end - 1] != ' ';
            const bool latin_after = following < 0x2000 && following != U' ';
            if (at_end || (!closes(following) && !(latin_before && latin_after)))
                fits = end;
        }
        if (end >= shown.size() || shown[end] == '\n')
            fits = end;
        if (fits == begin)
            fits = std::max(end, next(shown, begin));
        draw().AddText(f, f->FontSize, {std::round(at.x), std::round(at.y)}, colour, shown.data() + begin,
                       shown.data() + fits);
        at.y += line_height;
        begin = fits;
        while (begin < shown.size() && (shown[begin] == ' ' || shown[begin] == '\n')) {
            const bool line_break = shown[begin] == '\n';
            ++begin;
            if (line_break)
                break;
        }
    }
    note(utf8, {at.x, top, width, at.y - top});
    return at.y - top;
}

void Ui::fill(const Rect& rect, ImU32 colour, float radius) {
    draw().AddRectFilled(rect.min(), rect.max(), colour, radius * scale);
}

void Ui::frame(const Rect& rect, ImU32 colour, float radius, float thickness) {
    const float half = thickness * scale / 2;
    draw().AddRect({rect.x + half, rect.y + half}, {rect.right() - half, rect.bottom() - half}, colour, radius * scale,
                   0, thickness * scale);
}

void Ui::line(ImVec2 a, ImVec2 b, ImU32 colour, float thickness) {
    draw().AddLine(a, b, colour, thickness * scale);
}

} // namespace wangge::ui
