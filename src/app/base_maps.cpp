#include "app/base_maps.h"

#include "app/project.h"
#include "base/error.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wangge::app {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view setting_key = "basemaps";

std::string text_of(const std::vector<BaseMapEntry>& entries) {
    json list = json::array();
    for (const BaseMapEntry& entry : entries) {
        json one{{"file", entry.file}, {"beside", entry.beside}, {"datum", geo::key_of(entry.options.datum)}};
        if (!entry.options.layer.empty())
            one["layer"] = entry.options.layer;
        if (entry.options.epsg != 0)
            one["epsg"] = entry.options.epsg;
        list.push_back(std::move(one));
    }
    return list.dump();
}

// The file where it was, else where it lies as seen from the document.
fs::path found(const BaseMapEntry& entry, const fs::path& document) {
    std::error_code error;
    if (fs::exists(entry.file, error) || entry.beside.empty())
        return entry.file;
    const fs::path moved = fs::absolute(document, error).parent_path() / entry.beside;
    return fs::exists(moved, error) ? moved : fs::path(entry.file);
}

} // namespace

std::vector<BaseMapEntry> base_maps_of(const model::Snapshot& snapshot) {
    std::vector<BaseMapEntry> entries;
    const auto text = snapshot.settings.find(setting_key);
    if (text == snapshot.settings.end() || text->second.empty())
        return entries;
    try {
        for (const json& one : json::parse(text->second)) {
            BaseMapEntry& entry = entries.emplace_back();
            entry.file = one.at("file").get<std::string>();
            entry.beside = one.value("beside", "");
            entry.options.layer = one.value("layer", "");
            entry.options.epsg = one.value("epsg", 0);
            entry.options.datum = geo::datum_from_key(one.value("datum", "")).value_or(geo::Datum::cgcs2000);
        }
    } catch (const json::exception&) {
        base::fail_input("basemap.damaged");
    }
    return entries;
}

AddedBaseMap add_base_map(Project& project, const fs::path& file, const geo::PictureOptions& options, bool replace,
                          bool dry_run, const std::string& label, base::Feedback& feedback) {
    const model::SnapshotPtr snapshot = project.snapshot(feedback);
    const geo::PictureSource source(file, options, geo::Projection::from_epsg(snapshot->epsg));
    geo::Box ground = geo::bounds(snapshot->county);
    for (std::size_t i = 0; ground.empty() && i < snapshot->villages.size(); ++i)
        if (const geo::MapPoint p = snapshot->villages.point(i); p.x == p.x)
            ground.add(p);
    if (!ground.empty() && !ground.touches(source.bounds()))
        base::fail_input("basemap.elsewhere", {{"file", file.filename().string()}}, file.string());
    const AddedBaseMap added{source.format(), source.crs(), source.finest_pixel(), source.coarsest_pixel(),
                             source.bounds()};
    if (dry_run)
        return added;
    std::vector<BaseMapEntry> entries;
    if (!replace)
        entries = base_maps_of(*snapshot);
    std::error_code error;
    BaseMapEntry entry{fs::canonical(file, error).string(), "", options};
    const fs::path folder = fs::canonical(fs::absolute(project.path(), error).parent_path(), error);
    entry.beside = fs::path(entry.file).lexically_relative(folder).string();
    std::erase_if(
        entries, [&](const BaseMapEntry& e) { return e.file == entry.file && e.options.layer == entry.options.layer; });
    entries.push_back(std::move(entry));
    store::Edit edit(project.document(), label);
    edit.set_setting(setting_key, text_of(entries));
    edit.commit();
    return added;
}

void remove_base_map(Project& project, std::size_t index, const std::string& label, base::Feedback& feedback) {
    std::vector<BaseMapEntry> entries = base_maps_of(*project.snapshot(feedback));
    if (index >= entries.size())
        base::fail_input("basemap.no_such",
                         {{"number", std::to_string(index + 1)}, {"count", std::to_string(entries.size())}});
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(index));
    store::Edit edit(project.document(), label);
    edit.set_setting(setting_key, text_of(entries));
    edit.commit();
}

std::vector<std::shared_ptr<render::BaseMap>> BaseMapShelf::open(const model::Snapshot& snapshot,
                                                                 std::vector<base::Message>& missing) {
    std::vector<std::shared_ptr<render::BaseMap>> result;
    const std::scoped_lock lock(m_mutex);
    for (const BaseMapEntry& entry : base_maps_of(snapshot)) {
        const std::string key = fmt::format("{}|{}|{}|{}|{}", entry.file, entry.options.layer, entry.options.epsg,
                                            geo::key_of(entry.options.datum), snapshot.epsg);
        std::shared_ptr<render::BaseMap>& map = m_maps[key];
        if (!map)
            try {
                map = std::make_shared<render::BaseMap>(
                    std::make_shared<const geo::PictureSource>(found(entry, m_document), entry.options,
                                                               geo::Projection::from_epsg(snapshot.epsg)),
                    m_wake);
            } catch (const base::Error& error) {
                missing.push_back(error.message());
                continue;
            }
        result.push_back(map);
    }
    return result;
}

} // namespace wangge::app
