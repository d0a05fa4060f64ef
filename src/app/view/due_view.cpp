#include "app/view/due_view.h"

namespace wangge::app {
namespace {

enum Class : std::int32_t { clear, soon, some, many };
constexpr double many_share = 0.2;

Class class_of(const ObjectGround::CellLoad& load) {
    if (load.overdue > 0 && load.overdue >= many_share * load.sites)
        return many;
    return load.overdue > 0 ? some : load.soon > 0 ? soon : clear;
}

} // namespace

void fill_due(render::SceneOptions& options, const ObjectGround& ground) {
    options.classes = {{"due.clear", clear}, {"due.soon", soon, due_soon_days}, {"due.some", some}, {"due.many", many}};
    for (const ObjectGround::CellLoad& load : ground.cells())
        options.class_of.push_back(load.sites == 0 ? -1 : class_of(load));
}

} // namespace wangge::app
