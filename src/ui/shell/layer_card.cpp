#include "ui/shell/layer_card.h"

#include "app/view/numbers.h"
#include "app/view/style_fields.h"
#include "base/error.h"
#include "ui/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace wangge::ui {
namespace {

constexpr const char* popup = "layer_card";
constexpr float row_height = 32, label_width = 92;
constexpr std::array<double, 8> scales{0, 2e6, 1e6, 500e3, 250e3, 100e3, 50e3, 25e3};
// Colours that look well on the map's grounds and are told apart by most readers.
constexpr std::array<const char*, 10> presets{"#B3261E", "#C0410B", "#B56110", "#8A6100", "#269269",
                                              "#0B6E8A", "#3482DF", "#694E84", "#566270", "#1B2530"};

bool is_ground(const std::string& layer) {
    const auto& ground = render::ground_layers();
    return std::find(ground.begin(), ground.end(), layer) != ground.end();
}

bool has_points(const std::string& layer) {
    return layer == "villages" || layer.starts_with("sites.") || layer.starts_with("people.");
}

ImU32 colour_of(const std::string& hex) {
    style::Colour colour;
    return style::parse_colour(hex, colour) ? IM_COL32(colour.r, colour.g, colour.b, 255) : 0;
}

double opacity_of(const app::Look& look, const std::string& layer) {
    auto found = look.opacity.find(layer);
    if (found == look.opacity.end())
        found = look.opacity.find(layer.substr(0, layer.find('.')));
    return found == look.opacity.end() ? 1 : found->second;
}

class Card {
public:
    Card(Context& context, const Rect& rect) : c(context), ui(context.ui), m_rect(rect), m_y(rect.y) {}

    void run() {
        LayerCard& card = c.state.card;
        app::Look look = c.work.look();
        Rect head = next(34);
        ui.text_in({head.x, head.y, head.w - ui.px(26), head.h}, Face::body_bold, ui.theme->text, card.title);
        if (icon_button(ui, "layer_card.close", {head.right() - ui.px(22), head.y + ui.px(6), ui.px(22), ui.px(22)},
                        Icon::close, ui.say("ui.close")))
            ImGui::CloseCurrentPopup();
        opacity(look);
        if (is_ground(card.layer))
            place(look);
        if (has_points(card.layer))
            points(look);
        style(look);
        c.work.set_look(std::move(look));
        card.height = m_y - m_rect.y + ui.px(8);
    }

private:
    Rect next(float height) {
        const Rect r{m_rect.x + ui.px(12), m_y, m_rect.w - ui.px(24), ui.px(height)};
        m_y += r.h;
        return r;
    }
    // The part of a row right of its label.
    Rect field(std::string_view label, float height = row_height) {
        const Rect r = next(height);
        ui.text_in({r.x, r.y, ui.px(label_width) - ui.px(6), r.h}, Face::small, ui.theme->text2, label);
        return {r.x + ui.px(label_width), r.y + ui.px(3), r.w - ui.px(label_width), r.h - ui.px(6)};
    }
    void number_slider(std::string_view id, const Rect& r, std::string_view label, double& value, double low,
                       double high, double step, const std::string& shown, bool& changed) {
        changed = slider(ui, id, {r.x, r.y, r.w - ui.px(52), r.h}, label, value, low, high, step);
        ui.text_in({r.right() - ui.px(48), r.y, ui.px(48), r.h}, Face::small, ui.theme->text, shown, Align::right);
    }

    void opacity(app::Look& look) {
        const std::string& layer = c.state.card.layer;
        const std::string label = ui.say("ui.layer_card.opacity");
        double value = opacity_of(look, layer);
        bool changed = false;
        number_slider("layer_card.opacity", field(label), label, value, 0, 1, 0.05, fmt::format("{:.0f}%", value * 100),
                      changed);
        if (changed)
            look.opacity[layer] = value;
    }

    void place(app::Look& look) {
        const std::string& layer = c.state.card.layer;
        std::vector<std::string> order = render::ground_order(look.order);
        const auto at = std::find(order.begin(), order.end(), layer);
        const Rect r = field(ui.say("ui.layer_card.order"));
        const float w = (r.w - ui.px(6)) / 2;
        if (button(ui, "layer_card.up", {r.x, r.y, w, r.h}, ui.say("ui.layer_card.up"), ButtonLook::plain,
                   at + 1 != order.end())) {
            std::iter_swap(at, at + 1);
            look.order = order;
        } else if (button(ui, "layer_card.down", {r.x + w + ui.px(6), r.y, w, r.h}, ui.say("ui.layer_card.down"),
                          ButtonLook::plain, at != order.begin())) {
            std::iter_swap(at, at - 1);
            look.order = order;
        }
    }

    void points(app::Look& look) {
        const std::string& layer = c.state.card.layer;
        using render::PointMode;
        std::vector<PointMode> modes{PointMode::symbols, PointMode::groups, PointMode::density};
        if (layer == "villages")
            modes.erase(modes.begin() + 1);
        auto found = look.points.find(layer);
        if (found == look.points.end())
            found = look.points.find(layer.substr(0, layer.find('.')));
        PointMode now = found == look.points.end() ? PointMode::usual : found->second;
        if (now == PointMode::usual)
            now = layer.starts_with("sites.") ? PointMode::groups : PointMode::symbols;
        std::vector<std::string> labels;
        int chosen = 0;
        for (std::size_t i = 0; i < modes.size(); ++i) {
            labels.push_back(ui.say("ui.point_mode." + std::string(app::key_of(modes[i]))));
            if (modes[i] == now)
                chosen = static_cast<int>(i);
        }
        const Rect r = next(row_height);
        const int wanted =
            segments(ui, "layer_card.points", {r.x, r.y + ui.px(3), r.w, r.h - ui.px(6)}, labels, chosen);
        if (wanted != chosen)
            look.points[layer] = modes[static_cast<std::size_t>(wanted)];
        if (modes[static_cast<std::size_t>(wanted)] != PointMode::density)
            return;
        const std::string label = ui.say("ui.layer_card.kernel");
        double value = look.kernel.value > 0 ? look.kernel.value / 1000 : 2;
        bool changed = false;
        number_slider("layer_card.kernel", field(label), label, value, 0.25, 10, 0.25,
                      app::number_text(value, 2) + " " + ui.say("ui.unit.km"), changed);
        if (changed)
            look.kernel = base::Metres{value * 1000};
    }

    void style(app::Look& look) {
        LayerCard& card = c.state.card;
        const auto rules = app::style_rules_of(card.layer);
        if (rules.empty())
            return;
        ui.horizontal(m_rect.x, m_y + ui.px(4), m_rect.w, ui.theme->track);
        m_y += ui.px(9);
        card.rule = std::min(card.rule, static_cast<int>(rules.size()) - 1);
        if (rules.size() > 1) {
            std::vector<std::string> labels;
            for (const auto& [layer, kind] : rules)
                labels.push_back(ui.say("ui.rule." + layer + (kind == "*" ? "" : "." + kind)));
            const Rect r = next(row_height);
            choice(ui, "layer_card.rule", {r.x, r.y + ui.px(2), r.w, r.h - ui.px(4)}, "", labels, card.rule);
        }
        const auto& [layer, kind] = rules[static_cast<std::size_t>(card.rule)];
        const std::string theme = c.work.settings.dark ? "dark" : "light";
        for (const app::StyleField& each : app::style_fields(look, theme, layer, kind))
            style_field(look, theme, each);
        m_y += ui.px(4);
        const Rect r = next(row_height);
        if (button(ui, "layer_card.reset", {r.x, r.y + ui.px(2), r.w, r.h - ui.px(4)}, ui.say("ui.layer_card.reset")))
            look = app::without_style(look, layer, kind);
    }

    void style_field(app::Look& look, const std::string& theme, const app::StyleField& f) {
        const std::string label = ui.say(f.label), id = "layer_card." + f.label.substr(9);
        switch (f.kind) {
        case app::StyleFieldKind::colour:
            colour(look, theme, f, label, id);
            break;
        case app::StyleFieldKind::number: {
            double value = f.value;
            bool changed = false;
            number_slider(id, field(label), label, value, f.low, f.high, f.step,
                          app::number_text(value, f.step < 1 ? 1 : 0) + " px", changed);
            if (changed)
                look = app::with_style(look, theme, f, fmt::format("{:.2f}", value));
            break;
        }
        case app::StyleFieldKind::scale: {
            std::vector<std::string> labels;
            int chosen = 0;
            for (std::size_t i = 0; i < scales.size(); ++i) {
                labels.push_back(scales[i] == 0 ? ui.say("ui.layer_card.every_scale")
                                                : "≥ 1:" + app::count_text(static_cast<std::int64_t>(scales[i])));
                const double now = f.value == 0 ? 1e12 : f.value, each = scales[i] == 0 ? 1e12 : scales[i],
                             best = scales[static_cast<std::size_t>(chosen)] == 0
                                        ? 1e12
                                        : scales[static_cast<std::size_t>(chosen)];
                if (std::abs(std::log(each / now)) < std::abs(std::log(best / now)))
                    chosen = static_cast<int>(i);
            }
            if (choice(ui, id, field(label), "", labels, chosen))
                look = app::with_style(look, theme, f, fmt::format("{}", scales[static_cast<std::size_t>(chosen)]));
        }
        }
    }

    // The colour now as a typed code, and ten to choose from.
    void colour(app::Look& look, const std::string& theme, const app::StyleField& f, const std::string& label,
                const std::string& id) {
        LayerCard& card = c.state.card;
        const Rect r = field(label);
        draw_swatch(ui, {r.x, r.y + ui.px(3), ui.px(24), r.h - ui.px(6)}, colour_of(f.text), 3);
        std::string text = card.field == f.name ? card.typed : f.text;
        if (input(ui, id, {r.x + ui.px(30), r.y, r.w - ui.px(30), r.h}, "#RRGGBB", text)) {
            card.field = f.name;
            card.typed = text;
            style::Colour parsed;
            if (text.size() == 7 && style::parse_colour(text, parsed)) {
                look = app::with_style(look, theme, f, text);
                card.field.clear();
            }
        }
        const Rect chips = next(22);
        const float w = chips.w / presets.size();
        for (std::size_t i = 0; i < presets.size(); ++i) {
            const Rect chip{chips.x + w * static_cast<float>(i) + ui.px(2), chips.y + ui.px(1), w - ui.px(4),
                            chips.h - ui.px(5)};
            const Hit h = hit(ui, fmt::format("{}.{}", id, i), chip, presets[i], f.text == presets[i] ? "on" : "");
            ui.fill(chip, colour_of(presets[i]), 3);
            if (h.hovered || f.text == presets[i])
                ui.frame(chip, ui.theme->text, 3, 1.5f);
            if (h.clicked) {
                look = app::with_style(look, theme, f, presets[i]);
                card.field.clear();
            }
        }
    }

    Context& c;
    Ui& ui;
    Rect m_rect;
    float m_y;
};

} // namespace

void open_layer_card(Context& c, std::string_view layer, const std::string& title, float y) {
    c.state.card = {std::string(layer), title, "", "", 0, y, c.state.card.height};
    ImGui::OpenPopup(popup);
}

void layer_card(Context& c, const Rect& tree, float window_height) {
    Ui& ui = c.ui;
    LayerCard& card = c.state.card;
    if (card.layer.empty())
        return;
    const float height = std::min(std::max(card.height, ui.px(80)), window_height - ui.px(60));
    const float top = std::clamp(card.y - ui.px(20), ui.px(52), std::max(ui.px(52), window_height - height - ui.px(8)));
    const Rect rect{tree.right() + ui.px(6), top, ui.px(300), height};
    ImGui::SetNextWindowPos(rect.min());
    ImGui::SetNextWindowSize({rect.w, rect.h});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, ui.px(size::card_radius));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, ui.theme->panel);
    ImGui::PushStyleColor(ImGuiCol_Border, ui.theme->border);
    if (ImGui::BeginPopup(popup, ImGuiWindowFlags_NoNav)) {
        const float scroll = ImGui::GetScrollY();
        Card(c, {rect.x, rect.y - scroll, rect.w, rect.h}).run();
        ImGui::SetCursorScreenPos({rect.x, rect.y - scroll + card.height});
        ImGui::Dummy({1, 1});
        ImGui::EndPopup();
    } else
        card = {};
    ImGui::PopStyleColor(2);
    ImGui::PopStyleVar(2);
}

} // namespace wangge::ui
