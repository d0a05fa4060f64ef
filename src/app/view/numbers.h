// Numbers as people read them: thousands separated, few decimals, units in the user's language.
#pragma once
#include "base/catalog.h"
#include "base/units.h"
#include "model/table.h"

#include <cstdint>
#include <string>

namespace wangge::app {

std::string count_text(std::int64_t count);                                 // 1,114
std::string number_text(double number, int decimals);                       // 1,114.5
std::string percent_text(double share, int decimals = 1);                   // share 0..1: "82.2%"
std::string number_text(double number);                                     // as many decimals as its size asks for
std::string length_text(base::Metres length, const base::Catalog& catalog); // "3.0 公里", "500 米"
// Of the measuring tools: one digit more, and small areas in the units of the field.
std::string measured_length(base::Metres length, const base::Catalog& catalog);
std::string measured_area(base::SquareMetres area, const base::Catalog& catalog);
std::string area_text(base::SquareMetres area, const base::Catalog& catalog);
// A large number of people for a headline: {"14.8", "万人"}, {"903.0", "thousand"}, {"5,240", "people"}.
struct HeadCount {
    std::string number, unit;
};
HeadCount head_count(double people, const base::Catalog& catalog);
// A number as people type it, thousands separated or not.
bool read_number(std::string_view text, double& number);
// A cell of a table; blank is a dash.
std::string value_text(const model::Value& value, const model::Column& column);

} // namespace wangge::app
