#include "coverage/degurba.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::coverage {
namespace {

using namespace degurba;

constexpr std::array<std::uint8_t, 8> codes{urban_centre,  dense_cluster, semi_dense_cluster, suburban,
                                            rural_cluster, low_density,   very_low_density,   water};
// The four sides first.
constexpr std::array<std::pair<int, int>, 8> neighbours{
    {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 1}, {-1, 1}, {-1, -1}, {1, -1}}};

using Mask = std::vector<std::uint8_t>;

struct Clusters {
    std::vector<std::int32_t> of; // a cell: its cluster, -1 = none
    std::vector<double> people, cells;
};

class Classifier {
public:
    Classifier(const DegurbaGrid& grid, const DegurbaRules& rules, base::Feedback& feedback)
        : m_grid(grid), m_rules(rules), m_feedback(feedback), m_cell_km2(grid.frame.cell_x * grid.frame.cell_y / 1e6) {}

    Degurba run() {
        Degurba result{m_grid.frame, std::vector<DegurbaCell>(m_grid.frame.size())};
        for (std::size_t i = 0; i < result.cells.size(); ++i) {
            const float people = m_grid.people[i] > 0 ? m_grid.people[i] : 0; // NaN is nobody
            result.cells[i].people = people;
            const double land = m_grid.land[i] > 0 ? m_grid.land[i] : 1;
            result.cells[i].density = static_cast<float>(people / (land * m_cell_km2));
        }
        m_cells = &result.cells;
        const Mask city = centres();
        towns(city);
        country();
        touch();
        return result;
    }

private:
    template <class Visit> void around(std::size_t cell, int count, Visit&& visit) const {
        const int width = m_grid.frame.width, height = m_grid.frame.height;
        const int column = static_cast<int>(cell % static_cast<std::size_t>(width)),
                  row = static_cast<int>(cell / static_cast<std::size_t>(width));
        for (int k = 0; k < count; ++k) {
            const int c = column + neighbours[k].first, r = row + neighbours[k].second;
            if (c >= 0 && r >= 0 && c < width && r < height)
                visit(m_grid.frame.index(c, r));
        }
    }
    bool at_rim(std::size_t cell) const {
        const std::size_t width = static_cast<std::size_t>(m_grid.frame.width), column = cell % width,
                          row = cell / width;
        return column == 0 || row == 0 || column + 1 == width ||
               row + 1 == static_cast<std::size_t>(m_grid.frame.height);
    }

    Clusters clusters(const Mask& members, int connected) const {
        Clusters result;
        result.of.assign(members.size(), -1);
        std::vector<std::size_t> open;
        for (std::size_t seed = 0; seed < members.size(); ++seed) {
            if (!members[seed] || result.of[seed] >= 0)
                continue;
            m_feedback.check();
            const auto number = static_cast<std::int32_t>(result.people.size());
            double people = 0, cells = 0;
            result.of[seed] = number;
            open.push_back(seed);
            while (!open.empty()) {
                const std::size_t cell = open.back();
                open.pop_back();
                people += (*m_cells)[cell].people;
                ++cells;
                around(cell, connected, [&](std::size_t next) {
                    if (members[next] && result.of[next] < 0) {
                        result.of[next] = number;
                        open.push_back(next);
                    }
                });
            }
            result.people.push_back(people);
            result.cells.push_back(cells);
        }
        return result;
    }
    Mask denser(PersonsPerSquareKilometre least) const {
        Mask mask(m_cells->size());
        for (std::size_t i = 0; i < mask.size(); ++i)
            mask[i] = (*m_cells)[i].density >= least.value;
        return mask;
    }
    void set(std::size_t cell, std::uint8_t code, double cluster_people) {
        (*m_cells)[cell].code = code;
        (*m_cells)[cell].cluster_people = static_cast<float>(cluster_people);
    }

    Mask centres() {
        Clusters dense = clusters(denser(m_rules.centre_density), 4);
        for (std::int32_t& cluster : dense.of)
            if (cluster >= 0 && dense.people[cluster] < m_rules.centre_people.value)
                cluster = -1;
        fill_holes(dense);
        smooth(dense);
        Mask city(m_cells->size());
        for (std::size_t i = 0; i < city.size(); ++i)
            if (dense.of[i] >= 0) {
                city[i] = 1;
                set(i, urban_centre, dense.people[dense.of[i]]);
            }
        return city;
    }
    // A hole hangs together by sides, does not reach the rim and has one centre all around it.
    void fill_holes(Clusters& centre) const {
        Mask outside(m_cells->size());
        for (std::size_t i = 0; i < outside.size(); ++i)
            outside[i] = centre.of[i] < 0;
        const Clusters gaps = clusters(outside, 4);
        std::vector<std::int32_t> around_gap(gaps.cells.size(), -1);
        std::vector<char> hole(gaps.cells.size());
        for (std::size_t g = 0; g < hole.size(); ++g)
            hole[g] = gaps.cells[g] * m_cell_km2 < m_rules.hole_area.value;
        for (std::size_t i = 0; i < outside.size(); ++i) {
            const std::int32_t gap = gaps.of[i];
            if (gap < 0 || !hole[gap])
                continue;
            if (at_rim(i))
                hole[gap] = 0;
            around(i, 4, [&](std::size_t next) {
                if (const std::int32_t cluster = centre.of[next]; cluster >= 0) {
                    if (around_gap[gap] >= 0 && around_gap[gap] != cluster)
                        hole[gap] = 0;
                    around_gap[gap] = cluster;
                }
            });
        }
        for (std::size_t i = 0; i < outside.size(); ++i)
            if (const std::int32_t gap = gaps.of[i]; gap >= 0 && hole[gap] && around_gap[gap] >= 0)
                centre.of[i] = around_gap[gap];
    }
    bool is_water(std::size_t cell) const {
        return m_grid.land[cell] < m_rules.water_land && (*m_cells)[cell].people == 0;
    }
    // Cells join the centre that most of their neighbours belong to; all at once, round after round.
    void smooth(Clusters& centre) const {
        Mask candidate(m_cells->size(), 0);
        std::vector<std::size_t> front;
        const auto look_around = [&](std::size_t cell) {
            around(cell, 8, [&](std::size_t next) {
                if (centre.of[next] < 0 && !candidate[next]) {
                    candidate[next] = 1;
                    front.push_back(next);
                }
            });
        };
        for (std::size_t i = 0; i < candidate.size(); ++i)
            if (centre.of[i] >= 0)
                look_around(i);
        while (!front.empty()) {
            m_feedback.check();
            std::vector<std::pair<std::size_t, std::int32_t>> joining;
            for (const std::size_t cell : front)
                if (const std::int32_t cluster = majority(centre, cell); cluster >= 0)
                    joining.emplace_back(cell, cluster);
            for (const std::size_t cell : front)
                candidate[cell] = 0;
            front.clear();
            for (const auto& [cell, cluster] : joining)
                centre.of[cell] = cluster;
            for (const auto& [cell, cluster] : joining)
                look_around(cell);
        }
    }
    std::int32_t majority(const Clusters& centre, std::size_t cell) const {
        if (m_rules.majority_of_land && is_water(cell))
            return -1;
        std::array<std::pair<std::int32_t, int>, 8> votes;
        std::size_t parties = 0;
        int voters = 0;
        around(cell, 8, [&](std::size_t next) {
            if (m_rules.majority_of_land && !((*m_cells)[next].people > 0 || m_grid.land[next] > 0.5F))
                return;
            ++voters;
            const std::int32_t cluster = centre.of[next];
            if (cluster < 0)
                return;
            for (std::size_t p = 0; p < parties; ++p)
                if (votes[p].first == cluster) {
                    ++votes[p].second;
                    return;
                }
            votes[parties++] = {cluster, 1};
        });
        for (std::size_t p = 0; p < parties; ++p)
            if (m_rules.majority_of_land ? 2 * votes[p].second > voters : votes[p].second >= 5)
                return votes[p].first;
        return -1;
    }

    void towns(const Mask& city) {
        const Clusters cluster = clusters(denser(m_rules.cluster_density), 8);
        Mask town(m_cells->size());
        for (std::size_t i = 0; i < town.size(); ++i)
            if (cluster.of[i] >= 0 && cluster.people[cluster.of[i]] >= m_rules.cluster_people.value && !city[i]) {
                town[i] = 1;
                set(i, suburban, cluster.people[cluster.of[i]]);
            }
        Mask members = denser(m_rules.dense_density);
        for (std::size_t i = 0; i < members.size(); ++i)
            members[i] = members[i] && !city[i];
        const Clusters dense = clusters(members, 4);
        for (std::size_t i = 0; i < members.size(); ++i)
            if (dense.of[i] >= 0 && dense.people[dense.of[i]] >= m_rules.dense_people.value)
                set(i, dense_cluster, dense.people[dense.of[i]]);
        semi_dense(town);
    }
    void semi_dense(const Mask& town) {
        Mask members = denser(m_rules.semi_density);
        for (std::size_t i = 0; i < members.size(); ++i)
            members[i] = members[i] && town[i] && (*m_cells)[i].code == suburban;
        const Clusters semi = clusters(members, m_rules.semi_neighbours);
        std::vector<char> near(semi.people.size(), 0);
        const Mask close = close_to_dense();
        for (std::size_t i = 0; i < members.size(); ++i)
            if (semi.of[i] >= 0 && close[i])
                near[semi.of[i]] = 1;
        for (std::size_t i = 0; i < members.size(); ++i)
            if (const std::int32_t own = semi.of[i];
                own >= 0 && !near[own] && semi.people[own] >= m_rules.semi_people.value)
                set(i, semi_dense_cluster, semi.people[own]);
    }
    // Cells whose edge is nearer than semi_distance to the edge of a centre or dense cluster.
    Mask close_to_dense() const {
        Mask close(m_cells->size(), 0);
        const int width = m_grid.frame.width, height = m_grid.frame.height;
        const double x = m_grid.frame.cell_x / 1000, y = m_grid.frame.cell_y / 1000;
        const int columns = static_cast<int>(std::ceil(m_rules.semi_distance.value / x)) + 1,
                  rows = static_cast<int>(std::ceil(m_rules.semi_distance.value / y)) + 1;
        for (int row = 0; row < height; ++row)
            for (int column = 0; column < width; ++column) {
                if ((*m_cells)[m_grid.frame.index(column, row)].code < dense_cluster)
                    continue;
                for (int r = std::max(0, row - rows); r <= std::min(height - 1, row + rows); ++r)
                    for (int c = std::max(0, column - columns); c <= std::min(width - 1, column + columns); ++c)
                        if (std::hypot(std::max(0, std::abs(c - column) - 1) * x,
                                       std::max(0, std::abs(r - row) - 1) * y) < m_rules.semi_distance.value)
                            close[m_grid.frame.index(c, r)] = 1;
            }
        return close;
    }

    void country() {
        Mask members = denser(m_rules.rural_density);
        for (std::size_t i = 0; i < members.size(); ++i)
            members[i] = members[i] && (*m_cells)[i].code == water; // nothing yet
        const Clusters rural = clusters(members, 8);
        for (std::size_t i = 0; i < members.size(); ++i) {
            if ((*m_cells)[i].code != water)
                continue;
            if (const std::int32_t own = rural.of[i]; own >= 0 && rural.people[own] >= m_rules.rural_people.value)
                set(i, rural_cluster, rural.people[own]);
            else if ((*m_cells)[i].density >= m_rules.low_density.value)
                set(i, low_density, 0);
            else if (!is_water(i))
                set(i, very_low_density, 0);
        }
    }
    void touch() {
        for (std::size_t i = 0; i < m_cells->size(); ++i)
            if (const std::uint8_t code = (*m_cells)[i].code; code >= dense_cluster)
                around(i, 8,
                       [&](std::size_t next) { (*m_cells)[next].touches = std::max((*m_cells)[next].touches, code); });
    }

    const DegurbaGrid& m_grid;
    const DegurbaRules& m_rules;
    base::Feedback& m_feedback;
    double m_cell_km2;
    std::vector<DegurbaCell>* m_cells = nullptr;
};

std::string whole(double number) {
    return fmt::format("{:.0f}", number);
}

} // namespace

std::span<const std::uint8_t> degurba_codes() {
    return codes;
}

Degurba classify(const DegurbaGrid& grid, const DegurbaRules& rules, base::Feedback& feedback) {
    return Classifier(grid, rules, feedback).run();
}

model::AreaType area_type_of(const DegurbaCell& cell) {
    if (cell.code >= semi_dense_cluster)
        return model::AreaType::urban;
    return cell.code == suburban || cell.touches != 0 ? model::AreaType::fringe : model::AreaType::rural;
}

std::uint8_t code_of_place(std::span<const double, 31> people) {
    double all = 0;
    for (const std::uint8_t code : codes)
        all += people[code];
    if (!(all > 0))
        return 0;
    const double centre = people[urban_centre], dense = people[dense_cluster], semi = people[semi_dense_cluster],
                 suburb = people[suburban];
    if (2 * centre >= all)
        return urban_centre;
    if (2 * (centre + dense + semi + suburb) >= all) {
        if (dense + semi <= suburb)
            return suburban;
        return dense >= semi ? dense_cluster : semi_dense_cluster;
    }
    std::uint8_t best = rural_cluster;
    for (const std::uint8_t code : {low_density, very_low_density, water})
        if (people[code] > people[best])
            best = code;
    return best;
}

base::Message cell_reason(const DegurbaCell& cell) {
    const std::string id = cell.code < suburban && cell.touches != 0
                               ? fmt::format("coverage.degurba.touches_{}", cell.touches)
                               : fmt::format("coverage.degurba.{}", cell.code);
    return {id,
            {{"density", whole(cell.density)},
             {"people", whole(cell.people)},
             {"cluster", whole(cell.cluster_people)},
             {"class", fmt::format("@kind.degurba.{}", cell.code)}}};
}

} // namespace wangge::coverage
