#include "ui/registry.h"

#include "base/files.h"

#include <nlohmann/json.hpp>

namespace wangge::ui {

void Registry::begin_frame() {
    m_items.clear();
    m_cut.clear();
    m_said.clear();
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
