// The flow that decides capacity against the smallest cut, found by trying every set of villages.
#include "base/random.h"
#include "coverage/share.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace wangge::coverage {
namespace {

struct Case {
    std::vector<Residents> demand, capacity;
    reach::Links links;
};

Case random_case(base::Random& random, int targets, int sources) {
    Case made;
    for (int s = 0; s < sources; ++s)
        made.capacity.push_back(random.below(8) == 0 ? no_limit : static_cast<Residents>(random.below(12)));
    for (int t = 0; t < targets; ++t) {
        made.demand.push_back(static_cast<Residents>(random.below(10)));
        for (int s = 0; s < sources; ++s)
            if (random.below(3) == 0)
                made.links.links.push_back({s, reach::Effort{static_cast<double>(random.below(6))}});
        std::stable_sort(made.links.links.begin() + static_cast<std::ptrdiff_t>(made.links.first.back()),
                         made.links.links.end(),
                         [](const reach::Link& a, const reach::Link& b) { return a.effort < b.effort; });
        made.links.first.push_back(made.links.links.size());
    }
    return made;
}

// Max flow = min cut: for the best set of villages, the demand of the others + what the set's neighbours can carry.
Residents smallest_cut(const Case& made) {
    const std::size_t targets = made.demand.size();
    Residents best = no_limit;
    for (std::size_t set = 0; set < (std::size_t{1} << targets); ++set) {
        Residents cut = 0;
        std::vector<char> neighbour(made.capacity.size());
        for (std::size_t t = 0; t < targets; ++t)
            if ((set >> t & 1) == 0)
                cut += made.demand[t];
            else
                for (const reach::Link& link : made.links.of(t))
                    neighbour[link.source] = 1;
        bool endless = false;
        for (std::size_t s = 0; s < made.capacity.size(); ++s)
            if (neighbour[s] != 0) {
                endless = endless || made.capacity[s] == no_limit;
                cut += endless ? 0 : made.capacity[s];
            }
        if (!endless)
            best = std::min(best, cut);
    }
    return best;
}

// What filling links in order of distance alone gives.
std::vector<Residents> nearest_first(const Case& made) {
    struct Way {
        double effort;
        std::size_t target, source;
        auto operator<=>(const Way&) const = default;
    };
    std::vector<Way> ways;
    for (std::size_t t = 0; t < made.demand.size(); ++t)
        for (const reach::Link& link : made.links.of(t))
            ways.push_back({link.effort.value, t, static_cast<std::size_t>(link.source)});
    std::sort(ways.begin(), ways.end());
    std::vector<Residents> open = made.demand, spare = made.capacity;
    for (const Way& way : ways) {
        const Residents more = std::min(open[way.target], spare[way.source]);
        open[way.target] -= more;
        spare[way.source] -= more;
    }
    return open;
}

TEST(Share, ServesAsManyResidentsAsTheSmallestCutAllows) {
    base::Random random(7);
    base::QuietFeedback quiet;
    int improved = 0;
    for (int round = 0; round < 400; ++round) {
        const Case made = random_case(random, 9, 5);
        const Share share = share_residents(made.demand, made.capacity, made.links, quiet);
        std::vector<Residents> load(made.capacity.size());
        Residents served = 0;
        for (std::size_t t = 0; t < made.demand.size(); ++t) {
            Residents sum = 0;
            for (std::size_t link = made.links.first[t]; link < made.links.first[t + 1]; ++link) {
                EXPECT_GE(share.flow[link], 0);
                sum += share.flow[link];
                load[made.links.links[link].source] += share.flow[link];
            }
            EXPECT_EQ(sum, share.served[t]);
            EXPECT_LE(sum, made.demand[t]);
            served += sum;
        }
        for (std::size_t s = 0; s < load.size(); ++s) {
            EXPECT_EQ(load[s], share.load[s]);
            EXPECT_LE(load[s], made.capacity[s]);
        }
        EXPECT_EQ(served, smallest_cut(made));
        const auto open = nearest_first(made);
        Residents left = 0, wanted = 0;
        for (std::size_t t = 0; t < open.size(); ++t) {
            left += open[t];
            wanted += made.demand[t];
            if (open[t] == 0) {
                EXPECT_EQ(share.served[t], made.demand[t]) << "served by the first step, so it stays served";
            }
        }
        improved += served > wanted - left;
    }
    EXPECT_GT(improved, 20) << "the random cases must need the exchange step";
}

TEST(Share, FillsTheNearestFirst) {
    base::QuietFeedback quiet;
    Case made;
    made.demand = {10, 10};
    made.capacity = {12, 100};
    made.links.links = {{0, {200}}, {1, {900}}, {0, {100}}, {1, {300}}};
    made.links.first = {0, 2, 4};
    const Share share = share_residents(made.demand, made.capacity, made.links, quiet);
    EXPECT_EQ(share.flow, (std::vector<Residents>{2, 8, 10, 0}));
    EXPECT_EQ(share.load, (std::vector<Residents>{12, 8}));
}

} // namespace
} // namespace wangge::coverage
