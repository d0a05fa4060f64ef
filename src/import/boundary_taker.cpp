// Rows of county and township areas; an area may come in several rows.
#include "import/takers.h"

#include "base/error.h"
#include "geo/overlay.h"

#include <fmt/format.h>

namespace wangge::import {
namespace {

class BoundaryTaker : public Taker {
public:
    explicit BoundaryTaker(Desk& desk)
        : m_desk(desk), m_intake(desk.intake), m_code(desk.mapping["code"]), m_name(desk.mapping["name"]),
          m_level(desk.mapping["level"]) {
        for (const model::Boundary& boundary : desk.context.snapshot.boundaries)
            if (boundary.level == model::BoundaryLevel::county && boundary.code.size() == 6)
                m_counties.push_back(boundary.code);
        if (desk.options.existing != Existing::replace)
            for (const model::Boundary& boundary : desk.context.snapshot.boundaries)
                m_existing[record_key(boundary.level, boundary.code)] = boundary.name;
    }

    void take(const Row& row) override {
        const std::string name = row.text(m_name);
        std::string code = township_code_in(row.text(m_code));
        if (code.size() == 9 && code.ends_with("000") && m_desk.codes.national)
            code.resize(6);
        if (code.empty())
            code = name;
        if (code.empty())
            return m_intake.quarantine(row, "no_identity");
        const model::BoundaryLevel level = level_of(row, code);
        if (m_desk.codes.national && !structure_holds(code))
            return m_intake.quarantine(row, "bad_code", code);
        if (m_desk.codes.national && level == model::BoundaryLevel::township && !m_counties.empty() &&
            std::find(m_counties.begin(), m_counties.end(), code.substr(0, 6)) == m_counties.end())
            return m_intake.quarantine(row, "unknown_parent", code);
        const geo::MultiPolygon area = area_of(m_desk, row);
        if (row.shape_broken)
            return m_intake.quarantine(row, "bad_geometry");
        const std::string key = record_key(level, code);
        if (m_existing.contains(key) && m_desk.options.existing == Existing::append)
            return m_intake.quarantine(row, "exists", code);
        if (area.empty())
            return m_intake.quarantine(row, "no_area");
        if (const auto held = m_held.find(key); held != m_held.end()) {
            model::Boundary& boundary = m_boundaries[held->second];
            if (m_name.given() && name != boundary.name)
                return m_intake.quarantine(row, "duplicate", code);
            const double before = geo::area(boundary.area).value;
            boundary.area = geo::united(boundary.area, area);
            return m_intake.merge(
                row, code, geo::area(boundary.area).value > before * (1 + 1e-9) ? "part_joined" : "duplicate_merged");
        }
        model::Boundary boundary{.level = level, .code = code, .name = name, .area = area};
        if (const auto known = m_existing.find(key); known != m_existing.end() && !m_name.given())
            boundary.name = known->second;
        m_held.emplace(key, m_boundaries.size());
        m_boundaries.push_back(std::move(boundary));
        m_intake.take(row, code);
    }

    void flush() override {}

    void finish() override {
        if (!m_desk.options.only.empty())
            leave_out_others();
        if (!m_boundaries.empty())
            m_intake.report().stored += m_desk.sink.put(std::span<const model::Boundary>(m_boundaries));
    }

private:
    // Files of a province or a country hold many counties; townships belong to the one that they lie in.
    void leave_out_others() {
        const std::string& only = m_desk.options.only;
        geo::MultiPolygon county;
        std::string counties;
        for (const model::Boundary& boundary : m_boundaries) {
            if (boundary.level != model::BoundaryLevel::county)
                continue;
            counties += (counties.empty() ? "" : ", ") + boundary.name;
            if (boundary.name == only || boundary.code == only)
                county = boundary.area;
        }
        if (county.empty())
            base::fail_input("import.no_such_county", {{"name", only}, {"found", counties}}, "--only");
        const std::size_t before = m_boundaries.size();
        std::erase_if(m_boundaries, [&](const model::Boundary& boundary) {
            return boundary.level == model::BoundaryLevel::county
                       ? boundary.name != only && boundary.code != only
                       : !geo::contains(county, geo::inner_point(boundary.area));
        });
        if (const std::size_t left_out = before - m_boundaries.size(); left_out > 0)
            m_intake.report().notices.push_back({"import.notice.left_out", {{"count", std::to_string(left_out)}}});
    }

    static std::string record_key(model::BoundaryLevel level, const std::string& code) {
        return fmt::format("{}/{}", key_of(level), code);
    }

    static bool structure_holds(const std::string& code) {
        if (code.size() == 6)
            return is_division_code(code + "000000");
        return code.size() == 9 ? is_division_code(code + "000") : is_division_code(code);
    }

    model::BoundaryLevel level_of(const Row& row, const std::string& code) const {
        const std::string_view given = m_desk.table.value("level", row.text(m_level));
        if (const auto level = model::from_key<model::BoundaryLevel>(given))
            return *level;
        if (m_desk.codes.national && code.size() == 6)
            return model::BoundaryLevel::county;
        const bool county = m_desk.file_name.find("county") != std::string::npos ||
                            m_desk.file_name.find("counties") != std::string::npos ||
                            m_desk.file_name.find("县界") != std::string::npos;
        return county ? model::BoundaryLevel::county : model::BoundaryLevel::township;
    }

    Desk& m_desk;
    Intake& m_intake;
    Source m_code, m_name, m_level;
    std::vector<std::string> m_counties;
    std::unordered_map<std::string, std::string> m_existing; // record key -> name
    std::unordered_map<std::string, std::size_t> m_held;     // record key -> m_boundaries
    std::vector<model::Boundary> m_boundaries;
};

} // namespace

std::unique_ptr<Taker> make_boundary_taker(Desk& desk) {
    return std::make_unique<BoundaryTaker>(desk);
}

} // namespace wangge::import
