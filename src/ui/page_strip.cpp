#include "ui/page_strip.h"

#include "app/view/numbers.h"
#include "ui/widgets.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

namespace wangge::ui {
namespace {

constexpr float picture_height = 104, caption = 24, air = 14; // logical pixels

app::PageRequest atlas_of(app::PageRequest request) {
    request.sheet = 0;
    request.width = request.height = 0;
    return request;
}

} // namespace

void PageStrip::show(Context& c, const Rect& rect, const app::PageView& page, std::size_t& sheet) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const float shape = page.picture.height > 0
                            ? static_cast<float>(page.picture.width) / static_cast<float>(page.picture.height)
                            : 1.4f;
    const float high = std::max(ui.px(40), std::min(ui.px(picture_height), rect.h - ui.px(caption + 2 * air)));
    const Rect small{0, 0, std::round(high * shape), std::round(high)};
    const int width = static_cast<int>(small.w), height = static_cast<int>(small.h);
    if (!(m_of == atlas_of(page.request)) || m_width != width || m_height != height) {
        m_of = atlas_of(page.request);
        m_width = width;
        m_height = height;
        m_drawn.clear();
        m_pictures.clear();
        m_reveal = true;
    }
    m_reveal |= m_shown != sheet;
    m_shown = sheet;
    const std::size_t count = page.sheets.size();
    const float step = small.w + ui.px(air);
    const float whole = step * static_cast<float>(count) + ui.px(air);
    if (std::exchange(m_reveal, false)) {
        const float x = step * static_cast<float>(sheet);
        ImGui::SetNextWindowScroll({std::max(0.f, x - (rect.w - step) / 2), -1});
    }
    ImGui::SetCursorScreenPos(rect.min());
    ImGui::SetNextWindowContentSize({whole, 1});
    ImGui::BeginChild("strip", {rect.w, rect.h}, false, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_HorizontalScrollbar);
    if (ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel != 0) // the wheel turns sheets
        ImGui::SetScrollX(ImGui::GetScrollX() - ImGui::GetIO().MouseWheel * step);
    const float from = ImGui::GetScrollX();
    m_first = std::min(count, static_cast<std::size_t>(from / step));
    m_last = std::min(count, static_cast<std::size_t>((from + rect.w) / step) + 1);
    const MayCut names(ui);
    for (std::size_t i = m_first; i < m_last; ++i) {
        const Rect at{std::round(rect.x - from + ui.px(air) + step * static_cast<float>(i)), rect.y + ui.px(air),
                      small.w, small.h};
        const std::string label = std::to_string(i + 1) + "  " + page.sheets[i];
        const auto drawn = m_drawn.find(i);
        const Hit h = hit(ui, "page.thumb." + std::to_string(i), {at.x, at.y, at.w, at.h + ui.px(caption)}, label,
                          drawn == m_drawn.end() ? "waiting" : "ready");
        ui.fill(at, t.panel2);
        if (drawn != m_drawn.end()) {
            render::PictureSurface& picture = m_pictures[i];
            if (picture.texture() == 0)
                picture.set(drawn->second->picture);
            const auto id = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(picture.texture())); // NOLINT
            const auto w = static_cast<float>(drawn->second->picture.width),
                       tall = static_cast<float>(drawn->second->picture.height);
            ui.draw().AddImage(id, at.min(), {at.x + w, at.y + tall});
        }
        if (i == sheet)
            ui.draw().AddRect({at.x - ui.px(2), at.y - ui.px(2)}, {at.right() + ui.px(2), at.bottom() + ui.px(2)},
                              t.accent, 0, 0, ui.px(2));
        else
            ui.frame(at, h.hovered ? t.text2 : t.border, 0);
        ui.text_in({at.x, at.bottom() + ui.px(4), at.w, ui.px(caption - 4)}, Face::small, i == sheet ? t.text : t.text2,
                   label, Align::centre);
        tooltip(ui, h, label);
        if (h.clicked)
            sheet = i;
    }
    ImGui::EndChild();
}

std::optional<app::PageRequest> PageStrip::wanted() const {
    for (std::size_t i = m_first; i < m_last; ++i)
        if (!m_drawn.contains(i)) {
            app::PageRequest request = m_of;
            request.sheet = i;
            request.width = m_width;
            request.height = m_height;
            return request;
        }
    return std::nullopt;
}

void PageStrip::take(const app::PageView& drawn) {
    if (atlas_of(drawn.request) == m_of && drawn.request.width == m_width)
        m_drawn[drawn.request.sheet] = std::make_shared<app::PageView>(drawn);
}

} // namespace wangge::ui
