// The supervised units of the demo: who they are, where they stand, their grades, flags and visits.
#include "demo/codes.h"
#include "demo/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace wangge::demo {
namespace {

using model::RiskGrade;
using model::Site;
using model::SiteKind;
namespace flag = model::site_flag;

struct Wanted {
    SiteKind kind;
    std::size_t county, province;
};
constexpr Wanted wanted_sites[] = {
    {SiteKind::retail_pharmacy, 702, 14700}, {SiteKind::chain_store, 444, 9300},
    {SiteKind::wholesale, 6, 250},           {SiteKind::clinic, 250, 7500},
    {SiteKind::village_clinic, 372, 16000},  {SiteKind::hospital, 23, 1650},
    {SiteKind::vaccination_unit, 21, 1500},  {SiteKind::medical_aesthetic, 9, 350},
    {SiteKind::device_seller, 146, 3500},    {SiteKind::cosmetics_seller, 238, 5250},
};

template <class T> void shuffle(std::vector<T>& items, base::Random& random) {
    for (std::size_t i = items.size(); i > 1; --i)
        std::swap(items[i - 1], items[random.below(i)]);
}

class Register {
public:
    Register(World& world, base::Random& random) : m_world(world), m_random(random) {}
    void add(SiteKind kind, std::size_t count);
    void grade_pharmacies();
    void visit_others();
    void lose_positions();
    void conflicts();
    void hours_of_business();

private:
    double weight(SiteKind kind, std::size_t village) const;
    std::vector<std::size_t> choose_villages(SiteKind kind, std::size_t count);
    void describe(Site& site, std::size_t village);
    base::Date ago(double least, double most) {
        return m_world.options.as_of + -static_cast<int>(m_random.uniform(least, most));
    }
    World& m_world;
    base::Random& m_random;
    std::size_t m_number = 0;
    std::map<SiteKind, std::size_t> m_serial;
};

// How likely a village is to have a unit of this kind.
double Register::weight(SiteKind kind, std::size_t v) const {
    const model::Village& village = m_world.county.villages[v];
    const int place = m_world.settlement.villages[v].urban_rural_class;
    const auto by_class = [&](double core, double fringe, double town, double near_town, double rural_seat,
                              double rural) {
        const double factor = place == 111   ? core
                              : place == 112 ? fringe
                              : place == 121 ? town
                              : place == 122 ? near_town
                              : place == 210 ? rural_seat
                                             : rural;
        return factor * village.population;
    };
    switch (kind) {
    case SiteKind::village_clinic:
        return by_class(0, 0.5, 0.4, 1, 0.6, 1);
    case SiteKind::wholesale:
        return by_class(0.6, 2, 0.2, 0, 0, 0);
    case SiteKind::medical_aesthetic:
        return by_class(1, 0.1, 0.05, 0, 0, 0);
    case SiteKind::device_seller:
    case SiteKind::cosmetics_seller:
        return by_class(2, 0.7, 1.8, 0.3, 0.5, 0.04);
    case SiteKind::clinic:
        return by_class(1.6, 1.0, 2.2, 0.7, 1.2, 0.14);
    default:
        return by_class(1.7, 1.1, 2.4, 0.9, 1.6, 0.22);
    }
}

std::vector<std::size_t> Register::choose_villages(SiteKind kind, std::size_t count) {
    const std::size_t villages = m_world.settlement.villages.size();
    std::vector<std::size_t> chosen;
    if (kind == SiteKind::hospital || kind == SiteKind::vaccination_unit) {
        // One at every township's seat; the rest in the county towns.
        for (const TownshipPlace& t : m_world.settlement.townships)
            if (chosen.size() < count)
                chosen.push_back(static_cast<std::size_t>(t.villages.front()));
        for (std::size_t i = 0; chosen.size() < count; ++i) {
            const CountyPlace& county = m_world.settlement.counties[i % m_world.settlement.counties.size()];
            const auto& list = m_world.settlement.townships[static_cast<std::size_t>(county.townships[i % 3])].villages;
            chosen.push_back(static_cast<std::size_t>(list[m_random.below(list.size())]));
        }
        return chosen;
    }
    std::vector<double> sums(villages);
    if (kind == SiteKind::village_clinic) {
        // At most one a village: the villages in random order, large ones first as a rule.
        std::vector<std::pair<double, std::size_t>> order;
        for (std::size_t v = 0; v < villages; ++v)
            if (weight(kind, v) > 0)
                order.emplace_back(-std::log(1 - m_random.uniform()) / std::sqrt(weight(kind, v)), v);
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < count; ++i)
            chosen.push_back(order[i % order.size()].second);
        return chosen;
    }
    double sum = 0;
    for (std::size_t v = 0; v < villages; ++v)
        sums[v] = sum += weight(kind, v);
    for (std::size_t i = 0; i < count; ++i)
        chosen.push_back(static_cast<std::size_t>(
            std::upper_bound(sums.begin(), sums.end() - 1, m_random.uniform() * sum) - sums.begin()));
    return chosen;
}

void Register::describe(Site& site, std::size_t v) {
    const Names& names = m_world.names;
    const model::Village& village = m_world.county.villages[v];
    const auto c = static_cast<std::size_t>(m_world.township_of(v).county);
    const bool urban = m_world.settlement.villages[v].urban_rural_class == 111;
    const std::string place = village.name.substr(0, village.name.size() - (village.name.ends_with("社区") ? 6 : 3));
    const std::string township = village.township_name.substr(0, village.township_name.size() -
                                                                     (village.township_name.ends_with("街道") ? 6 : 3));
    const std::size_t serial = ++m_serial[site.kind];
    site.owner = names.person(m_random);
    const std::string& county = m_world.county_names[c];
    switch (site.kind) {
    case SiteKind::retail_pharmacy:
        site.name = fmt::format("{}{}{}大药房", county, urban ? "" : township, names.any("pharmacy_brands", m_random));
        if (m_random.uniform() < 0.5)
            site.name = fmt::format("{}{}{}药店", county, place, names.any("pharmacy_brands", m_random));
        site.licence_number = fmt::format("浙DB{}{:05}", m_world.county_codes[c].substr(2, 4), serial % 100000);
        site.licence_scope = "药品零售";
        break;
    case SiteKind::chain_store:
        site.name = fmt::format("{}有限公司{}{}店", names.any("chains", m_random), urban ? place : township,
                                urban ? names.any("roads", m_random) : place);
        site.licence_number = fmt::format("浙CB{}{:05}", m_world.county_codes[c].substr(2, 4), serial % 100000);
        site.licence_scope = "药品零售";
        break;
    case SiteKind::wholesale:
        site.name = fmt::format("{}{}医药有限公司", names.text("city"), names.any("pharmacy_brands", m_random));
        site.licence_number = fmt::format("浙AA{}{:05}", m_world.county_codes[c].substr(2, 4), serial);
        site.licence_scope = "药品批发";
        site.flags |= flag::cold_chain;
        break;
    case SiteKind::clinic:
        site.name = fmt::format("{}{}{}诊所", county, urban ? "" : township,
                                m_random.uniform() < 0.6 ? names.any("clinic_brands", m_random) : site.owner);
        break;
    case SiteKind::village_clinic:
        site.name = fmt::format("{}{}卫生室", village.township_name, village.name);
        break;
    case SiteKind::hospital: {
        static constexpr const char* county_hospitals[] = {"人民医院", "中医院", "妇幼保健院"};
        const std::size_t townships = m_world.settlement.townships.size();
        if (serial > townships)
            site.name = county + county_hospitals[(serial - townships - 1) / m_world.settlement.counties.size() % 3];
        else
            site.name =
                village.township_name + (village.township_name.ends_with("街道") ? "社区卫生服务中心" : "卫生院");
        site.flags |= flag::cold_chain | flag::psychotropic_2;
        if (serial > townships || serial % 4 == 0)
            site.flags |= flag::narcotic;
        if (serial > townships)
            site.flags |= flag::blood | flag::psychotropic_1;
        break;
    }
    case SiteKind::vaccination_unit:
        site.name = village.township_name + "预防接种门诊";
        if (serial > m_world.settlement.townships.size())
            site.name = county + "疾病预防控制中心接种门诊";
        site.flags |= flag::cold_chain;
        site.licence_scope = "疫苗";
        break;
    case SiteKind::medical_aesthetic:
        site.name = fmt::format("{}{}医疗美容门诊部", county, names.any("shop_brands", m_random));
        site.flags |= m_random.uniform() < 0.5 ? flag::toxic : 0;
        break;
    case SiteKind::device_seller:
        site.name = fmt::format("{}{}医疗器械{}", county, names.any("device_brands", m_random),
                                serial % 3 == 0 ? "有限公司" : "店");
        site.licence_number = fmt::format("浙青药监械经营备{}{:04}号", 2019 + serial % 8, serial);
        site.licence_scope = "医疗器械";
        break;
    default:
        site.name = fmt::format("{}{}化妆品店", urban ? place : township, names.any("shop_brands", m_random));
        site.licence_scope = "化妆品";
    }
    if (site.licence_scope.empty()) {
        // Medical institutions: registration number of 22 characters; the scope is theirs whatever they treat.
        site.licence_scope = "医疗机构";
        site.licence_number =
            fmt::format("PDY{:05}X{}{}7D{:04}", m_number, m_world.county_codes[c], 1, 1521 + serial % 8000);
    }
    if (site.flags & (flag::narcotic | flag::psychotropic_1))
        site.licence_scope += ";特殊药品";
    site.credit_code = credit_code(m_world.county_codes[c], 100000 + m_number * 37,
                                   site.kind == SiteKind::retail_pharmacy || site.kind == SiteKind::clinic ||
                                       site.kind == SiteKind::cosmetics_seller || site.kind == SiteKind::device_seller);
    site.key = site.licence_number.empty() ? site.credit_code : site.licence_number;
    site.phone = phone_number(52000000 + m_number * 13);
    site.address = urban ? fmt::format("{}{}{}{}{}号", names.text("city"), county, village.township_name,
                                       names.any("roads", m_random), 1 + m_random.below(460))
                         : fmt::format("{}{}{}{}{}号", names.text("city"), county, village.township_name, village.name,
                                       1 + m_random.below(180));
    site.township_code = village.township_code;
    site.village_code = village.code;
    site.licence_expiry = ago(-1780, 45);
}

void Register::add(SiteKind kind, std::size_t count) {
    for (const std::size_t v : choose_villages(kind, count)) {
        Site site;
        site.kind = kind;
        ++m_number;
        describe(site, v);
        const bool urban = m_world.settlement.villages[v].urban_rural_class < 122;
        site.position = {m_world.place_in(v, urban ? 300 : 200, m_random), model::PositionQuality::exact, 0};
        m_world.county.sites.push_back(std::move(site));
    }
}

// A city's own figures: of 1146 pharmacies 34 are B and 19 C, 595 were regraded, 78 sell online, 448 were checked
// within the year and 56 hazards found. Other totals take the same shares.
void Register::grade_pharmacies() {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < m_world.county.sites.size(); ++i)
        if (model::is_pharmacy(m_world.county.sites[i].kind))
            rows.push_back(i);
    const auto share = [&](std::size_t of_1146) { return (of_1146 * rows.size() + 573) / 1146; };
    const auto chosen = [&](std::size_t count) {
        shuffle(rows, m_random);
        return std::vector<std::size_t>(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count));
    };
    auto& sites = m_world.county.sites;
    for (const std::size_t i : rows)
        sites[i].grade = sites[i].previous_grade = RiskGrade::a;
    const auto special = chosen(share(34) + share(19));
    for (std::size_t k = 0; k < special.size(); ++k)
        sites[special[k]].grade = sites[special[k]].previous_grade = k < share(34) ? RiskGrade::b : RiskGrade::c;
    for (const std::size_t i : chosen(share(595))) {
        // Most were worse before.
        const bool far = m_random.uniform() < 0.35;
        const RiskGrade grade = sites[i].grade;
        sites[i].previous_grade = grade == RiskGrade::a   ? (far ? RiskGrade::c : RiskGrade::b)
                                  : grade == RiskGrade::b ? (far ? RiskGrade::a : RiskGrade::c)
                                                          : (far ? RiskGrade::d : RiskGrade::b);
    }
    for (const std::size_t i : chosen(share(78)))
        sites[i].flags |= flag::sells_online;
    const base::Date new_year = base::make_date(base::year_of(m_world.options.as_of), 1, 1);
    const double since_new_year = m_world.options.as_of - new_year;
    const auto visited = chosen(share(448));
    for (const std::size_t i : visited)
        sites[i].last_visit = ago(1, std::max(2.0, since_new_year));
    for (std::size_t k = 0; k < share(56); ++k)
        ++sites[visited[m_random.below(std::max<std::size_t>(1, visited.size() / 6))]].hazards_found;
    for (const std::size_t i : rows) {
        Site& site = sites[i];
        if (!site.last_visit) {
            // More than a year ago; some over the three years that the general rule allows, some never.
            const double luck = m_random.uniform();
            if (luck < 0.88)
                site.last_visit = ago(370, 1000);
            else if (luck < 0.95)
                site.last_visit = ago(1100, 1500);
            else
                site.flags |= flag::newly_licensed;
        }
        if (site.grade == RiskGrade::c && m_random.uniform() < 0.5)
            site.flags |= flag::penalised;
        const double luck = m_random.uniform();
        site.flags |= luck < 0.04    ? flag::cold_chain
                      : luck < 0.055 ? flag::psychotropic_2
                      : luck < 0.07  ? flag::moved
                                     : 0;
        if (luck > 0.995)
            site.flags |= flag::lost_contact;
    }
}

void Register::visit_others() {
    for (Site& site : m_world.county.sites) {
        if (model::is_pharmacy(site.kind))
            continue;
        const double grade = m_random.uniform();
        site.grade = grade < 0.9     ? RiskGrade::a
                     : grade < 0.96  ? RiskGrade::b
                     : grade < 0.985 ? RiskGrade::c
                                     : RiskGrade::d;
        site.previous_grade = site.grade;
        const double luck = m_random.uniform();
        const bool often = (site.flags & (flag::narcotic | flag::psychotropic_1)) != 0;
        if (luck < 0.45 || (often && luck < 0.9))
            site.last_visit = ago(5, often ? 230 : 300);
        else if (luck < 0.8)
            site.last_visit = ago(370, 900);
        else if (luck < 0.93)
            site.last_visit = ago(1000, 1600);
        if (site.kind == SiteKind::cosmetics_seller)
            site.licence_expiry = {};
    }
}

// Some are on the register without a usable position, some only located by their address.
void Register::lose_positions() {
    for (Site& site : m_world.county.sites) {
        const double luck = m_random.uniform();
        if (luck < 0.012)
            site.position = {};
        else if (luck < 0.045) {
            site.position.quality = model::PositionQuality::approximate;
            site.position.match_score = std::round(m_random.uniform(0.55, 0.95) * 100) / 100;
        }
    }
}

// An informant who owns a pharmacy, and officers who must not check their relatives' shops.
void Register::conflicts() {
    auto& people = m_world.county.people;
    const auto& sites = m_world.county.sites;
    std::map<std::string, std::size_t> pharmacy_of;
    for (std::size_t i = 0; i < sites.size(); ++i)
        if (sites[i].kind == SiteKind::retail_pharmacy)
            pharmacy_of.emplace(sites[i].village_code, i);
    std::size_t owners = 0;
    const std::size_t wanted = m_world.settlement.counties.size();
    for (model::Person& p : people) {
        const auto found =
            p.role == model::PersonRole::informant ? pharmacy_of.find(p.village_code) : pharmacy_of.end();
        if (found != pharmacy_of.end() && owners < wanted) {
            p.owns_site = true;
            m_world.county.sites[found->second].owner = p.name;
            ++owners;
        }
        if (p.role == model::PersonRole::inspector && m_random.uniform() < 0.3) {
            const Site& relative = sites[m_random.below(sites.size())];
            p.recusals = relative.key + ";" + relative.credit_code;
        }
    }
}

// As registers write them, each in its own way; one in seven is left out.
void Register::hours_of_business() {
    static constexpr std::array pharmacies{"08:00-21:30", "每天 8:00-20:00", "周一至周日 7点半至21点"},
        clinics{"周一至周六 8:00-12:00、14:00-17:30", "工作日 8:30-11:30 下午2:00-5:30", "Mo-Sa 08:00-17:30"};
    for (std::size_t i = 0; i < m_world.county.sites.size(); ++i) {
        Site& site = m_world.county.sites[i];
        if (i % 7 == 3)
            continue;
        switch (site.kind) {
        case SiteKind::retail_pharmacy:
        case SiteKind::chain_store:
            site.opening_hours = pharmacies[i % 3];
            break;
        case SiteKind::hospital:
            site.opening_hours = "24小时";
            break;
        case SiteKind::wholesale:
            site.opening_hours = "工作日 9:00-17:00";
            break;
        default:
            site.opening_hours = clinics[i % 3];
        }
    }
}

} // namespace

void add_sites(World& world, base::Random& random, base::Feedback& feedback) {
    Register all(world, random);
    for (const Wanted& wanted : wanted_sites) {
        feedback.check();
        all.add(wanted.kind, world.options.size == Size::province ? wanted.province : wanted.county);
    }
    all.grade_pharmacies();
    all.visit_others();
    all.lose_positions();
    all.conflicts();
    all.hours_of_business();
}

} // namespace wangge::demo
