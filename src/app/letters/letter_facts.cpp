#include "app/letters/letter_facts.h"

#include "app/view/numbers.h"
#include "base/text.h"
#include "export/public_copy.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

namespace wangge::app {
namespace {

std::size_t at(model::Row row) {
    return static_cast<std::size_t>(row);
}

} // namespace

LetterFacts::LetterFacts(const PlanFacts& facts, const base::Catalog& catalog, base::Date day, int year,
                         bool public_copy)
    : m_facts(facts), m_s(facts.snapshot()), m_catalog(catalog), m_day(day), m_year(year), m_public(public_copy) {}

std::string LetterFacts::shown_name(model::Row person) const {
    if (person == model::no_row)
        return say("paper.roster.nobody");
    const std::string name(m_s.people.name[at(person)]);
    return m_public ? exporter::masked_names(name) : name;
}

std::vector<LetterSubject> LetterFacts::subjects(LetterFor whom) const {
    std::map<std::string, model::Row, std::less<>> village_rows;
    for (std::size_t v = 0; v < m_s.villages.size(); ++v)
        village_rows.emplace(m_s.villages.code[v], static_cast<model::Row>(v));
    const auto add_villages = [&](LetterSubject& subject, const model::Cell& cell) {
        for (const std::string_view code : base::split(cell.village_codes, ';'))
            if (const auto row = village_rows.find(code); row != village_rows.end())
                subject.villages.push_back(row->second);
    };
    std::vector<LetterSubject> result;
    const std::vector<model::Cell>& cells = m_facts.cells();
    if (whom == LetterFor::cell) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            LetterSubject subject{cells[c].code, cells[c].code, m_facts.person(cells[c].lead_key), {c}, {}};
            add_villages(subject, cells[c]);
            result.push_back(std::move(subject));
        }
        return result;
    }
    static constexpr model::PersonRole roles[] = {model::PersonRole::inspector, model::PersonRole::coordinator,
                                                  model::PersonRole::informant};
    const model::PersonRole role = roles[static_cast<std::size_t>(whom)];
    for (std::size_t i = 0; i < m_s.people.size(); ++i) {
        const auto& people = m_s.people;
        if (people.role[i] != role || (people.start[i] && people.start[i] > m_day) ||
            (people.end[i] && people.end[i] < m_day))
            continue;
        LetterSubject subject{std::string(people.key[i]), "", static_cast<model::Row>(i), {}, {}};
        subject.name = shown_name(subject.person);
        if (role == model::PersonRole::inspector) {
            for (std::size_t c = 0; c < cells.size(); ++c)
                if (cells[c].lead_key == subject.key) {
                    subject.cells.push_back(c);
                    add_villages(subject, cells[c]);
                }
        } else
            for (std::size_t v = 0; v < m_s.villages.size(); ++v) {
                const bool named = m_s.villages.contact[v] == subject.person;
                const bool own = people.village[i] == static_cast<model::Row>(v);
                const bool in_township = role == model::PersonRole::coordinator &&
                                         people.township[i] != model::no_row &&
                                         people.township[i] == m_s.villages.township[v];
                if (named || own || in_township)
                    subject.villages.push_back(static_cast<model::Row>(v));
            }
        if (!subject.cells.empty() || !subject.villages.empty())
            result.push_back(std::move(subject));
    }
    std::ranges::sort(result, {}, &LetterSubject::key);
    return result;
}

std::string LetterFacts::village_list(const LetterSubject& subject) const {
    std::vector<std::string_view> names;
    for (const model::Row village : subject.villages)
        names.push_back(m_s.villages.name[at(village)]);
    return fmt::format("{}", fmt::join(names, "、"));
}

// Of cells those that lie in them, else those of the villages.
std::vector<model::Row> LetterFacts::sites_of(const LetterSubject& subject) const {
    std::vector<model::Row> sites;
    for (const std::size_t cell : subject.cells)
        sites.insert(sites.end(), m_facts.sites_of(cell).begin(), m_facts.sites_of(cell).end());
    if (subject.cells.empty()) {
        const std::set<model::Row> villages(subject.villages.begin(), subject.villages.end());
        for (std::size_t i = 0; i < m_s.sites.size(); ++i)
            if (villages.contains(m_s.sites.village[i]))
                sites.push_back(static_cast<model::Row>(i));
    }
    std::ranges::sort(sites);
    return sites;
}

std::string LetterFacts::sites_text(const LetterSubject& subject) const {
    std::map<model::SiteKind, int> counts;
    for (const model::Row site : sites_of(subject))
        ++counts[m_s.sites.kind[at(site)]];
    std::vector<std::string> parts;
    for (const auto& [kind, count] : counts)
        parts.push_back(say("letters.sites_of", {{"kind", say("kind.site." + std::string(model::key_of(kind)))},
                                                 {"count", std::to_string(count)}}));
    return parts.empty() ? say("letters.none") : fmt::format("{}", fmt::join(parts, say("letters.and")));
}

std::string LetterFacts::field(const LetterSubject& subject, std::size_t number, std::string_view name) const {
    const model::PersonTable& people = m_s.people;
    const bool somebody = subject.person != model::no_row;
    const std::size_t person = somebody ? at(subject.person) : 0;
    if (name == "county") {
        for (const model::Boundary& boundary : m_s.boundaries)
            if (boundary.level == model::BoundaryLevel::county)
                return boundary.name;
        return m_s.name;
    }
    if (name == "number")
        return fmt::format("{}-{:03}", m_year, number);
    if (name == "year")
        return std::to_string(m_year);
    if (name == "date")
        return base::to_text(m_day);
    if (name == "name")
        return shown_name(subject.person);
    if (name == "role")
        return somebody ? say("kind.role." + std::string(model::key_of(people.role[person]))) : "";
    if (name == "phone")
        return somebody && !m_public ? std::string(people.phone[person]) : "";
    if (name == "employer")
        return somebody ? std::string(people.employer[person]) : "";
    if (name == "township") {
        const std::string code = somebody                ? m_facts.base_of(people.key[person])
                                 : subject.cells.empty() ? ""
                                                         : m_facts.township_of(subject.cells.front());
        return code.empty() ? "" : m_facts.township_name(code);
    }
    if (name == "second") {
        std::vector<std::string> all;
        for (const std::size_t cell : subject.cells) {
            const model::Row row = m_facts.person(m_facts.cells()[cell].second_key);
            const std::string one = row == model::no_row ? "" : shown_name(row);
            if (!one.empty() && std::ranges::find(all, one) == all.end())
                all.push_back(one);
        }
        return all.empty() ? say("letters.none") : fmt::format("{}", fmt::join(all, "、"));
    }
    if (name == "cells") {
        std::vector<std::string> codes;
        for (const std::size_t cell : subject.cells)
            codes.push_back(m_facts.cells()[cell].code);
        return fmt::format("{}", fmt::join(codes, "、"));
    }
    if (name == "cell_count")
        return std::to_string(subject.cells.size());
    if (name == "villages") {
        const std::string villages = village_list(subject);
        return villages.empty() ? say("letters.none") : villages;
    }
    if (name == "sites")
        return sites_text(subject);
    if (name == "site_count")
        return std::to_string(sites_of(subject).size());
    double sum = 0;
    if (name == "people")
        for (const model::Row village : subject.villages)
            sum += m_s.villages.population[at(village)];
    if (name == "hours")
        for (const std::size_t cell : subject.cells)
            sum += m_facts.cells()[cell].hours;
    return count_text(std::llround(sum));
}

LetterTemplate::Table LetterFacts::table(const LetterSubject& subject, std::string_view name) const {
    LetterTemplate::Table table;
    if (name == "cells") {
        table.headings = {say("paper.cells.code"), say("paper.cells.where"), say("paper.roster.sites"),
                          say("letters.second")};
        table.widths = {2.2, 3, 0.8, 1.2};
        for (const std::size_t c : subject.cells) {
            const model::Cell& cell = m_facts.cells()[c];
            std::string where = m_facts.village_names(cell);
            if (where.empty())
                where = m_facts.township_name(m_facts.township_of(c));
            const model::Row second = m_facts.person(cell.second_key);
            table.rows.push_back({cell.code, where, std::to_string(m_facts.sites_of(c).size()),
                                  second == model::no_row ? "" : shown_name(second)});
        }
    } else if (name == "villages") {
        table.headings = {say("letters.village"), say("letters.township"), say("letters.residents"),
                          say("paper.roster.sites")};
        table.widths = {2, 2, 1, 1};
        std::map<model::Row, int> sites;
        for (const model::Row site : sites_of(subject))
            ++sites[m_s.sites.village[at(site)]];
        for (const model::Row village : subject.villages)
            table.rows.push_back(
                {std::string(m_s.villages.name[at(village)]), std::string(m_s.villages.township_name[at(village)]),
                 count_text(std::llround(m_s.villages.population[at(village)])), std::to_string(sites[village])});
    } else {
        table.headings = {say("letters.site"), say("letters.kind"), say("letters.grade"), say("letters.address")};
        table.widths = {2.6, 1.4, 0.9, 2.8};
        for (const model::Row site : sites_of(subject)) {
            const std::size_t i = at(site);
            table.rows.push_back({std::string(m_s.sites.name[i]),
                                  say("kind.site." + std::string(model::key_of(m_s.sites.kind[i]))),
                                  std::string(model::key_of(m_s.sites.grade[i])), std::string(m_s.sites.address[i])});
        }
    }
    return table;
}

} // namespace wangge::app
