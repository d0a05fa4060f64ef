// Rows of a register of supervised units.
#include "import/takers.h"

#include "base/text.h"
#include "model/row_records.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::import {
namespace {

class SiteTaker : public Taker {
public:
    explicit SiteTaker(Desk& desk)
        : m_desk(desk), m_intake(desk.intake), m_key(desk.mapping["key"]), m_name(desk.mapping["name"]),
          m_kind(desk.mapping["kind"]), m_grade(desk.mapping["grade"]), m_previous(desk.mapping["previous_grade"]),
          m_hazards(desk.mapping["hazards_found"]), m_credit(desk.mapping["credit_code"]),
          m_visit(desk.mapping["last_visit"]), m_expiry(desk.mapping["licence_expiry"]), m_place(desk.mapping) {
        for (std::size_t i = 0; i < m_flags.size(); ++i)
            m_flags[i] = desk.mapping[std::string(model::site_flag_keys()[i])];
        m_texts = {{{desk.mapping["licence_number"], &model::Site::licence_number},
                    {desk.mapping["licence_scope"], &model::Site::licence_scope},
                    {desk.mapping["address"], &model::Site::address},
                    {desk.mapping["owner"], &model::Site::owner},
                    {desk.mapping["phone"], &model::Site::phone},
                    {desk.mapping["tags"], &model::Site::tags},
                    {desk.mapping["opening_hours"], &model::Site::opening_hours}}};
        const model::SiteTable& sites = desk.context.snapshot.sites;
        if (desk.options.existing != Existing::replace) {
            m_existing.reserve(sites.size());
            for (std::size_t i = 0; i < sites.size(); ++i)
                m_existing.emplace(sites.key[i], static_cast<model::Row>(i));
        }
    }

    void take(const Row& row) override {
        model::Site site;
        const std::string name = row.text(m_name), licence = row.text(m_texts[0].first);
        std::string credit = code_in(row.text(m_credit));
        for (char& c : credit)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        std::string key = code_in(row.text(m_key));
        for (const std::string* next : std::initializer_list<const std::string*>{&licence, &credit})
            if (key.empty())
                key = *next;
        const PlaceTexts place(row, m_place);
        if (key.empty() && !name.empty())
            key = name + "|" + place.address;
        if (key.empty())
            return m_intake.quarantine(row, "no_identity");

        const auto known = m_existing.find(key);
        if (known != m_existing.end()) {
            if (m_desk.options.existing == Existing::append)
                return m_intake.quarantine(row, "exists", key);
            site = model::site_at(m_desk.context.snapshot.sites, static_cast<std::size_t>(known->second));
        }
        switch (m_intake.seen(row, key)) {
        case Intake::Seen::same:
            return m_intake.merge(row, key, "duplicate_merged");
        case Intake::Seen::other:
            return m_intake.quarantine(row, "duplicate", key);
        case Intake::Seen::first:
            break;
        }
        const bool is_new = known == m_existing.end();
        site.key = key;
        if (m_name.given())
            site.name = name;
        if (m_credit.given())
            site.credit_code = credit;
        for (const auto& [source, member] : m_texts)
            if (source.given())
                site.*member = row.text(source);
        if (!place.village_code.empty())
            site.village_code = place.village_code;
        if (!place.township_code.empty())
            site.township_code = place.township_code;
        read_kind_and_grade(row, site, is_new);
        read_flags(row, site);
        double hazards = site.hazards_found;
        m_intake.read_number(row, m_hazards, hazards, 0, 1e6);
        site.hazards_found = static_cast<int>(hazards);
        m_intake.read_date(row, m_visit, site.last_visit);
        m_intake.read_date(row, m_expiry, site.licence_expiry);
        check_codes(site);

        PlaceMatch match;
        if (const char* reason = settle(m_desk, row, place.clues(), {200}, site.position, match))
            return m_intake.quarantine(row, reason, fmt::format("{},{}", row.raw.x, row.raw.y));
        if (site.position.quality == model::PositionQuality::none) {
            // On the register, but nobody can say where: it stays, and will show as a blind spot of the kind
            // "unmapped".
            const bool registered = !site.name.empty() && (!site.licence_number.empty() || !site.credit_code.empty() ||
                                                           m_key.given() || !site.address.empty());
            if (!registered)
                return m_intake.quarantine(row, "no_position");
            ++m_unplaced;
        }
        if (match && match.village != model::no_row && site.village_code.empty())
            site.village_code = m_desk.gazetteer.village_code(match);
        if (match && site.township_code.empty())
            site.township_code = m_desk.gazetteer.township_code(match);
        m_intake.take(row, site.key);
        m_sites.push_back(std::move(site));
    }

    void flush() override {
        if (!m_sites.empty())
            m_intake.report().stored += m_desk.sink.put(std::span<const model::Site>(m_sites));
        m_sites.clear();
    }

    void finish() override {
        if (m_unplaced > 0)
            m_intake.report().notices.push_back({"import.notice.unplaced", {{"count", fmt::format("{}", m_unplaced)}}});
    }

private:
    void read_kind_and_grade(const Row& row, model::Site& site, bool is_new) {
        if (m_kind.given()) {
            const std::string text = row.text(m_kind);
            const auto kind = model::from_key<model::SiteKind>(m_desk.table.value("kind", text));
            if (kind)
                site.kind = *kind;
            else if (is_new && !text.empty())
                site.kind = by_name(site.name);
            if (!kind && !text.empty() && site.kind == model::SiteKind::other)
                m_intake.changes.push_back({"unknown_value", text, "other"});
        } else if (is_new) {
            site.kind = by_name(site.name);
        }
        const model::RiskGrade before = site.grade;
        if (m_grade.given()) {
            const std::string text = row.text(m_grade);
            const auto grade = model::from_key<model::RiskGrade>(m_desk.table.value("grade", text));
            if (grade)
                site.grade = *grade;
            if (!text.empty() && (!grade || *grade == model::RiskGrade::ungraded))
                m_intake.changes.push_back({"unknown_value", text, std::string(key_of(site.grade))});
        }
        if (m_previous.given()) {
            const auto grade = model::from_key<model::RiskGrade>(m_desk.table.value("grade", row.text(m_previous)));
            site.previous_grade = grade && *grade != model::RiskGrade::ungraded ? *grade : site.grade;
        } else if (is_new) {
            site.previous_grade = site.grade;
        } else if (site.grade != before) {
            site.previous_grade = before;
        }
    }

    model::SiteKind by_name(const std::string& name) const {
        return model::from_key<model::SiteKind>(m_desk.table.value("kind", name)).value_or(model::SiteKind::other);
    }

    void read_flags(const Row& row, model::Site& site) {
        for (std::size_t i = 0; i < m_flags.size(); ++i) {
            if (!m_flags[i].given())
                continue;
            bool set = (site.flags >> i & 1u) != 0;
            m_intake.read_flag(row, m_flags[i], set);
            site.flags = set ? site.flags | 1u << i : site.flags & ~(1u << i);
        }
    }

    void check_codes(model::Site& site) {
        // A wrong check character may be the register's own slip; the code is kept and the slip is told.
        if (!site.credit_code.empty() && m_credit.given() && !credit_code_holds(site.credit_code))
            m_intake.changes.push_back({"credit_code_check", site.credit_code, site.credit_code, true});
        sort_codes(m_desk, site.village_code, site.township_code);
    }

    Desk& m_desk;
    Intake& m_intake;
    Source m_key, m_name, m_kind, m_grade, m_previous, m_hazards, m_credit, m_visit, m_expiry;
    PlaceFields m_place;
    std::array<std::pair<Source, std::string model::Site::*>, 7> m_texts;
    std::array<Source, 12> m_flags;
    std::unordered_map<std::string_view, model::Row> m_existing;
    std::vector<model::Site> m_sites;
    std::int64_t m_unplaced = 0;
};

} // namespace

std::unique_ptr<Taker> make_site_taker(Desk& desk) {
    return std::make_unique<SiteTaker>(desk);
}

} // namespace wangge::import
