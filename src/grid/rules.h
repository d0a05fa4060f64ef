// The rules that cells must keep, with limits as data: whole villages, one township, size, a named person, one piece.
#pragma once
#include "base/feedback.h"
#include "base/message.h"
#include "model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace wangge::grid {

enum class RuleKind : std::uint8_t {
    whole_villages, // no village is divided among cells
    one_township,   // no cell lies in two townships
    area_min,
    area_max,
    households_min, // of villages whose seat lies in the cell
    households_max,
    named_person, // a lead who is on the register
    contiguous,   // one piece: rivers cut it, bridges, tunnels and ferries join it
    dedicated     // a market or hospital has a cell of its own
};
std::string_view key_of(RuleKind kind);

struct CellRule {
    RuleKind kind = RuleKind::whole_villages;
    bool on = true, fault = false;        // a breach makes the check fail
    double value = 0;                     // share, km2, households or sites, as the kind wants it
    std::vector<model::WaterKind> waters; // that cut
    std::vector<model::SiteKind> kinds;   // of sites that want a cell of their own
    std::vector<std::string> tags;        // the same by a site's own tag
    std::string source;
};

// Rows of {"rules": [{rule, on, fault, value, waters, kinds, tags, source}]}. Throws Error(bad_input) "grid.bad_rules".
std::vector<CellRule> read_rules(std::string_view json, const std::string& file);
// Rows of `more` replace those of the same kind.
void replace_rules(std::vector<CellRule>& rules, const std::vector<CellRule>& more);

struct RuleBreach {
    RuleKind kind = RuleKind::whole_villages;
    bool fault = false;
    model::Row cell = model::no_row; // of Snapshot::cells
    geo::Box place;                  // where to look
    base::Message message;           // "rule.<kind>" with what was found
};

// By rule, then by cell. Pieces smaller than `contiguous`' share of the cell are not counted. Where no road is known to
// be a bridge every road that crosses a river is taken for one.
std::vector<RuleBreach> broken_rules(const model::Snapshot& snapshot, const std::vector<CellRule>& rules,
                                     base::Feedback& feedback);

} // namespace wangge::grid
