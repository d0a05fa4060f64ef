// The map of the present stage: which layers, which fill, what is hatched, ringed and selected.
#pragma once
#include "app/selection.h"
#include "app/view/blind_view.h"
#include "app/view/coverage_view.h"
#include "app/view/siting_view.h"
#include "render/scene.h"

#include <memory>

namespace wangge::app {

// Everything that the picture depends on; a new scene is built when one of these changes.
struct MapRequest {
    model::SnapshotPtr snapshot;
    std::shared_ptr<const CoverageView> coverage; // null = not shown
    std::shared_ptr<const BlindView> blind;       // null = not shown
    std::shared_ptr<const SitingView> siting;     // null = no suggestions
    int blind_kind = -1;                          // of model::BlindSpotKind; -1 = all
    render::AreaFill fill = render::AreaFill::none;
    std::set<std::string, std::less<>> layers;
    Picked picked;
    bool dark = false;
    std::string language;
    bool operator==(const MapRequest&) const = default;
};

std::shared_ptr<const render::Scene> build_map(const MapRequest& request, const base::Catalog& catalog,
                                               base::Feedback& feedback);

} // namespace wangge::app
