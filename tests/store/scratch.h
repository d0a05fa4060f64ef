// What the store's tests share: a folder that goes away, sample records, and a document's content as one comparable
// text.
#pragma once
#include "model/records.h"
#include "store/connection.h"
#include "store/document.h"

#include <filesystem>
#include <string>
#include <vector>

namespace wangge::store::test {

class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    std::filesystem::path operator/(const char* name) const { return m_path / name; }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

inline constexpr int zone_epsg = 4549;

// Distinct records with every field filled; the same number gives the same record.
model::Site sample_site(int number);
model::Village sample_village(int number);
model::Person sample_person(int number);
model::Road sample_road(int number);
model::Boundary sample_boundary(int number);
model::Water sample_water(int number); // odd: a line, even: an area
model::Cell sample_cell(int number);
geo::MultiPolygon square(double x, double y, double size);
std::vector<model::Site> sample_sites(int first, int count);

// Every row of every edited table, in order of id, exactly.
std::string content_of(const std::filesystem::path& path);
// The faults that check() finds, one a line.
std::string faults_of(Document& document);
// The text id of the Error that `work` throws; "" when it throws none.
template <class Work> std::string error_of(Work&& work);
// Standard output and error of a shell command.
std::string output_of(const std::string& command);

} // namespace wangge::store::test

#include "base/error.h"

template <class Work> std::string wangge::store::test::error_of(Work&& work) {
    try {
        work();
    } catch (const base::Error& error) {
        return error.message().id;
    }
    return {};
}
