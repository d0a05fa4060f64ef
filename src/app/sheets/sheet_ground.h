// What all sheets of one job are made from: the answer to what their maps show, the scene for paper and the plan's
// facts.
#pragma once
#include "app/sheets/map_question.h"
#include "app/sheets/sheet_maker.h"

namespace wangge::app {

struct SheetGround {
    // `asked` is what map_request_of() gave; of a public copy what strangers must not see is left out of it. The
    // project and the choice must outlive the ground.
    SheetGround(const Project& project, MapRequest asked, const Arguments& arguments, const PaperChoice& choice,
                base::Feedback& feedback);
    SheetGround(const SheetGround&) = delete; // the maker refers to the facts
    SheetGround& operator=(const SheetGround&) = delete;

    const model::SnapshotPtr snapshot; // whole, also for a public copy
    const MapRequest request;
    std::vector<base::Message> missing; // base maps that cannot be shown
    const std::shared_ptr<const render::Scene> scene;
    const PlanFacts facts;
    SheetMaker maker;
};

} // namespace wangge::app
