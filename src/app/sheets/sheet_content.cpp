// What a sheet shows of its subject, for finding out what changed.
#include "app/sheets/sheet_maker.h"
#include "base/digest.h"

#include <fmt/format.h>

namespace wangge::app {
namespace {

std::string shape_digest(const geo::MultiPolygon& area) {
    std::string text;
    const auto add = [&](const geo::Ring& ring) {
        for (const geo::MapPoint p : ring)
            text += fmt::format("{:.2f},{:.2f} ", p.x, p.y);
        text += ';';
    };
    for (const geo::Polygon& part : area.parts) {
        add(part.outer);
        for (const geo::Ring& hole : part.holes)
            add(hole);
    }
    return base::sha256(text);
}

} // namespace

std::vector<SheetMaker::Content> SheetMaker::content_of(const SheetSubject& subject) const {
    const model::Snapshot& s = m_facts.snapshot();
    std::vector<Content> content{{"area", subject.key, subject.name, shape_digest(subject.area)}};
    for (const std::size_t i : subject.cells) {
        const model::Cell& cell = m_facts.cells()[i];
        const auto add = [&](const char* what, std::string value) {
            content.push_back({what, cell.code, cell.code, std::move(value)});
        };
        add("cell", cell.village_codes);
        add("shape", shape_digest(cell.area));
        add("lead", shown_name(cell.lead_key));
        add("second", shown_name(cell.second_key));
        add("hours", fmt::format("{:.0f}", cell.hours));
        if (!m_choice.public_copy)
            add("phone", fmt::format("{} {}", m_facts.phone(cell.lead_key), m_facts.phone(cell.second_key)));
        for (const model::Row row : m_facts.sites_of(i)) {
            const auto r = static_cast<std::size_t>(row);
            content.push_back(
                {"site", std::string(s.sites.key[r]), std::string(s.sites.name[r]),
                 fmt::format("{} {:.1f} {:.1f}", model::key_of(s.sites.kind[r]), s.sites.x[r], s.sites.y[r])});
        }
    }
    for (const model::Row row : m_facts.contacts_of(subject.cells)) {
        const auto r = static_cast<std::size_t>(row);
        const std::string name = shown_name(s.people.key[r]);
        content.push_back({"person", std::string(s.people.key[r]), name,
                           name + (m_choice.public_copy ? "" : " " + std::string(s.people.phone[r]))});
    }
    return content;
}

} // namespace wangge::app
