// What single cells of a ledger mean: numbers, coordinates, yes and no, codes.
#pragma once
#include "geo/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace wangge::import {

// "1,234", "12.5人", full-width digits; an empty text is no number. False for garbage.
std::optional<double> number_in(std::string_view text);
// A number, or degrees as 120.5°E, 120°30'15", E120 30.25'. Empty for garbage.
std::optional<double> coordinate_in(std::string_view text);
// "120.5,30.2", "(120.5 30.2)", "POINT(120.5 30.2)": the two numbers in the order given.
std::optional<geo::MapPoint> coordinate_pair_in(std::string_view text);
// 是, 有, yes, true, 1, √, 合格 -> true; 否, 无, no, false, 0, × , 不合格 -> false; else empty.
std::optional<bool> yes_or_no(std::string_view text);
// A code that a spreadsheet may have made a number: "3.30382E+11" and "330382001208.0" become digits again; blanks go.
std::string code_in(std::string_view text);

// The check character of a unified social credit code (GB 32100-2015: 31 characters without I O S V Z, weights 3^i mod
// 31). False also for a wrong length or letter.
bool credit_code_holds(std::string_view code);
// 12 digits by GB/T 2260 and GB/T 10114: a province that exists, township part 001-599 (or 000 with village part 000),
// village part 000-599.
bool is_division_code(std::string_view code);

} // namespace wangge::import
