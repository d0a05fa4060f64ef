#include "app/sheets/paper_choice.h"

#include "app/project.h"
#include "base/error.h"
#include "paper/page_changes.h"

namespace wangge::app {
namespace {

base::Date last_change_of(Project& project) {
    const std::vector<store::HistoryEntry> history = project.document().history();
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry)
        if (const auto day = base::parse_date(entry->when); !entry->undone && day)
            return *day;
    return {};
}

base::Date day_of(const std::string& text, base::Date last_change) {
    if (text.empty())
        return last_change;
    const std::optional<base::Date> day = base::parse_date(text);
    if (!day)
        base::fail_input("app.bad_value", {{"param", "date"}, {"value", text}, {"expected", "2026-11-22"}}, "--date");
    return *day;
}

} // namespace

std::vector<Param> paper_params(const char* usual_paper) {
    Param paper{"paper", ParamType::choice};
    paper.choices = {"A0", "A1", "A2", "A3", "A4", "A5"};
    if (*usual_paper)
        paper.default_value = usual_paper;
    Param dpi{"dpi", ParamType::number};
    dpi.default_value = 300.0;
    dpi.low = 30;
    dpi.high = 2400;
    Param scale{"map-scale", ParamType::number};
    scale.low = 100;
    scale.high = 1e8;
    const auto flag = [](const char* name) {
        Param param{name, ParamType::flag};
        param.default_value = false;
        return param;
    };
    std::vector<Param> params{{"template"}, paper, flag("portrait"), flag("grey"), dpi, scale, flag("public")};
    for (const char* name : {"date", "title", "subtitle", "makers", "checked", "number", "secrecy", "notes"})
        params.push_back({name});
    params.push_back({"logo", ParamType::path});
    return params;
}

PaperChoice paper_choice_of(Project& project, const Arguments& arguments, const std::string& usual) {
    const std::string setting = layout_setting(arguments.value("template", usual));
    return paper_choice_from(arguments, usual, last_change_of(project),
                             {{setting, project.document().setting(setting)}});
}

std::string layout_setting(std::string_view template_name) {
    return "layout." + std::string(template_name);
}

paper::Template template_of(const std::string& name, const SettingTexts& settings) {
    paper::Template page = paper::load_template(name);
    if (const auto changes = settings.find(layout_setting(name)); changes != settings.end())
        paper::apply(page, paper::read_changes(changes->second));
    return page;
}

PaperChoice paper_choice_from(const Arguments& arguments, const std::string& usual, base::Date last_change,
                              const SettingTexts& settings) {
    PaperChoice choice;
    choice.page = template_of(arguments.value("template", usual), settings);
    const bool only_tall = !choice.page.landscape;
    const bool landscape = !(arguments["portrait"].get<bool>() || only_tall);
    choice.layout = paper::laid_on(choice.page, paper::paper_named(arguments.value("paper", "A4"), landscape));
    choice.ink = arguments["grey"] ? paper::Ink::grey : paper::Ink::colour;
    choice.dpi = arguments["dpi"];
    choice.scale = arguments.value("map-scale", 0.0);
    choice.public_copy = arguments["public"];
    choice.day = day_of(arguments.value("date", ""), last_change);
    choice.title = arguments.value("title", "");
    choice.subtitle = arguments.value("subtitle", "");
    choice.makers = arguments.value("makers", "");
    choice.checked = arguments.value("checked", "");
    choice.number = arguments.value("number", "");
    choice.secrecy = arguments.value("secrecy", "");
    choice.notes = arguments.value("notes", "");
    if (arguments.contains("logo")) {
        render::Image logo = render::read_png(arguments["logo"].get<std::string>());
        // Pictures reach the pen premultiplied.
        for (std::size_t i = 0; i < logo.bytes.size(); i += 4)
            for (std::size_t c = 0; c < 3; ++c)
                logo.bytes[i + c] = static_cast<std::uint8_t>(logo.bytes[i + c] * logo.bytes[i + 3] / 255);
        choice.logo = std::make_shared<const render::Image>(std::move(logo));
    }
    return choice;
}

} // namespace wangge::app
