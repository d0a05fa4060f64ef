// Codes and numbers with valid check characters for invented holders.
#pragma once
#include <cstdint>
#include <string>

namespace wangge::demo {

// Unified social credit code (GB 32100-2015) of a unit registered for business in the county, with an organisation code
// (GB 11714-1997) made from `serial`; both check characters are right. `individual`: 个体工商户 rather than 企业.
std::string credit_code(const std::string& county_code, std::uint64_t serial, bool individual);
// Citizen identity number (GB 11643-1999) with a right check character. The county codes of the demo are not in use,
// so no living person has such a number.
std::string identity_number(const std::string& county_code, int year, int month, int day, int serial);
// A mobile number of the right length. No mobile number in China begins with 12, so it reaches nobody.
std::string phone_number(std::uint64_t serial);

} // namespace wangge::demo
