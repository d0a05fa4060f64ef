// A contact and a backup for every village: a trial, and storing it.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

void contacts_section(Context& context, Flow& flow);

} // namespace wangge::ui
