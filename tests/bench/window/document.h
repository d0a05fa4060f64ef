// The documents that window_bench opens: made, not read from anywhere.
#pragma once
#include <filesystem>
#include <string>

namespace wangge::bench {

// "county": 20,000 sites, 1,521 villages, 50,176 cells, 25 inspectors, 400 informants; "sites_100k" and "sites_1m":
// sites alone.
void make_document(const std::string& name, const std::filesystem::path& file);

} // namespace wangge::bench
