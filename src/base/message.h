// A sentence for people, as a text id and its arguments, so that it can be said in either language.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wangge::base {

struct Message {
    std::string id;                                        // key in data/lang, e.g. "import.no_such_file"
    std::vector<std::pair<std::string, std::string>> args; // values for {name} placeholders

    bool operator==(const Message&) const = default;
};

} // namespace wangge::base
