#include "paper/sheet.h"

namespace wangge::paper {

const std::vector<std::string_view>& known_texts() {
    static const std::vector<std::string_view> names{
        "title",   "subtitle",     "county", "place", "date",  "makers", "checked",  "number",
        "secrecy", "page",         "pages",  "scale", "crs",   "notes",  "person",   "second",
        "phone",   "second_phone", "area",   "sites", "cells", "duty",   "complaint"};
    return names;
}

const std::vector<std::string_view>& known_tables() {
    static const std::vector<std::string_view> names{"roster", "sheets", "spots", "changes", "people", "townships"};
    return names;
}

} // namespace wangge::paper
