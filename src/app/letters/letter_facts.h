// What letters of responsibility say of each person or cell.
#pragma once
#include "app/letters/letter_template.h"
#include "app/sheets/plan_facts.h"
#include "base/date.h"
#include "base/error.h"

namespace wangge::app {

struct LetterSubject {
    std::string key;                   // of the person, code of the cell
    std::string name;                  // as this copy may show it
    model::Row person = model::no_row; // of a cell its lead
    std::vector<std::size_t> cells;    // that the person leads, or the cell itself
    std::vector<model::Row> villages;
};

class LetterFacts {
public:
    // The facts and the catalog must outlive it. In a public copy names are masked and phones left out.
    LetterFacts(const PlanFacts& facts, const base::Catalog& catalog, base::Date day, int year, bool public_copy);

    // Everybody of the role with an office on that day and something to answer for, by key; every cell by code.
    std::vector<LetterSubject> subjects(LetterFor whom) const;
    std::string field(const LetterSubject& subject, std::size_t number, std::string_view name) const;
    LetterTemplate::Table table(const LetterSubject& subject, std::string_view name) const;

private:
    std::string shown_name(model::Row person) const;
    std::string village_list(const LetterSubject& subject) const;
    std::vector<model::Row> sites_of(const LetterSubject& subject) const;
    std::string sites_text(const LetterSubject& subject) const;
    std::string say(const std::string& id, base::Args args = {}) const { return m_catalog.say({id, std::move(args)}); }

    const PlanFacts& m_facts;
    const model::Snapshot& m_s;
    const base::Catalog& m_catalog;
    base::Date m_day;
    int m_year;
    bool m_public;
};

} // namespace wangge::app
