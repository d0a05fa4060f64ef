// Rows of a grid plan that somebody drew elsewhere: cells with their codes and people; a cell may come in several rows.
#include "import/takers.h"

#include "geo/overlay.h"

#include <fmt/format.h>

namespace wangge::import {
namespace {

class CellTaker : public Taker {
public:
    explicit CellTaker(Desk& desk)
        : m_desk(desk), m_intake(desk.intake), m_code(desk.mapping["code"]), m_lead(desk.mapping["lead"]),
          m_second(desk.mapping["second"]), m_since(desk.mapping["lead_since"]), m_hours(desk.mapping["hours"]),
          m_villages(desk.mapping["village_codes"]), m_township(desk.mapping["township_code"]) {
        const model::PersonTable& people = desk.context.snapshot.people;
        for (std::size_t i = 0; i < people.size(); ++i)
            if (people.role[i] == model::PersonRole::inspector) {
                m_person.emplace(people.key[i], people.key[i]);
                const auto [name, fresh] = m_person.emplace(people.name[i], people.key[i]);
                if (!fresh && name->second != people.key[i])
                    name->second = {}; // two of that name: only the number tells them apart
            }
    }

    void take(const Row& row) override {
        const geo::MultiPolygon area = area_of(m_desk, row);
        if (row.shape_broken)
            return m_intake.quarantine(row, "bad_geometry");
        if (area.empty())
            return m_intake.quarantine(row, "no_area");
        if (!m_desk.fence.near(geo::bounds(area), {10000}))
            return m_intake.quarantine(row, "outside_county");
        const std::string code = code_in(row.text(m_code));
        if (const auto held = m_held.find(code); !code.empty() && held != m_held.end()) {
            geo::MultiPolygon& whole = m_cells[held->second].area;
            const double before = geo::area(whole).value;
            whole = geo::united(whole, area);
            return m_intake.merge(row, code,
                                  geo::area(whole).value > before * (1 + 1e-9) ? "part_joined" : "duplicate_merged");
        }
        model::Cell cell{.code = code, .area = area};
        cell.lead_key = person(row, m_lead);
        cell.second_key = person(row, m_second);
        if (cell.second_key == cell.lead_key)
            cell.second_key.clear();
        cell.village_codes = row.text(m_villages);
        cell.township_code = township_code_in(row.text(m_township));
        m_intake.read_date(row, m_since, cell.lead_since);
        m_intake.read_number(row, m_hours, cell.hours, 0, 1e6);
        if (!code.empty())
            m_held.emplace(code, m_cells.size());
        m_intake.take(row, code.empty() ? fmt::format("{}", m_cells.size() + 1) : code);
        m_cells.push_back(std::move(cell));
    }

    void flush() override {}
    void finish() override {
        if (!m_cells.empty())
            m_intake.report().stored += m_desk.sink.put(std::span<const model::Cell>(m_cells));
    }

private:
    // By number or by name; who is no inspector of the register, or one of several of that name, is told.
    std::string person(const Row& row, const Source& source) {
        const std::string text = row.text(source);
        if (text.empty())
            return {};
        const auto found = m_person.find(text);
        if (found != m_person.end() && !found->second.empty())
            return found->second;
        m_intake.changes.push_back({"unknown_person", text, ""});
        return {};
    }

    Desk& m_desk;
    Intake& m_intake;
    Source m_code, m_lead, m_second, m_since, m_hours, m_villages, m_township;
    std::unordered_map<std::string, std::string> m_person; // number or name -> key; "" = not one person
    std::unordered_map<std::string, std::size_t> m_held;   // code -> m_cells
    std::vector<model::Cell> m_cells;
};

} // namespace

std::unique_ptr<Taker> make_cell_taker(Desk& desk) {
    return std::make_unique<CellTaker>(desk);
}

} // namespace wangge::import
