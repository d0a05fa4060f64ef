// New codes of counties, townships and villages by a table of succession (新旧代码对照表).
#pragma once
#include "model/code_change.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::grid {

// Codes of 12 digits that stand for a township (…000) or county (…000000) are the same as those of 9 and 6.
class CodeRenewal {
public:
    explicit CodeRenewal(std::span<const model::CodeChange> table);

    // The code that took over: the table's, else the one that its township or county got, with the rest as it was; the
    // same code where nothing changes, and where the table names several (a split).
    std::string of(std::string_view code) const;
    // The table gives the code to several.
    bool is_split(std::string_view code) const;
    // The codes that a split code went to, separated by ', '.
    std::string heirs(std::string_view code) const;
    bool knows(std::string_view code) const;
    // Of what has the new code; "" when the table does not say.
    std::string name_of(std::string_view new_code) const;
    // The table says of codes, too, that they stay: then it lists all of them.
    bool is_complete() const { return m_complete; }
    const std::map<std::string, std::set<std::string>, std::less<>>& rows() const { return m_rows; }

private:
    std::map<std::string, std::set<std::string>, std::less<>> m_rows;
    std::map<std::string, std::string, std::less<>> m_names;
    bool m_complete = false;
};

} // namespace wangge::grid
