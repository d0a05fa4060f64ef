// Somebody of the register, typed or chosen: an input with those below it whose names fit.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

// Logical pixels that a form keeps for the words before its lines.
inline constexpr float form_label = 84;

struct PersonField {
    std::string typed, key; // no key = nobody was chosen yet
};

// `label` is a text id; people of the roles (none given: all) are offered, those of the township first.
void person_field(Context& context, Flow& flow, const char* id, const char* label, PersonField& field,
                  const std::vector<model::PersonRole>& roles, const std::string& township_code);

} // namespace wangge::ui
