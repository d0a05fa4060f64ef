#include "app/tables/regrade_table.h"

#include "app/tables/table_builder.h"
#include "base/text.h"

#include <unordered_map>

namespace wangge::app {

std::string regrade_reasons(const base::Catalog& catalog, std::string_view reasons) {
    std::string all;
    for (const std::string_view part : base::split(reasons, ';')) {
        const std::size_t blank = part.find(' ');
        const std::string id = "workload.rule." + std::string(part.substr(0, blank));
        if (!all.empty())
            all += catalog.say("list.comma");
        all += catalog.has(id) ? catalog.say(id) : std::string(part.substr(0, blank));
        if (blank != std::string_view::npos)
            all += part.substr(blank);
    }
    return all;
}

model::Table regrade_table(const TableInput& input, const std::vector<model::Regrade>& regrades) {
    const model::Snapshot& s = input.snapshot;
    std::unordered_map<std::string_view, std::size_t> rows;
    for (std::size_t i = 0; i < s.sites.size(); ++i)
        rows.emplace(s.sites.key[i], i);
    TableBuilder t(input, "regrades", model::ShapeKind::none);
    t.date("regraded_on").text("key").text("name").text("kind").text("township_name");
    t.text("previous_grade").text("grade").real("points", 1).text("regrade_reasons");
    for (const model::Regrade& regrade : regrades) {
        const auto found = rows.find(regrade.site_key);
        const bool known = found != rows.end();
        const std::size_t i = known ? found->second : 0;
        t.row(9);
        t.put(regrade.made);
        t.put(std::string_view(regrade.site_key));
        t.put(known ? s.sites.name[i] : std::string_view());
        if (known)
            t.put_key("site", model::key_of(s.sites.kind[i]));
        else
            t.blank();
        const model::Row township = known ? s.sites.township[i] : model::no_row;
        t.put(township == model::no_row ? std::string_view()
                                        : std::string_view(s.boundaries[s.townships[township]].name));
        t.put(model::key_of(regrade.before));
        t.put(model::key_of(regrade.after));
        t.put_real(regrade.score);
        t.put(std::string_view(regrade_reasons(input.catalog, regrade.reasons)));
    }
    return t.take();
}

} // namespace wangge::app
