#include "app/view/siting_view.h"

namespace wangge::app {

SitingView find_siting_view(const model::SnapshotPtr& snapshot, const SitingChoice& choice, base::Feedback& feedback) {
    const auto reach = reach::straight_line();
    const SitingInput made = siting_input_of(*snapshot, choice, *reach, feedback);
    siting::Result result = siting::run(made.input, made.options, feedback);
    SitingView view;
    view.snapshot = snapshot;
    view.choice = choice;
    for (const siting::Choice& one : result.choices) {
        const CandidatePlace& place = made.candidates[one.candidate];
        const auto villages = static_cast<std::int64_t>(one.closes.size());
        view.places.push_back({place.key, place.name, place.township, place.point,
                               base::Metres{made.input.limit[one.candidate].value}, villages, one.weight_closed});
        view.villages_gained += villages;
        view.people_gained += one.weight_closed;
    }
    view.villages_left = result.after.uncovered;
    view.proven = result.answer.proven();
    view.stopped = result.answer.stopped;
    view.people_possible = result.answer.bound - result.answer.objective;
    view.gap = result.answer.gap();
    view.notices = std::move(result.notices);
    return view;
}

} // namespace wangge::app
