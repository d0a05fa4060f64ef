#include "import/landcover.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "import/raster_source.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

namespace wangge::import {
namespace {

using Json = nlohmann::json;
using model::LandCover;
using Classes = std::map<int, LandCover>;

constexpr float no_value = std::numeric_limits<float>::quiet_NaN();

Json book() {
    return Json::parse(base::read_file(base::data_folder() / "codes" / "land_cover.json"));
}

LandCover cover_of(const std::string& key, const char* where) {
    const auto cover = model::from_key<LandCover>(key);
    if (!cover)
        base::fail_input("import.unknown_cover",
                         {{"found", key}, {"expected", fmt::format("{}", fmt::join(model::keys<LandCover>(), ", "))}},
                         where);
    return *cover;
}

Classes classes_of(const Json& legend) {
    Classes classes;
    for (const auto& [code, cover] : legend.at("classes").items())
        classes.emplace(std::stoi(code), cover_of(cover.get<std::string>(), "data/codes/land_cover.json"));
    return classes;
}

// The class numbers of the raster with the number of their cells.
std::map<int, std::int64_t> numbers_in(const geo::Raster& raster) {
    std::map<int, std::int64_t> numbers;
    int last = -1;
    std::int64_t* count = nullptr;
    for (const float value : raster.values) {
        if (!std::isfinite(value) || std::abs(value) > 1e6F)
            continue;
        if (const int number = static_cast<int>(std::lround(value)); number != last || count == nullptr) {
            count = &numbers[number];
            last = number;
        }
        ++*count;
    }
    return numbers;
}

const Json& legend_for(const Json& legends, const std::string& wanted, const std::string& file_name,
                       const std::map<int, std::int64_t>& numbers) {
    if (wanted != "auto") {
        for (const Json& legend : legends)
            if (legend.at("key") == wanted)
                return legend;
        std::string known;
        for (const Json& legend : legends)
            known += (known.empty() ? "" : ", ") + legend.at("key").get<std::string>();
        base::fail_input("import.unknown_legend", {{"found", wanted}, {"expected", "auto, " + known}}, "--legend");
    }
    for (const Json& legend : legends)
        for (const Json& name : legend.at("names"))
            if (file_name.find(name.get<std::string>()) != std::string::npos)
                return legend;
    for (const Json& legend : legends) {
        const Classes classes = classes_of(legend);
        if (std::all_of(numbers.begin(), numbers.end(), [&](const auto& each) { return classes.count(each.first); }))
            return legend;
    }
    return legends.front();
}

void translate(geo::Raster& raster, const std::filesystem::path& file, const Options& options, ImportReport& report) {
    const std::map<int, std::int64_t> numbers = numbers_in(raster);
    const Json all = book();
    const Json& legend =
        legend_for(all.at("legends"), options.legend, base::lower_ascii(file.filename().string()), numbers);
    Classes classes = classes_of(legend);
    for (const auto& [code, cover] : options.columns) {
        std::int64_t number = 0;
        if (!base::parse_integer(code, number))
            base::fail_input("import.bad_map", {{"text", code + "=" + cover}}, "--map");
        classes[static_cast<int>(number)] = cover_of(cover, "--map");
    }
    std::string unknown;
    std::int64_t unknown_cells = 0;
    for (const auto& [number, count] : numbers)
        if (!classes.count(number)) {
            unknown += (unknown.empty() ? "" : ", ") + std::to_string(number);
            unknown_cells += count;
        }
    for (float& value : raster.values) {
        const auto found = std::isfinite(value) ? classes.find(static_cast<int>(std::lround(value))) : classes.end();
        value = found == classes.end() ? no_value : static_cast<float>(found->second);
    }
    report.notices.push_back({"import.notice.legend", {{"legend", legend.at("key").get<std::string>()}}});
    if (!unknown.empty())
        report.notices.push_back(
            {"import.notice.unknown_classes", {{"classes", unknown}, {"cells", std::to_string(unknown_cells)}}});
}

struct Sibling {
    std::filesystem::path file;
    LandCover cover = LandCover::bare;
};

// The files that hold one cover's share each, when `file` is one of them; in the order of LandCover.
std::vector<Sibling> fraction_files(const std::filesystem::path& file) {
    const std::string stem = file.stem().string(), extension = file.extension().string();
    const std::size_t dash = stem.rfind('_');
    const Json known = book().at("fractions");
    const auto cover_in = [&](const std::string& name) -> std::optional<LandCover> {
        const auto found = known.find(base::lower_ascii(name));
        return found == known.end() ? std::nullopt
                                    : std::optional(cover_of(found->get<std::string>(), "land_cover.json"));
    };
    if (dash == std::string::npos || !cover_in(stem.substr(dash + 1)))
        return {};
    const std::string prefix = stem.substr(0, dash + 1);
    std::vector<Sibling> files;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::absolute(file).parent_path())) {
        const std::string other = entry.path().stem().string();
        if (entry.path().extension() == extension && other.starts_with(prefix))
            if (const auto cover = cover_in(other.substr(prefix.size())))
                files.push_back({entry.path(), *cover});
    }
    std::sort(files.begin(), files.end(), [](const Sibling& a, const Sibling& b) {
        return std::pair(a.cover, a.file) < std::pair(b.cover, b.file);
    });
    return files;
}

void gather_fractions(const std::vector<Sibling>& files, geo::Raster& raster, const Options& options,
                      const Context& context, GdalSession& session, base::Feedback& feedback, ImportReport& report) {
    std::vector<float> most(raster.values.size(), 0);
    std::vector<float> cover(raster.values.size(), no_value);
    for (const Sibling& sibling : files) {
        const RasterSource source = open_raster(session, sibling.file, options);
        warp(source, raster, "near", context, sibling.file, session, feedback);
        for (std::size_t i = 0; i < cover.size(); ++i)
            if (raster.values[i] > most[i] && raster.values[i] <= 100) {
                most[i] = raster.values[i];
                cover[i] = static_cast<float>(sibling.cover);
            }
    }
    raster.values = std::move(cover);
    report.notices.push_back({"import.notice.cover_fractions", {{"files", std::to_string(files.size())}}});
}

} // namespace

void run_landcover(const std::filesystem::path& file, const Options& options, const Context& context, Sink& sink,
                   base::Feedback& feedback, ImportReport& report) {
    GdalSession session;
    const RasterSource source = open_raster(session, file, options);
    const TransformPtr transform = transform_of(source, context, file, session);
    geo::Raster raster = target_for(source, *transform, context, file);
    const std::vector<Sibling> fractions = options.legend == "auto" ? fraction_files(file) : std::vector<Sibling>();
    if (fractions.size() > 1) {
        gather_fractions(fractions, raster, options, context, session, feedback, report);
    } else {
        warp(source, raster, "near", context, file, session, feedback);
        translate(raster, file, options, report);
    }
    sink.put(model::RasterKind::landcover, raster);
    describe_raster(source, report);
}

} // namespace wangge::import
