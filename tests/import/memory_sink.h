// A document in memory: records by key, as the store would keep them.
#pragma once
#include "import/import.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>

namespace wangge::import {

struct MemorySink : Sink {
    std::map<std::string, model::Site> sites;
    std::map<std::string, model::Village> villages;
    std::map<std::string, model::Person> people;
    std::map<std::string, model::Road> roads;
    std::map<std::string, model::Boundary> boundaries;
    std::map<std::string, model::Water> waters;
    std::vector<model::Cell> cells;
    geo::Raster terrain, population, landcover;
    std::vector<model::QuarantineRow> quarantine;
    std::vector<model::RepairNote> notes;
    int cleared = 0;

    void clear(Kind) override { ++cleared; }
    Stored put(std::span<const model::Site> rows) override { return keep(rows, sites, &model::Site::key); }
    Stored put(std::span<const model::Village> rows) override { return keep(rows, villages, &model::Village::code); }
    Stored put(std::span<const model::Person> rows) override { return keep(rows, people, &model::Person::key); }
    Stored put(std::span<const model::Road> rows) override { return keep(rows, roads, &model::Road::key); }
    Stored put(std::span<const model::Boundary> rows) override {
        return keep(rows, boundaries, &model::Boundary::code);
    }
    Stored put(std::span<const model::Water> rows) override { return keep(rows, waters, &model::Water::key); }
    Stored put(std::span<const model::Cell> rows) override {
        cells.insert(cells.end(), rows.begin(), rows.end());
        return {static_cast<std::int64_t>(rows.size()), 0, 0};
    }
    void put(model::RasterKind kind, const geo::Raster& raster) override {
        (kind == model::RasterKind::terrain      ? terrain
         : kind == model::RasterKind::population ? population
                                                 : landcover) = raster;
    }
    void put(std::span<const model::QuarantineRow> rows) override {
        quarantine.insert(quarantine.end(), rows.begin(), rows.end());
    }
    void put(std::span<const model::RepairNote> rows) override { notes.insert(notes.end(), rows.begin(), rows.end()); }

    // A snapshot of what was put so far.
    model::Snapshot snapshot(int epsg) const {
        model::Snapshot s;
        s.epsg = epsg;
        for (const auto& [key, b] : boundaries)
            s.boundaries.push_back(b);
        std::stable_sort(s.boundaries.begin(), s.boundaries.end(),
                         [](const auto& a, const auto& b) { return a.level < b.level; });
        for (const auto& [key, v] : villages) {
            s.villages.id.push_back({static_cast<std::int64_t>(s.villages.id.size()) + 1});
            const bool placed = v.position.quality != model::PositionQuality::none;
            s.villages.x.push_back(placed ? v.position.point.x : NAN);
            s.villages.y.push_back(placed ? v.position.point.y : NAN);
            s.villages.urban_rural_class.push_back(v.urban_rural_class);
            s.villages.population.push_back(v.population);
            s.villages.households.push_back(v.households);
            s.villages.population_over_65.push_back(v.population_over_65);
            s.villages.area.push_back(v.area);
            s.villages.code.push_back(v.code);
            s.villages.name.push_back(v.name);
            s.villages.township_code.push_back(v.township_code);
            s.villages.township_name.push_back(v.township_name);
            s.villages.contact_key.push_back(v.contact_key);
            s.villages.backup_key.push_back(v.backup_key);
        }
        for (const auto& [key, site] : sites) {
            model::SiteTable& t = s.sites;
            t.id.push_back({static_cast<std::int64_t>(t.id.size()) + 1});
            const bool placed = site.position.quality != model::PositionQuality::none;
            t.x.push_back(placed ? site.position.point.x : NAN);
            t.y.push_back(placed ? site.position.point.y : NAN);
            t.quality.push_back(site.position.quality);
            t.match_score.push_back(static_cast<float>(site.position.match_score));
            t.kind.push_back(site.kind);
            t.grade.push_back(site.grade);
            t.previous_grade.push_back(site.previous_grade);
            t.flags.push_back(site.flags);
            t.last_visit.push_back(site.last_visit);
            t.licence_expiry.push_back(site.licence_expiry);
            t.hazards_found.push_back(site.hazards_found);
            t.key.push_back(site.key);
            t.name.push_back(site.name);
            t.tags.push_back(site.tags);
            t.opening_hours.push_back(site.opening_hours);
            t.licence_number.push_back(site.licence_number);
            t.licence_scope.push_back(site.licence_scope);
            t.credit_code.push_back(site.credit_code);
            t.address.push_back(site.address);
            t.owner.push_back(site.owner);
            t.phone.push_back(site.phone);
            t.township_code.push_back(site.township_code);
            t.village_code.push_back(site.village_code);
        }
        model::link(s);
        return s;
    }

private:
    template <class Record>
    static Stored keep(std::span<const Record> rows, std::map<std::string, Record>& into, std::string Record::*key) {
        Stored stored;
        for (const Record& row : rows) {
            const auto found = into.find(row.*key);
            ++(found == into.end() ? stored.inserted : found->second == row ? stored.unchanged : stored.updated);
            into.insert_or_assign(row.*key, row);
        }
        return stored;
    }
};

// A file that lives as long as the test.
class TemporaryFile {
public:
    TemporaryFile(const std::string& name, const std::string& bytes) {
        static int count = 0;
        m_folder = std::filesystem::temp_directory_path() /
                   ("wangge_import_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
        std::filesystem::create_directories(m_folder);
        std::ofstream(path_of(name), std::ios::binary) << bytes;
        m_path = path_of(name);
    }
    ~TemporaryFile() { std::filesystem::remove_all(m_folder); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path path_of(const std::string& name) const { return m_folder / name; }

private:
    std::filesystem::path m_folder, m_path;
};

inline const std::filesystem::path& shared_data() {
    static const std::filesystem::path folder = WANGGE_SHARED_DATA_DIR;
    return folder;
}

// One import into `sink` with a document in EPSG:`epsg` that knows `snapshot`.
inline ImportReport import_file(const std::filesystem::path& file, Kind kind, MemorySink& sink,
                                const model::Snapshot& snapshot, int epsg = 4549, const Options& options = {}) {
    const geo::Projection projection = geo::Projection::from_epsg(epsg);
    base::QuietFeedback quiet;
    const ImportReport report = run(file, kind, options, {snapshot, projection}, sink, quiet);
    EXPECT_EQ(report.read, report.imported + report.repaired + report.quarantined) << file;
    return report;
}

} // namespace wangge::import
