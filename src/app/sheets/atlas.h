// Prints many sheets: one file each or one book, on all threads, in bounded memory.
#pragma once
#include "app/sheets/sheet_maker.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace wangge::app {

struct AtlasPage {
    std::string name; // bookmark and file stem
    std::string file; // name in the folder; "" = only in the book
    paper::Layout layout;
    std::function<paper::Sheet()> make;
};

struct AtlasFacts {
    std::vector<std::string> files; // of the pages, in order; one = the book
    std::size_t pages = 0;
};

// Writes every page's own file into the folder (made when it is not there). Each file is whole or not there; when a
// page fails, the pages before it stay. Throws what paper::write_page throws.
AtlasFacts write_pages(const std::vector<AtlasPage>& pages, const std::filesystem::path& folder,
                       const PaperChoice& choice, const std::string& author, base::Feedback& feedback);
// All pages into one PDF, in order; its folder is made when it is not there.
AtlasFacts write_book(const std::vector<AtlasPage>& pages, const std::filesystem::path& file, const PaperChoice& choice,
                      const std::string& title, base::Feedback& feedback);

} // namespace wangge::app
