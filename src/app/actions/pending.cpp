// Empty tables for areas whose Actions have not landed; a real definition takes precedence over these weak ones.
#include "app/actions.h"

namespace wangge::app {

[[gnu::weak]] std::vector<Action> demo_actions() {
    return {};
}
[[gnu::weak]] std::vector<Action> import_actions() {
    return {};
}
[[gnu::weak]] std::vector<Action> grid_actions() {
    return {};
}
[[gnu::weak]] std::vector<Action> coverage_actions() {
    return {};
}
[[gnu::weak]] std::vector<Action> assign_actions() {
    return {};
}
[[gnu::weak]] std::vector<Action> export_actions() {
    return {};
}

} // namespace wangge::app
