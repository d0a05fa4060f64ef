#include "ui/charts.h"

#include "app/view/numbers.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

void dashed(Ui& ui, ImVec2 from, ImVec2 to, ImU32 colour) {
    const float length = std::hypot(to.x - from.x, to.y - from.y), dash = ui.px(4), gap = ui.px(3);
    for (float at = 0; at < length; at += dash + gap) {
        const float a = at / length, b = std::min(1.f, (at + dash) / length);
        ui.line({from.x + (to.x - from.x) * a, from.y + (to.y - from.y) * a},
                {from.x + (to.x - from.x) * b, from.y + (to.y - from.y) * b}, colour, 1.3f);
    }
}

double round_up(double value) {
    if (value <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 7.5, 10.0})
        if (step * power >= value)
            return step * power;
    return 10 * power;
}

} // namespace

int bar_chart(Ui& ui, std::string_view id, const Rect& rect, std::span<const ChartBar> bars, double mean,
              float row_height) {
    const Theme& t = *ui.theme;
    float labels = 0, values = 0;
    double most = mean;
    for (const ChartBar& b : bars) {
        labels = std::max(labels, ui.width_of(Face::small, b.label));
        values = std::max(values, ui.width_of(Face::small, b.value + " " + b.note));
        most = std::max({most, b.amount, b.tick});
    }
    labels = std::min(labels + ui.px(8), rect.w * .35f);
    values += ui.px(8);
    const float x = rect.x + labels, width = std::max(ui.px(20), rect.w - labels - values);
    int clicked = -1;
    float y = rect.y;
    for (std::size_t i = 0; i < bars.size(); ++i, y += row_height) {
        const ChartBar& b = bars[i];
        const Rect line{rect.x, y, rect.w, row_height};
        const Hit h = hit(ui, std::string(id) + "." + std::to_string(i), line, b.label, b.value);
        if (b.selected || h.hovered)
            ui.fill(line, b.selected ? t.selected_row : t.panel2, 2);
        if (h.clicked)
            clicked = static_cast<int>(i);
        ui.text_in({rect.x, y, labels - ui.px(6), row_height}, Face::small, t.text, b.label, Align::right);
        const Rect body{x, y + ui.px(2), most > 0 ? width * static_cast<float>(b.amount / most) : 0,
                        row_height - ui.px(4)};
        if (b.hatched)
            draw_pattern(ui, body, Pattern::diagonal, b.colour, false);
        else
            ui.fill(body, b.colour, 1);
        ui.frame(body, faded(t.text, .28f), 1);
        if (b.tick >= 0 && most > 0)
            ui.fill({x + width * static_cast<float>(b.tick / most) - ui.px(1), y + ui.px(1), ui.px(2),
                     row_height - ui.px(2)},
                    t.text);
        const float value_width = ui.width_of(Face::small, b.value);
        const float note_width = ui.width_of(Face::small, b.note);
        ui.text_in(
            {rect.right() - note_width - (b.note.empty() ? 0 : ui.px(5)) - value_width, y, value_width + 1, row_height},
            Face::small, t.text, b.value);
        if (!b.note.empty())
            ui.text_in({rect.right() - note_width, y, note_width + 1, row_height}, Face::small,
                       b.alarm ? t.danger : t.text2, b.note);
    }
    if (mean > 0 && most > 0) {
        const float mx = x + width * static_cast<float>(mean / most);
        dashed(ui, {mx, rect.y}, {mx, y}, t.text);
    }
    return clicked;
}

void histogram(Ui& ui, const Rect& rect, const Histogram& h) {
    const Theme& t = *ui.theme;
    const float axis = ui.px(17), scale_width = ui.px(30);
    const Rect plot{rect.x, rect.y + ui.px(4), rect.w - scale_width, rect.h - axis - ui.px(4)};
    double most = 0;
    for (const ChartBar& column : h.columns)
        most = std::max(most, column.amount);
    const double top = round_up(most);
    for (int i = 0; i <= 2; ++i) {
        const double value = top * i / 2;
        const float y = plot.bottom() - plot.h * static_cast<float>(i) / 2;
        ui.horizontal(plot.x, std::round(y), plot.w, i == 0 ? t.border : t.track);
        ui.text_in({plot.right() + ui.px(3), y - ui.px(i == 0 ? 12 : 7), scale_width - ui.px(3), ui.px(14)},
                   Face::small, t.text3, app::count_text(static_cast<std::int64_t>(value)), Align::right);
    }
    const float w = plot.w / static_cast<float>(std::max<std::size_t>(h.columns.size(), 1));
    for (std::size_t i = 0; i < h.columns.size(); ++i) {
        const ChartBar& column = h.columns[i];
        const float height = plot.h * static_cast<float>(column.amount / top);
        const Rect body{plot.x + w * static_cast<float>(i) + 1, plot.bottom() - height, w - 2, height};
        if (height < .5f)
            continue;
        if (column.hatched)
            draw_pattern(ui, body, Pattern::diagonal, column.colour, false);
        else
            ui.fill(body, column.colour);
    }
    const int marks = 7;
    for (int i = 0; i <= marks; ++i) {
        const double value = h.from + (h.to - h.from) * i / marks;
        const float x = plot.x + plot.w * static_cast<float>(i) / marks;
        const bool last = i == marks;
        ui.text({x - ui.px(20), plot.bottom() + ui.px(1)}, Face::small, t.text3,
                last ? h.axis_unit : app::number_text(value, value == std::round(value) ? 0 : 1), ui.px(last ? 50 : 40),
                Align::centre);
    }
    if (h.limit > h.from && h.limit < h.to) {
        const float x = plot.x + plot.w * static_cast<float>((h.limit - h.from) / (h.to - h.from));
        dashed(ui, {x, plot.y}, {x, plot.bottom()}, t.text);
        const float label = ui.width_of(Face::small, h.limit_label);
        const float lx = x + ui.px(4) + label < plot.right() ? x + ui.px(4) : std::max(plot.x, x - ui.px(4) - label);
        ui.text({lx, plot.y - ui.px(3)}, Face::small, t.text, h.limit_label);
    }
}

void heat_grid(Ui& ui, std::string_view id, const Rect& rect, const HeatGrid& grid) {
    const Theme& t = *ui.theme;
    if (grid.columns.empty())
        return;
    float labels = 0;
    for (const HeatGrid::Row& row : grid.rows)
        labels = std::max(labels, ui.width_of(Face::small, row.label));
    labels = std::min(labels + ui.px(8), rect.w * .35f);
    const float head = ui.px(16), height = ui.px(17);
    const float step = (rect.w - labels - ui.px(10)) / static_cast<float>(grid.columns.size());
    const auto left = [&](float x, std::size_t column) { return x + labels + step * static_cast<float>(column); };
    for (std::size_t k = 0; k < grid.marks.size(); ++k)
        ui.text({left(rect.x, k), rect.y}, Face::small, t.text2, grid.marks[k]);
    ImGui::SetCursorScreenPos({rect.x, rect.y + head});
    ImGui::BeginChild("heat", {rect.w, rect.h - head}, false, ImGuiWindowFlags_NoNav);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const MayCut names(ui);
    for (std::size_t i = 0; i < grid.rows.size(); ++i) {
        const HeatGrid::Row& row = grid.rows[i];
        const Rect line{origin.x, origin.y + height * static_cast<float>(i), rect.w - ui.px(10), height};
        const Hit h = hit(ui, std::string(id) + "." + std::to_string(i), line, row.label);
        ui.text_in({line.x, line.y, labels - ui.px(6), height}, Face::small, t.text, row.label, Align::right);
        for (std::size_t k = 0; k < row.values.size(); ++k) {
            const Rect cell{left(origin.x, k), line.y + ui.px(1), std::max(1.f, step - ui.px(step > ui.px(5) ? 1 : 0)),
                            height - ui.px(2)};
            ui.fill(cell, t.track);
            if (grid.off[k])
                draw_pattern(ui, cell, Pattern::diagonal, faded(t.text3, .5f), false);
            else if (row.values[k] > 0)
                ui.fill(cell, faded(t.accent, static_cast<float>(.15 + .85 * row.values[k] / grid.most)));
        }
        const float at = (ImGui::GetIO().MousePos.x - left(origin.x, 0)) / step;
        if (h.hovered && at >= 0 && at < static_cast<float>(row.values.size()))
            tooltip(ui, h, grid.words(i, static_cast<std::size_t>(at)));
    }
    ImGui::SetCursorScreenPos({origin.x, origin.y + height * static_cast<float>(grid.rows.size())});
    ImGui::Dummy({1, 1});
    ImGui::EndChild();
}

void curve(Ui& ui, const Rect& rect, std::span<const double> shares, double step, double marked,
           std::string_view mark_label) {
    if (shares.size() < 2)
        return;
    const Theme& t = *ui.theme;
    const float axis = ui.px(17), left = ui.px(26);
    const Rect plot{rect.x + left, rect.y + ui.px(6), rect.w - left - ui.px(8), rect.h - axis - ui.px(6)};
    for (int i = 0; i <= 2; ++i) {
        const float y = plot.bottom() - plot.h * static_cast<float>(i) / 2;
        ui.horizontal(plot.x, std::round(y), plot.w, i == 0 ? t.border : t.track);
        ui.text_in({rect.x, y - ui.px(8), left - ui.px(5), ui.px(16)}, Face::small, t.text3, std::to_string(i * 50),
                   Align::right);
    }
    const double end = step * static_cast<double>(shares.size() - 1);
    const auto place = [&](double at, double share) {
        return ImVec2{plot.x + plot.w * static_cast<float>(at / end),
                      plot.bottom() - plot.h * static_cast<float>(share)};
    };
    const int tick = end > 12 ? 10 : 1; // minutes or kilometres
    for (int at_tick = 0; at_tick <= static_cast<int>(end); at_tick += tick)
        ui.text({place(at_tick, 0).x - ui.px(12), plot.bottom() + ui.px(1)}, Face::small, t.text3,
                std::to_string(at_tick), ui.px(24), Align::centre);
    for (std::size_t i = 0; i < shares.size(); ++i)
        ui.draw().PathLineTo(place(step * static_cast<double>(i), shares[i]));
    ui.draw().PathStroke(t.ramp[t.dark ? 1 : 1], 0, ui.px(2));
    const double position = std::clamp(marked / step, 0.0, static_cast<double>(shares.size() - 1));
    const auto low = static_cast<std::size_t>(position);
    const std::size_t high = std::min(low + 1, shares.size() - 1);
    const double share = shares[low] + (shares[high] - shares[low]) * (position - static_cast<double>(low));
    const ImVec2 at = place(std::min(marked, end), share);
    dashed(ui, {at.x, plot.bottom()}, {at.x, plot.y}, t.text2);
    ui.draw().AddCircleFilled(at, ui.px(4.5f), t.panel, 20);
    ui.draw().AddCircle(at, ui.px(4.5f), t.accent, 20, ui.px(2));
    const float label = ui.width_of(Face::small_bold, mark_label);
    const bool right = at.x + ui.px(8) + label < rect.right();
    ui.text({right ? at.x + ui.px(8) : at.x - ui.px(8) - label, std::min(at.y + ui.px(5), plot.bottom() - ui.px(18))},
            Face::small_bold, t.text, mark_label);
}

} // namespace wangge::ui
