#include "app/siting_places.h"

#include "app/coverage_inputs.h"
#include "app/project.h"
#include "base/error.h"
#include "coverage/coverage.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace wangge::app {
namespace {

// 1 for the places that a code names: its own key, its village or its township.
std::vector<char> named(const std::vector<CandidatePlace>& places, const std::vector<std::string>& codes,
                        const char* option) {
    std::vector<char> marks;
    if (codes.empty())
        return marks;
    marks.assign(places.size(), 0);
    for (const std::string& code : codes) {
        bool found = false;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (code == places[i].key || code == places[i].village_code || code == places[i].township_code)
                marks[i] = found = true;
        if (!found)
            base::fail_input("siting.unknown_code", {{"code", code}}, option);
    }
    return marks;
}

} // namespace

SitingInput siting_input_of(const model::Snapshot& snapshot, const SitingChoice& choice, const reach::Reach& reach,
                            base::Feedback& feedback) {
    if (snapshot.villages.size() == 0)
        base::fail_input("siting.no_villages");
    coverage::Options options;
    options.role = choice.role;
    options.as_of = choice.as_of;
    options.limit = choice.limit;
    options.capacity = choice.capacity;
    const coverage::Norms norms = norms_of(snapshot);
    const coverage::Prepared prepared = coverage::prepare(snapshot, norms, options, reach, feedback);
    const coverage::Limits limits = coverage::limits_of(prepared);

    SitingInput made;
    made.candidates = candidate_places(snapshot, choice.candidates, feedback);
    siting::Input& input = made.input;
    input.reach = &reach;
    input.x = prepared.x;
    input.y = prepared.y;
    for (std::size_t v = 0; v < prepared.x.size(); ++v) {
        input.weight.push_back(choice.weigh_people ? prepared.residents[v] : 1);
        input.limit.push_back(limits[prepared.area[v].type]);
    }
    input.standing_x = prepared.source_x;
    input.standing_y = prepared.source_y;
    input.standing_capacity = prepared.capacity;
    made.standing = prepared.sources;
    for (const CandidatePlace& place : made.candidates) {
        input.candidate_x.push_back(place.point.x);
        input.candidate_y.push_back(place.point.y);
    }
    input.forbidden = named(made.candidates, choice.forbid, "--forbid");
    input.preferred = named(made.candidates, choice.prefer, "--prefer");

    made.options = {.model = choice.model,
                    .add = choice.add,
                    .times = choice.times,
                    .within_capacity = choice.within_capacity,
                    .budget = choice.budget};
    const double usual = choice.capacity
                             ? choice.capacity->value
                             : norms.people(std::string(model::key_of(choice.role)) + "_capacity", choice.as_of).value;
    made.options.capacity = usual > 0 ? std::llround(usual) : siting::Input::no_limit;
    return made;
}

std::vector<std::string> accept_places(Project& project, const std::vector<CandidatePlace>& places,
                                       model::PersonRole role, base::Date as_of, bool as_contact,
                                       base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    std::set<std::string, std::less<>> taken;
    for (std::size_t i = 0; i < snapshot->people.size(); ++i)
        taken.emplace(snapshot->people.key[i]);
    std::vector<model::Person> people;
    std::vector<std::string> keys;
    for (const CandidatePlace& place : places) {
        int number = 1;
        while (!taken.emplace(fmt::format("planned-{}-{}", place.key, number)).second)
            ++number;
        model::Person person;
        person.key = fmt::format("planned-{}-{}", place.key, number);
        person.name =
            project.say(base::Message{"siting.planned." + std::string(model::key_of(role)), {{"place", place.name}}});
        person.role = role;
        person.township_code = place.township_code;
        person.village_code = place.village_code;
        person.position = {place.point, model::PositionQuality::exact, 0};
        person.start = person.last_training = as_of;
        keys.push_back(person.key);
        people.push_back(std::move(person));
    }
    store::Edit edit(project.document(), "site.places");
    edit.put(people);
    for (std::size_t i = 0; i < places.size() && as_contact; ++i)
        if (places[i].key == places[i].village_code)
            edit.name_contact(places[i].village_code, keys[i]);
    edit.commit();
    return keys;
}

} // namespace wangge::app
