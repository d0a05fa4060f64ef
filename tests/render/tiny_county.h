// A made-up county of four townships, sixteen villages and everything that a map can show, small enough for golden
// pictures.
#pragma once
#include "model/snapshot.h"

#include <cmath>
#include <string>

namespace wangge::test {

inline geo::MultiPolygon square(double x, double y, double side) {
    return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}}};
}

// 8 x 8 km at a place where zone-prefixed eastings would lose digits as floats.
inline model::Snapshot tiny_county() {
    constexpr double x0 = 40500000, y0 = 3590000, side = 2000;
    model::Snapshot s;
    s.name = "小县";
    s.epsg = 4528; // CGCS2000 3-degree zone 40
    s.boundaries.push_back({{1}, model::BoundaryLevel::county, "990101", "小县", square(x0, y0, 4 * side)});
    const char* towns[] = {"城关镇", "柳溪乡", "白塘镇", "𬭎山乡"};
    for (int t = 0; t < 4; ++t)
        s.boundaries.push_back({{2 + t},
                                model::BoundaryLevel::township,
                                "99010110" + std::to_string(t),
                                towns[t],
                                square(x0 + (t % 2) * 2 * side, y0 + (t / 2) * 2 * side, 2 * side)});
    auto& v = s.villages;
    for (int i = 0; i < 16; ++i) {
        const int column = i % 4, row = i / 4, town = column / 2 + row / 2 * 2;
        v.id.push_back({i + 1});
        v.x.push_back(x0 + (column + 0.5) * side);
        v.y.push_back(y0 + (row + 0.5) * side);
        v.urban_rural_class.push_back(i == 5 ? 111 : 220);
        v.population.push_back(500 + 100 * i);
        v.households.push_back(100);
        v.population_over_65.push_back(50);
        v.area.push_back(square(x0 + column * side, y0 + row * side, side));
        v.code.push_back("99010110" + std::to_string(town) + std::to_string(200 + i));
        v.name.push_back("村" + std::to_string(i + 1));
        v.township_code.push_back("99010110" + std::to_string(town));
        v.township_name.push_back(towns[town]);
        v.contact_key.push_back("");
        v.backup_key.push_back("");
    }
    auto& p = s.people;
    for (int i = 0; i < 6; ++i) {
        p.id.push_back({i + 1});
        p.x.push_back(x0 + 1000 + i * 1200);
        p.y.push_back(y0 + 2500 + (i % 3) * 1500);
        p.quality.push_back(model::PositionQuality::exact);
        p.match_score.push_back(0);
        p.role.push_back(i < 3 ? model::PersonRole::inspector : model::PersonRole::informant);
        for (auto* dates : {&p.start, &p.end, &p.last_training, &p.last_assessment, &p.certificate_expiry})
            dates->emplace_back();
        for (auto* numbers : {&p.training_hours, &p.capacity_hours, &p.capacity_people})
            numbers->push_back(0);
        p.assessment_passed.push_back(1);
        p.owns_site.push_back(0);
        p.key.push_back("p" + std::to_string(i));
        p.name.push_back(i == 0 ? "张三" : i == 1 ? "李四" : "王五");
        for (auto* texts : {&p.phone, &p.identity_number, &p.employer, &p.township_code, &p.village_code,
                            &p.certificate_number, &p.skills, &p.recusals})
            texts->push_back("");
    }
    auto& sites = s.sites;
    for (int i = 0; i < 40; ++i) {
        sites.id.push_back({i + 1});
        sites.x.push_back(i < 30 ? x0 + 3000 + 40.0 * (i % 6) : x0 + 700.0 * (i - 29));
        sites.y.push_back(i < 30 ? y0 + 3000 + 40.0 * (i / 6) : y0 + 6200);
        sites.quality.push_back(model::PositionQuality::exact);
        sites.match_score.push_back(0);
        sites.kind.push_back(static_cast<model::SiteKind>(i % 7));
        sites.grade.push_back(model::RiskGrade::a);
        sites.previous_grade.push_back(model::RiskGrade::a);
        sites.flags.push_back(0);
        sites.last_visit.push_back({});
        sites.licence_expiry.push_back({});
        sites.hazards_found.push_back(0);
        sites.key.push_back("s" + std::to_string(i));
        for (auto* texts : {&sites.name, &sites.tags, &sites.licence_number, &sites.licence_scope, &sites.credit_code,
                            &sites.address, &sites.owner, &sites.phone, &sites.township_code, &sites.village_code})
            texts->push_back("");
    }
    const auto road = [&](model::RoadClass kind, geo::Polyline line) {
        s.roads.push_back(
            {{static_cast<std::int64_t>(s.roads.size()) + 1}, "", "", kind, false, false, false, std::move(line)});
    };
    road(model::RoadClass::expressway, {{x0 - 3000, y0 + 1500}, {x0 + 4000, y0 + 2600}, {x0 + 11000, y0 + 1800}});
    road(model::RoadClass::primary,
         {{x0 + 3000, y0 - 3000}, {x0 + 2800, y0 + 3000}, {x0 + 5000, y0 + 5200}, {x0 + 5200, y0 + 11000}});
    road(model::RoadClass::tertiary,
         {{x0 + 500, y0 + 7500}, {x0 + 2800, y0 + 3000}, {x0 + 7500, y0 + 3300}, {x0 + 6000, y0 + 4300}});
    road(model::RoadClass::local, {{x0 + 500, y0 + 500}, {x0 + 1500, y0 + 2200}, {x0 + 2800, y0 + 3000}});
    geo::Polyline river;
    for (int i = 0; i <= 60; ++i)
        river.push_back({x0 - 2500 + i * 220.0, y0 + 5200 + 500 * std::sin(i * 0.25) - i * 30.0});
    s.waters.push_back({{1}, "r", "清沅河", model::WaterKind::river, river, {}});
    geo::MultiPolygon lake = square(x0 + 5600, y0 + 6300, 1300);
    lake.parts.front().holes.push_back({{x0 + 6000, y0 + 6700},
                                        {x0 + 6000, y0 + 7100},
                                        {x0 + 6500, y0 + 7100},
                                        {x0 + 6500, y0 + 6700},
                                        {x0 + 6000, y0 + 6700}});
    s.waters.push_back({{2}, "l", "南湖", model::WaterKind::lake, {}, lake});
    s.terrain.width = s.terrain.height = 60;
    s.terrain.origin = {x0 - 3500, y0 + 11500};
    s.terrain.cell_x = s.terrain.cell_y = 250;
    for (int i = 0; i < 3600; ++i)
        s.terrain.values.push_back(static_cast<float>(150 + 100 * std::sin(i % 60 * 0.35) * std::cos(i / 60 * 0.3)));
    s.plans.push_back({{1}, "方案", model::CellShape::village, "", "", true});
    for (int i = 0; i < 16; ++i) {
        const int lead = i % 4 < 2 ? 0 : i < 8 ? 1 : 2;
        model::Cell cell;
        cell.id = {i + 1};
        cell.plan = {1};
        cell.code = std::to_string(100 + i);
        cell.area = v.area[i];
        cell.lead_key = i == 15 ? "" : "p" + std::to_string(lead);
        cell.hours = 10 + 5 * i;
        s.cells.push_back(cell);
    }
    model::link(s);
    return s;
}

} // namespace wangge::test
