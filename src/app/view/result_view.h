// The numbers and words of an Action's result, for panels that know no JSON.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::app {

class ResultView {
public:
    ResultView() = default;
    // `with_lists` keeps lists of objects, which may be long.
    explicit ResultView(const nlohmann::json& result, bool with_lists = false);

    bool empty() const { return m_numbers.empty() && m_texts.empty(); }
    std::optional<double> number(std::string_view member) const;
    std::string text(std::string_view member) const; // "" when there is none
    bool flag(std::string_view member) const { return number(member).value_or(0) != 0; }
    // Of a member that is an object of counts, in the order of its keys.
    std::vector<std::pair<std::string, std::int64_t>> counts(std::string_view member) const;
    std::vector<std::string> texts(std::string_view member) const; // of a list of texts
    // A list of objects that was kept; an empty one when there is none.
    const nlohmann::json& list(std::string_view member) const;

private:
    std::map<std::string, double, std::less<>> m_numbers; // true = 1
    std::map<std::string, std::string, std::less<>> m_texts;
    std::map<std::string, std::vector<std::pair<std::string, std::int64_t>>, std::less<>> m_counts;
    std::map<std::string, std::vector<std::string>, std::less<>> m_lists;
    std::map<std::string, std::shared_ptr<const nlohmann::json>, std::less<>> m_objects;
};

} // namespace wangge::app
