#include "app/solve/distance_table.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace wangge::app {
namespace {

constexpr std::array<std::string_view, 4> columns = {"distance", "name", "DestinationName", "demand"};

std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells = base::split(line, ',');
    for (std::string_view& cell : cells) {
        cell = base::trimmed(cell);
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
            cell = cell.substr(1, cell.size() - 2);
    }
    return cells;
}

// Where each of `columns` stands in a heading; empty when one is missing.
std::vector<std::size_t> places_of_columns(std::string_view heading) {
    const auto cells = cells_of(heading);
    std::vector<std::size_t> places;
    for (const std::string_view column : columns) {
        const auto at = std::find(cells.begin(), cells.end(), column);
        if (at == cells.end())
            return {};
        places.push_back(static_cast<std::size_t>(at - cells.begin()));
    }
    return places;
}

std::string table_text(const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path))
        return base::read_file(path);
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        if (entry.path().extension() != ".csv")
            continue;
        std::string text = base::read_file(entry.path());
        if (!places_of_columns(std::string_view(text).substr(0, text.find('\n'))).empty())
            return text;
    }
    return {};
}

std::size_t number_of(std::string_view name, std::vector<std::string>& names,
                      std::map<std::string, std::size_t>& known) {
    const auto [at, fresh] = known.try_emplace(std::string(name), names.size());
    if (fresh)
        names.emplace_back(name);
    return at->second;
}

} // namespace

DistanceTable read_distance_table(const std::filesystem::path& path) {
    const std::string name = path.filename().string(), text = table_text(path);
    const auto lines = base::split(text, '\n');
    const auto at = lines.empty() ? std::vector<std::size_t>{} : places_of_columns(lines[0]);
    if (at.empty())
        base::fail_input("solve.no_table", {{"file", name}}, name);
    DistanceTable table;
    std::map<std::string, std::size_t> places, demands;
    for (std::size_t row = 1; row < lines.size(); ++row) {
        if (base::trimmed(lines[row]).empty())
            continue;
        const auto cells = cells_of(lines[row]);
        const auto cell = [&](std::size_t column) { return at[column] < cells.size() ? cells[at[column]] : ""; };
        const auto number = [&](std::size_t column) {
            double value = 0;
            if (!base::parse_number(cell(column), value) || !std::isfinite(value) || value < 0)
                base::fail_input("solve.bad_number", {{"text", std::string(cell(column))}},
                                 fmt::format("{}:{}", name, row + 1));
            return value;
        };
        const std::size_t place = number_of(cell(1), table.places, places);
        const std::size_t demand = number_of(cell(2), table.demands, demands);
        table.weight.resize(table.demands.size());
        table.weight[demand] = number(3);
        table.pairs.push_back({demand, place, number(0)});
    }
    return table;
}

} // namespace wangge::app
