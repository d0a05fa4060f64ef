// Invented names of places, people and shops.
#pragma once
#include "base/random.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace wangge::demo {

class Names {
public:
    // Reads data/demo/names.json. Throws Error(environment) when it is missing or damaged.
    static Names load();

    const std::vector<std::string>& list(const std::string& key) const;
    const std::string& text(const std::string& key) const { return list(key).front(); }
    // One of the list; goes round when `i` is past its end.
    const std::string& nth(const std::string& key, std::size_t i) const { return list(key)[i % list(key).size()]; }
    const std::string& any(const std::string& key, base::Random& random) const;
    std::string person(base::Random& random) const;
    // A place name of two characters that is not in `taken`; it is added there.
    std::string place(base::Random& random, std::set<std::string>& taken) const;

private:
    std::map<std::string, std::vector<std::string>> m_lists;
};

} // namespace wangge::demo
