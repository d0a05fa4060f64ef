// The raster base maps that a document refers to. A base map can be gigabytes, so the document keeps the way to the
// file and not the file; where it has gone, the map is drawn without it and says so.
#pragma once
#include "base/message.h"
#include "model/snapshot.h"
#include "render/base_map.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace wangge::app {

class Project;

struct BaseMapEntry {
    std::string file;   // absolute
    std::string beside; // as seen from the document's folder, so that both can move together
    geo::PictureOptions options;
};

// Bottom first. Throws Error(bad_input) "basemap.damaged".
std::vector<BaseMapEntry> base_maps_of(const model::Snapshot& snapshot);
// One undoable step each: puts a map above the others (a file that is there already takes its new options), or takes
// one away (from 0). Throws what geo::PictureSource throws, "basemap.elsewhere" for a map that shows none of the
// document's ground, "basemap.no_such".
struct AddedBaseMap {
    std::string format, crs;
    base::Metres finest_pixel, coarsest_pixel;
    geo::Box box;
};
AddedBaseMap add_base_map(Project& project, const std::filesystem::path& file, const geo::PictureOptions& options,
                          bool replace, bool dry_run, const std::string& label, base::Feedback& feedback);
void remove_base_map(Project& project, std::size_t index, const std::string& label, base::Feedback& feedback);

// Base maps that were opened, kept while scenes come and go. May be used from any thread.
class BaseMapShelf {
public:
    BaseMapShelf(std::filesystem::path document, std::function<void()> wake)
        : m_document(std::move(document)), m_wake(std::move(wake)) {}
    // Those of the snapshot that can be opened, bottom first; `missing` gets a sentence for each of the others.
    std::vector<std::shared_ptr<render::BaseMap>> open(const model::Snapshot& snapshot,
                                                       std::vector<base::Message>& missing);

private:
    std::filesystem::path m_document;
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<render::BaseMap>> m_maps;
};

} // namespace wangge::app
