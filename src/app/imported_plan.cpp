#include "app/imported_plan.h"

#include "app/code_templates.h"
#include "grid/grid.h"

namespace wangge::app {

std::size_t number_cells_without_code(Project& project, const model::Snapshot& snapshot,
                                      std::vector<model::Cell>& cells, base::Feedback& feedback) {
    grid::Options options;
    options.codes = code_template("gbt30428");
    for (std::string& code : project.document().used_codes())
        options.taken.insert(std::move(code));
    std::vector<model::Cell> nameless;
    for (const model::Cell& cell : cells)
        if (cell.code.empty())
            nameless.push_back(cell);
        else
            options.taken.insert(cell.code);
    if (nameless.empty())
        return 0;
    grid::number(snapshot, options, feedback, nameless);
    auto numbered = nameless.begin();
    for (model::Cell& cell : cells)
        if (cell.code.empty())
            cell = *numbered++;
    return nameless.size();
}

ImportedPlan take_plan(Project& project, store::Edit* edit, const model::Snapshot& snapshot,
                       std::vector<model::Cell>& cells, const std::filesystem::path& file, base::Feedback& feedback) {
    ImportedPlan made{.name = file.stem().string(), .cells = cells.size()};
    made.numbered = number_cells_without_code(project, snapshot, cells, feedback);
    std::vector<const geo::MultiPolygon*> areas;
    for (const model::Cell& cell : cells)
        areas.push_back(&cell.area);
    if (!snapshot.county.empty())
        made.fit = grid::measure(areas, snapshot.county, feedback);
    if (edit) {
        model::Plan plan;
        plan.name = made.name;
        plan.shape = model::CellShape::drawn;
        plan.options = "{}";
        plan.created = base::to_text(base::today());
        edit->put_plan(plan, cells);
    }
    return made;
}

} // namespace wangge::app
