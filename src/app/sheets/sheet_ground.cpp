#include "app/sheets/sheet_ground.h"

#include "app/project.h"

namespace wangge::app {
namespace {

MapRequest shown_by(MapRequest asked, const PaperChoice& choice) {
    if (choice.public_copy)
        hide_private(asked);
    return asked;
}

} // namespace

SheetGround::SheetGround(const Project& project, MapRequest asked, const Arguments& arguments,
                         const PaperChoice& choice, base::Feedback& feedback)
    : snapshot(asked.snapshot), request(shown_by(std::move(asked), choice)),
      scene(paper_scene(request, project.catalog(), feedback, missing)), facts(*snapshot, snapshot->cells, feedback),
      maker(project.catalog(), choice, facts, scene, request.blind) {
    maker.cover_steps = cover_steps_of(request, arguments, project.catalog());
}

} // namespace wangge::app
