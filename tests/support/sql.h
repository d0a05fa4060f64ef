// Asks a project file by the sqlite3 shell with SpatiaLite: a second opinion that shares no code with the program.
#pragma once
#include "support/program.h"

#include "base/text.h"

#include <stdexcept>

namespace wangge::test {

using SqlRows = std::vector<std::vector<std::string>>;

// All rows of the query, columns as the shell prints them.
inline SqlRows ask_sql(const std::filesystem::path& file, const std::string& query) {
    const Outcome outcome = run_shell("sqlite3 -readonly -batch -noheader -separator '|' -cmd '.load mod_spatialite' " +
                                      quoted(file.string()) + " " + quoted(query));
    if (outcome.code != 0)
        throw std::runtime_error(outcome.err + " in " + query);
    SqlRows rows;
    std::stringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> row;
        for (const std::string_view field : base::split(line, '|'))
            row.emplace_back(field);
        rows.push_back(std::move(row));
    }
    return rows;
}

// The one text that the query gives.
inline std::string ask_text(const std::filesystem::path& file, const std::string& query) {
    return ask_sql(file, query).at(0).at(0);
}

// The one number that the query gives.
inline double ask_number(const std::filesystem::path& file, const std::string& query) {
    return std::stod(ask_sql(file, query).at(0).at(0));
}

} // namespace wangge::test
