#include "coverage/share.h"

#include "base/error.h"

#include <algorithm>
#include <numeric>

namespace wangge::coverage {
namespace {

// The flow network: targets with demand on one side, sources with capacity on the other, one edge a link.
class Network {
public:
    Network(std::span<const Residents> demand, std::span<const Residents> capacity, const reach::Links& links)
        : m_demand(demand), m_capacity(capacity), m_links(links), m_target_of(links.links.size()),
          m_first_of_source(capacity.size() + 1), m_links_of_source(links.links.size()), m_dead(capacity.size()),
          m_source_seen(capacity.size()), m_target_seen(demand.size()) {
        m_share.served.resize(demand.size());
        m_share.load.resize(capacity.size());
        m_share.flow.resize(links.links.size());
        for (std::size_t t = 0; t < links.targets(); ++t)
            std::fill(m_target_of.begin() + links.first[t], m_target_of.begin() + links.first[t + 1], t);
        for (const reach::Link& link : links.links)
            ++m_first_of_source[link.source + 1];
        std::partial_sum(m_first_of_source.begin(), m_first_of_source.end(), m_first_of_source.begin());
        std::vector<std::size_t> next(m_first_of_source.begin(), m_first_of_source.end() - 1);
        for (std::size_t link = 0; link < links.links.size(); ++link)
            m_links_of_source[next[links.links[link].source]++] = link;
    }

    void fill_nearest_first() {
        std::vector<std::size_t> order(m_links.links.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        // Links stand by target and, at equal effort, by source: a stable sort keeps that as the tie rule.
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return m_links.links[a].effort < m_links.links[b].effort;
        });
        for (const std::size_t link : order) {
            const std::size_t target = m_target_of[link], source = m_links.links[link].source;
            const Residents more = std::min(open(target), spare(source));
            m_share.flow[link] += more;
            m_share.served[target] += more;
            m_share.load[source] += more;
        }
    }

    void make_room(std::size_t target) {
        while (open(target) > 0 && augment(target)) {
        }
    }

    Share take() { return std::move(m_share); }

private:
    static constexpr std::size_t none = SIZE_MAX;

    Residents open(std::size_t target) const { return m_demand[target] - m_share.served[target]; }
    Residents spare(std::size_t source) const { return m_capacity[source] - m_share.load[source]; }

    // One shortest augmenting path by breadth-first search: from the target to a source with room, stepping from a
    // full source to the targets that it serves and on to their other sources. False when there is none; the sources
    // seen then can never lead to room again and are not searched a second time.
    bool augment(std::size_t start) {
        ++m_search;
        m_met.assign(1, {start, none, none});
        m_target_seen[start] = m_search;
        m_reached.clear();
        for (std::size_t at = 0; at < m_met.size(); ++at)
            for (std::size_t link = m_links.first[m_met[at].target]; link < m_links.first[m_met[at].target + 1];
                 ++link) {
                const std::size_t source = m_links.links[link].source;
                if (m_dead[source] != 0 || m_source_seen[source] == m_search)
                    continue;
                m_source_seen[source] = m_search;
                m_reached.push_back({source, link, at});
                if (spare(source) > 0) {
                    push_back_to_start();
                    return true;
                }
                meet_targets_of(source);
            }
        for (const Reached& step : m_reached)
            m_dead[step.source] = 1;
        return false;
    }

    void meet_targets_of(std::size_t source) {
        for (std::size_t k = m_first_of_source[source]; k < m_first_of_source[source + 1]; ++k) {
            const std::size_t link = m_links_of_source[k], target = m_target_of[link];
            if (m_share.flow[link] > 0 && m_target_seen[target] != m_search) {
                m_target_seen[target] = m_search;
                m_met.push_back({target, link, m_reached.size() - 1});
            }
        }
    }

    // Sends as much as the path allows from the first target met to the last source reached.
    void push_back_to_start() {
        const std::size_t start = m_met.front().target, end = m_reached.back().source;
        Residents amount = std::min(open(start), spare(end));
        for (const Met* met = &m_met[m_reached.back().met]; met->link != none; met = &m_met[m_reached[met->from].met])
            amount = std::min(amount, m_share.flow[met->link]);
        m_share.load[end] += amount;
        m_share.served[start] += amount;
        for (const Reached* step = &m_reached.back();; step = &m_reached[m_met[step->met].from]) {
            m_share.flow[step->link] += amount;
            const Met& met = m_met[step->met];
            if (met.link == none)
                break;
            m_share.flow[met.link] -= amount;
        }
    }

    // A target met in a search, by the link of a full source that serves it; that source's place in m_reached.
    struct Met {
        std::size_t target, link, from;
    };
    // A source reached in a search, by a link of the target at place `met` of m_met.
    struct Reached {
        std::size_t source, link, met;
    };

    std::span<const Residents> m_demand, m_capacity;
    const reach::Links& m_links;
    Share m_share;
    std::vector<std::size_t> m_target_of, m_first_of_source, m_links_of_source;
    std::vector<char> m_dead; // a source from which no room can be reached any more
    std::size_t m_search = 0; // number of the present search; *_seen hold the last one that came by
    std::vector<std::size_t> m_source_seen, m_target_seen;
    std::vector<Met> m_met;
    std::vector<Reached> m_reached;
};

} // namespace

Share share_residents(std::span<const Residents> demand, std::span<const Residents> capacity, const reach::Links& links,
                      base::Feedback& feedback) {
    base::ensure(links.targets() == demand.size(), "links of every target");
    Network network(demand, capacity, links);
    network.fill_nearest_first();
    for (std::size_t target = 0; target < demand.size(); ++target) {
        feedback.check();
        network.make_room(target);
    }
    return network.take();
}

} // namespace wangge::coverage
