#include "app/view/village_views.h"

#include "app/view/numbers.h"
#include "grid/village_grounds.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace wangge::app {

AccessView find_access_view(const model::SnapshotPtr& snapshot, const reach::Reach& reach, const AccessChoice& choice,
                            base::Feedback& feedback, base::Date as_of) {
    AccessQuestion question;
    question.to = choice.to;
    question.as_of = as_of ? as_of : base::today();
    question.decay = choice.decay;
    return {snapshot, choice, reach.unit(), village_access(*snapshot, reach, question, feedback)};
}

AreaComparison compare_area_types(const model::SnapshotPtr& snapshot, base::Feedback& feedback, base::Date as_of) {
    AreaComparison view{snapshot, coverage::official_area_types(*snapshot), {}, 0};
    const coverage::Degurba grid = coverage::degurba_of(*snapshot, coverage::area_type_choice(*snapshot).edition,
                                                        as_of ? as_of : base::today(), feedback);
    view.degurba = coverage::degurba_area_types(*snapshot, grid, feedback);
    for (std::size_t i = 0; i < view.official.size(); ++i)
        view.differ += view.official[i].type != view.degurba[i].type;
    return view;
}

void fill_access(render::SceneOptions& options, const AccessView& view, bool backup) {
    const coverage::Accessibility& found = view.access.found;
    options.areas = grid::village_grounds(*view.snapshot);
    options.class_of.assign(options.areas.size(), 0);
    if (backup) {
        options.classes = {{"two", 0}, {"one", 2}, {"none", render::hatched_class}};
        for (std::size_t v = 0; v < found.in_reach.size(); ++v)
            options.class_of[v] = 2 - std::min(2, found.in_reach[v]);
        return;
    }
    std::vector<double> known;
    for (const double score : found.score)
        if (score > 0)
            known.push_back(score);
    std::sort(known.begin(), known.end(), std::greater<>());
    constexpr std::size_t steps = 4;
    for (std::size_t step = 0; step < steps; ++step)
        options.classes.push_back({"score", static_cast<int>(step)});
    options.classes.push_back({"none", render::hatched_class});
    options.classes.push_back({"empty", render::plain_class});
    for (std::size_t v = 0; v < found.score.size(); ++v) {
        const double score = found.score[v];
        if (!(score > 0)) {
            options.class_of[v] = std::isnan(score) ? steps + 1 : steps;
            continue;
        }
        const auto rank = std::lower_bound(known.begin(), known.end(), score, std::greater<>()) - known.begin();
        const std::size_t step = static_cast<std::size_t>(rank) * steps / known.size();
        options.class_of[v] = static_cast<std::int32_t>(step);
        render::AreaClass& of = options.classes[step];
        of.low = of.high == 0 ? score * access_per : std::min(of.low, score * access_per);
        of.high = std::max(of.high, score * access_per);
    }
}

void fill_area_difference(render::SceneOptions& options, const AreaComparison& view) {
    options.areas = grid::village_grounds(*view.snapshot);
    options.class_of.assign(options.areas.size(), -1);
    std::map<std::pair<model::AreaType, model::AreaType>, std::int32_t> pairs;
    for (std::size_t v = 0; v < view.official.size(); ++v)
        if (view.official[v].type != view.degurba[v].type)
            pairs[{view.official[v].type, view.degurba[v].type}] = 0;
    for (auto& [pair, number] : pairs) {
        number = static_cast<std::int32_t>(options.classes.size());
        options.classes.push_back(
            {std::string(model::key_of(pair.first)) + ">" + std::string(model::key_of(pair.second)),
             static_cast<int>(pair.first) * 3 + static_cast<int>(pair.second)});
    }
    for (std::size_t v = 0; v < view.official.size(); ++v)
        if (view.official[v].type != view.degurba[v].type)
            options.class_of[v] = pairs[{view.official[v].type, view.degurba[v].type}];
}

std::vector<Fact> facts_of(const AccessView& view, std::size_t village, const base::Catalog& catalog) {
    const std::int32_t in_reach = view.access.found.in_reach[village];
    const double score = view.access.found.score[village];
    const bool empty = std::isnan(score);
    const std::string limit = effort_label(view.access.limit[village], view.unit, catalog);
    return {{"ui.fact.access",
             empty ? catalog.say("ui.access.empty")
                   : catalog.say({"ui.access.per_thousand", {{"score", number_text(score * access_per, 2)}}}),
             in_reach > 0 || empty ? Fact::Tone::plain : Fact::Tone::bad},
            {"ui.fact.backup", catalog.say({"ui.access.in_reach", {{"count", count_text(in_reach)}, {"limit", limit}}}),
             in_reach > 1             ? Fact::Tone::good
             : in_reach == 1 || empty ? Fact::Tone::plain
                                      : Fact::Tone::bad}};
}

std::vector<Fact> facts_of(const AreaComparison& view, std::size_t village, const base::Catalog& catalog) {
    const auto name = [&](const coverage::AreaTypeOf& area) {
        return catalog.say("kind.area_type." + std::string(model::key_of(area.type)));
    };
    const coverage::AreaTypeOf &official = view.official[village], &degurba = view.degurba[village];
    return {{"ui.areas.official", name(official), Fact::Tone::plain},
            {"ui.areas.degurba", name(degurba), official.type == degurba.type ? Fact::Tone::plain : Fact::Tone::bad}};
}

} // namespace wangge::app
