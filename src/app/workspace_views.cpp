// The views of the open project, each worked out on a lane of its own when it is asked for.
#include "app/project.h"
#include "app/workspace.h"
#include "base/date.h"

#include <algorithm>

namespace wangge::app {
namespace {

// Rows of blind spots that are picked go with their places to the new list; those that are closed are let go.
void follow_spots(const BlindView& before, const BlindView& after, Selection& selection) {
    std::vector<Picked> kept(selection.all().begin(), selection.all().end());
    std::erase_if(kept, [](const Picked& picked) { return picked.kind != PickedKind::blind_spot; });
    if (kept.empty())
        return;
    const auto last = std::find(kept.begin(), kept.end(), selection.picked());
    if (last != kept.end()) // the card's comes last
        std::rotate(last, last + 1, kept.end());
    std::vector<Picked> now;
    for (const Picked& picked : kept) {
        const model::BlindSpot& was = before.spots[static_cast<std::size_t>(picked.row)];
        const auto at = std::find_if(after.spots.begin(), after.spots.end(), [&](const model::BlindSpot& spot) {
            return spot.kind == was.kind && spot.key == was.key;
        });
        if (at != after.spots.end())
            now.push_back({PickedKind::blind_spot, static_cast<model::Row>(at - after.spots.begin())});
    }
    selection.pick(now, PickMode::replace);
}

bool same_way(const CoverageChoice& a, const CoverageChoice& b) {
    return a.travel == b.travel && (a.travel == reach::Travel::line || a.mode == b.mode);
}

} // namespace

void Workspace::fail_view(const base::Error& error) {
    if (error.kind() != base::ErrorKind::cancelled)
        m_notice = Notice{Notice::Kind::error, error.message(), error.where()};
}

std::shared_ptr<const CoverageView> Workspace::coverage() {
    if (!m_project || m_snapshot->villages.size() == 0)
        return nullptr;
    if (m_coverage_asked_of != m_snapshot || !(m_coverage_asked == coverage_choice)) {
        m_coverage_asked_of = m_snapshot;
        m_coverage_asked = coverage_choice;
        m_live.replace(
            "ui.job.coverage",
            [this, ground = m_ground, snapshot = m_snapshot, reaches = m_project->reaches(),
             choice = coverage_choice](base::Feedback& feedback) mutable -> JobRunner::Deliver {
                if (!ground || !ground->fits(snapshot, choice))
                    ground = std::make_shared<const CoverageGround>(
                        snapshot, reaches->take(snapshot, choice.travel, choice.mode, base::today(), feedback), choice,
                        feedback);
                auto view = std::make_shared<const CoverageView>(measure_coverage(ground, choice, feedback));
                return [this, ground, view] {
                    m_ground = ground;
                    m_coverage = view;
                };
            },
            [this](const base::Error& error) {
                fail_view(error);
                m_failed_action = "coverage.compute"; // said beside the way of travel
                // No roads, no terrain: back to the way that could be measured.
                if (error.kind() != base::ErrorKind::cancelled)
                    coverage_choice.travel = m_coverage ? m_coverage->choice.travel : reach::Travel::line;
            });
    }
    // Rows of an older snapshot must not be drawn over a newer one.
    return m_coverage && m_coverage->ground->snapshot() == m_snapshot ? m_coverage : nullptr;
}

std::shared_ptr<const BlindView> Workspace::blind_spots() {
    if (!m_project)
        return nullptr;
    if (m_blind_asked_of != m_snapshot || !same_way(m_blind_asked, coverage_choice)) {
        m_blind_asked_of = m_snapshot;
        m_blind_asked = coverage_choice;
        m_spots.replace(
            "ui.job.blind_spots",
            [this, reaches = m_project->reaches(), way = coverage_choice,
             snapshot = m_snapshot](base::Feedback& feedback) -> JobRunner::Deliver {
                const auto reach = reaches->take(snapshot, way.travel, way.mode, base::today(), feedback);
                auto view = std::make_shared<const BlindView>(find_blind_view(snapshot, reach, feedback));
                return [this, view] {
                    if (m_blind)
                        follow_spots(*m_blind, *view, selection);
                    m_blind = view;
                    if (!m_blind_at_start)
                        m_blind_at_start = view;
                };
            },
            [this](const base::Error& error) { fail_view(error); });
    }
    return m_blind && m_blind->snapshot == m_snapshot ? m_blind : nullptr;
}

std::shared_ptr<const FixView> Workspace::fixes(model::Row spot) {
    const auto spots = blind_spots();
    if (!spots || spot < 0 || static_cast<std::size_t>(spot) >= spots->spots.size())
        return nullptr;
    if (m_fixes_asked_of != spots || m_fixes_asked != spot) {
        m_fixes_asked_of = spots;
        m_fixes_asked = spot;
        m_fixing.replace(
            "ui.job.fixes",
            [this, spots, spot](base::Feedback& feedback) -> JobRunner::Deliver {
                auto view = std::make_shared<const FixView>(find_fixes(spots, spot, feedback));
                return [this, view] { m_fixes = view; };
            },
            [this](const base::Error& error) { fail_view(error); });
    }
    return m_fixes && m_fixes->spots == spots && m_fixes->spot == spot ? m_fixes : nullptr;
}

std::shared_ptr<const AssignmentGround> Workspace::assignment_ground() {
    if (!m_project || m_snapshot->cells.empty())
        return nullptr;
    if (m_assignment_asked_of != m_snapshot) {
        m_assignment_asked_of = m_snapshot;
        m_weighing.replace(
            "ui.job.assignment_ground",
            [this, snapshot = m_snapshot](base::Feedback& feedback) -> JobRunner::Deliver {
                auto ground = std::make_shared<const AssignmentGround>(snapshot, feedback);
                return [this, ground] { m_assignment_ground = ground; };
            },
            [](const base::Error&) {}); // nobody to choose from: the panel says so already
    }
    return m_assignment_ground && m_assignment_ground->snapshot() == m_snapshot ? m_assignment_ground : nullptr;
}

std::shared_ptr<const LedgerLinks> Workspace::ledger_links() {
    const auto spots = blind_spots();
    if (!spots || !m_ledger)
        return nullptr;
    if (m_linked_spots != spots || m_linked_ledger != m_ledger) {
        m_linked_spots = spots;
        m_linked_ledger = m_ledger;
        m_links = std::make_shared<const LedgerLinks>(link_ledger(*m_ledger, *spots));
    }
    return m_links;
}

std::shared_ptr<const ObjectGround> Workspace::objects() {
    if (!m_project)
        return nullptr;
    if (m_objects_asked_of != m_snapshot) {
        m_objects_asked_of = m_snapshot;
        m_indexing.replace(
            "ui.job.objects",
            [this, snapshot = m_snapshot](base::Feedback& feedback) -> JobRunner::Deliver {
                auto ground = std::make_shared<const ObjectGround>(snapshot, feedback);
                return [this, ground] { m_objects = ground; };
            },
            [this](const base::Error& error) { fail_view(error); });
    }
    return m_objects && m_objects->snapshot() == m_snapshot ? m_objects : nullptr;
}

std::shared_ptr<const SearchIndex> Workspace::names() {
    if (!m_project)
        return nullptr;
    if (m_names_asked_of != m_snapshot) {
        m_names_asked_of = m_snapshot;
        m_names.reset();
        m_naming.replace(
            "ui.job.objects",
            [this, snapshot = m_snapshot](base::Feedback& feedback) -> JobRunner::Deliver {
                auto names = std::make_shared<const SearchIndex>(*snapshot, feedback);
                return [this, names] { m_names = names; };
            },
            [this](const base::Error& error) { fail_view(error); });
    }
    return m_names;
}

std::shared_ptr<const SitingView> Workspace::siting() {
    if (!m_project || !show_siting) {
        m_siting.reset();
        m_siting_asked_of.reset();
        return nullptr;
    }
    siting_choice.as_of = base::today();
    if (m_siting_asked_of != m_snapshot || !(m_siting_asked == siting_choice)) {
        m_siting_asked_of = m_snapshot;
        m_siting_asked = siting_choice;
        m_siting_error.reset();
        m_siting_lane.replace(
            "ui.job.siting",
            [this, snapshot = m_snapshot, choice = siting_choice,
             reaches = m_project->reaches()](base::Feedback& feedback) -> JobRunner::Deliver {
                const auto reach = reaches->take(snapshot, choice.travel, choice.mode, choice.as_of, feedback);
                auto view = std::make_shared<const SitingView>(find_siting_view(snapshot, *reach, choice, feedback));
                return [this, view] { m_siting = view; };
            },
            [this](const base::Error& error) {
                if (error.kind() != base::ErrorKind::cancelled)
                    m_siting_error = error.message();
            });
    }
    return m_siting && m_siting->snapshot == m_snapshot ? m_siting : nullptr;
}

std::shared_ptr<const AccessView> Workspace::access() {
    if (!m_project || m_snapshot->villages.size() == 0)
        return nullptr;
    if (m_access_asked_of != m_snapshot || !(m_access_asked == access_choice) ||
        !same_way(m_access_asked_way, coverage_choice)) {
        m_access_asked_of = m_snapshot;
        m_access_asked = access_choice;
        m_access_asked_way = coverage_choice;
        m_access_lane.replace(
            "ui.job.access",
            [this, snapshot = m_snapshot, choice = access_choice, reaches = m_project->reaches(),
             way = coverage_choice](base::Feedback& feedback) -> JobRunner::Deliver {
                const auto reach = reaches->take(snapshot, way.travel, way.mode, base::today(), feedback);
                auto view = std::make_shared<const AccessView>(find_access_view(snapshot, *reach, choice, feedback));
                return [this, view] { m_access = view; };
            },
            [this](const base::Error& error) { fail_view(error); });
    }
    return m_access && m_access->snapshot == m_snapshot ? m_access : nullptr;
}

std::shared_ptr<const AreaComparison> Workspace::area_comparison() {
    if (!m_project || m_snapshot->villages.size() == 0)
        return nullptr;
    if (m_compare_asked_of != m_snapshot) {
        m_compare_asked_of = m_snapshot;
        m_compare_lane.replace(
            "ui.job.compare_areas",
            [this, snapshot = m_snapshot](base::Feedback& feedback) -> JobRunner::Deliver {
                auto view = std::make_shared<const AreaComparison>(compare_area_types(snapshot, feedback));
                return [this, view] { m_compare = view; };
            },
            [this](const base::Error& error) { fail_view(error); });
    }
    return m_compare && m_compare->snapshot == m_snapshot ? m_compare : nullptr;
}

std::shared_ptr<const render::Scene> Workspace::map(const MapRequest& request) {
    if (request.snapshot && !(request == m_map_asked)) {
        m_map_asked = request;
        if (!m_meshes)
            m_meshes = std::make_shared<render::MeshShelf>();
        m_drawing.replace(
            "ui.job.map",
            [this, request, meshes = m_meshes, &language = catalog()](base::Feedback& feedback) -> JobRunner::Deliver {
                std::vector<base::Message> missing;
                auto scene = build_map(request, language, feedback, &missing, meshes);
                return [this, scene, missing] {
                    m_scene = scene;
                    if (!missing.empty() && missing != m_missing_maps)
                        m_notice = Notice{Notice::Kind::error, missing.front(), {}};
                    m_missing_maps = missing;
                };
            },
            [this](const base::Error& error) { fail_view(error); });
    }
    return m_snapshot ? m_scene : nullptr;
}

} // namespace wangge::app
