// Rows of villages and communities, as points with figures or as areas; an area may come in several rows.
#include "import/takers.h"

#include "model/row_records.h"

#include "geo/overlay.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::import {
namespace {

class VillageTaker : public Taker {
public:
    explicit VillageTaker(Desk& desk)
        : m_desk(desk), m_intake(desk.intake), m_code(desk.mapping["code"]), m_name(desk.mapping["name"]),
          m_class(desk.mapping["urban_rural_class"]), m_contact(desk.mapping["contact_key"]),
          m_backup(desk.mapping["backup_key"]), m_place(desk.mapping) {
        m_numbers = {{desk.mapping["population"], &model::Village::population},
                     {desk.mapping["households"], &model::Village::households},
                     {desk.mapping["population_over_65"], &model::Village::population_over_65}};
        const model::Snapshot& s = desk.context.snapshot;
        if (desk.options.existing != Existing::replace)
            for (std::size_t i = 0; i < s.villages.size(); ++i)
                m_existing.emplace(s.villages.code[i], static_cast<model::Row>(i));
        // Villages alone do not fence in further villages; boundaries do.
        m_fenced = !s.boundaries.empty();
        for (const model::Boundary& boundary : s.boundaries)
            m_parents = m_parents || (boundary.level == model::BoundaryLevel::township && boundary.code.size() == 9);
    }

    void take(const Row& row) override {
        const PlaceTexts place(row, m_place);
        const std::string name = row.text(m_name);
        std::string code = code_in(row.text(m_code));
        if (code.empty() && !name.empty()) {
            // A ledger of figures by village name brings villages up to date that the document knows.
            const PlaceMatch match = m_desk.gazetteer.locate(
                {.village_name = name, .township_code = place.township_code, .township_name = place.township_name});
            code = m_desk.gazetteer.village_code(match);
            if (code.empty())
                code = place.township_name + place.township_code + name;
        }
        if (code.empty())
            return m_intake.quarantine(row, "no_identity");
        if (m_desk.codes.national && !m_existing.contains(code)) {
            if (!is_division_code(code) || code.ends_with("000"))
                return m_intake.quarantine(row, "bad_code", code);
            if (m_parents && !m_desk.gazetteer.knows_township(code.substr(0, 9)))
                return m_intake.quarantine(row, "unknown_parent", code);
        }
        const geo::MultiPolygon area = area_of(m_desk, row);
        if (!area.empty())
            if (const auto held = m_held.find(code); held != m_held.end())
                return join(row, m_areas[held->second], code, name, area);
        const auto known = m_existing.find(code);
        if (known != m_existing.end() && m_desk.options.existing == Existing::append)
            return m_intake.quarantine(row, "exists", code);
        switch (m_intake.seen(row, code)) {
        case Intake::Seen::same:
            return m_intake.merge(row, code, "duplicate_merged");
        case Intake::Seen::other:
            return m_intake.quarantine(row, "duplicate", code);
        case Intake::Seen::first:
            break;
        }
        model::Village village;
        if (known != m_existing.end())
            village = model::village_at(m_desk.context.snapshot.villages, static_cast<std::size_t>(known->second));
        if (!fill(row, place, name, code, area, village))
            return;
        m_intake.take(row, code);
        if (area.empty()) {
            m_villages.push_back(std::move(village));
        } else {
            m_held.emplace(code, m_areas.size());
            m_areas.push_back(std::move(village));
        }
    }

    void flush() override {
        if (!m_villages.empty())
            m_intake.report().stored += m_desk.sink.put(std::span<const model::Village>(m_villages));
        m_villages.clear();
    }

    void finish() override {
        flush();
        for (std::size_t at = 0; at < m_areas.size(); at += 5000) {
            const std::size_t end = std::min(m_areas.size(), at + 5000);
            m_intake.report().stored += m_desk.sink.put(std::span<const model::Village>(&m_areas[at], end - at));
        }
        if (m_unplaced > 0)
            m_intake.report().notices.push_back({"import.notice.unplaced", {{"count", fmt::format("{}", m_unplaced)}}});
    }

private:
    // A further part of a village that came before: joined when the name agrees.
    void join(const Row& row, model::Village& village, const std::string& code, const std::string& name,
              const geo::MultiPolygon& part) {
        if (m_name.given() && name != village.name)
            return m_intake.quarantine(row, "duplicate", code);
        const double before = geo::area(village.area).value;
        village.area = geo::united(village.area, part);
        const bool grew = geo::area(village.area).value > before * (1 + 1e-9);
        if (!geo::contains(village.area, village.position.point))
            village.position.point = geo::inner_point(village.area);
        m_intake.merge(row, code, grew ? "part_joined" : "duplicate_merged");
    }

    // False when the row was quarantined.
    bool fill(const Row& row, const PlaceTexts& place, const std::string& name, const std::string& code,
              const geo::MultiPolygon& area, model::Village& village) {
        village.code = code;
        if (m_name.given())
            village.name = name;
        if (m_place.township_code.given())
            village.township_code = place.township_code;
        else if (m_desk.codes.national && is_division_code(code))
            village.township_code = code.substr(0, 9);
        if (m_place.township_name.given())
            village.township_name = place.township_name;
        if (m_contact.given())
            village.contact_key = row.text(m_contact);
        if (m_backup.given())
            village.backup_key = row.text(m_backup);
        for (const auto& [source, member] : m_numbers)
            m_intake.read_number(row, source, village.*member, 0, 1e8);
        if (const std::string text = row.text(m_class); !text.empty()) {
            const std::string_view word = m_desk.table.value("urban_rural_class", text);
            const auto number = number_in(word.empty() ? std::string_view(text) : word);
            const int value = number ? static_cast<int>(*number) : 0;
            if (value == 111 || value == 112 || value == 121 || value == 122 || value == 123 || value == 210 ||
                value == 220)
                village.urban_rural_class = static_cast<std::int16_t>(value);
            else
                m_intake.changes.push_back({"unknown_value", text, {}});
        }
        if (row.shape_broken) {
            m_intake.quarantine(row, "bad_geometry");
            return false;
        }
        if (!area.empty()) {
            village.area = area;
            const bool seat_inside = std::isfinite(row.point.x) && geo::contains(area, row.point);
            village.position = {seat_inside ? row.point : geo::inner_point(area), model::PositionQuality::exact, 0};
        } else if (std::isfinite(row.point.x)) {
            village.position = {row.point, model::PositionQuality::exact, 0};
            if (row.swapped)
                m_intake.changes.push_back({"swapped_xy", fmt::format("{},{}", row.raw.x, row.raw.y),
                                            fmt::format("{},{}", row.raw.y, row.raw.x)});
        } else if (row.has_coordinates) {
            m_intake.quarantine(row, "bad_coordinates", fmt::format("{},{}", row.raw.x, row.raw.y));
            return false;
        }
        if (village.position.quality == model::PositionQuality::none) {
            if (village.name.empty()) {
                m_intake.quarantine(row, "no_position");
                return false;
            }
            ++m_unplaced;
        } else if (m_fenced && !m_desk.fence.holds(village.position.point, {1000})) {
            m_intake.quarantine(row, "outside_county",
                                fmt::format("{:.1f},{:.1f}", village.position.point.x, village.position.point.y));
            return false;
        }
        return true;
    }

    Desk& m_desk;
    Intake& m_intake;
    Source m_code, m_name, m_class, m_contact, m_backup;
    PlaceFields m_place;
    std::vector<std::pair<Source, double model::Village::*>> m_numbers;
    std::unordered_map<std::string, model::Row> m_existing;
    std::unordered_map<std::string, std::size_t> m_held; // code -> m_areas
    std::vector<model::Village> m_villages, m_areas;
    bool m_fenced = false, m_parents = false;
    std::int64_t m_unplaced = 0;
};

} // namespace

std::unique_ptr<Taker> make_village_taker(Desk& desk) {
    return std::make_unique<VillageTaker>(desk);
}

} // namespace wangge::import
