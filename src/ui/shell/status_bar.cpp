#include "ui/shell/status_bar.h"

#include "app/view/numbers.h"

#include <cmath>
#include <fmt/format.h>

namespace wangge::ui {
namespace {

// "3 591 204": coordinates are read in groups of three, without commas.
std::string grouped(double metres) {
    std::string digits = fmt::format("{:.0f}", metres);
    for (int at = static_cast<int>(digits.size()) - 3; at > (digits[0] == '-' ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), " ");
    return digits;
}

float readout_texts(Context& c, const Rect& r, const MapReadout& map) {
    Ui& ui = c.ui;
    float x = r.right() - ui.px(14);
    const auto put = [&](const std::string& text, float room) {
        const float w = std::max(ui.width_of(Face::small, text), ui.px(room));
        x -= w;
        ui.text_in({x, r.y, w + 1, r.h}, Face::small, ui.theme->text2, text, Align::right);
        x -= ui.px(18);
    };
    if (map.scale_denominator > 0)
        put("1 : " + app::count_text(static_cast<std::int64_t>(std::round(map.scale_denominator / 1000) * 1000)), 0);
    if (!map.system.empty() && r.w > ui.px(1100))
        put(map.system, 0);
    if (map.cursor && map.cursor_place) {
        put(fmt::format("X {}  Y {}", grouped(map.cursor->y), grouped(map.cursor->x)), 160);
        put(fmt::format("{:.5f}°E  {:.5f}°N", map.cursor_place->lon, map.cursor_place->lat), 150);
    }
    return x;
}

void job_progress(Context& c, const Rect& r, const app::JobState& job) {
    Ui& ui = c.ui;
    const std::string title = ui.say(job.title);
    float x = r.x + ui.px(14);
    const float w = std::min(ui.width_of(Face::small, title), ui.px(220));
    ui.text_in({x, r.y, w + 2, r.h}, Face::small, ui.theme->text, title);
    x += w + ui.px(10);
    const BarPart part{job.fraction, ui.theme->accent};
    bar(ui, {x, r.centre().y - ui.px(3), ui.px(140), ui.px(6)}, {&part, 1});
    x += ui.px(150);
    const std::string step = fmt::format("{:.0f}%  {}", job.fraction * 100, job.step.empty() ? "" : ui.say(job.step));
    const float step_width = std::min(ui.width_of(Face::small, step), ui.px(230));
    ui.text_in({x, r.y, step_width + 2, r.h}, Face::small, ui.theme->text2, step);
    x += step_width + ui.px(10);
    const std::string cancel = ui.say(c.work.interim() ? "ui.stop_and_keep" : "ui.cancel");
    if (button(ui, "status.cancel", {x, r.y + ui.px(2), ui.width_of(Face::body, cancel) + ui.px(20), r.h - ui.px(4)},
               cancel))
        c.work.cancel();
}

void last_message(Context& c, const Rect& rect, float end, const app::Notice& notice) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const bool error = notice.kind == app::Notice::Kind::error;
    const ImU32 colour = error ? t.danger : notice.kind == app::Notice::Kind::good ? t.success : t.text3;
    ui.draw().AddCircleFilled({rect.x + ui.px(17), rect.centre().y}, ui.px(4.5f), colour, 16);
    std::string text = c.work.catalog().say(notice.message);
    if (const std::size_t line = text.find('\n'); line != std::string::npos)
        text.resize(line);
    if (!notice.where.empty())
        text += "  " + notice.where;
    const Rect place{rect.x + ui.px(28), rect.y, std::max(ui.px(60), end - rect.x - ui.px(40)), rect.h};
    const Hit h = hit(ui, "status.notice", place, text, error ? "error" : "ok");
    const bool long_text = ui.width_of(Face::small, text) > place.w;
    const MayCut whole_in_tooltip(ui);
    ui.text_in(place, Face::small, error ? t.danger : t.text2, text);
    if (long_text)
        tooltip(ui, h, text);
}

} // namespace

void status_bar(Context& c, const Rect& rect, const MapReadout& map) {
    Ui& ui = c.ui;
    begin_area(ui, "status", rect, ui.theme->panel, false);
    ui.horizontal(rect.x, rect.y, rect.w, ui.theme->border);
    const float end = readout_texts(c, rect, map);
    if (const auto job = c.work.job())
        job_progress(c, rect, *job);
    else if (c.work.notice())
        last_message(c, rect, end, *c.work.notice());
    end_area();
}

} // namespace wangge::ui
