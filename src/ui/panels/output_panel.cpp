// Stage 6: files for others: maps on paper and atlases, ledgers and GIS layers.
#include "app/action.h"
#include "app/books/book_template.h"
#include "app/view/numbers.h"
#include "ui/page_preview.h"
#include "ui/panels/letters_section.h"
#include "ui/panels/panels.h"

#include <array>
#include <cmath>

namespace wangge::ui {
namespace {

constexpr std::array<const char*, 7> layers = {
    "sites", "villages", "people", "assignment", "coverage", "blindspots", "coverage_by_township"};
constexpr std::array<const char*, 7> formats = {"xlsx", "csv", "gpkg", "geojson", "shp", "kml", "kmz"};
constexpr std::array<const char*, 5> templates = {"responsibility", "blindspots", "coverage", "sheet", "board"};
constexpr std::array<const char*, 6> papers = {"A4", "A3", "A2", "A1", "A0", "A5"};
constexpr std::array<const char*, 3> picture_formats = {"pdf", "png", "svg"};
constexpr std::size_t first_of_atlas = 3; // of templates: these have a sheet for each of something

class OutputPanel final : public StagePanel {
public:
    explicit OutputPanel(PagePreview& preview) : m_preview(preview) {}
    void content(Context& c, Flow& flow) override {
        Ui& ui = c.ui;
        if (m_folder.empty())
            m_folder = std::filesystem::absolute(c.work.path()).parent_path().string();
        // A file counts when it is written, not when it was asked for.
        if (m_writing && !c.work.busy()) {
            m_writing = false;
            m_written += c.work.notice() && c.work.notice()->kind != app::Notice::Kind::error;
        }
        const app::CountsView& n = c.work.counts();
        const auto& page = m_preview.shown();
        const std::size_t sheets = page ? std::max<std::size_t>(1, page->sheets.size()) : 0;
        flow.headlines({ui.say("ui.page.sheets"), app::count_text(static_cast<std::int64_t>(sheets)),
                        ui.say("ui.unit.sheets"), ui.say("ui.page.sheets_of")},
                       {ui.say("ui.output.written"), app::count_text(m_written), ui.say("ui.unit.files"),
                        ui.say("ui.output.this_session")});
        ui.registry.add("output.written", {{flow.x + flow.width / 2, flow.y - ui.px(60), flow.width / 2, ui.px(50)},
                                           ui.say("ui.output.written"),
                                           std::to_string(m_written),
                                           true});
        flow.rule(4, 10);
        const std::string parts[] = {ui.say("ui.page.maps"), ui.say("ui.page.ledgers")};
        m_part = segments(ui, "output.part", flow.row(size::button), parts, m_part);
        flow.gap(10);
        flow.heading(ui.say("ui.output.folder"));
        input(ui, "output.folder", flow.row(size::button), ui.say("ui.output.folder"), m_folder);
        flow.rule();
        if (m_part == 0) {
            m_preview.chosen_item(c, flow);
            page_choice(c, flow, n.cells > 0);
            flow.rule();
            print(c, flow, n.cells > 0);
        } else {
            books(c, flow);
            flow.rule();
            ledgers(c, flow);
            flow.rule();
            m_writing |= m_letters.show(c, flow, m_folder, m_public);
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

    bool is_atlas() const { return static_cast<std::size_t>(m_template) >= first_of_atlas; }

    void page_choice(Context& c, Flow& flow, bool has_cells) {
        Ui& ui = c.ui;
        app::PageRequest& page = m_preview.request;
        flow.heading(ui.say("ui.page.title"));
        const std::vector<std::string> template_names = names(ui, "paper.template.", templates);
        if (choice(ui, "output.template", flow.row(size::button), ui.say("ui.page.template"), template_names,
                   m_template)) {
            const bool was_atlas = page.kind != app::SheetKind::county;
            page.template_name = templates[static_cast<std::size_t>(m_template)];
            m_paper = is_atlas() ? 0 : 1;
            page.landscape = page.template_name != "board";
            page.sheet = 0;
            page.layers.reset();
            if (is_atlas() != was_atlas || is_atlas())
                m_by = page.template_name == "board" ? 3 : 0;
        }
        page.kind = !is_atlas() || !has_cells ? app::SheetKind::county
                    : m_by == 0               ? app::SheetKind::township
                    : m_by == 1               ? app::SheetKind::inspector
                    : m_by == 2               ? app::SheetKind::station
                                              : app::SheetKind::cell;
        flow.gap(8);
        Rect row = flow.row(size::button);
        const float half = (row.w - ui.px(8)) / 2;
        const std::vector<std::string> paper_names(papers.begin(), papers.end());
        choice(ui, "output.paper", {row.x, row.y, half, row.h}, ui.say("ui.page.paper"), paper_names, m_paper);
        page.paper = papers[static_cast<std::size_t>(m_paper)];
        const std::string turns[] = {ui.say("ui.page.landscape"), ui.say("ui.page.portrait")};
        const int turn =
            segments(ui, "output.turn", {row.x + half + ui.px(8), row.y, half, row.h}, turns, page.landscape ? 0 : 1);
        page.landscape = turn == 0 && page.template_name != "board";
        if (is_atlas()) {
            flow.gap(8);
            const std::string by[] = {ui.say("ui.page.by.township"), ui.say("ui.page.by.inspector"),
                                      ui.say("ui.page.by.station"), ui.say("ui.page.by.cell")};
            if (choice(ui, "output.by", flow.row(size::button), ui.say("ui.page.by"), by, m_by, has_cells))
                page.sheet = 0;
        }
        flow.gap(8);
        checkbox(ui, "output.page_public", flow.row(24), ui.say("ui.page.public"), page.public_copy);
        checkbox(ui, "output.grey", flow.row(24), ui.say("ui.page.grey"), page.grey);
        flow.gap(6);
        words(ui, flow, page.words);
        if (const auto& shown = m_preview.shown(); shown && shown->rows_left_out)
            flow.note(ui.say("ui.page.rows_left_out"), ui.theme->warning);
    }

    // What stands around the map; a field across the panel or two beside each other.
    static void words(Ui& ui, Flow& flow, std::map<std::string, std::string>& words) {
        struct Line {
            const char *first, *second;
        };
        constexpr std::array<Line, 7> lines{{{"title", nullptr},
                                             {"subtitle", nullptr},
                                             {"makers", "checked"},
                                             {"number", "secrecy"},
                                             {"date", "map-scale"},
                                             {"notes", nullptr},
                                             {"logo", nullptr}}};
        for (const Line& line : lines) {
            flow.gap(8);
            const Rect row = flow.row(size::button);
            const float half = (row.w - ui.px(8)) / 2;
            const auto field = [&](const char* name, const Rect& rect) {
                input(ui, std::string("output.") + name, rect, ui.say(std::string("ui.page.word.") + name),
                      words[name]);
            };
            field(line.first, line.second ? Rect{row.x, row.y, half, row.h} : row);
            if (line.second)
                field(line.second, {row.x + half + ui.px(8), row.y, half, row.h});
        }
        flow.gap(6);
    }

    app::ArgumentValues page_arguments() const {
        const app::PageRequest& page = m_preview.request;
        app::ArgumentValues values = app::arguments_of(page.words);
        values["template"] = page.template_name;
        values["paper"] = page.paper;
        values["portrait"] = !page.landscape;
        values["grey"] = page.grey;
        values["public"] = page.public_copy;
        if (page.layers)
            values["layers"] = std::vector<std::string>(page.layers->begin(), page.layers->end());
        return values;
    }

    void print(Context& c, Flow& flow, bool has_cells) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.page.print"));
        const Rect row = flow.row(size::button);
        const float w = (row.w - ui.px(8) * 2) / 3;
        constexpr std::array<const char*, 3> titles = {"PDF", "PNG 300 dpi", "SVG"};
        for (std::size_t i = 0; i < picture_formats.size(); ++i)
            if (chip(ui, std::string("output.page_format.") + picture_formats[i],
                     {row.x + (w + ui.px(8)) * static_cast<float>(i), row.y, w, row.h}, titles[i], m_page_format == i))
                m_page_format = i;
        flow.gap(8);
        const std::string extension = picture_formats[m_page_format];
        const std::string name = ui.say("paper.template." + m_preview.request.template_name);
        const bool idle = !c.work.busy();
        if (is_atlas()) {
            const std::string folder = target(c, name);
            if (m_page_format == 0)
                checkbox(ui, "output.book", flow.row(24), ui.say("ui.page.book"), m_book);
            flow.note(folder);
            flow.gap(8);
            if (button(ui, "output.atlas", flow.row(34), ui.say("ui.page.write_atlas"), ButtonLook::primary,
                       idle && has_cells)) {
                constexpr std::array<const char*, 4> by = {"township", "inspector", "station", "cell"};
                app::ArgumentValues values = page_arguments();
                values["folder"] = folder;
                values["by"] = std::string(by[static_cast<std::size_t>(m_by)]);
                values["format"] = extension;
                values["book"] = m_book && m_page_format == 0;
                c.work.run("atlas.write", values);
                m_writing = true;
            }
            flow.gap(8);
            if (!has_cells)
                flow.note(ui.say("paper.no_cells"), ui.theme->warning);
            action_error(c, flow, "atlas.write");
        } else {
            const std::string file = target(c, name + "." + extension);
            flow.note(file);
            flow.gap(8);
            if (button(ui, "output.print", flow.row(34), ui.say("ui.page.write_page"), ButtonLook::primary, idle)) {
                app::ArgumentValues values = page_arguments();
                values["file"] = file;
                c.work.run("map.write", values);
                m_writing = true;
            }
            flow.gap(8);
            action_error(c, flow, "map.write");
        }
        if (button(ui, "output.summary", flow.row(size::button), ui.say("ui.page.write_summary"), ButtonLook::plain,
                   idle)) {
            c.work.run("summary.write", {{"file", target(c, ui.say("paper.template.summary") + ".pdf")},
                                         {"public", m_preview.request.public_copy}});
            m_writing = true;
        }
        flow.gap(8);
        action_error(c, flow, "summary.write");
    }

    // Whole workbooks by template, ready for print.
    void books(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        if (m_book_language != c.work.settings.language) {
            m_book_language = c.work.settings.language;
            m_book_names = app::book_names();
            m_book_titles.clear();
            for (const std::string& name : m_book_names)
                m_book_titles.push_back(app::book_title(app::book_file(name), c.work.catalog()));
        }
        if (m_book_names.empty())
            return;
        flow.heading(ui.say("ui.book.title"), ui.say("ui.book.note"));
        choice(ui, "output.book_template", flow.row(size::button), ui.say("ui.book.what"), m_book_titles,
               m_book_template);
        flow.gap(8);
        checkbox(ui, "output.public", flow.row(24), ui.say("ui.output.public"), m_public);
        flow.gap(6);
        const auto chosen = static_cast<std::size_t>(m_book_template);
        const std::string file = target(c, m_book_titles[chosen] + ".xlsx");
        flow.note(file);
        flow.gap(8);
        if (button(ui, "output.write_book", flow.row(34), ui.say("ui.book.write"), ButtonLook::primary,
                   !c.work.busy())) {
            c.work.run("book.write", {{"template", m_book_names[chosen]},
                                      {"file", file},
                                      {"public", m_public},
                                      {"lang", c.work.settings.language}});
            m_writing = true;
        }
        flow.gap(8);
        action_error(c, flow, "book.write");
    }

    void ledgers(Context& c, Flow& flow) {
        Ui& ui = c.ui;
        flow.heading(ui.say("ui.output.layer"));
        const std::vector<std::string> layer_names = names(ui, "ui.layer.", layers);
        choice(ui, "output.layer", flow.row(size::button), ui.say("ui.output.what"), layer_names, m_layer);
        flow.gap(8);
        constexpr std::size_t in_a_row = 4;
        Rect row;
        for (std::size_t i = 0; i < formats.size(); ++i) {
            if (i % in_a_row == 0) {
                flow.gap(i == 0 ? 0 : 6);
                row = flow.row(size::button);
            }
            const float w = (row.w - ui.px(6) * (in_a_row - 1)) / in_a_row;
            std::string label = formats[i];
            for (char& letter : label)
                letter = static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
            if (chip(ui, std::string("output.format.") + formats[i],
                     {row.x + (w + ui.px(6)) * static_cast<float>(i % in_a_row), row.y, w, row.h}, label,
                     m_format == i))
                m_format = i;
        }
        flow.gap(8);
        const std::string file = target(c, layer_names[static_cast<std::size_t>(m_layer)] + "." + formats[m_format]);
        flow.note(file);
        flow.gap(8);
        if (button(ui, "output.export", flow.row(34), ui.say("ui.output.export"), ButtonLook::plain,
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

    PagePreview& m_preview;
    LettersSection m_letters;
    std::string m_folder;
    int m_layer = 0, m_written = 0, m_template = 0, m_paper = 1, m_by = 0, m_part = 0, m_book_template = 0;
    std::vector<std::string> m_book_names, m_book_titles;
    std::string m_book_language;
    std::size_t m_format = 0, m_page_format = 0;
    bool m_public = false, m_writing = false, m_book = true;
};

} // namespace

std::unique_ptr<StagePanel> make_output_panel(PagePreview& preview) {
    return std::make_unique<OutputPanel>(preview);
}

} // namespace wangge::ui
