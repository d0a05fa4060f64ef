#include "ui/dialogs/import_dialog.h"

#include "app/view/numbers.h"
#include "ui/dialogs/problem_list.h"
#include "ui/dialogs/reading_bar.h"
#include "ui/input.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr std::array<const char*, 3> modes{"update", "append", "replace"};

std::string file_size(std::uintmax_t bytes) {
    const double size = static_cast<double>(bytes);
    if (size < 1e6)
        return app::number_text(std::max(1.0, size / 1e3), 0) + " KB";
    return app::number_text(size / 1e6, 1) + " MB";
}

} // namespace

void ImportDialog::open(Context& c, const std::filesystem::path& file) {
    m_file = file;
    std::error_code failed;
    m_bytes = std::filesystem::file_size(file, failed);
    if (failed)
        m_bytes = 0;
    m_options = {};
    m_template_tried = {};
    m_reason.clear();
    m_preview.reset();
    m_running = false;
    c.work.imports.clear();
    m_page = Page::check;
}

void ImportDialog::open_quarantine(Context& c) {
    m_file.clear();
    m_preview.reset();
    m_running = false;
    c.work.imports.clear();
    m_quarantine.begin("", "");
    m_page = Page::report;
}

void ImportDialog::close(Context& c) {
    m_page = Page::closed;
    m_preview.reset();
    c.work.imports.clear();
}

app::PreviewRequest ImportDialog::request(const Context& c) const {
    return {c.work.snapshot(), m_file, m_options};
}

// Steps at the right of the title: done ones with a tick, the present one bold.
void ImportDialog::header(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const import::Kind kind = m_preview ? m_preview->kind : m_options.kind.value_or(import::Kind::sites);
    const std::string title =
        m_file.empty()
            ? ui.say("ui.import.refused")
            : (m_preview || m_options.kind
                   ? ui.say("ui.import.title", {{"kind", ui.say("import.kind." + std::string(key_of(kind)))}})
                   : ui.say("ui.import.title_any"));
    float x = rect.x + ui.px(16);
    ui.text_in({x, rect.y, ui.px(320), rect.h}, Face::large_bold, t.text, title);
    x += ui.width_of(Face::large_bold, title) + ui.px(16);
    float right = rect.right() - ui.px(52);
    if (!m_file.empty()) {
        constexpr std::array<const char*, 3> steps{"ui.import.step.check", "ui.import.step.import",
                                                   "ui.import.step.mend"};
        const std::size_t now = m_page == Page::report ? 2 : m_running ? 1 : 0;
        for (std::size_t i = steps.size(); i-- > 0;) {
            const std::string text = ui.say(steps[i]);
            const Face face = i == now ? Face::body_bold : Face::body;
            right -= ui.width_of(face, text) + 1;
            ui.text_in({right, rect.y, rect.w, rect.h}, face, i <= now ? t.text : t.text3, text);
            right -= ui.px(17);
            const ImVec2 dot{right, rect.centre().y};
            ui.draw().AddCircleFilled(dot, ui.px(10), i <= now ? t.accent : t.track, 24);
            if (i < now)
                draw_icon(ui, Icon::check, dot, t.on_accent);
            else
                ui.text_in({dot.x - ui.px(9), dot.y - ui.px(10), ui.px(18), ui.px(20)}, Face::small_bold,
                           i <= now ? t.on_accent : t.text2, std::to_string(i + 1), Align::centre);
            right -= ui.px(18);
            if (i > 0) {
                ui.horizontal(right - ui.px(18), rect.centre().y, ui.px(20), t.border);
                right -= ui.px(26);
            }
        }
        std::string facts = m_file.filename().string();
        if (m_bytes > 0)
            facts += " · " + file_size(m_bytes);
        if (m_preview && m_preview->report.read > 0)
            facts += " · " + ui.say(m_preview->whole_file ? "ui.import.rows" : "ui.import.first_rows",
                                    {{"count", app::count_text(m_preview->report.read)}});
        const MayCut data(ui);
        ui.text_in({x, rect.y + ui.px(1), std::max(ui.px(40), right - x - ui.px(12)), rect.h}, Face::body, t.text2,
                   facts);
    }
    if (icon_button(ui, "import.close", {rect.right() - ui.px(42), rect.y + ui.px(9), ui.px(28), ui.px(28)},
                    Icon::close, ui.say("ui.close"), !m_running))
        close(c);
}

// The field goes to the column; the column that had it, and the field that the column had, are left out.
void ImportDialog::map_column(const import::Preview& preview, const PreviewTable::Change& change) {
    auto& columns = m_options.import.columns;
    for (const auto& [field, column] : preview.field_column)
        if (column == static_cast<int>(change.column))
            columns[field] = "";
    if (!change.field.empty())
        columns[change.field] = preview.columns[change.column];
}

void ImportDialog::check_page(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    if (!m_preview) {
        if (const auto& error = c.work.imports.error(); error && !c.work.imports.reading()) {
            const Rect box{rect.centre().x - ui.px(300), rect.y + ui.px(60), ui.px(600), ui.px(200)};
            draw_icon(ui, Icon::warning, {box.x + ui.px(12), box.y + ui.px(14)}, t.danger);
            ui.text_in({box.x + ui.px(32), box.y, box.w, ui.px(28)}, Face::large_bold, t.danger,
                       ui.say("ui.import.cannot_read"));
            const std::string text = c.work.catalog().say(error->message());
            const float h =
                ui.paragraph({box.x + ui.px(32), box.y + ui.px(38)}, box.w - ui.px(40), Face::body, t.text, text);
            ui.paragraph({box.x + ui.px(32), box.y + ui.px(50) + h}, box.w - ui.px(40), Face::small, t.text2,
                         ui.say("ui.import.cannot_read.do"));
            ui.registry.add("import.error", {box, text, error->message().id, true});
        } else {
            ui.text_in({rect.x, rect.y, rect.w, rect.h * .8f}, Face::body, t.text2, ui.say("ui.import.reading"),
                       Align::centre);
        }
        return;
    }
    const import::Preview& preview = *m_preview;
    if (preview.columns.empty()) { // a grid has no rows to look at
        const std::string line =
            ui.say(preview.report.crs.empty() ? "ui.import.grid.plain" : "ui.import.grid",
                   {{"kind", ui.say("import.kind." + std::string(key_of(preview.kind)))}, {"crs", preview.report.crs}});
        ui.text_in({rect.x, rect.y, rect.w, rect.h * .8f}, Face::large_bold, t.text, line, Align::centre);
        return;
    }
    const float side = ui.px(346), below = ui.px(preview.report.reasons.empty() && preview.missing.empty() &&
                                                         preview.report.notices.empty()
                                                     ? 76
                                                 : rect.h > ui.px(560) ? 168
                                                                       : 118);
    const Rect table{rect.x, rect.y, rect.w - side, rect.h - below};
    if (const auto change = m_table.show(c, table, m_preview, m_reason))
        map_column(preview, *change);
    problem_list(c, {rect.x, table.bottom(), table.w, below}, preview, m_reason);
    ui.fill({rect.right() - side, rect.y, ui.px(1), rect.h}, t.border);
    m_datum.show(c, {rect.right() - side + 1, rect.y, side - 1, rect.h}, m_preview, m_options.import.datum);
}

void ImportDialog::figures(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    struct Figure {
        const char* id;
        double number;
        ImU32 colour;
    };
    std::vector<Figure> all;
    if (m_page == Page::report) {
        const app::ResultView& r = c.work.last("import.run");
        const auto number = [&](const char* member) { return r.number(member).value_or(0); };
        all = {{"stored", number("imported") + number("repaired"), t.success},
               {"repaired", number("repaired"), t.warning},
               {"waiting", static_cast<double>(c.snapshot->quarantine.size()),
                c.snapshot->quarantine.empty() ? t.text2 : t.danger}};
        if (m_file.empty())
            all.erase(all.begin(), all.begin() + 2);
    } else if (m_preview && m_preview->missing.empty() && !m_preview->columns.empty()) {
        const import::ImportReport& r = m_preview->report;
        all = {{"will", static_cast<double>(r.imported + r.repaired), t.text},
               {"repaired", static_cast<double>(r.repaired), r.repaired > 0 ? t.warning : t.text2},
               {"unplaced", static_cast<double>(m_preview->unplaced), t.text2},
               {"refused", static_cast<double>(r.quarantined), r.quarantined > 0 ? t.danger : t.text2}};
        if (m_preview->kind != import::Kind::sites)
            all.erase(all.begin() + 2);
    }
    float x = rect.x;
    const float w = ui.px(rect.w > ui.px(760) ? 168 : 138);
    for (const Figure& figure : all) {
        const Rect r{x, rect.y, w, rect.h};
        const std::string id = std::string("ui.import.figure.") + figure.id;
        ui.text_in({r.x + ui.px(16), r.y + ui.px(7), r.w - ui.px(20), ui.px(18)}, Face::small, t.text2, ui.say(id));
        const std::string number = app::number_text(figure.number, 0);
        ui.text({r.x + ui.px(16), r.y + ui.px(19)}, Face::headline, figure.colour, number);
        ui.text_in({r.x + ui.px(16), r.y + ui.px(66), r.w - ui.px(20), ui.px(18)}, Face::small, t.text2,
                   ui.say(id + ".note"));
        ui.registry.add(std::string("import.figure.") + figure.id,
                        {r, ui.say(id), app::number_text(figure.number, 0), true});
        x += w;
        ui.fill({x, r.y, ui.px(1), r.h}, t.track);
    }
}

void ImportDialog::footer(Context& c, const Rect& rect) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    ui.horizontal(rect.x, rect.y, rect.w, t.border);
    float x = rect.right() - ui.px(16);
    const float top = rect.y + ui.px(16);
    const auto place = [&](const std::string& text) {
        const float w = button_width(ui, text) + ui.px(8);
        x -= w;
        const Rect r{x, top, w, ui.px(34)};
        x -= ui.px(10);
        return r;
    };
    if (m_running) {
        const std::string cancel = ui.say("ui.cancel");
        if (button(ui, "import.cancel", place(cancel), cancel))
            c.work.cancel();
        const auto job = c.work.job();
        const float w = ui.px(300);
        const BarPart part{job ? job->fraction : 1, t.accent};
        bar(ui, {x - w, top + ui.px(20), w, ui.px(8)}, {&part, 1});
        ui.text_in({x - w, top - ui.px(3), w, ui.px(20)}, Face::small, t.text2, ui.say("ui.import.running"));
        figures(c, {rect.x, rect.y, x - w - rect.x, rect.h});
        return;
    }
    const bool idle = !c.work.busy();
    if (m_page == Page::report) {
        const std::string done = ui.say("ui.import.done");
        const std::size_t edited = m_quarantine.edited_rows();
        // The button that goes on stands at the end.
        const auto leave = [&] {
            return button(ui, "import.done", place(done), done, edited == 0 ? ButtonLook::primary : ButtonLook::plain);
        };
        if (edited == 0 && leave())
            return close(c);
        if (m_quarantine.shown_rows() > 0) {
            const std::string text =
                edited > 0
                    ? ui.say("ui.import.mend.edited", {{"count", app::count_text(static_cast<std::int64_t>(edited))}})
                    : ui.say("ui.import.mend.all");
            if (button(ui, "mend.run", place(text), text, edited > 0 ? ButtonLook::primary : ButtonLook::plain, idle))
                edited > 0 ? m_quarantine.import_edited(c) : m_quarantine.import_all(c);
        }
        if (edited > 0 && leave())
            return close(c);
    } else {
        const bool ready = m_preview && m_preview->missing.empty() && !c.work.imports.reading() && idle;
        const std::int64_t count = m_preview ? m_preview->report.imported + m_preview->report.repaired : 0;
        const bool counted =
            m_preview && m_preview->whole_file && m_preview->missing.empty() && !m_preview->columns.empty();
        // With nothing to import the way out comes first; the rows may still be kept for mending.
        const bool nothing = counted && count == 0;
        const std::int64_t refused = m_preview ? m_preview->report.quarantined : 0;
        const std::string go = nothing   ? ui.say("ui.import.keep_refused", {{"count", app::count_text(refused)}})
                               : counted ? ui.say("ui.import.go", {{"count", app::count_text(count)}})
                                         : ui.say("ui.import.go_all");
        const std::string cancel = ui.say("ui.cancel");
        const auto leave = [&] {
            return button(ui, "import.cancel", place(cancel), cancel,
                          nothing ? ButtonLook::primary : ButtonLook::plain);
        };
        if (nothing && leave())
            return close(c);
        if ((!nothing || refused > 0) &&
            button(ui, "import.go", place(go), go, nothing ? ButtonLook::plain : ButtonLook::primary, ready))
            start(c);
        if (!nothing && leave())
            return close(c);
        if (m_preview && !m_preview->columns.empty()) {
            std::vector<std::string> names;
            for (const char* mode : modes)
                names.push_back(ui.say(std::string("ui.import.mode.") + mode));
            int chosen = static_cast<int>(m_options.import.existing);
            const float w = ui.px(230);
            x -= w;
            if (choice(ui, "import.mode", {x, top + ui.px(2), w, ui.px(30)}, "", names, chosen))
                m_options.import.existing = static_cast<import::Existing>(chosen);
            const std::string label = template_label(c);
            const float tw = button_width(ui, label) + ui.px(6);
            x -= tw + ui.px(10);
            template_button(c, {x, top + ui.px(2), tw, ui.px(30)}, label);
        }
    }
    const std::string note = ui.say(m_page == Page::report ? "ui.import.report.note" : "ui.import.note");
    ui.text_in({rect.right() - ui.px(416), top + ui.px(37), ui.px(400), ui.px(20)}, Face::small, t.text2, note,
               Align::right);
    figures(c, {rect.x, rect.y, x - ui.px(10) - rect.x, rect.h});
}

app::ColumnTemplate ImportDialog::as_template() const {
    app::ColumnTemplate kept{std::string(key_of(m_preview->kind)), m_preview->columns, {}};
    for (const std::string& field : m_preview->fields) {
        const auto at = m_preview->field_column.find(field);
        kept.columns[field] =
            at == m_preview->field_column.end() ? "" : m_preview->columns[static_cast<std::size_t>(at->second)];
    }
    return kept;
}

void ImportDialog::use_template(Context& c) {
    if (!m_preview || m_preview->columns.empty() || c.work.imports.reading())
        return;
    std::pair<std::string, std::vector<std::string>> now{key_of(m_preview->kind), m_preview->columns};
    if (now == m_template_tried)
        return;
    const app::ColumnTemplate* kept = c.work.settings.template_of(now.first, now.second);
    m_template_tried = std::move(now);
    if (kept && m_options.import.columns.empty())
        m_options.import.columns = kept->columns;
}

std::string ImportDialog::template_label(Context& c) const {
    const app::ColumnTemplate* kept =
        c.work.settings.template_of(std::string(key_of(m_preview->kind)), m_preview->columns);
    return c.ui.say(!kept                    ? "ui.import.template.keep"
                    : *kept == as_template() ? "ui.import.template.used"
                                             : "ui.import.template.renew");
}

// Keeps the mapping; while it is the kept one a click goes back to the guess.
void ImportDialog::template_button(Context& c, const Rect& rect, const std::string& label) {
    Ui& ui = c.ui;
    const app::ColumnTemplate now = as_template();
    const app::ColumnTemplate* kept = c.work.settings.template_of(now.kind, now.headings);
    const bool used = kept && *kept == now;
    if (!chip(ui, "import.template", rect, label, used))
        return;
    if (used)
        m_options.import.columns.clear();
    else
        c.work.settings.keep(now);
}

void ImportDialog::start(Context& c) {
    const import::Options& o = m_options.import;
    app::ArgumentValues arguments{{"kind", std::string(key_of(m_preview->kind))},
                                  {"file", m_file.string()},
                                  {"encoding", o.encoding},
                                  {std::string(modes[static_cast<std::size_t>(o.existing)]), true}};
    if (!m_preview->layers.empty())
        arguments["layer"] = m_preview->report.layer;
    if (o.datum)
        arguments["datum"] = std::string(key_of(*o.datum));
    if (o.header_row > 0)
        arguments["header"] =
            o.header_rows > 1 ? std::to_string(o.header_row) + "-" + std::to_string(o.header_row + o.header_rows - 1)
                              : std::to_string(o.header_row);
    std::vector<std::string> map;
    for (const auto& [field, column] : o.columns)
        map.push_back(field + "=" + column);
    if (!map.empty())
        arguments["map"] = map;
    c.work.run("import.run", arguments);
    m_running = true;
}

// A finished import leads to its report, a failed or cancelled one back to the check.
void ImportDialog::follow(Context& c) {
    if (!m_running || c.work.busy())
        return;
    m_running = false;
    if (c.work.notice() && c.work.notice()->message.id == "import.run.done") {
        m_quarantine.begin(std::string(key_of(m_preview->kind)), m_file.filename().string());
        m_page = Page::report;
    }
}

void ImportDialog::show(Context& c, const Rect& window) {
    if (m_page == Page::closed || !c.snapshot)
        return;
    Ui& ui = c.ui;
    follow(c);
    if (ImGui::IsKeyPressed(static_cast<int>(Key::escape)) && !m_running && !ImGui::GetIO().WantTextInput &&
        !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel))
        return close(c);
    if (m_page == Page::check && !m_running)
        m_preview = c.work.imports.preview(request(c));
    if (m_page == Page::check && !m_running)
        use_template(c);
    const float w = std::min(ui.px(1330), window.w - ui.px(40)), h = std::min(ui.px(860), window.h - ui.px(36));
    const Rect box{std::round(window.x + (window.w - w) / 2), std::round(window.y + (window.h - h) / 2), std::round(w),
                   std::round(h)};
    begin_dialog(ui, "import", window, box);
    const float head = ui.px(46), foot = ui.px(92);
    header(c, {box.x, box.y, box.w, head});
    ui.horizontal(box.x, box.y + head - 1, box.w, ui.theme->border);
    Rect body{box.x + 1, box.y + head, box.w - 2, box.h - head - foot};
    if (m_page == Page::check) {
        const auto kind = m_options.kind;
        reading_bar(c, {body.x, body.y, body.w, ui.px(46)}, m_preview.get(), m_options);
        if (m_options.kind != kind)
            m_reason.clear();
        body.y += ui.px(46);
        body.h -= ui.px(46);
        check_page(c, body);
        if (c.work.failed_action() == "import.run" && !m_running) {
            Flow flow(ui, {body.x + ui.px(8), body.bottom() - ui.px(70), body.w * .7f, 0});
            action_error(c, flow, "import.run");
        }
    } else if (m_page == Page::report) {
        m_quarantine.show(c, body);
    }
    if (m_page != Page::closed)
        footer(c, {box.x, box.bottom() - foot, box.w, foot});
    end_dialog(ui);
}

} // namespace wangge::ui
