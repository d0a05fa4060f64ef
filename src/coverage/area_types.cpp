#include "coverage/area_types.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/text.h"
#include "coverage/population.h"
#include "geo/area_index.h"
#include "geo/cell_fractions.h"
#include "geo/overlay.h"
#include "geo/point_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::coverage {

using Json = nlohmann::json;
using model::AreaType;

namespace {

bool by_class(std::int16_t urban_rural_class, AreaType& type) {
    switch (urban_rural_class) {
    case 111:
    case 121:
    case 123:
        type = AreaType::urban;
        return true;
    case 112:
    case 122:
        type = AreaType::fringe;
        return true;
    case 210:
    case 220:
        type = AreaType::rural;
        return true;
    default:
        return false;
    }
}

// GB/T 10114: digits 7-9 tell the kind of township, 10-12 the kind of village.
bool by_code(std::string_view code, AreaType& type) {
    std::int64_t township = 0, village = 0;
    if (code.size() != 12 || !base::parse_integer(code.substr(6, 3), township) ||
        !base::parse_integer(code.substr(9, 3), village) || township < 1 || township > 599 || village < 1 ||
        village > 599)
        return false;
    const bool street = township <= 99, town = township >= 100 && township <= 199;
    const bool residents = village <= 199 || (village >= 400 && village <= 499);
    type = residents && (street || town) ? AreaType::urban : street ? AreaType::fringe : AreaType::rural;
    return true;
}

} // namespace

AreaTypeOf area_type_of(std::int16_t urban_rural_class, std::string_view code) {
    AreaTypeOf result;
    if (by_class(urban_rural_class, result.type))
        result.reason = AreaReason::class_code;
    else if (by_code(code, result.type))
        result.reason = AreaReason::code_structure;
    return result;
}

AreaTypeChoice AreaTypeChoice::parse(std::string_view text) {
    AreaTypeChoice choice;
    if (text.empty())
        return choice;
    const Json json = Json::parse(text, nullptr, false);
    const auto fail = [](const std::string& found) {
        base::fail_input("coverage.area_choice", {{"found", found}}, "area_types");
    };
    if (!json.is_object())
        fail(std::string(text.substr(0, 80)));
    for (const auto& [name, value] : json.items()) {
        if (name == "source" && (value == "official" || value == "degurba")) {
            choice.source = value == "degurba" ? AreaSource::degurba : AreaSource::official;
        } else if (name == "edition" && value.is_string()) {
            choice.edition = value.get<std::string>();
            if (std::count(degurba_editions().begin(), degurba_editions().end(), choice.edition) == 0)
                fail(choice.edition);
        } else if (name == "by_hand" && value.is_object()) {
            for (const auto& [code, type] : value.items()) {
                const auto known = type.is_string() ? model::from_key<AreaType>(type.get<std::string>()) : std::nullopt;
                if (!known)
                    fail(code);
                choice.by_hand[code] = known.value_or(AreaType::rural);
            }
        } else {
            fail(name);
        }
    }
    return choice;
}

std::string AreaTypeChoice::to_json() const {
    Json hand = Json::object();
    for (const auto& [code, type] : by_hand)
        hand[code] = model::key_of(type);
    return Json{{"source", key_of(source)}, {"edition", edition}, {"by_hand", std::move(hand)}}.dump();
}

std::string_view key_of(AreaSource source) {
    return source == AreaSource::degurba ? "degurba" : "official";
}

AreaTypeChoice area_type_choice(const model::Snapshot& snapshot) {
    const auto kept = snapshot.settings.find("area_types");
    return AreaTypeChoice::parse(kept == snapshot.settings.end() ? std::string_view() : kept->second);
}

std::vector<AreaTypeOf> official_area_types(const model::Snapshot& snapshot) {
    const model::VillageTable& villages = snapshot.villages;
    std::vector<AreaTypeOf> types(villages.size());
    for (std::size_t i = 0; i < villages.size(); ++i)
        types[i] = area_type_of(villages.urban_rural_class[i], villages.code[i]);
    return types;
}

std::vector<AreaTypeOf> village_area_types(const model::Snapshot& snapshot) {
    const AreaTypeChoice choice = area_type_choice(snapshot);
    std::vector<AreaTypeOf> types;
    if (choice.source == AreaSource::degurba) {
        base::QuietFeedback quiet;
        types = degurba_area_types(snapshot, degurba_of(snapshot, choice.edition, base::today(), quiet), quiet);
    } else {
        types = official_area_types(snapshot);
    }
    for (std::size_t i = 0; i < types.size() && !choice.by_hand.empty(); ++i)
        if (const auto said = choice.by_hand.find(snapshot.villages.code[i]); said != choice.by_hand.end())
            types[i] = {said->second, AreaReason::by_hand};
    return types;
}

std::vector<AreaTypeOf> degurba_area_types(const model::Snapshot& snapshot, const Degurba& degurba,
                                           base::Feedback& feedback) {
    const model::VillageTable& villages = snapshot.villages;
    const geo::Raster& raster = snapshot.population;
    const geo::GridFrame fine = raster.empty() ? degurba.frame : geo::frame_of(raster);
    const auto cell_at = [&](geo::MapPoint p) -> const DegurbaCell* {
        const double column = std::floor((p.x - degurba.frame.origin.x) / degurba.frame.cell_x),
                     row = std::floor((degurba.frame.origin.y - p.y) / degurba.frame.cell_y);
        if (!(column >= 0 && row >= 0 && column < degurba.frame.width && row < degurba.frame.height))
            return nullptr;
        return &degurba.cells[degurba.frame.index(static_cast<int>(column), static_cast<int>(row))];
    };
    std::vector<AreaTypeOf> types(villages.size());
    base::parallel_blocks(villages.size(), 16, [&](std::size_t begin, std::size_t end) {
        feedback.check();
        for (std::size_t i = begin; i < end; ++i) {
            std::array<double, 31> by_code{};
            ByArea<double> by_type;
            double all = 0;
            // The village's share of each fine cell, counted to the square kilometre that the cell's middle lies in.
            geo::cover_cells(fine, villages.area[i], [&](int row, int first, std::span<const double> fractions) {
                for (std::size_t k = 0; k < fractions.size(); ++k) {
                    const int column = first + static_cast<int>(k);
                    const DegurbaCell* cell = fractions[k] > 0 ? cell_at(fine.centre(column, row)) : nullptr;
                    if (cell == nullptr)
                        continue;
                    const double people =
                        fractions[k] * (raster.empty() ? cell->people : raster.values[fine.index(column, row)]);
                    if (!(people > 0))
                        continue;
                    by_code[cell->code] += people;
                    by_type[area_type_of(*cell)] += people;
                    all += people;
                }
            });
            AreaTypeOf& type = types[i];
            if (all > 0) {
                type.reason = AreaReason::degurba;
                type.code = code_of_place(by_code);
                type.type = AreaType::urban;
                for (const AreaType other : {AreaType::fringe, AreaType::rural})
                    if (by_type[other] > by_type[type.type])
                        type.type = other;
                type.people = static_cast<float>(all);
                type.share = static_cast<float>(by_type[type.type] / all);
            } else if (const DegurbaCell* cell = cell_at(villages.point(i))) {
                type = {area_type_of(*cell), AreaReason::degurba_cell, cell->code, cell->people, 1};
            } else {
                type.reason = AreaReason::outside_villages;
            }
        }
    });
    return types;
}

Degurba degurba_of(const model::Snapshot& snapshot, std::string_view edition, base::Date as_of,
                   base::Feedback& feedback) {
    DegurbaTable table = DegurbaTable::shipped();
    if (const auto own = snapshot.settings.find("degurba"); own != snapshot.settings.end() && !own->second.empty())
        table.add(DegurbaTable::parse(own->second, snapshot.name + ": degurba"));
    const PeopleSource source = snapshot.population.empty() ? PeopleSource::dasymetric : PeopleSource::raster;
    const PeopleCells people = people_cells(snapshot, source, {}, feedback);
    return classify(degurba_grid(snapshot, people, {1000}, feedback), table.rules(edition, as_of), feedback);
}

namespace {

// The nearest placed hospital of each point.
class Hospitals {
public:
    explicit Hospitals(const model::SiteTable& sites) {
        for (std::size_t i = 0; i < sites.size(); ++i)
            if (sites.kind[i] == model::SiteKind::hospital && sites.placed(i)) {
                m_x.push_back(sites.x[i]);
                m_y.push_back(sites.y[i]);
                m_rows.push_back(static_cast<model::Row>(i));
            }
    }
    // Points near one get their type; the others keep theirs.
    void claim(std::span<const double> x, std::span<const double> y, base::Metres radius,
               std::vector<AreaTypeOf>& types, base::Feedback& feedback) const {
        const auto nearest = geo::PointIndex(m_x, m_y).nearest_of(x, y, feedback);
        for (std::size_t i = 0; i < types.size(); ++i)
            if (nearest[i].row >= 0 && nearest[i].distance <= radius.value) {
                types[i] = {AreaType::hospital_surroundings, AreaReason::near_hospital};
                types[i].hospital = m_rows[static_cast<std::size_t>(nearest[i].row)];
                types[i].metres = static_cast<float>(nearest[i].distance);
            }
    }

private:
    std::vector<double> m_x, m_y;
    std::vector<model::Row> m_rows;
};

} // namespace

std::vector<AreaTypeOf> site_area_types(const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& villages,
                                        base::Metres hospital_radius, base::Feedback& feedback) {
    const model::SiteTable& sites = snapshot.sites;
    std::vector<AreaTypeOf> types(sites.size());
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (sites.village[i] != model::no_row)
            types[i] = villages[static_cast<std::size_t>(sites.village[i])];
        else
            types[i].reason = AreaReason::outside_villages;
    Hospitals(sites).claim(sites.x, sites.y, hospital_radius, types, feedback);
    return types;
}

std::vector<AreaTypeOf> cell_area_types(const model::Snapshot& snapshot, const std::vector<AreaTypeOf>& villages,
                                        base::Metres hospital_radius, base::Feedback& feedback) {
    std::map<std::string_view, std::size_t> row_of;
    for (std::size_t i = 0; i < snapshot.villages.size(); ++i)
        row_of.emplace(snapshot.villages.code[i], i);
    std::vector<double> x, y;
    for (const model::Cell& cell : snapshot.cells) {
        const geo::MapPoint inside = cell.area.empty() ? geo::MapPoint{NAN, NAN} : geo::inner_point(cell.area);
        x.push_back(inside.x);
        y.push_back(inside.y);
    }
    const std::vector<std::int32_t> around = geo::AreaIndex(snapshot.villages.area).find(x, y, feedback);
    std::vector<AreaTypeOf> types(snapshot.cells.size());
    for (std::size_t c = 0; c < types.size(); ++c) {
        // The residents of the villages that the cell is made of, by type; a village without any counts as one.
        ByArea<double> residents;
        ByArea<const AreaTypeOf*> example;
        double all = 0;
        std::string_view codes = snapshot.cells[c].village_codes;
        while (!codes.empty()) {
            const std::size_t end = std::min(codes.find(';'), codes.size());
            if (const auto found = row_of.find(codes.substr(0, end)); found != row_of.end()) {
                const AreaTypeOf& of = villages[found->second];
                const double people = std::max(1.0, snapshot.villages.population[found->second]);
                residents[of.type] += people;
                all += people;
                if (example[of.type] == nullptr)
                    example[of.type] = &of;
            }
            codes.remove_prefix(std::min(end + 1, codes.size()));
        }
        const AreaTypeOf* best = around[c] >= 0 ? &villages[static_cast<std::size_t>(around[c])] : nullptr;
        double most = 0;
        for (std::size_t type = 0; type < 4; ++type)
            if (residents.values[type] > most) {
                most = residents.values[type];
                best = example.values[type];
            }
        if (best != nullptr)
            types[c] = *best;
        else
            types[c].reason = AreaReason::outside_villages;
    }
    Hospitals(snapshot.sites).claim(x, y, hospital_radius, types, feedback);
    return types;
}

base::Message area_reason(const model::Snapshot& snapshot, const AreaTypeOf& area, model::Row village) {
    const auto code = [&] {
        return village == model::no_row ? std::string() : std::string(snapshot.villages.code[village]);
    };
    switch (area.reason) {
    case AreaReason::class_code:
        return {
            "coverage.area.class_code",
            {{"class", village == model::no_row ? "" : std::to_string(snapshot.villages.urban_rural_class[village])}}};
    case AreaReason::code_structure:
        return {"coverage.area.code_structure", {{"code", code()}}};
    case AreaReason::no_code:
        return {"coverage.area.no_code", {{"code", code()}}};
    case AreaReason::near_hospital:
        return {"coverage.area.near_hospital",
                {{"name", area.hospital == model::no_row
                              ? std::string()
                              : std::string(snapshot.sites.name[static_cast<std::size_t>(area.hospital)])},
                 {"distance", fmt::format("{:.0f}", area.metres)}}};
    case AreaReason::by_hand:
        return {"coverage.area.by_hand", {}};
    case AreaReason::degurba:
        return {"coverage.area.degurba",
                {{"type", "@kind.area_type." + std::string(model::key_of(area.type))},
                 {"class", fmt::format("@kind.degurba.{}", area.code)},
                 {"code", std::to_string(area.code)},
                 {"share", fmt::format("{:.0f}", 100 * area.share)},
                 {"people", fmt::format("{:.0f}", area.people)}}};
    case AreaReason::degurba_cell:
        return {"coverage.area.degurba_cell",
                {{"class", fmt::format("@kind.degurba.{}", area.code)},
                 {"code", std::to_string(area.code)},
                 {"people", fmt::format("{:.0f}", area.people)}}};
    case AreaReason::outside_villages:
        return {"coverage.area.outside_villages", {}};
    }
    return {};
}

} // namespace wangge::coverage
