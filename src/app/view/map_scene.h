// The map: which layers, which fill, what is hatched, ringed and linked. The window and `wangge map` ask for
// it in the same way.
#pragma once
#include "app/base_maps.h"
#include "app/interim.h"
#include "app/look.h"
#include "app/selection.h"
#include "app/view/blind_view.h"
#include "app/view/coverage_view.h"
#include "app/view/ledger_view.h"
#include "app/view/object_ground.h"
#include "app/view/siting_view.h"
#include "app/view/village_views.h"
#include "render/scene.h"

#include <memory>
#include <optional>

namespace wangge::app {

// Everything that the picture depends on; a new scene is built when one of these changes.
struct MapRequest {
    model::SnapshotPtr snapshot;
    std::shared_ptr<const CoverageView> coverage;  // null = not known; of the fill and of reach rings
    std::shared_ptr<const BlindView> blind;        // null = not shown
    std::shared_ptr<const SitingView> siting;      // null = no suggestions
    std::shared_ptr<const LedgerView> ledger;      // of the layer "ledger"; null = not shown
    std::shared_ptr<const AccessView> access;      // of the fills access and backup; null = not known
    std::shared_ptr<const AreaComparison> compare; // of the fill area_difference; null = not known
    std::shared_ptr<const ObjectGround> objects;   // of the fill due; null = not known
    InterimPtr interim;                            // of the fill assignment, while an optimiser works; null = none
    int blind_kind = -1;                           // of model::BlindSpotKind; -1 = all
    render::AreaFill fill = render::AreaFill::none;
    std::shared_ptr<const render::SceneOptions> surface;    // areas and values of the fill, when they are known already
    std::shared_ptr<const std::vector<model::Cell>> beside; // of a plan whose map stands beside this one; null = none
    std::set<std::string, std::less<>> layers;
    Look look;
    std::shared_ptr<BaseMapShelf> shelf; // null = no base maps
    bool dark = false;
    bool outlines = false; // for paper
    std::string language;
    bool operator==(const MapRequest&) const = default;
};

// `missing` gets a sentence for each base map that cannot be shown.
// `meshes` keeps what does not change from scene to scene of the snapshot.
std::shared_ptr<const render::Scene> build_map(const MapRequest& request, const base::Catalog& catalog,
                                               base::Feedback& feedback, std::vector<base::Message>* missing = nullptr,
                                               std::shared_ptr<render::MeshShelf> meshes = nullptr);

// The reach of a picked person who counts in that coverage; nullopt of anybody else, and by road, where it is no
// circle.
std::optional<render::ReachRing> reach_ring(const CoverageView& coverage, const Picked& picked);
// From a site or a village to the village's contact; nullopt when one of the two has no position.
std::optional<render::Link> contact_link(const model::Snapshot& snapshot, const Picked& picked);

} // namespace wangge::app
