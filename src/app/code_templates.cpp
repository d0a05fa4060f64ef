#include "app/code_templates.h"

#include "base/error.h"
#include "base/files.h"

#include <nlohmann/json.hpp>

namespace wangge::app {

grid::CodeTemplate code_template(const std::string& id) {
    const auto templates = grid::read_templates(base::read_file(base::data_folder() / "codes" / "cell_templates.json"));
    std::string known;
    for (const grid::CodeTemplate& one : templates) {
        if (one.id == id)
            return one;
        known += (known.empty() ? "" : ", ") + one.id;
    }
    base::fail_input("app.bad_value", {{"param", "code-template"}, {"value", id}, {"expected", known}},
                     "--code-template");
}

grid::Options code_options_of(const model::Plan& plan) {
    const nlohmann::json made = nlohmann::json::parse(plan.options, nullptr, false);
    const auto text = [&](const char* member, const char* otherwise) -> std::string {
        return made.is_object() && made.contains(member) && made[member].is_string() ? made[member].get<std::string>()
                                                                                     : otherwise;
    };
    grid::Options options;
    options.codes = code_template(text("code-template", default_code_template));
    options.object_code = text("object-code", "");
    return options;
}

} // namespace wangge::app
