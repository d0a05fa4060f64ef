// How a project lays out its pages: what it changes of the templates.
#include "app/actions.h"
#include "app/project.h"
#include "app/sheets/page_items.h"
#include "app/sheets/paper_choice.h"
#include "base/error.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wangge::app {
namespace {

using nlohmann::json;

// What the page of an Action's arguments is, as the project has it now.
struct Page {
    std::string name;
    bool landscape = true; // of the layout that is meant
    paper::Template own;   // without the project's changes
    paper::PageChanges changes;
    const paper::Layout& layout() const { return paper::layout_for(own, landscape); }
};

Page page_of(Project& project, const Arguments& arguments) {
    Page page;
    page.name = arguments["template"];
    page.own = paper::load_template(page.name);
    page.landscape = !arguments["portrait"].get<bool>() && page.own.landscape.has_value();
    page.changes = paper::read_changes(project.document().setting(layout_setting(page.name)));
    return page;
}

json answer_of(Project& project, const Page& page) {
    paper::Template changed = page.own;
    paper::apply(changed, page.changes);
    const paper::Layout& layout = page.layout();
    const auto rounded = [](double v) { return std::round(v * 100) / 100; };
    json items = json::array();
    for (const PageItem& item : page_items(changed, page.landscape, layout.width, layout.height, project.catalog())) {
        json row{{"item", item.name},
                 {"title", item.title},
                 {"box", {rounded(item.box.x), rounded(item.box.y), rounded(item.box.width), rounded(item.box.height)}},
                 {"hidden", item.hidden}};
        if (item.kind == paper::ItemKind::map)
            row["ticks"] = item.ticks.plane && item.ticks.degrees ? "both"
                           : item.ticks.plane                     ? "plane"
                           : item.ticks.degrees                   ? "degrees"
                                                                  : "none";
        items.push_back(std::move(row));
    }
    return {{"template", page.name},
            {"landscape", page.landscape},
            {"width", layout.width.value},
            {"height", layout.height.value},
            {"changed", !page.changes.empty()},
            {"template_title", project.say("paper.template." + page.name)},
            {"items", items}};
}

json run_layout(Project& project, const Arguments& arguments, base::Feedback&) {
    return answer_of(project, page_of(project, arguments));
}

class Changer {
public:
    explicit Changer(Page& page)
        : m_page(page), m_names(paper::item_names(page.layout())), m_changes(page.changes.of(page.landscape)) {}

    void show(const json& names, bool shown, const char* option) {
        for (const json& name : names)
            change_of(name, option).hidden = !shown;
    }
    // "legend=298,183,109.5,62"
    void move(const json& moves) {
        for (const json& given : moves) {
            const std::string text = given.get<std::string>();
            const std::size_t at = text.find('=');
            const std::vector<std::string_view> parts =
                base::split(std::string_view(text).substr(at == text.npos ? text.size() : at + 1), ',');
            std::array<double, 4> box{};
            bool good = parts.size() == 4;
            for (std::size_t i = 0; good && i < 4; ++i)
                good = base::parse_number(base::trimmed(parts[i]), box[i]) && std::isfinite(box[i]);
            const paper::Layout& layout = m_page.layout();
            good = good && box[0] >= 0 && box[1] >= 0 && box[2] >= 1 && box[3] >= 1 &&
                   box[0] + box[2] <= layout.width.value + 0.01 && box[1] + box[3] <= layout.height.value + 0.01;
            if (!good)
                base::fail_input("layout.bad_box",
                                 {{"value", text},
                                  {"width", std::to_string(std::lround(layout.width.value))},
                                  {"height", std::to_string(std::lround(layout.height.value))}},
                                 "--move");
            change_of(text.substr(0, at), "--move").box = paper::Rect{box[0], box[1], box[2], box[3]};
        }
    }
    void ticks(const std::string& which) {
        for (std::size_t i = 0; i < m_names.size(); ++i)
            if (m_page.layout().items[i].kind == paper::ItemKind::map)
                m_changes[m_names[i]].ticks =
                    paper::Ticks{which != "none" && which != "degrees", which != "none" && which != "plane"};
    }

private:
    paper::ItemChange& change_of(const std::string& name, const char* option) {
        if (std::find(m_names.begin(), m_names.end(), name) == m_names.end()) {
            std::string known;
            for (const std::string& each : m_names)
                known += (known.empty() ? "" : " ") + each;
            base::fail_input("layout.unknown_item", {{"item", name}, {"known", known}}, option);
        }
        return m_changes[name];
    }

    Page& m_page;
    std::vector<std::string> m_names;
    paper::LayoutChanges& m_changes;
};

json run_set_layout(Project& project, const Arguments& arguments, base::Feedback&) {
    Page page = page_of(project, arguments);
    const std::string before = paper::text_of(page.changes);
    if (arguments["reset"])
        page.changes.of(page.landscape).clear();
    Changer changer(page);
    changer.show(arguments.value("hide", json::array()), false, "--hide");
    changer.show(arguments.value("show", json::array()), true, "--show");
    changer.move(arguments.value("move", json::array()));
    if (arguments.contains("ticks"))
        changer.ticks(arguments["ticks"]);
    const std::string after = paper::text_of(page.changes);
    if (after != before) {
        store::Edit edit(project.document(),
                         project.say({"layout.set.label", {{"template", "@paper.template." + page.name}}}));
        edit.set_setting(layout_setting(page.name), after);
        edit.commit();
    }
    return answer_of(project, page);
}

} // namespace

std::vector<Action> page_layout_actions() {
    Param page{"template", ParamType::choice};
    page.choices = paper::template_names();
    page.default_value = "responsibility";
    Param portrait{"portrait", ParamType::flag};
    portrait.default_value = false;
    Param ticks{"ticks", ParamType::choice};
    ticks.choices = {"none", "plane", "degrees", "both"};
    Param reset{"reset", ParamType::flag};
    reset.default_value = false;
    return {{.name = "layout.list",
             .verb = "layout",
             .access = Access::read,
             .params = {page, portrait},
             .run = run_layout},
            {.name = "layout.set",
             .verb = "set-layout",
             .access = Access::write,
             .params = {page,
                        portrait,
                        {"move", ParamType::list},
                        {"hide", ParamType::list},
                        {"show", ParamType::list},
                        ticks,
                        reset},
             .run = run_set_layout}};
}

} // namespace wangge::app
