#include "assign/explain.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace wangge::assign {
namespace {

double variation(const Problem& problem, const std::vector<std::int64_t>& loads) {
    const double total = static_cast<double>(std::accumulate(loads.begin(), loads.end(), std::int64_t{0}));
    double squares = 0;
    for (std::size_t p = 0; p < loads.size() && total > 0; ++p) {
        const double load = static_cast<double>(loads[p]) / (total * problem.share[p]);
        squares += (load - 1) * (load - 1);
    }
    return std::sqrt(squares / static_cast<double>(std::max<std::size_t>(1, loads.size())));
}

double way_a_year(const Field& field, const workload::Rules& rules, std::int32_t cell, std::int32_t person) {
    return field.trips[cell] * rules.legs * rules.detour * field.problem.metres(cell, person);
}

class Explainer {
public:
    Explainer(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead,
              std::int32_t cell)
        : m_field(field), m_problem(field.problem), m_rules(rules), m_lead(lead), m_cell(cell), m_now(lead[cell]),
          m_loads(loads_of(field.problem, lead)), m_pieces(pieces_of(field.problem, lead)) {
        for (std::int32_t c = 0; c < m_problem.cells(); ++c)
            if (lead[c] >= 0)
                m_travel += way_a_year(c, lead[c]);
    }

    LeadChoice with(std::int32_t person) const {
        LeadChoice choice;
        choice.person = person;
        if (person < 0)
            return choice;
        std::vector<std::int32_t> lead = m_lead;
        lead[m_cell] = person;
        std::vector<std::int64_t> loads = m_loads;
        if (m_now >= 0)
            loads[m_now] -= m_problem.load(m_cell, m_now);
        choice.load_without = hours(loads[person]);
        loads[person] += m_problem.load(m_cell, person);
        choice.load = hours(loads[person]);
        choice.way = base::Metres{m_rules.detour * m_problem.metres(m_cell, person)};
        const std::vector<int> pieces = pieces_of(m_problem, lead);
        choice.whole = pieces[person] <= std::max(1, m_pieces[person]) &&
                       (m_now < 0 || pieces[m_now] <= std::max(1, m_pieces[m_now]));
        choice.skilled = (m_problem.asked[m_cell] & ~m_problem.granted[person]) == 0;
        choice.recused = is_recused(m_field.recusals, m_cell, person, m_problem.people());
        choice.workload_cv = variation(m_problem, loads);
        choice.travel =
            base::Metres{m_travel + way_a_year(m_cell, person) - (m_now < 0 ? 0 : way_a_year(m_cell, m_now))};
        choice.objective = static_cast<double>(price(person, loads) - price(m_now, m_loads)) / cost_scale;
        return choice;
    }

private:
    static base::Hours hours(std::int64_t seconds) { return {static_cast<double>(seconds) / 3600}; }
    double way_a_year(std::int32_t cell, std::int32_t person) const {
        return assign::way_a_year(m_field, m_rules, cell, person);
    }
    // What the objective counts for the cell with that lead, and for all loads.
    std::int64_t price(std::int32_t person, const std::vector<std::int64_t>& loads) const {
        std::int64_t all = balance_of(m_problem, loads);
        if (person >= 0)
            all += m_problem.place_cost(m_cell, person, m_problem.travel(m_cell, person));
        const CellGraph& graph = m_problem.graph;
        for (std::int32_t e = graph.first[m_cell]; e < graph.first[m_cell + 1]; ++e)
            if (m_lead[graph.neighbour[e]] != person)
                all += m_problem.border_cost[e];
        return all;
    }

    const Field& m_field;
    const Problem& m_problem;
    const workload::Rules& m_rules;
    const std::vector<std::int32_t>& m_lead;
    std::int32_t m_cell, m_now;
    std::vector<std::int64_t> m_loads;
    std::vector<int> m_pieces;
    double m_travel = 0;
};

} // namespace

Explanation explain(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead,
                    std::int32_t cell, std::size_t most) {
    const Explainer explainer(field, rules, lead, cell);
    Explanation answer;
    answer.present = explainer.with(lead[cell]);
    for (std::int32_t p = 0; p < field.problem.people(); ++p)
        if (p != lead[cell])
            answer.others.push_back(explainer.with(p));
    std::stable_sort(answer.others.begin(), answer.others.end(), [](const LeadChoice& a, const LeadChoice& b) {
        return std::pair(a.recused, a.objective) < std::pair(b.recused, b.objective);
    });
    if (answer.others.size() > most)
        answer.others.resize(most);
    return answer;
}

ZoneFigures figures_of(const Field& field, const workload::Rules& rules, const std::vector<std::int32_t>& lead) {
    ZoneFigures figures;
    for (std::int32_t c = 0; c < field.problem.cells(); ++c)
        if (lead[c] >= 0)
            figures.travel += base::Metres{way_a_year(field, rules, c, lead[c])};
    for (const int pieces : pieces_of(field.problem, lead))
        figures.split += pieces > 1;
    figures.workload_cv = variation(field.problem, loads_of(field.problem, lead));
    figures.compactness = zone_compactness(field.problem, lead);
    return figures;
}

std::vector<std::int32_t> leads_by_key(const model::Snapshot& snapshot, const Field& field,
                                       const std::vector<std::string>& keys) {
    std::map<std::string_view, std::int32_t> person_of;
    for (std::size_t p = 0; p < field.people.size(); ++p)
        person_of.emplace(snapshot.people.key[field.people[p]], static_cast<std::int32_t>(p));
    std::vector<std::int32_t> lead;
    for (const std::string& key : keys) {
        const auto at = person_of.find(key);
        lead.push_back(at == person_of.end() ? -1 : at->second);
    }
    return lead;
}

std::vector<std::int32_t> present_leads(const model::Snapshot& snapshot, const Field& field) {
    std::vector<std::string> keys;
    for (const model::Cell& cell : snapshot.cells)
        keys.push_back(cell.lead_key);
    return leads_by_key(snapshot, field, keys);
}

} // namespace wangge::assign
