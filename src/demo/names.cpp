#include "demo/names.h"

#include "base/error.h"
#include "base/files.h"

#include <nlohmann/json.hpp>

namespace wangge::demo {

Names Names::load() {
    const auto path = base::data_folder() / "demo" / "names.json";
    const auto json = nlohmann::json::parse(base::read_file(path), nullptr, false);
    if (!json.is_object())
        base::fail_environment("demo.bad_names", {{"file", path.string()}});
    Names names;
    for (const auto& [key, value] : json.items()) {
        std::vector<std::string>& list = names.m_lists[key];
        if (value.is_string())
            list.push_back(value.get<std::string>());
        else if (value.is_array())
            for (const auto& item : value)
                if (item.is_string())
                    list.push_back(item.get<std::string>());
    }
    return names;
}

const std::vector<std::string>& Names::list(const std::string& key) const {
    const auto found = m_lists.find(key);
    if (found == m_lists.end() || found->second.empty())
        base::fail_environment("demo.bad_names", {{"file", (base::data_folder() / "demo" / "names.json").string()}},
                               key);
    return found->second;
}

const std::string& Names::any(const std::string& key, base::Random& random) const {
    const auto& all = list(key);
    return all[random.below(all.size())];
}

std::string Names::person(base::Random& random) const {
    const std::string surname = any("surnames", random);
    return surname + any("given", random);
}

std::string Names::place(base::Random& random, std::set<std::string>& taken) const {
    for (int attempt = 0;; ++attempt) {
        const std::string first = any("place_first", random), second = any("place_second", random);
        if (first == second)
            continue;
        std::string name = first + second;
        if (attempt > 30)
            name = any("place_first", random) + name;
        if (taken.insert(name).second)
            return name;
    }
}

} // namespace wangge::demo
