// A page of paper as the output stage shows it: drawn by the same code that writes the file.
#pragma once
#include "app/look.h"
#include "app/sheets/page_items.h"
#include "app/sheets/page_layers.h"
#include "app/sheets/sheet_maker.h"
#include "app/workspace.h"

#include <map>
#include <optional>
#include <set>

namespace wangge::app {

struct PageRequest {
    model::SnapshotPtr snapshot;
    std::string template_name = "responsibility", paper = "A3", language;
    // What the user has typed, by the name of the option: title, makers, date, map-scale, logo ...; empty = the usual.
    std::map<std::string, std::string> words;
    std::optional<std::set<std::string, std::less<>>> layers; // of the map; nullopt = the template's
    bool landscape = true, grey = false, public_copy = false;
    SheetKind kind = SheetKind::county; // what an atlas has a sheet of; county = one sheet
    std::size_t sheet = 0;
    int width = 0, height = 0; // pixels that the page may take
    Look look;
    std::shared_ptr<const LedgerView> ledger; // of templates that show it; null = none
    bool operator==(const PageRequest&) const = default;
};

// Those words as arguments of the Actions that print; a number that is none yet is left out.
ArgumentValues arguments_of(const std::map<std::string, std::string>& words);

struct PageView {
    PageRequest request;
    render::Image picture;
    std::vector<std::string> sheets;          // of the atlas, in order
    std::vector<PageItem> items;              // of the page, in its order
    std::vector<PageLayer> layers;            // of its map
    paper::Millimetres width, height;         // of the paper
    paper::Millimetres own_width, own_height; // of the template's own
    bool changed = false;                     // the project lays the template out in its own way
    double denominator = 0;
    bool rows_left_out = false; // of a table
};

// Draws pages one after another on one thread, and keeps what they share.
class PageDesk {
public:
    PageDesk();
    ~PageDesk();
    PageDesk(const PageDesk&) = delete;
    PageDesk& operator=(const PageDesk&) = delete;

    // `day` is printed; `document` is where base maps are looked for. Throws what the Action `map` throws.
    std::shared_ptr<const PageView> draw(const PageRequest& request, base::Date day,
                                         const std::filesystem::path& document, const base::Catalog& catalog,
                                         base::Feedback& feedback);

private:
    struct Kept;
    std::unique_ptr<Kept> m_kept;
};

} // namespace wangge::app
