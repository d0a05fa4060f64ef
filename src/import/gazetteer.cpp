#include "import/gazetteer.h"

#include "geo/overlay.h"
#include "import/columns.h"

#include <array>
#include <cmath>
#include <limits>

namespace wangge::import {
namespace {

// 长兴村村民委员会 and 长兴村委会 are 长兴村.
std::string village_name(std::string_view text) {
    std::string name = folded(text);
    for (const std::string_view suffix : {"村民委员会", "居民委员会", "村委会", "居委会", "村民委員會", "居委會"})
        if (name.ends_with(suffix) && name.size() > suffix.size()) {
            name.resize(name.size() - suffix.size());
            if (suffix.starts_with("村") && !name.ends_with("村"))
                name += "村";
            break;
        }
    return name;
}

// Without 村, 社区 ... when at least two characters are left; else "".
std::string stem_of(const std::string& name) {
    for (const std::string_view suffix : {"社区", "社區", "嘎查", "村", "里"})
        if (name.ends_with(suffix) && name.size() >= suffix.size() + 6)
            return name.substr(0, name.size() - suffix.size());
    return {};
}

// Byte offsets of the characters, and the end.
std::vector<std::size_t> character_starts(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
            starts.push_back(i);
    starts.push_back(text.size());
    return starts;
}

constexpr std::size_t longest_name = 10; // characters

} // namespace

int Gazetteer::township_row(const std::string& code, const std::string& name) {
    if (code.empty() && name.empty())
        return -1;
    if (!code.empty())
        if (const auto found = m_township_by_code.find(code); found != m_township_by_code.end())
            return found->second;
    const std::string plain = folded(name);
    if (code.empty())
        if (const auto found = m_township_by_name.find(plain); found != m_township_by_name.end())
            return found->second.front();
    const int row = static_cast<int>(m_township.size());
    m_township.push_back({.code = code});
    if (!code.empty())
        m_township_by_code.emplace(code, row);
    if (!plain.empty())
        m_township_by_name[plain].push_back(row);
    return row;
}

Gazetteer::Gazetteer(const model::Snapshot& s) : m_snapshot(s) {
    for (const model::Boundary& boundary : s.boundaries)
        if (boundary.level == model::BoundaryLevel::township) {
            const int row = township_row(boundary.code, boundary.name);
            if (row >= 0 && !boundary.area.empty())
                m_township[static_cast<std::size_t>(row)].area = &boundary.area;
        }
    const model::VillageTable& v = s.villages;
    m_township_of_village.assign(v.size(), -1);
    for (std::size_t i = 0; i < v.size(); ++i) {
        const auto row = static_cast<model::Row>(i);
        const int township = township_row(std::string(v.township_code[i]), std::string(v.township_name[i]));
        m_township_of_village[i] = township;
        if (township >= 0 && std::isfinite(v.x[i])) {
            Township& of = m_township[static_cast<std::size_t>(township)];
            of.sum_x += v.x[i];
            of.sum_y += v.y[i];
            ++of.seats;
            // A township that the villages name and the boundaries do not.
            if (!v.township_name[i].empty() && of.seats == 1) {
                auto& rows = m_township_by_name[folded(v.township_name[i])];
                if (rows.empty())
                    rows.push_back(township);
            }
        }
        if (!v.code[i].empty())
            m_village_by_code.emplace(v.code[i], row);
        const std::string name = village_name(v.name[i]);
        if (name.size() >= 6) {
            m_village_by_name[name].push_back(row);
            if (const std::string stem = stem_of(name); !stem.empty())
                m_village_by_stem[stem].push_back(row);
        }
    }
}

model::Row Gazetteer::village_named(std::string_view name, int township) const {
    const auto pick = [&](const Names& names) {
        const auto found = names.find(name);
        if (found == names.end())
            return model::no_row;
        if (township < 0)
            return found->second.size() == 1 ? found->second.front() : model::no_row;
        for (const model::Row row : found->second)
            if (m_township_of_village[static_cast<std::size_t>(row)] == township)
                return row;
        return model::no_row;
    };
    const model::Row exact = pick(m_village_by_name);
    return exact != model::no_row || township < 0 ? exact : pick(m_village_by_stem);
}

PlaceMatch Gazetteer::in_address(const std::string& address, int township) const {
    const std::vector<std::size_t> at = character_starts(address);
    const std::size_t count = at.size() - 1;
    // The longest name wins, and of equally long ones the last: the county stands in front, the village behind.
    const auto longest = [&](const Names& names, auto accept) {
        for (std::size_t length = std::min(longest_name, count); length >= 2; --length)
            for (std::size_t i = count - length + 1; i-- > 0;) {
                const auto found = names.find(std::string_view(address).substr(at[i], at[i + length] - at[i]));
                if (found != names.end())
                    for (const model::Row row : found->second)
                        if (accept(row, found->second.size()))
                            return row;
            }
        return model::no_row;
    };
    if (township < 0)
        township = longest(m_township_by_name, [](model::Row, std::size_t same) { return same == 1; });
    const auto of_township = [&](model::Row row, std::size_t) {
        return m_township_of_village[static_cast<std::size_t>(row)] == township;
    };
    PlaceMatch match{.township = township};
    if (township >= 0) {
        match.score = 0.4;
        if ((match.village = longest(m_village_by_name, of_township)) != model::no_row)
            match.score = 0.85;
        else if ((match.village = longest(m_village_by_stem, of_township)) != model::no_row)
            match.score = 0.75;
        return match;
    }
    match.village = longest(m_village_by_name, [](model::Row, std::size_t same) { return same == 1; });
    if (match.village != model::no_row)
        match.score = 0.65;
    return match;
}

PlaceMatch Gazetteer::locate(const Clues& clues) const {
    PlaceMatch match;
    if (!clues.village_code.empty())
        if (const auto found = m_village_by_code.find(std::string(clues.village_code));
            found != m_village_by_code.end())
            return {found->second, m_township_of_village[static_cast<std::size_t>(found->second)], 0.95};
    int township = -1;
    if (!clues.township_code.empty())
        if (const auto found = m_township_by_code.find(std::string(clues.township_code));
            found != m_township_by_code.end())
            township = found->second;
    if (township < 0 && !clues.township_name.empty())
        if (const auto found = m_township_by_name.find(folded(clues.township_name));
            found != m_township_by_name.end() && found->second.size() == 1)
            township = found->second.front();
    if (!clues.village_name.empty()) {
        const model::Row village = village_named(village_name(clues.village_name), township);
        if (village != model::no_row)
            return {village, m_township_of_village[static_cast<std::size_t>(village)], township >= 0 ? 0.9 : 0.65};
    }
    if (!clues.address.empty())
        match = in_address(folded(clues.address), township);
    else if (township >= 0)
        match = {model::no_row, township, 0.4};
    if (match.village != model::no_row && match.township < 0)
        match.township = m_township_of_village[static_cast<std::size_t>(match.village)];
    return match;
}

geo::MapPoint Gazetteer::point_of(const PlaceMatch& match) const {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    if (match.village != model::no_row) {
        const geo::MapPoint seat = m_snapshot.villages.point(static_cast<std::size_t>(match.village));
        if (std::isfinite(seat.x))
            return seat;
    }
    if (match.township >= 0) {
        const Township& township = m_township[static_cast<std::size_t>(match.township)];
        if (township.area)
            return geo::inner_point(*township.area);
        if (township.seats > 0)
            return {township.sum_x / township.seats, township.sum_y / township.seats};
    }
    return {nan, nan};
}

const geo::MultiPolygon* Gazetteer::village_area(const PlaceMatch& match) const {
    if (match.village == model::no_row)
        return nullptr;
    const geo::MultiPolygon& area = m_snapshot.villages.area[static_cast<std::size_t>(match.village)];
    return area.empty() ? nullptr : &area;
}

const geo::MultiPolygon* Gazetteer::township_area(const PlaceMatch& match) const {
    return match.township < 0 ? nullptr : m_township[static_cast<std::size_t>(match.township)].area;
}

std::string_view Gazetteer::village_code(const PlaceMatch& match) const {
    return match.village == model::no_row ? std::string_view()
                                          : m_snapshot.villages.code[static_cast<std::size_t>(match.village)];
}

std::string_view Gazetteer::township_code(const PlaceMatch& match) const {
    return match.township < 0 ? std::string_view() : m_township[static_cast<std::size_t>(match.township)].code;
}

} // namespace wangge::import
