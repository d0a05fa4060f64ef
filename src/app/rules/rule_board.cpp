#include "app/rules/rule_board.h"

#include "app/language.h"
#include "app/rules/rule_rows.h"
#include "base/text.h"
#include "coverage/degurba_rules.h"

#include <algorithm>
#include <fmt/format.h>

namespace wangge::app {
namespace {

constexpr const char* own_source = "rules.own_source";

class BoardMaker {
public:
    BoardMaker(const RuleForm& form, std::string_view own, const base::Catalog& catalog, base::Date day)
        : m_form(form), m_catalog(catalog), m_day(day), m_find(form.finder(own)) {}

    RuleCell cell(const RuleRow& ships, std::string name) const {
        RuleCell cell;
        cell.id = m_form.id_of(ships);
        cell.name = std::move(name);
        cell.unit = m_form.word(m_catalog, "unit", ships.unit);
        cell.shipped = ships.value;
        cell.sensible = m_form.sensible(ships);
        const RuleRow now = m_find(ships, m_day).value_or(ships);
        cell.value = now.value;
        cell.origin = now.source;
        for (const std::string_view language : languages()) // of rows that were set in either language
            if (now.source == catalog_of(language).say(own_source))
                cell.origin = m_catalog.say(own_source);
        if (now.valid_from)
            cell.origin = m_catalog.say(
                base::Message{"rules.since", {{"source", cell.origin}, {"day", base::to_text(now.valid_from)}}});
        return cell;
    }
    std::string word(std::string_view member, std::string_view key) const {
        return m_form.word(m_catalog, member, key);
    }
    std::string page_title(const std::string& page) const { return m_catalog.say("rules.page." + page); }

private:
    const RuleForm& m_form;
    const base::Catalog& m_catalog;
    base::Date m_day;
    RuleFinder m_find;
};

void add_line(RuleBoard::Page& page, RuleCell cell) {
    std::string name = cell.name;
    page.lines.push_back({std::move(name), {std::move(cell)}});
}

// Speeds on roads by class and mode, speeds on open ground, and the rest.
void travel_pages(const BoardMaker& maker, const std::vector<RuleRow>& ships, RuleBoard& board) {
    RuleBoard::Page roads{maker.page_title("roads"), {}, {}}, ground{maker.page_title("ground"), {}, {}},
        other{maker.page_title("other"), {}, {}};
    std::vector<std::string> modes, kinds;
    for (const RuleRow& row : ships) {
        const std::string mode = maker.word("mode", row.of[0]), of = maker.word("of", row.of[1]);
        if (row.rule == "road_speed") {
            if (std::find(modes.begin(), modes.end(), row.of[0]) == modes.end()) {
                modes.push_back(row.of[0]);
                roads.headings.push_back(mode);
            }
            const auto at = std::find(kinds.begin(), kinds.end(), row.of[1]) - kinds.begin();
            if (at == static_cast<std::ptrdiff_t>(kinds.size())) {
                kinds.push_back(row.of[1]);
                roads.lines.push_back({of, {}});
            }
            roads.lines[static_cast<std::size_t>(at)].cells.push_back(maker.cell(row, of + " · " + mode));
        } else if (row.rule == "ground_speed") {
            add_line(ground, maker.cell(row, row.of[1] == "any" ? maker.word("rule", row.rule) : of));
        } else {
            std::string name = maker.word("rule", row.rule);
            name += row.of[1] == "any" ? "" : " · " + of;
            name += row.of[0] == "any" ? "" : " · " + mode;
            add_line(other, maker.cell(row, std::move(name)));
        }
    }
    board.pages = {std::move(roads), std::move(ground), std::move(other)};
}

// A page an edition, the newest first.
void threshold_pages(const BoardMaker& maker, const std::vector<RuleRow>& ships, RuleBoard& board) {
    for (const std::string& edition : coverage::degurba_editions()) {
        RuleBoard::Page page{maker.page_title(edition), {}, {}};
        for (const RuleRow& row : ships)
            if (row.of[0] == "any" || row.of[0] == edition)
                add_line(page, maker.cell(row, maker.word("rule", row.rule)));
        board.pages.insert(board.pages.begin(), std::move(page));
    }
}

} // namespace

std::string RuleCell::text(double value) {
    return fmt::format("{:.10g}", value);
}

std::optional<base::Message> RuleCell::problem(std::string_view typed) const {
    const std::string text = base::half_width(base::trimmed(typed));
    double number = 0;
    if (text.empty())
        return std::nullopt;
    if (!base::parse_number(text, number))
        return base::Message{"rules.not_a_number", {{"value", text}}};
    return why_not(sensible, number);
}

std::string RuleCell::change(std::string_view typed) const {
    const std::string text = base::half_width(base::trimmed(typed));
    double number = shipped;
    if (!text.empty())
        base::parse_number(text, number);
    if (number == value)
        return {};
    return id + "=" + (number == shipped ? "default" : text);
}

RuleBoard rule_board(const RuleForm& form, const model::Snapshot& snapshot, const base::Catalog& catalog,
                     base::Date day) {
    const std::string own = own_rules(form, snapshot);
    const BoardMaker maker(form, own, catalog, day);
    RuleBoard board;
    board.has_own = !own.empty();
    (&form == &travel_form() ? travel_pages : threshold_pages)(maker, form.in_force("", day), board);
    std::vector<std::string> counted; // thresholds of both editions stand on both pages
    for (const RuleBoard::Page& page : board.pages)
        for (const RuleBoard::Line& line : page.lines)
            for (const RuleCell& cell : line.cells)
                if (cell.differs() && std::find(counted.begin(), counted.end(), cell.id) == counted.end())
                    counted.push_back(cell.id);
    board.differing = static_cast<std::int64_t>(counted.size());
    return board;
}

} // namespace wangge::app
