// Inspectors, coordinators and informants of the demo, with the gaps and lapses that a real roster has.
#include "demo/codes.h"
#include "demo/world.h"

#include <fmt/format.h>

#include <cmath>

namespace wangge::demo {
namespace {

using model::Person;
using model::PersonRole;

class Roster {
public:
    Roster(World& world, base::Random& random) : m_world(world), m_random(random) {}

    Person person(PersonRole role, const std::string& county_code) {
        Person p;
        p.name = m_world.names.person(m_random);
        p.role = role;
        const int serial = static_cast<int>(m_world.county.people.size());
        p.identity_number = identity_number(
            county_code, 1964 + static_cast<int>(m_random.below(36)), 1 + static_cast<int>(m_random.below(12)),
            1 + static_cast<int>(m_random.below(28)), static_cast<int>(m_random.below(1000)));
        p.phone = phone_number(static_cast<std::uint64_t>(31000000 + serial * 17));
        return p;
    }
    // So many days before the day of the demo.
    base::Date ago(double least, double most) {
        return m_world.options.as_of + -static_cast<int>(m_random.uniform(least, most));
    }
    void inspectors(std::size_t county);
    void coordinators(std::size_t township);
    void informants(std::size_t village);

private:
    void add(Person p, const char* prefix, std::size_t& count) {
        p.key = fmt::format("{}{:04}", prefix, ++count);
        m_world.county.people.push_back(std::move(p));
    }
    World& m_world;
    base::Random& m_random;
    std::size_t m_inspectors = 0, m_coordinators = 0, m_informants = 0;
};

void Roster::inspectors(std::size_t c) {
    const CountyPlace& county = m_world.settlement.counties[c];
    // The bureau in the county town and five stations in towns spread over the list.
    for (int i = 0; i < 28; ++i) {
        const bool bureau = i < 8;
        const std::size_t station =
            bureau ? 0 : 3 + static_cast<std::size_t>(i % 5) * (county.townships.size() - 4) / 4;
        const auto t = static_cast<std::size_t>(county.townships[station]);
        const auto seat = static_cast<std::size_t>(m_world.settlement.townships[t].villages.front());
        Person p = person(PersonRole::inspector, m_world.county_codes[c]);
        if (i == 5 && c == 0)
            p.name = m_world.names.text("rare_person");
        p.employer =
            bureau ? m_world.county_names[c] + "市场监督管理局药械股" : m_world.township_names[t] + "市场监督管理所";
        if (!bureau)
            p.township_code = m_world.township_codes[t];
        p.position = {m_world.place_in(seat, 120, m_random), model::PositionQuality::exact, 0};
        p.start = ago(600, 4200);
        p.last_training = ago(20, 260);
        p.training_hours = std::round(m_random.uniform(24, 60));
        p.last_assessment = ago(280, 320);
        p.certificate_number = fmt::format("浙3351{:02}{:04}", 21 + c % 12, 101 + i);
        // One certificate has run out and one runs out soon.
        p.certificate_expiry = i == 17 ? ago(40, 70) : i == 9 ? ago(-25, -10) : ago(-1500, -200);
        p.capacity_hours = 50 * std::round(m_random.uniform(22, 30));
        p.skills = bureau ? (i < 4 ? "*" : "药品零售;药品批发;医疗机构;特殊药品;疫苗")
                          : (i % 3 == 0   ? "*"
                             : i % 3 == 1 ? "药品零售;医疗机构;医疗器械;化妆品"
                                          : "药品零售;医疗机构;疫苗;化妆品");
        // A fortnight away, and a leave of three months.
        const base::Date today = m_world.options.as_of;
        if (i == 12)
            p.leave = base::to_text(today + 30) + "/" + base::to_text(today + 44);
        else if (i == 3)
            p.leave = base::to_text(today + 60) + "/" + base::to_text(today + 150);
        add(std::move(p), "JC", m_inspectors);
    }
}

void Roster::coordinators(std::size_t t) {
    const TownshipPlace& township = m_world.settlement.townships[t];
    // 46 in a county of 20 townships: every third township has a third one.
    const int wanted = t % 10 < 3 ? 3 : 2;
    for (int i = 0; i < wanted; ++i) {
        const std::size_t home = i == 0 ? 0 : m_random.below(township.villages.size());
        const auto v = static_cast<std::size_t>(township.villages[home]);
        Person p = person(PersonRole::coordinator, m_world.county_codes[static_cast<std::size_t>(township.county)]);
        p.employer = m_world.township_names[t] + "人民政府";
        if (township.kind == TownshipKind::street)
            p.employer = m_world.township_names[t] + "办事处";
        p.township_code = m_world.township_codes[t];
        p.position = {m_world.place_in(v, 150, m_random), model::PositionQuality::exact, 0};
        p.start = ago(200, 2600);
        p.last_training = ago(20, 170);
        p.training_hours = std::round(m_random.uniform(8, 20));
        p.last_assessment = ago(280, 320);
        const double luck = m_random.uniform();
        if (luck < 0.05)
            p.end = ago(15, 200);
        else if (luck < 0.10) {
            p.last_training = ago(420, 800);
            p.training_hours = 0;
        }
        p.capacity_hours = 400;
        p.capacity_people = 9000;
        p.pay = 7200;
        p.trainings = base::to_text(p.last_training + -140) + ";" + base::to_text(p.last_training);
        add(std::move(p), "XG", m_coordinators);
    }
}

void Roster::informants(std::size_t v) {
    const VillagePlace& place = m_world.settlement.villages[v];
    const TownshipPlace& township = m_world.settlement.townships[static_cast<std::size_t>(place.township)];
    model::Village& village = m_world.county.villages[v];
    // Two townships of every twenty never got round to it; elsewhere some villages are without.
    const int of_county = place.township % 20;
    const double chance = of_county == 9 ? 0.06 : of_county == 15 ? 0.25 : place.urban_rural_class < 200 ? 0.9 : 0.72;
    const int wanted = m_random.uniform() > chance ? 0 : m_random.uniform() < 0.12 ? 2 : 1;
    for (int i = 0; i < wanted; ++i) {
        Person p = person(PersonRole::informant, m_world.county_codes[static_cast<std::size_t>(township.county)]);
        p.employer = village.name + (place.committee_of_residents ? "居委会" : "村委会");
        p.township_code = village.township_code;
        p.village_code = village.code;
        p.position = {m_world.place_in(v, 220, m_random), model::PositionQuality::exact, 0};
        p.start = ago(120, 2200);
        p.last_training = ago(20, 175);
        p.training_hours = std::round(m_random.uniform(4, 12));
        p.last_assessment = ago(280, 320);
        p.capacity_people = 500 * std::round(m_random.uniform(4, 10));
        const double luck = m_random.uniform();
        if (luck < 0.06)
            p.end = ago(10, 400);
        else if (luck < 0.12) {
            p.last_training = luck < 0.09 ? ago(400, 900) : base::Date{};
            p.training_hours = 0;
        } else if (luck < 0.15)
            p.assessment_passed = false;
        else if (luck < 0.17)
            p.start = m_world.options.as_of + 20; // named, not yet in office
        else if (luck < 0.24)
            p.capacity_people = 800;
        if (m_random.uniform() < 0.02)
            p.position = {{}, model::PositionQuality::none, 0};
        p.pay = 2400;
        if (p.last_training) // one in eight came only once
            p.trainings = (village.code.back() == '3' ? "" : base::to_text(p.last_training + -160) + ";") +
                          base::to_text(p.last_training);
        add(std::move(p), "XX", m_informants);
        if (i == 0 && m_random.uniform() < 0.93)
            village.contact_key = m_world.county.people.back().key;
    }
}

} // namespace

void add_people(World& world, base::Random& random) {
    Roster roster(world, random);
    for (std::size_t c = 0; c < world.settlement.counties.size(); ++c)
        roster.inspectors(c);
    std::vector<std::string> coordinator_of(world.settlement.townships.size());
    for (std::size_t t = 0; t < world.settlement.townships.size(); ++t) {
        roster.coordinators(t);
        coordinator_of[t] = world.county.people.back().key;
    }
    for (std::size_t v = 0; v < world.settlement.villages.size(); ++v) {
        roster.informants(v);
        // Where nobody is at hand the coordinator is sometimes named instead.
        if (!world.county.villages[v].contact_key.empty() && v % 2 == 0)
            world.county.villages[v].backup_key =
                coordinator_of[static_cast<std::size_t>(world.settlement.villages[v].township)];
        if (world.county.villages[v].contact_key.empty() && random.uniform() < 0.3)
            world.county.villages[v].contact_key =
                coordinator_of[static_cast<std::size_t>(world.settlement.villages[v].township)];
    }
}

} // namespace wangge::demo
