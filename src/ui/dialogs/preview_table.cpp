#include "ui/dialogs/preview_table.h"

#include "app/view/numbers.h"
#include "ui/sheet.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

ImU32 tint(const Theme& t, import::RowFate fate) {
    switch (fate) {
    case import::RowFate::repaired:
        return mixed(t.panel, t.selection, t.dark ? .30f : .38f);
    case import::RowFate::quarantined:
        return mixed(t.panel, t.danger, t.dark ? .34f : .24f);
    case import::RowFate::unplaced:
        return t.track;
    default: // taken as it is, with a remark
        return mixed(t.panel, t.selection, t.dark ? .14f : .18f);
    }
}

ImU32 ink_of(const Theme& t, import::RowFate fate) {
    switch (fate) {
    case import::RowFate::repaired:
        return t.warning;
    case import::RowFate::quarantined:
        return t.danger;
    default:
        return t.text2;
    }
}

// One of a group of fields of which the file must have one.
bool is_needed(const import::Preview& preview, const std::string& field) {
    return std::any_of(preview.needs.begin(), preview.needs.end(), [&](const std::vector<std::string>& group) {
        return std::find(group.begin(), group.end(), field) != group.end();
    });
}

std::string verdict(Ui& ui, const import::PreviewRow& row) {
    if (row.reasons.empty())
        return ui.say("ui.import.fate." + std::string(key_of(row.fate)));
    std::string text = row.fate == import::RowFate::imported
                           ? ui.say("ui.import.fate.noted")
                           : ui.say("ui.import.fate." + std::string(key_of(row.fate)));
    text += ui.say("ui.import.colon") + short_reason(ui, row.reasons.front());
    if (row.reasons.size() > 1)
        text += " +" + std::to_string(row.reasons.size() - 1);
    return text;
}

// How many of the column's values are what its field asks for: a share, and a bar along the heading's foot. Returns the
// width that the share takes.
float fit_mark(Ui& ui, const Rect& head, std::size_t column, double fit) {
    const Theme& t = *ui.theme;
    const std::string text = app::percent_text(std::floor(fit * 100) / 100, 0); // 99.6 % is not all
    const ImU32 ink = fit >= .95 ? t.success : fit >= .7 ? t.warning : t.danger;
    const float w = ui.width_of(Face::small, text) + ui.px(6);
    const Rect place{head.right() - w - ui.px(5), head.y + ui.px(36), w, ui.px(22)};
    const Hit h = hit(ui, "import.fit." + std::to_string(column), place, text, text);
    ui.text_in(place, Face::small, ink, text, Align::right);
    tooltip(ui, h, ui.say("ui.import.fit", {{"share", text}}));
    const BarPart part{fit, ink};
    bar(ui, {head.x + ui.px(9), head.y + ui.px(58), head.w - ui.px(14), ui.px(3)}, {&part, 1});
    return w;
}

} // namespace

std::string field_text(Ui& ui, const std::string& field) {
    const std::string id = "import.field." + field;
    return ui.catalog->has(id) ? ui.say(id) : field;
}

std::string short_reason(Ui& ui, const std::string& reason) {
    const std::string id = "import.short." + reason;
    return ui.catalog->has(id) ? ui.say(id) : reason;
}

void PreviewTable::measure(Context& c, const import::Preview& preview, float room) {
    Ui& ui = c.ui;
    m_widths.clear();
    std::vector<float> least;
    const std::string none = ui.say("ui.import.not_imported");
    for (std::size_t column = 0; column < preview.columns.size(); ++column) {
        std::string field = none;
        for (const auto& [name, at] : preview.field_column)
            if (at == static_cast<int>(column))
                field = field_text(ui, name) + (is_needed(preview, name) ? " *" : "");
        least.push_back(std::max(ui.width_of(Face::body, field) + ui.px(44), ui.px(74)));
        float w = std::max(
            least.back(),
            std::min(ui.width_of(Face::small, preview.columns[column]) + ui.px(field == none ? 18 : 56), ui.px(240)));
        for (std::size_t row = 0; row < std::min<std::size_t>(preview.rows.size(), 40); ++row)
            w = std::max(w, std::min(ui.width_of(Face::body, preview.rows[row].cells[column]) + ui.px(18), ui.px(230)));
        // A text may be shortened, but not to nothing.
        least.back() = std::max(least.back(), std::min(w, ui.px(118)));
        m_widths.push_back(w);
    }
    fit_widths(m_widths, least, room);
}

std::optional<PreviewTable::Change> PreviewTable::show(Context& c, const Rect& rect,
                                                       const std::shared_ptr<const import::Preview>& shown,
                                                       const std::string& reason) {
    const import::Preview& preview = *shown;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    if (m_measured.lock() != shown || m_language != c.work.settings.language || m_reason != reason) {
        m_measured = shown;
        m_language = c.work.settings.language;
        m_reason = reason;
        m_rows.clear();
        for (std::size_t i = 0; i < preview.rows.size(); ++i) {
            const auto& reasons = preview.rows[i].reasons;
            if (reason.empty() || std::find(reasons.begin(), reasons.end(), reason) != reasons.end())
                m_rows.push_back(i);
        }
    }
    float verdict_width = ui.width_of(Face::body_bold, ui.say("ui.import.check"));
    for (std::size_t i = 0; i < std::min<std::size_t>(m_rows.size(), 60); ++i)
        verdict_width = std::max(verdict_width, ui.width_of(Face::body, verdict(ui, preview.rows[m_rows[i]])));
    const float check = std::min(verdict_width + ui.px(22), ui.px(230)), number = ui.px(54);
    measure(c, preview, rect.w - number - check - ui.px(scrollbar));
    const Sheet::Shape shape{.head = ui.px(62),
                             .row = ui.px(25),
                             .left = number,
                             .right = check,
                             .columns = m_widths,
                             .rows = m_rows.size()};
    const MayCut data(ui);
    std::optional<Change> change;
    Sheet sheet(ui, "import.preview", rect, shape);

    // Rows of one reason: the first cell that it speaks of comes into view.
    if (!reason.empty() && m_revealed != reason && !m_rows.empty() && !preview.rows[m_rows[0]].marked.empty()) {
        const auto& marked = preview.rows[m_rows[0]].marked;
        sheet.reveal(*std::max_element(marked.begin(), marked.end()));
    }
    m_revealed = reason;
    sheet.enter(Sheet::Part::all);
    ui.fill({rect.x, rect.y, sheet.area().w, shape.head}, t.panel2);
    const Rect corner = sheet.left_head(), end = sheet.right_head();
    ui.text_in({corner.x, corner.y + ui.px(36), corner.w - ui.px(10), ui.px(24)}, Face::body_bold, t.text2,
               ui.say("ui.import.row"), Align::right);
    ui.text_in({end.x + ui.px(10), end.y + ui.px(36), end.w - ui.px(12), ui.px(24)}, Face::body_bold, t.text2,
               ui.say("ui.import.check"));

    std::vector<std::string> names{ui.say("ui.import.not_imported")};
    for (const std::string& field : preview.fields)
        names.push_back(field_text(ui, field) + (is_needed(preview, field) ? " *" : ""));
    sheet.enter(Sheet::Part::head);
    for (std::size_t column = 0; column < m_widths.size(); ++column) {
        if (!sheet.seen(column))
            continue;
        const Rect r = sheet.head_cell(column);
        int chosen = 0;
        for (std::size_t i = 0; i < preview.fields.size(); ++i) {
            const auto found = preview.field_column.find(preview.fields[i]);
            if (found != preview.field_column.end() && found->second == static_cast<int>(column))
                chosen = static_cast<int>(i) + 1;
        }
        const Rect box{r.x + ui.px(3), r.y + ui.px(6), r.w - ui.px(6), ui.px(27)};
        if (choice(ui, "import.field." + std::to_string(column), box, "", names, chosen))
            change = Change{column, chosen == 0 ? "" : preview.fields[static_cast<std::size_t>(chosen) - 1]};
        if (chosen > 0)
            ui.frame(box, t.accent, size::radius, 1.3f);
        float room = r.w - ui.px(14);
        if (chosen > 0)
            if (const auto fit = preview.fit.find(preview.fields[static_cast<std::size_t>(chosen) - 1]);
                fit != preview.fit.end())
                room -= fit_mark(ui, r, column, fit->second);
        ui.text_in({r.x + ui.px(9), r.y + ui.px(36), room, ui.px(24)}, Face::small, chosen > 0 ? t.text : t.text3,
                   preview.columns[column]);
    }

    sheet.enter(Sheet::Part::outer);
    for (std::size_t i = sheet.first_row(); i < sheet.end_row(); ++i) {
        const import::PreviewRow& row = preview.rows[m_rows[i]];
        const Rect left = sheet.left(i), right = sheet.right(i), line = sheet.line(i);
        ui.text_in({left.x, left.y, left.w - ui.px(10), left.h}, Face::body, t.text3, std::to_string(row.number),
                   Align::right);
        const Rect place{right.x + ui.px(10), right.y, right.w - ui.px(12), right.h};
        const Hit h = hit(ui, "import.row." + std::to_string(i), place, verdict(ui, row), key_of(row.fate));
        ui.text_in(place, row.fate == import::RowFate::quarantined ? Face::body_bold : Face::body, ink_of(t, row.fate),
                   verdict(ui, row));
        std::string why;
        for (const std::string& code : row.reasons)
            why += (why.empty() ? "" : "\n") + ui.say("import.reason." + code);
        tooltip(ui, h, why);
        ui.horizontal(line.x, line.bottom() - ui.px(1), line.w, t.track);
    }

    sheet.enter(Sheet::Part::cells);
    for (std::size_t i = sheet.first_row(); i < sheet.end_row(); ++i) {
        const import::PreviewRow& row = preview.rows[m_rows[i]];
        for (std::size_t column = 0; column < m_widths.size(); ++column) {
            if (!sheet.seen(column))
                continue;
            Rect r = sheet.cell(i, column);
            r.h -= ui.px(1);
            const bool marked = std::find(row.marked.begin(), row.marked.end(), column) != row.marked.end();
            if (const ImU32 ground = tint(t, row.fate); marked && ground != 0)
                ui.fill(r, ground);
            const bool used = std::any_of(preview.field_column.begin(), preview.field_column.end(),
                                          [&](const auto& f) { return f.second == static_cast<int>(column); });
            const std::string& text = row.cells[column];
            ui.text_in({r.x + ui.px(9), r.y, r.w - ui.px(12), r.h}, Face::body, used ? t.text : t.text3,
                       text.empty() && marked ? "—" : text);
        }
    }
    sheet.enter(Sheet::Part::all);
    ui.horizontal(rect.x, rect.y + shape.head - ui.px(1), sheet.area().w, t.border);
    if (m_rows.empty())
        ui.text_in({rect.x, rect.y + shape.head, sheet.area().w, ui.px(60)}, Face::body, t.text2,
                   ui.say("ui.import.no_rows"), Align::centre);
    return change;
}

} // namespace wangge::ui
