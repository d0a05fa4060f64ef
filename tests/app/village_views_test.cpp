// What maps and cards say of villages: accessibility.
#include "app/language.h"
#include "app/view/village_views.h"
#include "coverage/county_maker.h"
#include "reach/reach.h"

#include <gtest/gtest.h>

namespace wangge::app {
namespace {

using coverage::test::CountyMaker;
using coverage::test::day;

// A pharmacy of its own for each of the first three villages, the first two of which nobody lives in; the fourth, with
// residents, and the fifth, without, reach none.
TEST(VillageViews, AnEmptyVillageIsNotShownAsTheWorstServed) {
    CountyMaker maker;
    const double people[] = {0, 0, 800, 700, 0};
    for (int v = 0; v < 5; ++v)
        maker.village("33099900120" + std::to_string(v), 20000. * v + 500, 500, people[v], 220);
    for (int s = 0; s < 3; ++s)
        maker.site("s" + std::to_string(s), 20000. * s + 900, 500, model::SiteKind::retail_pharmacy, day(2026, 1, 1));
    const auto snapshot = std::make_shared<model::Snapshot>(maker.linked());
    base::QuietFeedback quiet;
    const auto line = reach::straight_line();
    const AccessView view = find_access_view(snapshot, *line, {}, quiet, day(2026, 11, 22));
    const auto keys = [&](bool backup) {
        render::SceneOptions options;
        fill_access(options, view, backup);
        std::vector<std::string> found;
        for (const std::int32_t of : options.class_of)
            found.push_back(options.classes[static_cast<std::size_t>(of)].key);
        return found;
    };
    EXPECT_EQ(keys(false), (std::vector<std::string>{"empty", "empty", "score", "none", "empty"}));
    EXPECT_EQ(keys(true), (std::vector<std::string>{"one", "one", "one", "none", "none"}));

    const base::Catalog& catalog = catalog_of("en");
    EXPECT_EQ(facts_of(view, 0, catalog)[0].value, catalog.say("ui.access.empty"));
    for (const Fact& fact : facts_of(view, 4, catalog))
        EXPECT_EQ(fact.tone, Fact::Tone::plain) << fact.value;
    EXPECT_EQ(facts_of(view, 3, catalog)[0].tone, Fact::Tone::bad);
}

} // namespace
} // namespace wangge::app
