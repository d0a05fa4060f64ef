#include "coverage/standing.h"

#include <array>

namespace wangge::coverage {
namespace {

constexpr std::array<std::string_view, standing_count> keys{"counts",    "other_role", "not_started", "ended",
                                                            "untrained", "failed",     "unplaced",    "planned"};

} // namespace

std::string_view key_of(Standing standing) {
    return keys[static_cast<std::size_t>(standing)];
}

bool training_known(const model::Snapshot& snapshot, model::PersonRole role) {
    const model::PersonTable& people = snapshot.people;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (people.role[i] == role && people.last_training[i])
            return true;
    return false;
}

std::vector<Standing> standings(const model::Snapshot& snapshot, model::PersonRole role, base::Date as_of,
                                int max_training_age) {
    const model::PersonTable& people = snapshot.people;
    const bool judge_training = max_training_age > 0 && training_known(snapshot, role);
    const base::Date oldest = base::add_months(as_of, -max_training_age);
    const auto judge = [&](std::size_t i) {
        if (people.role[i] != role)
            return Standing::other_role;
        if (people.start[i] && people.start[i] > as_of)
            return Standing::not_started;
        if (people.end[i] && people.end[i] < as_of)
            return Standing::ended;
        if (judge_training && (!people.last_training[i] || people.last_training[i] < oldest))
            return Standing::untrained;
        if (people.assessment_passed[i] == 0)
            return Standing::failed;
        return people.placed(i) ? Standing::counts : Standing::unplaced;
    };
    std::vector<Standing> all(people.size());
    for (std::size_t i = 0; i < people.size(); ++i)
        all[i] = judge(i);
    return all;
}

bool is_planned(const model::Snapshot& snapshot, model::Row person) {
    return snapshot.people.key[static_cast<std::size_t>(person)].starts_with("planned-");
}

base::Message standing_reason(const model::Snapshot& snapshot, model::Row person, Standing standing) {
    const model::PersonTable& people = snapshot.people;
    std::string id = "coverage.standing." + std::string(key_of(standing));
    std::string date;
    switch (standing) {
    case Standing::not_started:
        date = base::to_text(people.start[person]);
        break;
    case Standing::ended:
        date = base::to_text(people.end[person]);
        break;
    case Standing::untrained:
        if (!people.last_training[person])
            id = "coverage.standing.never_trained";
        date = base::to_text(people.last_training[person]);
        break;
    default:
        break;
    }
    return {std::move(id), {{"name", std::string(people.name[person])}, {"date", date}}};
}

} // namespace wangge::coverage
