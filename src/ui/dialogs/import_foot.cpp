// The foot of the import dialog: what will come of the file, how it is imported, and columns kept for the next one.
#include "ui/dialogs/import_dialog.h"

#include "app/view/numbers.h"
#include "ui/panels/panels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr std::array<const char*, 3> modes{"update", "append", "replace"};

} // namespace

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

} // namespace wangge::ui
