#include "app/view/page_view.h"

#include "app/sheets/map_question.h"
#include "base/text.h"

#include <algorithm>
#include <optional>

namespace wangge::app {

struct PageDesk::Kept {
    // What the scene was made for; the paper's size and the sheet do not change it.
    PageRequest made_for;
    std::shared_ptr<const render::Scene> scene;
    std::shared_ptr<const BlindView> blind;
    std::vector<std::string> cover_steps;
    std::vector<PageLayer> layers;
    std::optional<PlanFacts> facts;
    std::unique_ptr<paper::PageTools> tools;
};

ArgumentValues arguments_of(const std::map<std::string, std::string>& words) {
    ArgumentValues values;
    for (const auto& [name, text] : words) {
        double number = 0;
        const std::string_view typed = base::trimmed(text);
        if (typed.empty())
            continue;
        if (name != "map-scale" && name != "dpi")
            values[name] = text;
        else if (base::parse_number(typed, number))
            values[name] = number;
    }
    return values;
}

PageDesk::PageDesk() : m_kept(std::make_unique<Kept>()) {}
PageDesk::~PageDesk() = default;

std::shared_ptr<const PageView> PageDesk::draw(const PageRequest& request, base::Date day,
                                               const std::filesystem::path& document, const base::Catalog& catalog,
                                               base::Feedback& feedback) {
    Kept& kept = *m_kept;
    nlohmann::json given{{"file", "page.pdf"},     {"template", request.template_name},
                         {"paper", request.paper}, {"portrait", !request.landscape},
                         {"grey", request.grey},   {"public", request.public_copy}};
    for (const auto& [name, value] : arguments_of(request.words))
        std::visit([&, &option = name](const auto& v) { given[option] = v; }, value);
    if (request.layers)
        given["layers"] = *request.layers;
    const Arguments arguments = checked_arguments(*find_action("map.write"), given);
    const PaperChoice choice = paper_choice_from(arguments, request.template_name, day, request.snapshot->settings);
    PageRequest same = request;
    same.paper.clear();
    same.words.clear();
    same.landscape = same.grey = false;
    same.kind = SheetKind::county;
    same.sheet = 0;
    same.width = same.height = 0;
    if (!kept.scene || !(same == kept.made_for)) {
        kept.scene.reset();
        const auto shelf = std::make_shared<BaseMapShelf>(document, nullptr);
        ReachShelf reaches;
        MapRequest map =
            map_request_from(request.snapshot, request.look, shelf, reaches, arguments, feedback, &choice.page);
        map.ledger = request.ledger;
        if (request.public_copy)
            hide_private(map);
        kept.layers = page_layers(*request.snapshot, map.ledger && !map.ledger->items().empty() && !request.public_copy,
                                  map.layers, catalog);
        std::vector<base::Message> missing;
        kept.facts.emplace(*request.snapshot, request.snapshot->cells, feedback);
        kept.cover_steps = cover_steps_of(map, arguments, catalog);
        kept.blind = map.blind;
        kept.scene = paper_scene(std::move(map), catalog, feedback, missing);
        kept.made_for = std::move(same);
    }
    if (!kept.tools)
        kept.tools = std::make_unique<paper::PageTools>();
    SheetMaker maker(catalog, choice, *kept.facts, kept.scene, kept.blind);
    maker.cover_steps = kept.cover_steps;
    auto view = std::make_shared<PageView>();
    view->request = request;
    view->width = choice.layout.width;
    view->height = choice.layout.height;
    const bool landscape = view->width > view->height;
    view->own_width = paper::layout_for(choice.page, landscape).width;
    view->own_height = paper::layout_for(choice.page, landscape).height;
    view->items = page_items(choice.page, landscape, view->width, view->height, catalog);
    view->layers = kept.layers;
    const auto changes = request.snapshot->settings.find(layout_setting(request.template_name));
    view->changed = changes != request.snapshot->settings.end() && !changes->second.empty();
    paper::Sheet sheet;
    if (request.kind == SheetKind::county) {
        sheet = maker.county();
        add_coverage_by_township(sheet, *request.snapshot, catalog, choice, feedback);
    } else {
        const std::vector<SheetSubject> subjects = maker.subjects(request.kind);
        for (const SheetSubject& subject : subjects)
            view->sheets.push_back(subject.name);
        if (subjects.empty())
            return view;
        const std::size_t at = std::min(request.sheet, subjects.size() - 1);
        sheet = maker.of(subjects[at], at + 1, subjects.size());
    }
    if (sheet.extent.empty())
        return view;
    load_base_maps_for(sheet, choice.layout, feedback);
    feedback.check();
    const double scale =
        std::min(request.width / choice.layout.width.value, request.height / choice.layout.height.value);
    paper::PageFacts facts;
    view->picture =
        paper::page_picture(sheet, choice.layout, choice.ink,
                            std::max(16, static_cast<int>(choice.layout.width.value * scale)), *kept.tools, &facts);
    for (std::size_t i = 0; i < std::min(facts.boxes.size(), view->items.size()); ++i)
        view->items[i].box = facts.boxes[i];
    view->denominator = facts.denominator;
    view->rows_left_out = !facts.rest.empty();
    return view;
}

} // namespace wangge::app
