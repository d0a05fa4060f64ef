// Stage 6: files for others: ledgers, GIS layers and the map as a picture.
#include "app/action.h"
#include "app/view/numbers.h"
#include "ui/panels/panels.h"

#include <array>

namespace wangge::ui {
namespace {

constexpr std::array<const char*, 7> layers = {
    "sites", "villages", "people", "assignment", "coverage", "blindspots", "coverage_by_township"};
constexpr std::array<const char*, 6> formats = {"xlsx", "csv", "gpkg", "geojson", "shp", "kml"};

class OutputPanel final : public StagePanel {
public:
    void content(Context& c, Flow& flow) override {
        Ui& ui = c.ui;
        if (m_folder.empty())
            m_folder = c.work.path().parent_path().string();
        // A file counts when it is written, not when it was asked for.
        if (m_writing && !c.work.busy()) {
            m_writing = false;
            m_written += c.work.notice() && c.work.notice()->kind != app::Notice::Kind::error;
        }
        const app::CountsView& n = c.work.counts();
        flow.headlines({ui.say("ui.output.rows"), app::count_text(n.all_sites + n.villages + n.all_people + n.cells),
                        ui.say("ui.unit.rows"), ui.say("ui.output.rows_of")},
                       {ui.say("ui.output.written"), app::count_text(m_written), ui.say("ui.unit.files"),
                        ui.say("ui.output.this_session")});
        ui.registry.add("output.written", {{flow.x + flow.width / 2, flow.y - ui.px(60), flow.width / 2, ui.px(50)},
                                           ui.say("ui.output.written"),
                                           std::to_string(m_written),
                                           true});
        flow.rule(4, 10);
        flow.heading(ui.say("ui.output.folder"));
        input(ui, "output.folder", flow.row(size::button), ui.say("ui.output.folder"), m_folder);
        flow.rule();
        ledgers(c, flow);
        if (app::find_action("map.write")) {
            flow.rule();
            picture(c, flow);
        }
        flow.rule();
        selected_card(c, flow);
        flow.note(ui.say("ui.output.note"));
    }

private:
    template <class List> static std::vector<std::string> names(Ui& ui, const char* family, const List& list) {
        std::vector<std::string> result;
        for (const char* item : list)
            result.push_back(ui.say(std::string(family) + item));
        return result;
    }

    std::string target(Context& c, const std::string& name) const {
        return (std::filesystem::path(m_folder) / (c.snapshot->name + "-" + name)).string();
    }

    void ledgers(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.output.layer"));
        const std::vector<std::string> layer_names = names(ui, "ui.layer.", layers);
        choice(ui, "output.layer", flow.row(size::button), ui.say("ui.output.what"), layer_names, m_layer);
        flow.gap(8);
        const Rect row = flow.row(size::button);
        const float w = (row.w - ui.px(8) * 5) / 6;
        for (std::size_t i = 0; i < formats.size(); ++i) {
            std::string label = formats[i];
            for (char& letter : label)
                letter = static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
            if (label == "GEOJSON")
                label = "JSON";
            if (chip(ui, std::string("output.format.") + formats[i],
                     {row.x + (w + ui.px(8)) * static_cast<float>(i), row.y, w, row.h}, label, m_format == i))
                m_format = i;
        }
        flow.gap(8);
        checkbox(ui, "output.public", flow.row(24), ui.say("ui.output.public"), m_public);
        flow.gap(6);
        const std::string file = target(c, layer_names[static_cast<std::size_t>(m_layer)] + "." + formats[m_format]);
        flow.note(file);
        flow.gap(8);
        if (button(ui, "output.export", flow.row(34), ui.say("ui.output.export"), ButtonLook::primary,
                   !c.work.busy() && app::find_action("export.run"))) {
            c.work.run("export.run", {{"layer", std::string(layers[static_cast<std::size_t>(m_layer)])},
                                      {"file", file},
                                      {"public", m_public},
                                      {"travel", std::string(reach::key_of(c.work.coverage_choice.travel))},
                                      {"mode", std::string(reach::key_of(c.work.coverage_choice.mode))},
                                      {"without-planned", !c.work.coverage_choice.with_planned}});
            m_writing = true;
        }
        flow.gap(8);
        action_error(c, flow, "export.run");
    }

    void picture(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.output.map"));
        const std::string sizes[] = {"1600 × 1200", "3200 × 2400", "4961 × 3508 (A3)"};
        constexpr std::array<std::pair<int, int>, 3> pixels = {{{1600, 1200}, {3200, 2400}, {4961, 3508}}};
        choice(ui, "output.size", flow.row(size::button), ui.say("ui.output.size"), sizes, m_size);
        flow.gap(8);
        const std::string file = target(c, ui.say("ui.output.map_name") + ".png");
        flow.note(file);
        flow.gap(8);
        const auto [width, height] = pixels[static_cast<std::size_t>(m_size)];
        if (button(ui, "output.picture", flow.row(size::button), ui.say("ui.output.draw"), ButtonLook::plain,
                   !c.work.busy())) {
            c.work.run("map.write",
                       {{"file", file},
                        {"width-px", static_cast<std::int64_t>(width)},
                        {"height-px", static_cast<std::int64_t>(height)},
                        {"fill", std::string(c.work.workload().people.empty() ? "coverage" : "assignment")},
                        {"scale", width > 4000   ? 2.5
                                  : width > 2000 ? 1.6
                                                 : 1.0}});
            m_writing = true;
        }
        flow.gap(8);
        action_error(c, flow, "map.write");
    }

    std::string m_folder;
    int m_layer = 0, m_size = 1, m_written = 0;
    std::size_t m_format = 0;
    bool m_public = false, m_writing = false;
};

} // namespace

std::unique_ptr<StagePanel> make_output_panel() {
    return std::make_unique<OutputPanel>();
}

} // namespace wangge::ui
