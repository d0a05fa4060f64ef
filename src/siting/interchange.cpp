#include "siting/interchange.h"

#include <algorithm>
#include <limits>

namespace wangge::siting {

MedianColumns::MedianColumns(const MedianCore& core) : m_first(core.places() + 1) {
    for (const Offer& offer : core.offers)
        ++m_first[offer.place + 1];
    for (std::int32_t j = 0; j < core.places(); ++j)
        m_first[j + 1] += m_first[j];
    m_served.resize(core.offers.size());
    std::vector<std::size_t> next(m_first.begin(), m_first.end() - 1);
    for (std::size_t i = 0; i < core.customers(); ++i)
        for (const Offer& offer : core.offers_of(i))
            m_served[next[offer.place]++] = {offer.cost, static_cast<std::int32_t>(i)};
}

Interchange::Interchange(const MedianCore& core, const MedianColumns& columns)
    : m_core(core), m_columns(columns), m_customers(core.customers()), m_slot(core.places(), -1), m_loss(core.places()),
      m_relief(core.places()) {
    set({});
}

void Interchange::set(const std::vector<std::int32_t>& open) {
    std::fill(m_slot.begin(), m_slot.end(), -1);
    std::fill(m_loss.begin(), m_loss.end(), 0);
    m_open = open;
    for (std::size_t s = 0; s < open.size(); ++s)
        m_slot[open[s]] = static_cast<std::int32_t>(s);
    m_cost = m_core.settled;
    for (std::size_t i = 0; i < m_customers.size(); ++i) {
        const Customer& now = m_customers[i] = looked_up(i);
        m_cost += now.best;
        if (now.place >= 0)
            m_loss[now.place] += now.second - now.best;
    }
}

Interchange::Customer Interchange::looked_up(std::size_t customer) const {
    const std::int64_t beyond = m_core.beyond[customer];
    Customer found{.best = beyond, .second = beyond};
    for (const Offer& offer : m_core.offers_of(customer)) {
        if (m_slot[offer.place] < 0)
            continue;
        if (found.place < 0) {
            found.best = offer.cost;
            found.place = offer.place;
        } else {
            found.second = offer.cost;
            found.second_place = offer.place;
            break;
        }
    }
    return found;
}

void Interchange::take(std::size_t customer, const Customer& now) {
    Customer& was = m_customers[customer];
    if (was.place >= 0)
        m_loss[was.place] -= was.second - was.best;
    if (now.place >= 0)
        m_loss[now.place] += now.second - now.best;
    m_cost += now.best - was.best;
    was = now;
}

void Interchange::open(std::int32_t place) {
    m_slot[place] = static_cast<std::int32_t>(m_open.size());
    m_open.push_back(place);
    for (const auto& [cost, i] : m_columns.of(place)) {
        const Customer& c = m_customers[i];
        if (cost < c.best)
            take(i, {cost, c.best, place, c.place});
        else if (cost < c.second)
            take(i, {c.best, cost, c.place, place});
    }
}

void Interchange::close(std::int32_t place) {
    const std::int32_t slot = m_slot[place];
    m_slot[m_open.back()] = slot;
    m_open[slot] = m_open.back();
    m_open.pop_back();
    m_slot[place] = -1;
    for (const auto& [cost, i] : m_columns.of(place))
        if (m_customers[i].place == place || m_customers[i].second_place == place)
            take(i, looked_up(i));
}

std::int64_t Interchange::gain(std::int32_t place) const {
    std::int64_t gain = 0;
    for (const auto& [cost, i] : m_columns.of(place))
        gain += std::max<std::int64_t>(0, m_customers[i].best - cost);
    return gain;
}

Interchange::Swap Interchange::best_swap(std::int32_t comes, const std::vector<bool>* may_go) {
    std::int64_t gain = 0;
    m_touched.clear();
    for (const auto& [cost, i] : m_columns.of(comes)) {
        const Customer& c = m_customers[i];
        if (cost >= c.second)
            continue;
        gain += std::max<std::int64_t>(0, c.best - cost);
        if (c.place < 0)
            continue;
        if (m_relief[c.place] == 0)
            m_touched.push_back(c.place);
        m_relief[c.place] += c.second - std::max(cost, c.best);
    }
    Swap swap{.saves = std::numeric_limits<std::int64_t>::min(), .comes = comes};
    for (const std::int32_t goes : m_open) {
        if (may_go && !(*may_go)[goes])
            continue;
        const std::int64_t saves = gain - m_loss[goes] + m_relief[goes];
        if (saves > swap.saves || (saves == swap.saves && goes < swap.goes)) {
            swap.saves = saves;
            swap.goes = goes;
        }
    }
    for (const std::int32_t place : m_touched)
        m_relief[place] = 0;
    return swap;
}

void Interchange::apply(const Swap& swap) {
    open(swap.comes);
    close(swap.goes);
}

} // namespace wangge::siting
