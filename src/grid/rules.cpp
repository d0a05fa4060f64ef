#include "grid/rules.h"

#include "base/error.h"
#include "base/text.h"
#include "geo/area_index.h"
#include "geo/overlay.h"
#include "geo/shared_area.h"
#include "grid/partition.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <numeric>
#include <unordered_set>

namespace wangge::grid {
namespace {

using geo::MultiPolygon;
using model::Row;
using model::Snapshot;

constexpr std::array<std::string_view, 9> names{"whole_villages", "one_township",   "area_min",
                                                "area_max",       "households_min", "households_max",
                                                "named_person",   "contiguous",     "dedicated"};

std::vector<const MultiPolygon*> areas_of(const Snapshot& s) {
    std::vector<const MultiPolygon*> areas;
    for (const model::Cell& cell : s.cells)
        areas.push_back(&cell.area);
    return areas;
}

double shared(const MultiPolygon& a, const MultiPolygon& b) {
    return geo::shared_area(a, b).value;
}

// The parts of a line whose segments come near the box: a river is long, a cell is small.
std::vector<geo::Polyline> stretches_near(const geo::Polyline& line, const geo::Box& box) {
    std::vector<geo::Polyline> stretches;
    bool going_on = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        geo::Box segment;
        segment.add(line[i]);
        segment.add(line[i + 1]);
        const bool near = segment.touches(box);
        if (near && !going_on)
            stretches.push_back({line[i]});
        if (near)
            stretches.back().push_back(line[i + 1]);
        going_on = near;
    }
    return stretches;
}

class Checker {
public:
    Checker(const Snapshot& s, base::Feedback& feedback) : m_s(s), m_feedback(feedback), m_index(areas_of(s)) {}

    std::vector<RuleBreach> run(const std::vector<CellRule>& rules) {
        for (const CellRule& rule : rules) {
            m_rule = &rule;
            if (rule.on)
                check(rule);
        }
        return std::move(m_breaches);
    }

private:
    void check(const CellRule& rule) {
        switch (rule.kind) {
        case RuleKind::whole_villages:
            return whole_villages();
        case RuleKind::one_township:
            return one_township();
        case RuleKind::area_min:
        case RuleKind::area_max:
            return sizes();
        case RuleKind::households_min:
        case RuleKind::households_max:
            return households();
        case RuleKind::named_person:
            return named_person();
        case RuleKind::contiguous:
            return contiguous();
        case RuleKind::dedicated:
            return dedicated();
        }
    }

    void breach(Row cell, const geo::Box& place, std::vector<std::pair<std::string, std::string>> args) {
        args.emplace_back("code", m_s.cells[cell].code);
        m_breaches.push_back(
            {m_rule->kind, m_rule->fault, cell, place, {"rule." + std::string(key_of(m_rule->kind)), std::move(args)}});
    }
    geo::Box box(Row cell) const { return geo::bounds(m_s.cells[cell].area); }

    void whole_villages() {
        for (std::size_t i = 0; i < m_s.villages.size(); ++i) {
            const MultiPolygon& village = m_s.villages.area[i];
            if (village.empty())
                continue;
            m_feedback.check();
            const std::vector<std::int32_t> near = m_index.touching(geo::bounds(village));
            // The cell that is this village leaves no ground of it to others.
            if (std::ranges::any_of(near, [&](std::int32_t cell) { return m_s.cells[cell].area == village; }))
                continue;
            const double size = geo::area(village).value;
            std::vector<Row> holders;
            for (const std::int32_t cell : near)
                if (shared(village, m_s.cells[cell].area) > m_rule->value * size)
                    holders.push_back(cell);
            if (holders.size() < 2)
                continue;
            std::string codes;
            for (const Row row : holders)
                codes += (codes.empty() ? "" : ", ") + m_s.cells[row].code;
            breach(holders.front(), geo::bounds(village),
                   {{"village", std::string(m_s.villages.name[i])}, {"cells", codes}});
        }
    }

    void one_township() {
        std::vector<const MultiPolygon*> townships;
        for (const Row row : m_s.townships)
            townships.push_back(&m_s.boundaries[row].area);
        const geo::AreaIndex index(townships);
        for (std::size_t i = 0; i < m_s.cells.size(); ++i) {
            const model::Cell& cell = m_s.cells[i];
            if (!cell.township_code.empty())
                continue;
            m_feedback.check();
            const double size = geo::area(cell.area).value;
            std::string found;
            int count = 0;
            for (const std::int32_t township : index.touching(geo::bounds(cell.area)))
                if (shared(*townships[township], cell.area) > m_rule->value * size) {
                    found += (found.empty() ? "" : ", ") + m_s.boundaries[m_s.townships[township]].name;
                    ++count;
                }
            if (count > 1)
                breach(static_cast<Row>(i), box(static_cast<Row>(i)), {{"townships", found}});
        }
    }

    void sizes() {
        const bool least = m_rule->kind == RuleKind::area_min;
        for (std::size_t i = 0; i < m_s.cells.size(); ++i) {
            const double km2 = geo::area(m_s.cells[i].area).value / 1e6;
            if (least ? km2 < m_rule->value : km2 > m_rule->value)
                breach(static_cast<Row>(i), box(static_cast<Row>(i)),
                       {{"area", fmt::format("{:.2f}", km2)}, {"limit", fmt::format("{:g}", m_rule->value)}});
        }
    }

    void households() {
        std::vector<double> sums(m_s.cells.size(), 0);
        const auto cell_of = m_index.find(m_s.villages.x, m_s.villages.y, m_feedback);
        for (std::size_t i = 0; i < cell_of.size(); ++i)
            if (cell_of[i] >= 0)
                sums[cell_of[i]] += m_s.villages.households[i];
        const bool least = m_rule->kind == RuleKind::households_min;
        for (std::size_t i = 0; i < sums.size(); ++i)
            if (least ? sums[i] < m_rule->value : sums[i] > m_rule->value)
                breach(static_cast<Row>(i), box(static_cast<Row>(i)),
                       {{"households", fmt::format("{:.0f}", sums[i])}, {"limit", fmt::format("{:g}", m_rule->value)}});
    }

    void named_person() {
        std::unordered_set<std::string_view> known;
        for (std::size_t i = 0; i < m_s.people.size(); ++i)
            known.insert(m_s.people.key[i]);
        for (std::size_t i = 0; i < m_s.cells.size(); ++i)
            if (const std::string& lead = m_s.cells[i].lead_key; lead.empty() || !known.contains(lead))
                breach(static_cast<Row>(i), box(static_cast<Row>(i)), {});
    }

    void contiguous() {
        const bool bridges_known = std::ranges::any_of(m_s.roads, &model::Road::bridge);
        const auto box_of = [](const geo::Polyline& line) {
            geo::Box box;
            for (const geo::MapPoint& p : line)
                box.add(p);
            return box;
        };
        std::vector<std::pair<const model::Water*, geo::Box>> rivers;
        for (const model::Water& water : m_s.waters)
            if (std::ranges::find(m_rule->waters, water.kind) != m_rule->waters.end()) {
                geo::Box reach = box_of(water.line);
                reach.add(geo::bounds(water.area));
                rivers.emplace_back(&water, reach);
            }
        std::vector<std::pair<const model::Road*, geo::Box>> ways;
        for (const model::Road& road : m_s.roads)
            if (!bridges_known || road.bridge || road.tunnel || road.road_class == model::RoadClass::ferry)
                ways.emplace_back(&road, box_of(road.line));
        for (std::size_t i = 0; i < m_s.cells.size(); ++i) {
            m_feedback.check();
            const MultiPolygon& area = m_s.cells[i].area;
            const geo::Box reach = geo::bounds(area);
            std::vector<const model::Water*> cutting;
            for (const auto& [water, where] : rivers)
                if (where.touches(reach))
                    cutting.push_back(water);
            if (cutting.empty() && area.parts.size() < 2)
                continue;
            std::vector<MultiPolygon> pieces = pieces_of(area, cutting);
            std::erase_if(pieces, [&](const MultiPolygon& piece) {
                return geo::area(piece).value < m_rule->value * geo::area(area).value;
            });
            std::vector<const model::Road*> near;
            for (const auto& [road, where] : ways)
                if (where.touches(reach))
                    near.push_back(road);
            const std::vector<std::size_t> group = joined(pieces, near);
            std::vector<double> sizes(pieces.size(), 0);
            for (std::size_t k = 0; k < pieces.size(); ++k)
                sizes[group[k]] += geo::area(pieces[k]).value;
            const auto count = std::ranges::count_if(sizes, [](double size) { return size > 0; });
            if (count < 2)
                continue;
            const auto main = static_cast<std::size_t>(std::ranges::max_element(sizes) - sizes.begin());
            std::size_t lost = 0;
            while (group[lost] == main)
                ++lost;
            breach(static_cast<Row>(i), geo::bounds(pieces[lost]), {{"pieces", fmt::format("{}", count)}});
        }
    }

    // What the rivers leave of the cell, each on dry ground.
    std::vector<MultiPolygon> pieces_of(const MultiPolygon& area, const std::vector<const model::Water*>& cutting) {
        Partition partition({&area}, m_feedback);
        const geo::Box reach = geo::bounds(area).grown(1);
        const auto cut_along = [&](const geo::Polyline& line) {
            for (const geo::Polyline& stretch : stretches_near(line, reach))
                partition.insert(stretch, [](Partition::Label label) { return label == 0; });
        };
        for (const model::Water* water : cutting) {
            cut_along(water->line);
            for (const geo::Polygon& part : water->area.parts)
                cut_along(part.outer);
        }
        partition.prune();
        std::vector<MultiPolygon> pieces;
        for (Partition::Face& face : partition.faces(0)) {
            const geo::MapPoint p = geo::inner_point(face.area);
            if (std::ranges::none_of(cutting, [&](const model::Water* w) { return geo::contains(w->area, p); }))
                pieces.push_back(std::move(face.area));
        }
        return pieces;
    }

    // The first piece that each is joined to by a way, itself at last.
    std::vector<std::size_t> joined(const std::vector<MultiPolygon>& pieces,
                                    const std::vector<const model::Road*>& ways) {
        std::vector<std::size_t> group(pieces.size());
        std::iota(group.begin(), group.end(), std::size_t{0});
        const geo::AreaIndex index(pieces);
        for (const model::Road* road : ways) {
            std::int32_t before = -1;
            for (std::size_t i = 0; i < road->line.size(); ++i) {
                std::vector<geo::MapPoint> stops{road->line[i]};
                if (i + 1 < road->line.size()) {
                    const geo::MapPoint a = road->line[i], b = road->line[i + 1];
                    for (const double t : {0.02, 0.25, 0.5, 0.75, 0.98})
                        stops.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t});
                }
                for (const geo::MapPoint& p : stops)
                    if (const std::int32_t piece = index.find(p); piece >= 0) {
                        if (before >= 0 && group[before] != group[piece]) {
                            const std::size_t from = group[piece], to = group[before];
                            std::ranges::replace(group, from, to);
                        }
                        before = piece;
                    }
            }
        }
        return group;
    }

    void dedicated() {
        const auto cell_of = m_index.find(m_s.sites.x, m_s.sites.y, m_feedback);
        std::vector<int> counts(m_s.cells.size(), 0);
        for (const std::int32_t cell : cell_of)
            if (cell >= 0)
                ++counts[cell];
        for (std::size_t i = 0; i < cell_of.size(); ++i) {
            bool wanted = std::ranges::find(m_rule->kinds, m_s.sites.kind[i]) != m_rule->kinds.end();
            for (const std::string_view tag : base::split(m_s.sites.tags[i], ';'))
                wanted = wanted || std::ranges::find(m_rule->tags, tag) != m_rule->tags.end();
            if (!wanted || cell_of[i] < 0 || counts[cell_of[i]] - 1 <= m_rule->value)
                continue;
            geo::Box place;
            place.add(m_s.sites.point(i));
            breach(cell_of[i], place.grown(300),
                   {{"site", std::string(m_s.sites.name[i])}, {"others", std::to_string(counts[cell_of[i]] - 1)}});
        }
    }

    const Snapshot& m_s;
    base::Feedback& m_feedback;
    geo::AreaIndex m_index;
    const CellRule* m_rule = nullptr;
    std::vector<RuleBreach> m_breaches;
};

} // namespace

std::string_view key_of(RuleKind kind) {
    return names[static_cast<std::size_t>(kind)];
}

std::vector<CellRule> read_rules(std::string_view text, const std::string& file) {
    std::vector<CellRule> rules;
    const auto fail = [&](const std::string& reason) {
        base::fail_input("grid.bad_rules", {{"reason", reason}}, file);
    };
    try {
        const nlohmann::json all = nlohmann::json::parse(text);
        for (const nlohmann::json& row : all.at("rules")) {
            CellRule rule;
            const std::string name = row.at("rule");
            const auto known = std::ranges::find(names, name);
            if (known == names.end())
                fail(name);
            rule.kind = static_cast<RuleKind>(known - names.begin());
            rule.on = row.value("on", true);
            rule.fault = row.value("fault", false);
            rule.value = row.at("value");
            if (!(rule.value >= 0))
                fail(name);
            for (const std::string word : row.value("waters", nlohmann::json::array())) {
                const auto kind = model::from_key<model::WaterKind>(word);
                if (!kind)
                    fail(word);
                rule.waters.push_back(*kind);
            }
            for (const std::string word : row.value("kinds", nlohmann::json::array())) {
                const auto kind = model::from_key<model::SiteKind>(word);
                if (!kind)
                    fail(word);
                rule.kinds.push_back(*kind);
            }
            for (const std::string word : row.value("tags", nlohmann::json::array()))
                rule.tags.push_back(word);
            rule.source = row.value("source", "");
            rules.push_back(std::move(rule));
        }
    } catch (const nlohmann::json::exception& error) {
        fail(error.what());
    }
    return rules;
}

void replace_rules(std::vector<CellRule>& rules, const std::vector<CellRule>& more) {
    for (const CellRule& rule : more) {
        const auto same = std::ranges::find(rules, rule.kind, &CellRule::kind);
        if (same == rules.end())
            rules.push_back(rule);
        else
            *same = rule;
    }
}

std::vector<RuleBreach> broken_rules(const Snapshot& snapshot, const std::vector<CellRule>& rules,
                                     base::Feedback& feedback) {
    return snapshot.cells.empty() ? std::vector<RuleBreach>{} : Checker(snapshot, feedback).run(rules);
}

} // namespace wangge::grid
