// Where every widget of the last frame is, by its stable id: what scripts and tests click and read.
#pragma once
#include <filesystem>
#include <imgui.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::ui {

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    ImVec2 min() const { return {x, y}; }
    ImVec2 max() const { return {x + w, y + h}; }
    ImVec2 centre() const { return {x + w / 2, y + h / 2}; }
    bool holds(ImVec2 p) const { return p.x >= x && p.y >= y && p.x < x + w && p.y < y + h; }
    Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
};

struct WidgetRecord {
    Rect rect;
    std::string label, value;
    bool enabled = true;
};

class Registry {
public:
    void begin_frame();
    void add(std::string_view id, WidgetRecord record) { m_items.insert_or_assign(std::string(id), std::move(record)); }
    // A text that had to be shortened to fit.
    void note_cut(std::string_view text) { m_cut.emplace_back(text); }
    // Everything that was said in this frame, for searching by eye of a test, and the part of its place that is seen.
    void note_text(std::string_view text, const Rect& seen) {
        m_said += text;
        m_said += '\n';
        if (seen.w > 0 && seen.h > 0)
            m_texts.push_back({seen, m_said.size() - text.size() - 1, text.size()});
    }
    // A dialog darkens what was said so far: its words lie over those.
    void cover_texts() { m_texts.clear(); }
    // Pairs of texts that lie on each other.
    std::vector<std::pair<std::string, std::string>> overlaps() const;

    const WidgetRecord* find(std::string_view id) const;
    const std::map<std::string, WidgetRecord, std::less<>>& items() const { return m_items; }
    const std::vector<std::string>& cut_texts() const { return m_cut; }
    const std::string& said() const { return m_said; }
    // {"widgets": {id: {label, value, rect, enabled}}, "cut": [...]}; replaced in one step.
    void write(const std::filesystem::path& file) const;

private:
    struct Text {
        Rect rect;
        std::size_t begin = 0, length = 0; // in m_said
    };
    std::vector<Text> m_texts;
    std::map<std::string, WidgetRecord, std::less<>> m_items;
    std::vector<std::string> m_cut;
    std::string m_said;
};

} // namespace wangge::ui
