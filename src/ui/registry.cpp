#include "ui/registry.h"

#include "base/files.h"

#include <nlohmann/json.hpp>

namespace wangge::ui {

void Registry::begin_frame() {
    m_items.clear();
    m_cut.clear();
    m_said.clear();
    m_texts.clear();
}

std::vector<std::pair<std::string, std::string>> Registry::overlaps() const {
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto said = [&](const Text& text) { return m_said.substr(text.begin, text.length); };
    for (std::size_t i = 0; i < m_texts.size(); ++i)
        for (std::size_t j = i + 1; j < m_texts.size(); ++j) {
            const Rect &a = m_texts[i].rect, &b = m_texts[j].rect;
            // A line's box is taller than its ink, and neighbours may touch.
            const float slack = 0.22f * std::min(a.h, b.h);
            if (a.x + 1 < b.right() && b.x + 1 < a.right() && a.y + slack < b.bottom() - slack &&
                b.y + slack < a.bottom() - slack)
                pairs.emplace_back(said(m_texts[i]), said(m_texts[j]));
        }
    return pairs;
}

const WidgetRecord* Registry::find(std::string_view id) const {
    const auto found = m_items.find(id);
    return found == m_items.end() ? nullptr : &found->second;
}

void Registry::write(const std::filesystem::path& file) const {
    nlohmann::json widgets = nlohmann::json::object();
    for (const auto& [id, item] : m_items)
        widgets[id] = {{"label", item.label},
                       {"value", item.value},
                       {"enabled", item.enabled},
                       {"rect", {item.rect.x, item.rect.y, item.rect.w, item.rect.h}}};
    const nlohmann::json whole = {{"widgets", widgets}, {"cut", m_cut}};
    base::write_file(file, whole.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

} // namespace wangge::ui
