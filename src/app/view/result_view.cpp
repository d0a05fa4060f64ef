#include "app/view/result_view.h"

#include <nlohmann/json.hpp>

namespace wangge::app {

ResultView::ResultView(const nlohmann::json& result, bool with_lists) {
    for (const auto& [key, value] : result.items()) {
        if (value.is_number())
            m_numbers[key] = value.get<double>();
        else if (value.is_boolean())
            m_numbers[key] = value.get<bool>() ? 1 : 0;
        else if (value.is_string())
            m_texts[key] = value.get<std::string>();
        else if (value.is_object()) {
            for (const auto& [name, count] : value.items())
                if (count.is_number())
                    m_counts[key].emplace_back(name, static_cast<std::int64_t>(count.get<double>()));
        } else if (with_lists && value.is_array() && !value.empty() && value.front().is_object())
            m_objects[key] = std::make_shared<const nlohmann::json>(value);
        else if (value.is_array())
            for (const auto& item : value)
                if (item.is_string())
                    m_lists[key].push_back(item.get<std::string>());
    }
}

std::optional<double> ResultView::number(std::string_view member) const {
    const auto at = m_numbers.find(member);
    return at == m_numbers.end() ? std::nullopt : std::optional(at->second);
}

std::string ResultView::text(std::string_view member) const {
    const auto at = m_texts.find(member);
    return at == m_texts.end() ? "" : at->second;
}

std::vector<std::pair<std::string, std::int64_t>> ResultView::counts(std::string_view member) const {
    const auto at = m_counts.find(member);
    return at == m_counts.end() ? std::vector<std::pair<std::string, std::int64_t>>{} : at->second;
}

const nlohmann::json& ResultView::list(std::string_view member) const {
    static const nlohmann::json none = nlohmann::json::array();
    const auto at = m_objects.find(member);
    return at == m_objects.end() ? none : *at->second;
}

std::vector<std::string> ResultView::texts(std::string_view member) const {
    const auto at = m_lists.find(member);
    return at == m_lists.end() ? std::vector<std::string>{} : at->second;
}

} // namespace wangge::app
