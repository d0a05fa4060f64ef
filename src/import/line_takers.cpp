// Rows of roads and waters.
#include "import/takers.h"

#include "base/text.h"
#include "import/cells.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace wangge::import {
namespace {

// A stable key for a shape without one: where it begins and ends, to the decimetre, and its length.
std::string key_of_line(const geo::Polyline& line) {
    return fmt::format("{:.1f},{:.1f}-{:.1f},{:.1f}:{:.0f}", line.front().x, line.front().y, line.back().x,
                       line.back().y, geo::length(line).value);
}

// What roads and waters share: keys, several lines a row, and the wide fence (lines run on beyond the county).
template <class Record> class LineTaker : public Taker {
public:
    LineTaker(Desk& desk, const std::vector<Record>& existing)
        : m_desk(desk), m_intake(desk.intake), m_key(desk.mapping["key"]), m_name(desk.mapping["name"]) {
        if (desk.options.existing == Existing::append)
            for (const Record& record : existing)
                m_existing.emplace(record.key, 0);
    }

    void take(const Row& row) override {
        const auto* given = row.shape ? std::get_if<std::vector<geo::Polyline>>(row.shape) : nullptr;
        if (row.shape_broken)
            return m_intake.quarantine(row, "bad_geometry");
        std::vector<Record> records;
        if (given)
            for (const geo::Polyline& line : *given) {
                if (!(geo::length(line).value > 0))
                    continue;
                Record record = of_row(row);
                record.line = line;
                if (against_its_line())
                    std::reverse(record.line.begin(), record.line.end());
                records.push_back(std::move(record));
            }
        if (records.empty()) {
            std::optional<Record> area = of_area(row);
            if (!area)
                return m_intake.quarantine(row, "no_line");
            records.push_back(std::move(*area));
        }
        geo::Box box;
        for (const Record& record : records)
            box.add(box_of(record));
        if (!m_desk.fence.near(box, {10000}))
            return m_intake.quarantine(row, "outside_county");
        const std::string own = code_in(row.text(m_key));
        const std::string key = !own.empty()               ? own
                                : !records[0].line.empty() ? key_of_line(records[0].line)
                                                           : key_of_box(box);
        if (m_existing.contains(key))
            return m_intake.quarantine(row, "exists", key);
        // Route numbers repeat along a road: further pieces with one number are told apart by a count.
        const int pieces = m_used[key];
        if (pieces > 0 && own.empty())
            return m_intake.merge(row, key, "duplicate_merged");
        m_used[key] += static_cast<int>(records.size());
        m_intake.take(row, key);
        for (std::size_t i = 0; i < records.size(); ++i) {
            const std::size_t number = static_cast<std::size_t>(pieces) + i;
            records[i].key = number == 0 ? key : fmt::format("{}#{}", key, number + 1);
            m_records.push_back(std::move(records[i]));
        }
    }

    void flush() override {
        if (!m_records.empty())
            m_intake.report().stored += m_desk.sink.put(std::span<const Record>(m_records));
        m_records.clear();
    }

protected:
    virtual Record of_row(const Row& row) = 0;
    // The record made last runs from the end of its line to the beginning.
    virtual bool against_its_line() const { return false; }
    virtual std::optional<Record> of_area(const Row&) { return std::nullopt; }
    virtual geo::Box box_of(const Record& record) const { return geo::bounds(record.line); }

    static std::string key_of_box(const geo::Box& box) {
        return fmt::format("{:.1f},{:.1f}-{:.1f},{:.1f}", box.min_x, box.min_y, box.max_x, box.max_y);
    }

    Desk& m_desk;
    Intake& m_intake;
    Source m_key, m_name;

private:
    std::unordered_map<std::string, int> m_existing, m_used;
    std::vector<Record> m_records;
};

class RoadTaker : public LineTaker<model::Road> {
public:
    explicit RoadTaker(Desk& desk)
        : LineTaker(desk, desk.context.snapshot.roads), m_class(desk.mapping["road_class"]),
          m_way(desk.mapping["one_way"]), m_bridge(desk.mapping["bridge"]), m_tunnel(desk.mapping["tunnel"]) {
        // Extracts of OSM as Shapefiles have a column "fclass", and say F, T or B: from the first point, to it, both.
        m_letters =
            m_class.column >= 0 && folded(desk.mapping.columns()[static_cast<std::size_t>(m_class.column)]) == "fclass";
    }

private:
    model::Road of_row(const Row& row) override {
        model::Road road;
        road.name = row.text(m_name);
        const std::string text = row.text(m_class);
        const auto found = model::from_key<model::RoadClass>(m_desk.table.value("road_class", text));
        road.road_class = found.value_or(model::RoadClass::other);
        if (!found && !text.empty() && m_intake.changes.empty())
            m_intake.changes.push_back({"unknown_value", text, "other"});
        read_direction(row, road);
        m_intake.read_flag(row, m_bridge, road.bridge);
        m_intake.read_flag(row, m_tunnel, road.tunnel);
        return road;
    }

    void read_direction(const Row& row, model::Road& road) {
        const std::string word = base::lower_ascii(base::trimmed(row.text(m_way)));
        const auto is = [&](std::initializer_list<std::string_view> words) {
            return std::find(words.begin(), words.end(), word) != words.end();
        };
        m_against = is({"-1", "tf", "reverse", "backward", "逆向", "反向"}) || (m_letters && word == "t");
        if (m_against || is({"ft", "forward", "正向"}) || (m_letters && word == "f"))
            road.one_way = true;
        else if (is({"b", "both", "双向", "雙向"}))
            road.one_way = false;
        else
            m_intake.read_flag(row, m_way, road.one_way);
    }
    bool against_its_line() const override { return m_against; }

    Source m_class, m_way, m_bridge, m_tunnel;
    bool m_letters = false, m_against = false;
};

class WaterTaker : public LineTaker<model::Water> {
public:
    explicit WaterTaker(Desk& desk) : LineTaker(desk, desk.context.snapshot.waters), m_kind(desk.mapping["kind"]) {}

private:
    model::Water of_row(const Row& row) override {
        model::Water water;
        water.name = row.text(m_name);
        std::string_view kind = m_desk.table.value("kind", row.text(m_kind));
        if (kind.empty())
            kind = m_desk.table.value("kind", water.name);
        water.kind = model::from_key<model::WaterKind>(kind).value_or(model::WaterKind::other);
        return water;
    }

    std::optional<model::Water> of_area(const Row& row) override {
        geo::MultiPolygon area = import::area_of(m_desk, row);
        if (area.empty())
            return std::nullopt;
        model::Water water = of_row(row);
        if (water.kind == model::WaterKind::other)
            water.kind = model::WaterKind::lake;
        water.area = std::move(area);
        return water;
    }

    geo::Box box_of(const model::Water& water) const override {
        return water.line.empty() ? geo::bounds(water.area) : geo::bounds(water.line);
    }

    Source m_kind;
};

} // namespace

std::unique_ptr<Taker> make_road_taker(Desk& desk) {
    return std::make_unique<RoadTaker>(desk);
}

std::unique_ptr<Taker> make_water_taker(Desk& desk) {
    return std::make_unique<WaterTaker>(desk);
}

} // namespace wangge::import
