#include "ui/dialogs/reading_bar.h"

#include <algorithm>
#include <array>

namespace wangge::ui {
namespace {

constexpr std::array kinds{import::Kind::sites,      import::Kind::villages, import::Kind::people,
                           import::Kind::boundaries, import::Kind::roads,    import::Kind::water,
                           import::Kind::population, import::Kind::terrain,  import::Kind::landcover,
                           import::Kind::basemap,    import::Kind::cells};

} // namespace

void reading_bar(Context& c, const Rect& rect, const import::Preview* preview, import::PreviewOptions& options) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    ui.fill(rect, t.panel2);
    ui.horizontal(rect.x, rect.bottom() - 1, rect.w, t.border);
    float x = rect.x + ui.px(16);
    // The box is as wide as its widest choice needs, up to a limit.
    const auto pick = [&](const char* id, const std::string& caption, const std::vector<std::string>& names,
                          int& chosen, float most) {
        float w = 0;
        for (const std::string& name : names)
            w = std::max(w, ui.width_of(Face::body, name));
        w = std::min(w, ui.px(most)) + ui.width_of(Face::body, caption) + ui.px(50);
        const Rect box{x, rect.y + ui.px(8), w, ui.px(30)};
        x = box.right() + ui.px(10);
        const MayCut data(ui);
        return choice(ui, id, box, caption, names, chosen);
    };
    std::vector<std::string> names;
    const import::Kind now = preview ? preview->kind : options.kind.value_or(import::Kind::sites);
    int chosen = 0;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        names.push_back(ui.say("import.kind." + std::string(key_of(kinds[i]))));
        if (kinds[i] == now)
            chosen = static_cast<int>(i);
    }
    if (pick("import.kind", ui.say("ui.data.kind"), names, chosen, 150)) {
        options.kind = kinds[static_cast<std::size_t>(chosen)];
        options.import.columns.clear();
        options.import.layer.clear();
    }
    if (!preview)
        return;
    const import::Preview& p = *preview;
    if (!p.layers.empty()) {
        chosen = static_cast<int>(std::find(p.layers.begin(), p.layers.end(), p.report.layer) - p.layers.begin());
        chosen = std::min(chosen, static_cast<int>(p.layers.size()) - 1);
        if (pick("import.layer", ui.say("ui.import.layer"), p.layers, chosen, 150)) {
            options.import.layer = p.layers[static_cast<std::size_t>(chosen)];
            options.import.columns.clear();
            options.import.header_row = 0;
        }
    }
    if (!p.encodings.empty()) {
        const bool gb = p.report.encoding == "gb18030";
        const bool automatic = options.import.encoding == "auto";
        const std::string found = gb ? "GB18030" : "UTF-8";
        names = {ui.say("ui.import.encoding.auto", {{"encoding", found}}), "UTF-8", "GB18030"};
        chosen = automatic ? 0 : gb ? 2 : 1;
        if (pick("import.encoding", ui.say("ui.import.encoding"), names, chosen, 170)) {
            options.import.encoding = p.encodings[static_cast<std::size_t>(chosen)];
            options.import.columns.clear();
        }
    }
    if (!p.head.empty()) {
        names.clear();
        chosen = 0;
        for (std::size_t i = 0; i < p.head.size(); ++i) {
            names.push_back(ui.say("ui.import.header.row", {{"row", std::to_string(p.head[i].first)}}) + "  " +
                            p.head[i].second);
            if (p.head[i].first == p.header_row)
                chosen = static_cast<int>(i);
        }
        if (pick("import.header", ui.say("ui.import.header"), names, chosen, 130)) {
            options.import.header_row = static_cast<int>(p.head[static_cast<std::size_t>(chosen)].first);
            options.import.header_rows = 1;
            options.import.columns.clear();
        }
        bool two = p.header_rows > 1;
        const std::string label = ui.say("ui.import.header.two");
        const Rect box{x, rect.y + ui.px(8), ui.width_of(Face::body, label) + ui.px(26), ui.px(30)};
        if (checkbox(ui, "import.header.two", box, label, two)) {
            options.import.header_row = p.header_row;
            options.import.header_rows = two ? 2 : 1;
            options.import.columns.clear();
        }
        x = box.right() + ui.px(14);
    }
    // The same bytes in the other encoding: one look tells that it is wrong.
    if (p.other_text.empty() || rect.right() - x < ui.px(250))
        return;
    const MayCut data(ui);
    const std::string caption =
        ui.say("ui.import.otherwise", {{"encoding", p.other_encoding == "gb18030" ? "GB18030" : "UTF-8"}});
    const float cw = ui.width_of(Face::small, caption);
    std::string garbled = p.other_text; // the replacement character is in no font
    for (std::size_t at = 0; (at = garbled.find("\xEF\xBF\xBD", at)) != std::string::npos;)
        garbled.replace(at, 3, "□");
    const float tw = std::min(ui.width_of(Face::small, garbled), rect.right() - x - cw - ui.px(40));
    const Rect place{rect.right() - ui.px(16) - tw, rect.y, tw, rect.h};
    ui.text_in({place.x - cw - ui.px(8), rect.y, cw + 1, rect.h}, Face::small, t.text2, caption);
    ui.text_in(place, Face::small, t.text3, garbled);
    ui.line({place.x, place.centre().y}, {place.right(), place.centre().y}, t.text3, ui.px(1));
}

} // namespace wangge::ui
