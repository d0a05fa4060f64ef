// The code template that a plan's cells are numbered by.
#pragma once
#include "grid/grid.h"

#include <string>

namespace wangge::app {

// The template of data/codes with that id. Throws Error(bad_input) "app.bad_value" on --code-template.
grid::CodeTemplate code_template(const std::string& id);

// Template and object code of the options that the plan was made with; those shipped as default where it was not made
// here.
grid::Options code_options_of(const model::Plan& plan);

inline constexpr const char* default_code_template = "gbt30428";

} // namespace wangge::app
