#include "render/class_words.h"

#include <fmt/format.h>

namespace wangge::render {

std::string class_words(const Scene::Group& group, const base::Catalog& catalog) {
    if (const std::size_t at = group.key.find('>'); at != std::string::npos)
        return catalog.say({"ui.legend.differs",
                            {{"official", catalog.say("ui.legend.area." + group.key.substr(0, at))},
                             {"degurba", catalog.say("ui.legend.area." + group.key.substr(at + 1))}}});
    if (group.key == "score")
        return catalog.say({"ui.legend.score",
                            {{"low", fmt::format("{:.2f}", group.low)}, {"high", fmt::format("{:.2f}", group.high)}}});
    if (group.key.starts_with("due."))
        return catalog.say({"ui.legend." + group.key, {{"days", fmt::format("{:.0f}", group.low)}}});
    return catalog.say("ui.access." + group.key);
}

} // namespace wangge::render
