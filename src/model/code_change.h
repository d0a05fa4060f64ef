// One row of a table of succession: a code of a county, township or village that another one took over.
#pragma once
#include <string>

namespace wangge::model {

struct CodeChange {
    std::string from, to;
    std::string name; // of what has the new code; "" = as before
    bool operator==(const CodeChange&) const = default;
};

} // namespace wangge::model
