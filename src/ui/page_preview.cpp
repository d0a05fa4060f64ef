#include "ui/page_preview.h"

#include "app/view/numbers.h"
#include "render/window_picture.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr float head = 54, air = 24; // logical pixels: the line above the page, the ground around it

style::Colour colour_of(ImU32 c) {
    return {static_cast<std::uint8_t>(c >> IM_COL32_R_SHIFT), static_cast<std::uint8_t>(c >> IM_COL32_G_SHIFT),
            static_cast<std::uint8_t>(c >> IM_COL32_B_SHIFT), 255};
}

render::PixelArea area_of(const Rect& r) {
    return {static_cast<int>(r.x), static_cast<int>(r.y), static_cast<int>(r.w), static_cast<int>(r.h)};
}

} // namespace

PagePreview::PagePreview(std::function<void()> wake) : m_lane(std::move(wake)) {}
PagePreview::~PagePreview() = default;

void PagePreview::ask(Context& c, const app::PageRequest& asked, bool small) {
    base::Date day;
    for (const app::Step& step : c.work.steps())
        if (const auto when = base::parse_date(step.when); when && !step.undone)
            day = *when;
    m_lane.replace(
        "ui.page.waiting",
        [this, asked, small, day, document = c.work.path(),
         &language = c.work.catalog()](base::Feedback& feedback) -> app::JobRunner::Deliver {
            auto page = m_desk.draw(asked, day, document, language, feedback);
            return [this, page, small] {
                if (small)
                    return m_strip.take(*page);
                m_page = page;
                m_trouble.clear();
            };
        },
        [this, &language = c.work.catalog()](const base::Error& error) {
            if (error.kind() != base::ErrorKind::cancelled)
                m_trouble = language.say(error.message());
        });
}

Rect PagePreview::page_in(const Ui& ui, const Rect& rect) const {
    const Rect room{rect.x + ui.px(air), rect.y + ui.px(head), rect.w - 2 * ui.px(air), rect.h - ui.px(head + air)};
    if (!m_page || m_page->picture.width == 0)
        return {room.x, room.y, 0, 0};
    const auto w = static_cast<float>(m_page->picture.width), h = static_cast<float>(m_page->picture.height);
    const float factor = std::min({1.f, room.w / w, room.h / h});
    return {std::round(room.x + (room.w - w * factor) / 2), std::round(room.y + (room.h - h * factor) / 2), w * factor,
            h * factor};
}

bool PagePreview::prepare(Context& c, const Rect& rect) {
    m_lane.poll();
    request.snapshot = c.work.snapshot();
    request.language = c.work.settings.language;
    request.look = c.work.look();
    request.ledger = c.work.ledger();
    request.width = static_cast<int>(rect.w - 2 * c.ui.px(air));
    request.height = static_cast<int>(rect.h - c.ui.px(head + air));
    if (request.snapshot && !(request == m_asked)) {
        m_asked = request;
        ask(c, request, false);
    }
    const bool changed =
        m_page != m_painted || m_rect.x != rect.x || m_rect.y != rect.y || m_rect.w != rect.w || m_rect.h != rect.h;
    if (m_page != m_painted && m_page && m_page->picture.width > 0)
        m_surface.set(m_page->picture);
    m_painted = m_page;
    m_rect = rect;
    return changed;
}

void PagePreview::paint(const Ui& ui, const Rect& rect, ImVec2 framebuffer) {
    const int height = static_cast<int>(framebuffer.y);
    render::clear_part(area_of(rect), height, colour_of(ui.theme->track));
    const Rect page = page_in(ui, rect);
    if (page.w > 0)
        m_surface.show(area_of(page), area_of(rect), height);
}

void PagePreview::strip(Context& c, const Rect& rect) {
    if (!m_page)
        return;
    m_strip.show(c, rect, *m_page, request.sheet);
    if (const auto next = m_strip.wanted(); next && !busy() && request == m_asked && m_trouble.empty())
        ask(c, *next, true);
}

void PagePreview::parts(Context& c, const Rect& rect) {
    if (m_page && m_page->request.template_name == request.template_name) {
        m_composer.list(c, rect, *m_page, request.layers);
        return;
    }
    begin_area(c.ui, "layers", rect, c.ui.theme->panel, false);
    end_area();
}

void PagePreview::chosen_item(Context& c, Flow& flow) {
    if (m_page)
        m_composer.fields(c, flow, *m_page);
}

void PagePreview::controls(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Rect line{rect.x, rect.y, rect.w, ui.px(32)};
    begin_area(ui, "page", line, ui.theme->panel, false);
    ui.fill({line.x, line.bottom() - ui.px(1), line.w, ui.px(1)}, ui.theme->border);
    std::string words;
    if (!m_trouble.empty()) {
        words = m_trouble;
    } else if (m_page) {
        const app::PageRequest& asked = m_page->request;
        const std::size_t count = m_page->sheets.size();
        words = count == 0 ? ui.say("paper.template." + asked.template_name)
                           : ui.say("ui.page.sheet", {{"name", m_page->sheets[std::min(asked.sheet, count - 1)]},
                                                      {"number", std::to_string(std::min(asked.sheet, count - 1) + 1)},
                                                      {"count", std::to_string(count)}});
        if (m_page->denominator > 0)
            words += "    1:" + app::count_text(std::llround(m_page->denominator));
        if (count > 1) {
            std::size_t& at = request.sheet;
            at = std::min(at, count - 1);
            const float side = ui.px(26), y = line.y + ui.px(3);
            if (button(ui, "page.next", {line.right() - side - ui.px(8), y, side, side}, "›", ButtonLook::plain,
                       at + 1 < count))
                ++at;
            if (button(ui, "page.previous", {line.right() - 2 * side - ui.px(12), y, side, side}, "‹",
                       ButtonLook::plain, at > 0))
                --at;
        }
    } else {
        words = ui.say("ui.page.waiting");
    }
    const bool ready = m_page && m_page->request == request;
    ui.text_in({line.x + ui.px(14), line.y, line.w - ui.px(90), line.h}, Face::body,
               m_trouble.empty() ? ui.theme->text : ui.theme->danger, words);
    ui.registry.add("page.shown", {rect, words, ready ? "ready" : "waiting", true});
    end_area();
    if (m_page && m_page->request.paper == request.paper && m_page->request.landscape == request.landscape)
        m_composer.on_page(c, {rect.x, line.bottom(), rect.w, rect.bottom() - line.bottom()}, page_in(ui, rect),
                           m_page);
}

} // namespace wangge::ui
