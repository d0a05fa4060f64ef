#include "app/view/crs_text.h"

namespace wangge::app {

std::string crs_text(int epsg, std::string_view name, const base::Catalog& catalog) {
    // EPSG numbers of the zones follow each other: first number, first zone or meridian, step.
    struct Series {
        int first, last, from, step;
        const char* text;
    };
    static constexpr Series all[] = {{4491, 4501, 13, 1, "crs.six.zone"},
                                     {4502, 4512, 75, 6, "crs.six.meridian"},
                                     {4513, 4533, 25, 1, "crs.three.zone"},
                                     {4534, 4554, 75, 3, "crs.three.meridian"}};
    std::string said(name);
    for (const Series& series : all)
        if (epsg >= series.first && epsg <= series.last)
            said = catalog.say(
                {series.text, {{"number", std::to_string(series.from + series.step * (epsg - series.first))}}});
    return said + " · EPSG:" + std::to_string(epsg);
}

} // namespace wangge::app
