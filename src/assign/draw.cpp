#include "assign/draw.h"

#include "base/digest.h"
#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <set>

namespace wangge::assign {
namespace {

std::string ticket(const std::string& seed, std::string_view purpose, std::string_view names) {
    return base::sha256(fmt::format("{}\n{}\n{}\n{}\n", draw_method, seed, purpose, names));
}

template <class Item> std::vector<int> by_key(const std::vector<Item>& items) {
    std::vector<int> order(items.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return items[a].key < items[b].key; });
    return order;
}

template <class Item> void check_keys(const std::vector<Item>& items) {
    std::set<std::string_view> seen;
    for (const Item& item : items) {
        if (item.key.empty() || item.key.find_first_of("\t\n") != std::string::npos)
            base::fail_input("draw.bad_key", {{"key", item.key}});
        if (!seen.insert(item.key).second)
            base::fail_input("draw.same_key", {{"key", item.key}});
    }
}

void check(const DrawList& list, const DrawOptions& options) {
    if (options.seed.empty() || options.seed.find('\n') != std::string::npos)
        base::fail_input("draw.no_seed", {}, "--seed");
    if (list.sites.empty())
        base::fail_input("draw.no_sites");
    if (list.officers.size() < 2)
        base::fail_input("draw.no_officers", {{"count", fmt::format("{}", list.officers.size())}});
    if (options.sites < 1 || options.sites > static_cast<int>(list.sites.size()))
        base::fail_input("draw.too_many",
                         {{"asked", fmt::format("{}", options.sites)}, {"sites", fmt::format("{}", list.sites.size())}},
                         "--sites");
    for (const auto& [grade, rate] : options.rates)
        if (!(rate > 0 && rate <= 1000))
            base::fail_input("draw.bad_rate", {{"grade", grade}}, "--rates");
    check_keys(list.sites);
    check_keys(list.officers);
}

// Largest remainders (Hamilton); what a stratum cannot take goes to the others in a further round.
void share_places(std::vector<Stratum>& strata, const DrawOptions& options) {
    const auto weight = [&](const Stratum& s) {
        const auto rate = options.rates.find(s.grade);
        return s.sites * (rate == options.rates.end() ? 1.0 : rate->second);
    };
    int left = options.sites;
    while (left > 0) {
        double total = 0;
        for (const Stratum& s : strata)
            total += s.drawn < s.sites ? weight(s) : 0;
        std::vector<std::pair<double, int>> remainders;
        const int places = left;
        for (std::size_t i = 0; i < strata.size(); ++i) {
            Stratum& s = strata[i];
            if (s.drawn == s.sites)
                continue;
            const double due = places * weight(s) / total;
            const int whole = std::min(static_cast<int>(due), s.sites - s.drawn);
            s.drawn += whole;
            left -= whole;
            if (s.drawn < s.sites)
                remainders.emplace_back(due - std::floor(due), static_cast<int>(i));
        }
        std::stable_sort(remainders.begin(), remainders.end(), [](auto& a, auto& b) { return a.first > b.first; });
        for (std::size_t r = 0; r < remainders.size() && left > 0; ++r, --left)
            ++strata[remainders[r].second].drawn;
    }
}

class Pairs {
public:
    Pairs(const DrawList& list, const DrawOptions& options) : m_list(list), m_seed(options.seed) {
        m_turns.assign(list.officers.size(), 0);
        m_share = static_cast<int>((2 * static_cast<std::size_t>(options.sites) + list.officers.size() - 1) /
                                   list.officers.size());
    }

    void give(DrawnSite& drawn) {
        const DrawSite& site = m_list.sites[drawn.site];
        std::vector<std::pair<std::string, int>> queue; // "0" + ticket, or "1" + ticket behind a full share
        for (std::size_t o = 0; o < m_list.officers.size(); ++o) {
            const std::string& key = m_list.officers[o].key;
            if (std::find(site.recused.begin(), site.recused.end(), key) == site.recused.end())
                queue.emplace_back((m_turns[o] < m_share ? "0" : "1") +
                                       ticket(m_seed, "officer", site.key + "\n" + key),
                                   static_cast<int>(o));
        }
        std::sort(queue.begin(), queue.end());
        for (std::size_t a = 0; a < queue.size(); ++a)
            for (std::size_t b = a + 1; b < queue.size(); ++b)
                if (!(site.asked & ~(granted(queue[a].second) | granted(queue[b].second)))) {
                    drawn.lead = queue[a].second;
                    drawn.second = queue[b].second;
                    ++m_turns[drawn.lead];
                    ++m_turns[drawn.second];
                    return;
                }
    }

private:
    std::uint32_t granted(int officer) const { return m_list.officers[officer].granted; }

    const DrawList& m_list;
    const std::string& m_seed;
    std::vector<int> m_turns; // of each officer, sites given so far
    int m_share = 0;
};

} // namespace

std::string list_text(const DrawList& list) {
    std::string text;
    for (const int i : by_key(list.sites)) {
        const DrawSite& site = list.sites[i];
        std::vector<std::string> recused = site.recused;
        std::sort(recused.begin(), recused.end());
        text += fmt::format("site\t{}\t{}\t{}\t{:x}\t{}\n", site.key, site.grade, site.area_type, site.asked,
                            fmt::join(recused, ","));
    }
    for (const int i : by_key(list.officers))
        text += fmt::format("officer\t{}\t{:x}\n", list.officers[i].key, list.officers[i].granted);
    return text;
}

Draw draw(const DrawList& list, const DrawOptions& options, base::Feedback& feedback) {
    check(list, options);
    Draw result;
    result.digest = base::sha256(list_text(list));

    std::map<std::pair<std::string, std::string>, std::vector<std::pair<std::string, int>>> tickets;
    for (std::size_t i = 0; i < list.sites.size(); ++i) {
        const DrawSite& site = list.sites[i];
        tickets[{site.grade, site.area_type}].emplace_back(ticket(options.seed, "site", site.key), static_cast<int>(i));
        if (i % 4096 == 0)
            feedback.check();
    }
    for (const auto& [stratum, sites] : tickets)
        result.strata.push_back({stratum.first, stratum.second, static_cast<int>(sites.size()), 0});
    share_places(result.strata, options);

    Pairs pairs(list, options);
    std::size_t s = 0;
    for (auto& [stratum, sites] : tickets) {
        std::sort(sites.begin(), sites.end());
        for (int i = 0; i < result.strata[s].drawn; ++i) {
            DrawnSite drawn{.site = sites[i].second};
            pairs.give(drawn);
            result.drawn.push_back(drawn);
            feedback.check();
        }
        ++s;
    }
    return result;
}

} // namespace wangge::assign
