#include "ui/dialogs/quarantine_desk.h"

#include "app/view/numbers.h"
#include "ui/dialogs/preview_table.h"
#include "ui/panels/panels.h"
#include "ui/sheet.h"

#include <algorithm>

namespace wangge::ui {

void QuarantineDesk::begin(std::string kind, std::string file) {
    m_wanted_kind = std::move(kind);
    m_wanted_file = std::move(file);
    m_gathered = nullptr;
    m_source = -1;
    m_edits.clear();
}

void QuarantineDesk::gather(Context& c) {
    if (m_gathered == c.snapshot && m_language == c.work.settings.language)
        return;
    m_gathered = c.snapshot;
    m_language = c.work.settings.language;
    const auto& all = c.snapshot->quarantine;
    const Source before = m_source >= 0 && m_source < static_cast<int>(m_sources.size())
                              ? m_sources[static_cast<std::size_t>(m_source)]
                              : Source{m_wanted_kind, m_wanted_file, "", 0};
    m_sources.clear();
    for (const model::QuarantineRow& row : all) {
        auto source = std::find_if(m_sources.begin(), m_sources.end(), [&](const Source& s) {
            return s.kind == row.kind && s.file == row.file && s.layer == row.layer;
        });
        if (source == m_sources.end())
            source = m_sources.insert(m_sources.end(), {row.kind, row.file, row.layer, 0});
        ++source->rows;
    }
    m_source = 0;
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        if (m_sources[i].file == before.file && (before.kind.empty() || m_sources[i].kind == before.kind))
            m_source = static_cast<int>(i);
    m_rows.clear();
    m_cells.clear();
    m_shaped.clear();
    m_columns.clear();
    for (std::size_t i = 0; i < all.size() && !m_sources.empty(); ++i) {
        const Source& s = m_sources[static_cast<std::size_t>(m_source)];
        if (all[i].kind != s.kind || all[i].file != s.file || all[i].layer != s.layer)
            continue;
        m_rows.push_back(i);
        m_cells.push_back(import::cells_of(all[i]));
        m_shaped.push_back(std::erase_if(m_cells.back(), [](const auto& cell) {
                               return import::is_shape(cell.first, cell.second);
                           }) > 0);
        for (const auto& [column, text] : m_cells.back())
            if (std::find(m_columns.begin(), m_columns.end(), column) == m_columns.end())
                m_columns.push_back(column);
    }
    // What was typed for rows that are gone is gone with them; for rows that failed again it is in their cells now.
    std::erase_if(m_edits, [&](const auto& edit) {
        return std::none_of(m_rows.begin(), m_rows.end(), [&](std::size_t i) { return all[i].row == edit.first; });
    });
    m_selected = std::min(m_selected, m_rows.empty() ? 0 : m_rows.size() - 1);
}

void QuarantineDesk::measure(Context& c, float room) {
    Ui& ui = c.ui;
    m_widths.clear();
    std::vector<float> least;
    for (const std::string& column : m_columns) {
        float w = ui.width_of(Face::small_bold, column) + ui.px(20);
        for (std::size_t row = 0; row < std::min<std::size_t>(m_cells.size(), 40); ++row)
            for (const auto& [name, text] : m_cells[row])
                if (name == column)
                    w = std::max(w, ui.width_of(Face::body, text) + ui.px(24));
        m_widths.push_back(std::clamp(w, ui.px(78), ui.px(240)));
        least.push_back(
            std::min(m_widths.back(), std::max(ui.px(96), ui.width_of(Face::small_bold, column) + ui.px(20))));
    }
    fit_widths(m_widths, least, room);
}

std::size_t QuarantineDesk::edited_rows() const {
    return m_edits.size();
}

std::string* QuarantineDesk::edit_of(std::int64_t row, const std::string& column) {
    const auto found = m_edits.find(row);
    if (found == m_edits.end())
        return nullptr;
    const auto text = found->second.find(column);
    return text == found->second.end() ? nullptr : &text->second;
}

void QuarantineDesk::run(Context& c, const std::vector<std::size_t>& places, bool discard) {
    std::vector<std::string> rows, sets;
    for (const std::size_t place : places) {
        const std::string number = std::to_string(place + 1);
        rows.push_back(number);
        if (const auto edit = m_edits.find(c.snapshot->quarantine[place].row); edit != m_edits.end() && !discard)
            for (const auto& [column, text] : edit->second)
                sets.push_back(number + ":" + column + "=" + text);
    }
    if (!rows.empty())
        c.work.run("import.mend", {{"row", rows}, {"set", sets}, {"discard", discard}});
    // What was typed is kept by the Action in the rows themselves.
    for (const std::size_t place : places)
        m_edits.erase(c.snapshot->quarantine[place].row);
}

void QuarantineDesk::import_edited(Context& c) {
    std::vector<std::size_t> places;
    for (const std::size_t place : m_rows)
        if (m_edits.contains(c.snapshot->quarantine[place].row))
            places.push_back(place);
    run(c, places, false);
}

void QuarantineDesk::import_all(Context& c) {
    run(c, m_rows, false);
}

void QuarantineDesk::sources(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    std::vector<std::string> names;
    for (const Source& s : m_sources)
        names.push_back(s.file + (s.layer.empty() || s.layer == s.file ? "" : " · " + s.layer) + " · " +
                        ui.say("import.kind." + s.kind) + " · " +
                        ui.say("ui.import.rows", {{"count", app::count_text(static_cast<std::int64_t>(s.rows))}}));
    ui.text_in({rect.x, rect.y, rect.w * .4f, rect.h}, Face::body_bold, ui.theme->text, ui.say("ui.import.refused"));
    const float x = rect.x + ui.width_of(Face::body_bold, ui.say("ui.import.refused")) + ui.px(16);
    const MayCut data(ui);
    if (choice(ui, "mend.source", {x, rect.y, std::min(ui.px(460), rect.right() - x), rect.h}, "", names, m_source)) {
        m_edits.clear();
        m_selected = 0;
        m_gathered = nullptr;
    }
}

void QuarantineDesk::table(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const auto& all = c.snapshot->quarantine;
    const float number = ui.px(54);
    float reason_width = ui.width_of(Face::body_bold, ui.say("ui.import.reason"));
    for (const std::size_t place : m_rows)
        reason_width = std::max(reason_width, ui.width_of(Face::body, short_reason(ui, all[place].reason)));
    const MayCut data(ui);
    const float left_width = number + std::min(reason_width, ui.px(170)) + ui.px(24);
    measure(c, rect.w - left_width - ui.px(scrollbar));
    Sheet sheet(ui, "mend.rows", rect,
                {.head = ui.px(30),
                 .row = ui.px(32),
                 .left = left_width,
                 .right = 0,
                 .columns = m_widths,
                 .rows = m_rows.size()});
    sheet.enter(Sheet::Part::all);
    ui.fill({rect.x, rect.y, sheet.area().w, ui.px(30)}, t.panel2);
    const Rect corner = sheet.left_head();
    ui.text_in({corner.x, corner.y, number - ui.px(8), corner.h}, Face::body_bold, t.text2, ui.say("ui.import.row"),
               Align::right);
    ui.text_in({corner.x + number + ui.px(6), corner.y, corner.w - number, corner.h}, Face::body_bold, t.text2,
               ui.say("ui.import.reason"));
    sheet.enter(Sheet::Part::head);
    for (std::size_t column = 0; column < m_columns.size(); ++column)
        if (sheet.seen(column)) {
            const Rect r = sheet.head_cell(column);
            ui.text_in({r.x + ui.px(10), r.y, r.w - ui.px(12), r.h}, Face::small_bold, t.text2, m_columns[column]);
        }
    // The cells first: the inputs of the selected row must get the mouse before the line that selects a row.
    sheet.enter(Sheet::Part::cells);
    for (std::size_t i = sheet.first_row(); i < sheet.end_row(); ++i) {
        const std::int64_t row = all[m_rows[i]].row;
        if (i == m_selected)
            ui.fill(sheet.line(i), t.selected_row);
        for (std::size_t column = 0; column < m_columns.size(); ++column) {
            if (!sheet.seen(column))
                continue;
            const Rect r = sheet.cell(i, column);
            std::string text;
            for (const auto& [name, value] : m_cells[i])
                if (name == m_columns[column])
                    text = value;
            const std::string* typed = edit_of(row, m_columns[column]);
            const std::string original = text;
            if (typed)
                text = *typed;
            if (i == m_selected) {
                if (input(ui, "mend.cell." + std::to_string(column),
                          {r.x + ui.px(3), r.y + ui.px(3), r.w - ui.px(6), r.h - ui.px(6)}, "", text)) {
                    if (text == original) {
                        m_edits[row].erase(m_columns[column]);
                        if (m_edits[row].empty())
                            m_edits.erase(row);
                    } else {
                        m_edits[row][m_columns[column]] = text;
                    }
                }
            } else {
                ui.text_in({r.x + ui.px(11), r.y, r.w - ui.px(14), r.h}, typed ? Face::body_bold : Face::body,
                           typed ? t.accent : t.text, text);
            }
            if (typed)
                ui.fill({r.x + ui.px(3), r.y + ui.px(4), ui.px(3), r.h - ui.px(8)}, t.accent);
        }
    }
    sheet.enter(Sheet::Part::outer);
    for (std::size_t i = sheet.first_row(); i < sheet.end_row(); ++i) {
        const model::QuarantineRow& row = all[m_rows[i]];
        const Rect left = sheet.left(i), line = sheet.line(i);
        if (i != m_selected) {
            const Hit h =
                hit(ui, "mend.row." + std::to_string(i), line, short_reason(ui, row.reason), std::to_string(row.row));
            if (h.hovered)
                ui.fill(left, t.panel2);
            if (h.clicked)
                m_selected = i;
        } else {
            ui.fill(left, t.selected_row);
            ui.registry.add("mend.row." + std::to_string(i),
                            {line, short_reason(ui, row.reason), std::to_string(row.row), true});
        }
        ui.text_in({left.x, left.y, number - ui.px(8), left.h}, Face::body, t.text2, std::to_string(row.row),
                   Align::right);
        ui.text_in({left.x + number + ui.px(6), left.y, left.w - number - ui.px(10), left.h}, Face::body, t.danger,
                   short_reason(ui, row.reason));
        ui.horizontal(line.x, line.bottom() - ui.px(1), line.w, t.track);
    }
    sheet.enter(Sheet::Part::all);
    ui.horizontal(rect.x, rect.y + ui.px(29), sheet.area().w, t.border);
}

void QuarantineDesk::details(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    Flow flow(ui, rect);
    const model::QuarantineRow& row = c.snapshot->quarantine[m_rows[m_selected]];
    flow.heading(ui.say("ui.import.row_number", {{"row", std::to_string(row.row)}}));
    flow.paragraph(ui.say("import.reason." + row.reason), Face::body_bold, t.danger);
    flow.gap(8);
    if (const std::string advice = "import.advice." + row.reason; ui.catalog->has(advice))
        flow.paragraph(ui.say(advice), Face::body, t.text);
    flow.gap(4);
    flow.note(ui.say("ui.import.mend.note"));
    if (m_shaped[m_selected]) {
        ui.registry.add("mend.shape", {{flow.x, flow.y, flow.width, 1}, "", "kept", true});
        flow.note(ui.say("ui.import.mend.shape"));
    }
    flow.gap(14);
    const bool idle = !c.work.busy();
    if (button(ui, "mend.import", flow.row(34), ui.say("ui.import.mend.one"), ButtonLook::primary, idle))
        run(c, {m_rows[m_selected]}, false);
    flow.gap(8);
    if (button(ui, "mend.discard", flow.row(30), ui.say("ui.import.mend.discard"), ButtonLook::plain, idle))
        run(c, {m_rows[m_selected]}, true);
    flow.gap(10);
    if (edit_of(row.row, m_columns.empty() ? "" : m_columns[0]) || m_edits.contains(row.row)) {
        const std::string back = ui.say("ui.import.mend.back");
        if (button(ui, "mend.back", {flow.x, flow.y, button_width(ui, back), ui.px(26)}, back, ButtonLook::quiet, idle))
            m_edits.erase(row.row);
        flow.gap(32);
    }
    action_error(c, flow, "import.mend");
    if (m_wanted_file.empty())
        return;
    flow.rule(6, 10);
    summary(c, flow);
}

void QuarantineDesk::summary(Context& c, Flow& flow) {
    Ui& ui = c.ui;
    const app::ResultView& result = c.work.last("import.run");
    if (result.empty())
        return;
    const auto fact = [&](const char* member) {
        flow.fact(ui.say(std::string("ui.import.report.") + member),
                  app::number_text(result.number(member).value_or(0), 0));
    };
    flow.heading(ui.say("ui.data.report"), result.text("file"));
    for (const char* member : {"read", "inserted", "updated", "unchanged"})
        fact(member);
    const auto reasons = result.counts("reasons");
    if (!reasons.empty())
        flow.rule(6, 8);
    for (const auto& [reason, count] : reasons)
        flow.fact(short_reason(ui, reason), app::count_text(count));
}

void QuarantineDesk::show(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    gather(c);
    if (m_rows.empty()) {
        const Rect middle{rect.x, rect.y + ui.px(70), rect.w, ui.px(40)};
        draw_icon(ui, Icon::check, {middle.centre().x, middle.y - ui.px(16)}, t.success);
        ui.text_in(middle, Face::large_bold, t.success, ui.say("ui.import.mend.none"), Align::centre);
        ui.text_in({middle.x, middle.bottom(), middle.w, ui.px(24)}, Face::body, t.text2,
                   ui.say("ui.import.mend.none.line"), Align::centre);
        if (!m_wanted_file.empty()) {
            const float w = std::min(ui.px(420), rect.w);
            Flow flow(ui, {rect.centre().x - w / 2, middle.bottom() + ui.px(50), w, 0});
            summary(c, flow);
        }
        return;
    }
    const float side = ui.px(300), pad = ui.px(14);
    sources(c, {rect.x + pad, rect.y + ui.px(9), rect.w - side - 2 * pad, ui.px(30)});
    table(c, {rect.x, rect.y + ui.px(48), rect.w - side, rect.h - ui.px(48)});
    ui.fill({rect.right() - side, rect.y, ui.px(1), rect.h}, t.border);
    if (!m_rows.empty())
        details(c, {rect.right() - side, rect.y, side, rect.h});
}

} // namespace wangge::ui
