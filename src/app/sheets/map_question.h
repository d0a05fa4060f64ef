// Which map somebody asks for, in words of the command line: what its layers and fill need of the engines.
#pragma once
#include "app/action.h"
#include "app/reach_shelf.h"
#include "app/view/map_scene.h"
#include "paper/page_template.h"

namespace wangge::app {

class Project;

// Parameters --layers --fill --role --limit-m --limit-min --as-of --density --kernel-m --kind --access-to
// --decay --travel --mode.
std::vector<Param> map_params();
// Throws Error(bad_input) "map.no_cells", "map.no_county" and "map.no_village_areas" when the fill has nothing to show,
// and what the engines throw. A template's fill and layers stand for those that are not given; a fill that the project
// cannot show gives way when it is only the template's.
MapRequest map_request_from(const model::SnapshotPtr& snapshot, const Look& look,
                            const std::shared_ptr<BaseMapShelf>& shelf, ReachShelf& reaches, const Arguments& arguments,
                            base::Feedback& feedback, const paper::Template* page = nullptr);
// With the look, the base maps and the ledger of the project.
MapRequest map_request_of(Project& project, const model::SnapshotPtr& snapshot, const Arguments& arguments,
                          base::Feedback& feedback, const paper::Template* page = nullptr);
// A scene for paper; throws Error(environment) for a base map that was asked for by name and cannot be shown.
std::shared_ptr<const render::Scene> paper_scene(MapRequest request, const base::Catalog& catalog,
                                                 base::Feedback& feedback, std::vector<base::Message>& missing);
// Words for the thirds of the reach that a coverage map is coloured by, nearest first.
std::vector<std::string> cover_steps_of(const MapRequest& request, const Arguments& arguments,
                                        const base::Catalog& catalog);

} // namespace wangge::app
