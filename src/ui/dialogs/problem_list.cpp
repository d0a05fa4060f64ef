#include "ui/dialogs/problem_list.h"

#include "app/view/numbers.h"
#include "ui/dialogs/preview_table.h"

#include <algorithm>

namespace wangge::ui {
namespace {

struct Item {
    std::string reason, text; // a remark on the whole file has no reason
    std::int64_t count = 0;
    std::size_t place = 0; // of a remark, among the remarks
};

void problem(Context& c, const Rect& r, const import::Preview& preview, const Item& item, std::string& chosen) {
    const std::string &reason = item.reason, &text = item.text;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const MayCut data(ui);
    if (reason.empty()) {
        const Hit h = hit(ui, "import.notice." + std::to_string(item.place), r, text);
        draw_icon(ui, Icon::warning, {r.x + ui.px(9), r.centre().y}, t.warning);
        ui.text_in({r.x + ui.px(22), r.y, r.w - ui.px(24), r.h}, Face::body, t.text, text);
        tooltip(ui, h, text);
        return;
    }
    const bool refuses = std::any_of(preview.rows.begin(), preview.rows.end(), [&](const import::PreviewRow& row) {
        return row.fate == import::RowFate::quarantined && !row.reasons.empty() && row.reasons.front() == reason;
    });
    const Hit h = hit(ui, "import.reason." + reason, r, text, std::to_string(item.count));
    if (chosen == reason || h.hovered)
        ui.fill(r, chosen == reason ? t.accent_soft : t.panel2, size::radius);
    ui.fill({r.x + ui.px(4), r.centre().y - ui.px(5), ui.px(10), ui.px(10)},
            refuses ? mixed(t.panel, t.danger, .55f) : mixed(t.panel, t.selection, .75f), 2);
    const std::string number = app::count_text(item.count);
    const float width = ui.width_of(Face::body_bold, number) + ui.px(6);
    ui.text_in({r.x + ui.px(22), r.y, r.w - width - ui.px(30), r.h}, Face::body, t.text, text);
    ui.text_in({r.right() - width - ui.px(2), r.y, width, r.h}, Face::body_bold, t.text, number, Align::right);
    if (ui.width_of(Face::body, text) > r.w - width - ui.px(30))
        tooltip(ui, h, text);
    if (h.clicked)
        chosen = chosen == reason ? "" : reason;
}

} // namespace

void problem_list(Context& c, const Rect& rect, const import::Preview& preview, std::string& chosen) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    ui.horizontal(rect.x, rect.y, rect.w, t.border);
    const float pad = ui.px(16);
    Rect line{rect.x + pad, rect.y + ui.px(8), rect.w - 2 * pad, ui.px(24)};
    if (!preview.missing.empty()) {
        draw_icon(ui, Icon::warning, {line.x + ui.px(9), line.centre().y}, t.danger);
        ui.text_in({line.x + ui.px(26), line.y, line.w, line.h}, Face::body_bold, t.danger,
                   ui.say("ui.import.missing"));
        float y = line.bottom() + ui.px(4);
        for (const auto& group : preview.missing) {
            std::string fields;
            for (const std::string& field : group)
                fields += (fields.empty() ? "" : ui.say("ui.import.or")) + field_text(ui, field);
            y += ui.paragraph({line.x + ui.px(26), y}, line.w - ui.px(26), Face::body, t.text, fields) + ui.px(4);
        }
        ui.paragraph({line.x + ui.px(26), y + ui.px(2)}, line.w - ui.px(26), Face::small, t.text2,
                     ui.say("ui.import.missing.do"));
        ui.registry.add("import.missing",
                        {rect, ui.say("ui.import.missing"), std::to_string(preview.missing.size()), true});
        return;
    }
    ui.text_in(line, Face::body_bold, t.text, ui.say("ui.import.problems"));
    if (!preview.needs.empty()) {
        const float x = line.x + ui.width_of(Face::body_bold, ui.say("ui.import.problems")) + ui.px(14);
        ui.text_in({x, line.y, line.w * .6f, line.h}, Face::small, t.text3, ui.say("ui.import.needed"));
    }
    const std::string hint = ui.say(chosen.empty() ? "ui.import.problems.hint" : "ui.import.problems.all");
    const float hw = ui.width_of(Face::small, hint) + ui.px(12);
    const Rect end{line.right() - hw - ui.px(8), line.y, hw + ui.px(8), line.h};
    if (chosen.empty() && !preview.report.reasons.empty())
        ui.text_in(end, Face::small, t.text2, hint, Align::right);
    else if (!chosen.empty() && button(ui, "import.all_rows", end, hint, ButtonLook::quiet))
        chosen.clear();
    std::vector<Item> items;
    for (const auto& [reason, count] : preview.report.reasons)
        items.push_back({reason, ui.say("import.reason." + reason), count, 0});
    std::stable_sort(items.begin(), items.end(), [](const Item& x, const Item& y) { return x.count > y.count; });
    std::size_t remarks = 0;
    for (const base::Message& notice : preview.report.notices)
        if (notice.id != "import.notice.datum_assumed") // the card beside says it
            items.push_back({"", c.work.catalog().say(notice), 0, remarks++});
    if (items.empty()) {
        draw_icon(ui, Icon::check, {line.x + ui.px(9), line.bottom() + ui.px(18)}, t.success);
        ui.text_in({line.x + ui.px(24), line.bottom() + ui.px(6), line.w, ui.px(24)}, Face::body, t.text,
                   ui.say("ui.import.no_problems"));
    }
    const float half = (line.w - ui.px(20)) / 2;
    const auto lines = static_cast<std::size_t>(std::max(1.f, (rect.bottom() - line.bottom() - ui.px(8)) / ui.px(25)));
    for (std::size_t i = 0; i < std::min(items.size(), 2 * lines); ++i) {
        const Item& item = items[i];
        const float column = i >= lines ? half + ui.px(20) : 0;
        const Rect r{line.x + column, line.bottom() + ui.px(6) + ui.px(25) * static_cast<float>(i % lines), half,
                     ui.px(25)};
        problem(c, r, preview, item, chosen);
    }
}

} // namespace wangge::ui
