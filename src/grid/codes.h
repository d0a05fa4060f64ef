// Codes of cells by a template of digits: area code first, then a number within the area.
#pragma once
#include "base/units.h"
#include "geo/types.h"

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wangge::grid {

enum class CodePart : std::uint8_t { object, county, township, village, sequence };

struct CodeSegment {
    CodePart part = CodePart::sequence;
    int digits = 0;
};

// A layout of codes, e.g. GB/T 30428.1: county 6 + township 3 + village 3 + sequence 2. The sequence comes last.
struct CodeTemplate {
    std::string id, title, source;
    std::vector<CodeSegment> segments;

    int length() const;
    int sequence_digits() const;
};

// The templates of a JSON text (data/codes/cell_templates.json), in its order. Throws Error(bad_input)
// "grid.bad_template".
std::vector<CodeTemplate> read_templates(std::string_view json);

// What a cell's code is made from.
struct CodePlace {
    std::string area_code; // of the village that holds most of the cell, else of the township, else of the county
    geo::MapPoint centre;  // numbers run from north to south in rows, within a row from west to east
    std::string
        kept; // the code that the cell had before; kept if it still fits its area and the template; empty = none
};

struct Codes {
    std::vector<std::string> codes; // one a place, all different
    int sequence_digits = 0;        // of the template, or more where that was too few
    bool widened = false;
};

// Numbers cells within each area. Rows are `row_height` high. Area codes of 6, 9 or 12 digits fill the template's
// segments, missing ones with 0 (a cell that is in no known village has village 000); any other area code, such as
// Taiwan's of 8 and 11 digits, is put in front of the sequence as it is, the shorter ones filled with 0 behind. Codes
// in `taken` (in use elsewhere or retired) are never given. Where an area has more cells than the sequence has digits
// for, the sequence of all cells gets as many digits as are needed, so that codes stay of one length and in order, and
// `widened` says so. `object` fills an object segment.
Codes number_cells(const std::vector<CodePlace>& places, const CodeTemplate& layout, base::Metres row_height,
                   const std::set<std::string, std::less<>>& taken, std::string_view object);

} // namespace wangge::grid
