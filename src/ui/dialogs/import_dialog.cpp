#include "ui/dialogs/import_dialog.h"

#include "app/view/numbers.h"
#include "ui/dialogs/problem_list.h"
#include "ui/dialogs/reading_bar.h"
#include "ui/input.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

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
