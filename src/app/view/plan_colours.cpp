#include "app/view/plan_colours.h"

#include "render/shared_edges.h"
#include "style/graph_colouring.h"

#include <algorithm>
#include <map>

namespace wangge::app {

std::vector<render::AreaClass> colours_of_both(const std::vector<model::Cell>& a, const std::vector<model::Cell>& b,
                                               const style::Palette& palette, base::Feedback& feedback) {
    std::map<std::string, std::int32_t> leads;
    for (const auto* plan : {&a, &b})
        for (const model::Cell& cell : *plan)
            if (!cell.lead_key.empty())
                leads.emplace(cell.lead_key, 0);
    std::int32_t number = 0;
    for (auto& [key, row] : leads)
        row = number++;
    std::vector<std::pair<std::int32_t, std::int32_t>> borders;
    for (const auto* plan : {&a, &b}) {
        std::vector<const geo::MultiPolygon*> areas;
        std::vector<std::int32_t> group;
        for (const model::Cell& cell : *plan) {
            areas.push_back(&cell.area);
            group.push_back(cell.lead_key.empty() ? -1 : leads.at(cell.lead_key));
        }
        feedback.check();
        for (auto [one, other] : render::touching_groups(render::shared_edges(areas), group))
            borders.emplace_back(std::min(one, other), std::max(one, other));
    }
    std::sort(borders.begin(), borders.end());
    borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
    feedback.check();
    const std::vector<style::AreaColour> colours = style::colour_areas(leads.size(), borders, palette);
    std::vector<render::AreaClass> result;
    for (const auto& [key, row] : leads) {
        const style::AreaColour& colour = colours[static_cast<std::size_t>(row)];
        result.push_back({key, colour.hue + (colour.dotted ? static_cast<int>(palette.colours.size()) : 0)});
    }
    return result;
}

} // namespace wangge::app
