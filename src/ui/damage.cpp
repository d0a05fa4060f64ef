#include "ui/damage.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <imgui_impl_opengl3.h>

namespace wangge::ui {
namespace {

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

Rect united(const Rect& a, const Rect& b) {
    if (a.w <= 0 || a.h <= 0)
        return b;
    if (b.w <= 0 || b.h <= 0)
        return a;
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

template <class Item> void mix(std::size_t& hash, const Item* items, int count) {
    const std::string_view bytes(reinterpret_cast<const char*>(items), static_cast<std::size_t>(count) * sizeof(Item));
    hash = hash * 1099511628211u ^ std::hash<std::string_view>()(bytes);
}

// Whole pixels that the list may touch.
Rect box_of(const ImDrawList& list, ImVec2 size) {
    ImVec2 least{1e9f, 1e9f}, most{-1e9f, -1e9f};
    for (const ImDrawVert& v : list.VtxBuffer) {
        least = {std::min(least.x, v.pos.x), std::min(least.y, v.pos.y)};
        most = {std::max(most.x, v.pos.x), std::max(most.y, v.pos.y)};
    }
    ImVec4 clip{1e9f, 1e9f, -1e9f, -1e9f};
    for (const ImDrawCmd& c : list.CmdBuffer)
        if (c.ElemCount > 0)
            clip = {std::min(clip.x, c.ClipRect.x), std::min(clip.y, c.ClipRect.y), std::max(clip.z, c.ClipRect.z),
                    std::max(clip.w, c.ClipRect.w)};
    const float x = std::floor(std::max({least.x, clip.x, 0.f})), y = std::floor(std::max({least.y, clip.y, 0.f}));
    const float right = std::ceil(std::min({most.x, clip.z, size.x})),
                bottom = std::ceil(std::min({most.y, clip.w, size.y}));
    return right > x && bottom > y ? Rect{x, y, right - x, bottom - y} : Rect{};
}

} // namespace

std::vector<Rect> Damage::of(const ImDrawData& frame, Rect map, bool map_changed) {
    std::vector<List> lists;
    for (int i = 0; i < frame.CmdListsCount; ++i) {
        const ImDrawList& list = *frame.CmdLists[i];
        List& entry = lists.emplace_back();
        entry.name = list._OwnerName;
        for (const ImDrawCmd& c : list.CmdBuffer) {
            mix(entry.hash, &c.ClipRect, 1);
            mix(entry.hash, &c.TextureId, 1);
            mix(entry.hash, &c.ElemCount, 1);
            // What a callback draws cannot be compared: its list is drawn anew in every frame.
            if (c.UserCallback && c.UserCallback != ImDrawCallback_ResetRenderState)
                mix(entry.hash, &++m_frames, 1);
        }
        mix(entry.hash, list.VtxBuffer.Data, list.VtxBuffer.Size);
        mix(entry.hash, list.IdxBuffer.Data, list.IdxBuffer.Size);
        entry.box = box_of(list, frame.DisplaySize);
    }
    std::vector<Rect> parts;
    const auto add = [&](Rect part) {
        if (part.w <= 0 || part.h <= 0)
            return;
        if (overlap(part, map))
            part = united(part, map);
        // Those that overlap become one, until none do.
        for (std::size_t i = 0; i < parts.size();) {
            if (!overlap(parts[i], part)) {
                ++i;
                continue;
            }
            part = united(part, parts[i]);
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
            i = 0;
        }
        parts.push_back(part);
    };
    if (m_lists.empty() || frame.DisplaySize.x != m_size.x || frame.DisplaySize.y != m_size.y) {
        add({0, 0, frame.DisplaySize.x, frame.DisplaySize.y});
    } else {
        if (map_changed)
            add(map);
        // In the same order, each list with its own of the frame before; what came, went or moved up is damage.
        std::size_t before = 0;
        for (const List& list : lists) {
            std::size_t same = before;
            while (same < m_lists.size() && m_lists[same].name != list.name)
                ++same;
            if (same == m_lists.size()) {
                add(list.box);
                continue;
            }
            for (; before < same; ++before)
                add(m_lists[before].box);
            if (m_lists[same].hash != list.hash) {
                add(list.box);
                add(m_lists[same].box);
            }
            before = same + 1;
        }
        for (; before < m_lists.size(); ++before)
            add(m_lists[before].box);
    }
    m_lists = std::move(lists);
    m_size = frame.DisplaySize;
    return parts;
}

void draw_part_of(ImDrawData& frame, const Rect& part) {
    std::vector<ImDrawList*> lists;
    std::vector<ImVec4> clips;
    for (int i = 0; i < frame.CmdListsCount; ++i) {
        ImDrawList* list = frame.CmdLists[i];
        if (!overlap(box_of(*list, frame.DisplaySize), part))
            continue;
        lists.push_back(list);
        for (ImDrawCmd& c : list->CmdBuffer) {
            clips.push_back(c.ClipRect);
            c.ClipRect = {std::max(c.ClipRect.x, part.x), std::max(c.ClipRect.y, part.y),
                          std::min(c.ClipRect.z, part.right()), std::min(c.ClipRect.w, part.bottom())};
        }
    }
    ImDrawData some = frame;
    some.CmdLists = lists.data();
    some.CmdListsCount = static_cast<int>(lists.size());
    ImGui_ImplOpenGL3_RenderDrawData(&some);
    std::size_t next = 0;
    for (ImDrawList* list : lists)
        for (ImDrawCmd& c : list->CmdBuffer)
            c.ClipRect = clips[next++];
}

} // namespace wangge::ui
