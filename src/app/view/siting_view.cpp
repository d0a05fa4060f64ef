#include "app/view/siting_view.h"

#include <map>

namespace wangge::app {

SitingView find_siting_view(const model::SnapshotPtr& snapshot, const reach::Reach& reach, const SitingChoice& choice,
                            base::Feedback& feedback) {
    const SitingInput made = siting_input_of(*snapshot, choice, reach, feedback);
    std::map<std::string_view, std::size_t> village_of;
    for (std::size_t v = 0; v < snapshot->villages.size(); ++v)
        village_of.emplace(snapshot->villages.code[v], v);
    // A ring is drawn where the reach is a distance.
    const auto reach_at = [&](const CandidatePlace& place) {
        const auto village = village_of.find(place.village_code);
        return base::Metres{village == village_of.end() || reach.unit() != reach::Unit::metres
                                ? 0
                                : made.input.limit[village->second].value};
    };
    siting::Result result = siting::run(made.input, made.options, feedback);
    SitingView view;
    view.snapshot = snapshot;
    view.choice = choice;
    for (const siting::Choice& one : result.choices) {
        const CandidatePlace& place = made.candidates[one.candidate];
        const auto villages = static_cast<std::int64_t>(one.closes.size());
        view.places.push_back(
            {place.key, place.name, place.township, place.point, reach_at(place), villages, one.weight_closed});
    }
    view.villages_gained = result.after.met - result.before.met;
    view.people_gained = result.after.weight_met - result.before.weight_met;
    view.villages_left = static_cast<std::int64_t>(snapshot->villages.size()) - result.after.met;
    view.proven = result.answer.proven();
    view.stopped = result.answer.stopped;
    view.people_possible = result.answer.bound - result.answer.objective;
    view.gap = result.answer.gap();
    view.notices = std::move(result.notices);
    return view;
}

} // namespace wangge::app
