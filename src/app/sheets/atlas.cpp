#include "app/sheets/atlas.h"

#include "base/error.h"
#include "base/parallel.h"
#include "base/system_reason.h"

#include <algorithm>
#include <atomic>
#include <mutex>

namespace wangge::app {
namespace {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        base::fail_environment("base.cannot_write",
                               {{"file", folder.string()},
                                {"reason", error ? base::system_reason(error) : std::string("@base.reason.no_folder")}},
                               folder.string());
}

// Tells no progress: a page is a small part, and pages are drawn on many threads.
class Canceller : public base::Feedback {
public:
    explicit Canceller(const base::Feedback& whole) : m_whole(whole) {}
    void progress(double, std::string_view) override {}
    bool cancelled() const override { return m_whole.cancelled(); }

private:
    const base::Feedback& m_whole;
};

// Fonts and letters are found once a thread, not once a page.
class ToolShed {
public:
    std::unique_ptr<paper::PageTools> take() {
        const std::scoped_lock lock(m_mutex);
        if (m_free.empty())
            return std::make_unique<paper::PageTools>();
        std::unique_ptr<paper::PageTools> tools = std::move(m_free.back());
        m_free.pop_back();
        return tools;
    }
    void give(std::unique_ptr<paper::PageTools> tools) {
        const std::scoped_lock lock(m_mutex);
        m_free.push_back(std::move(tools));
    }

private:
    std::mutex m_mutex;
    std::vector<std::unique_ptr<paper::PageTools>> m_free;
};

} // namespace

AtlasFacts write_pages(const std::vector<AtlasPage>& pages, const fs::path& folder, const PaperChoice& choice,
                       const std::string& author, base::Feedback& feedback) {
    make_folder(folder);
    ToolShed shed;
    AtlasFacts facts;
    facts.pages = pages.size();
    for (const AtlasPage& page : pages)
        facts.files.push_back((folder / page.file).string());
    // In rounds, so that progress is told from this thread.
    constexpr std::size_t block = 4;
    const std::size_t round = block * static_cast<std::size_t>(std::max(1, base::thread_count())) * 2;
    for (std::size_t first = 0; first < pages.size(); first += round) {
        feedback.progress(static_cast<double>(first) / static_cast<double>(pages.size()), "paper.step.pages");
        const std::size_t count = std::min(round, pages.size() - first);
        base::parallel_blocks(count, block, [&](std::size_t begin, std::size_t end) {
            std::unique_ptr<paper::PageTools> tools = shed.take();
            for (std::size_t i = first + begin; i < first + end; ++i) {
                feedback.check();
                const paper::Sheet sheet = pages[i].make();
                Canceller quiet(feedback);
                load_base_maps_for(sheet, pages[i].layout, quiet);
                paper::FileNote note = note_of(sheet, choice);
                note.author = author;
                paper::write_page(folder / pages[i].file, sheet, pages[i].layout, choice.ink, choice.dpi, note, *tools);
            }
            shed.give(std::move(tools));
        });
    }
    return facts;
}

AtlasFacts write_book(const std::vector<AtlasPage>& pages, const fs::path& file, const PaperChoice& choice,
                      const std::string& title, base::Feedback& feedback) {
    if (file.has_parent_path())
        make_folder(file.parent_path());
    paper::PageTools tools;
    paper::PdfBook book(file, {title, choice.makers, "", choice.day});
    for (std::size_t i = 0; i < pages.size(); ++i) {
        feedback.progress(static_cast<double>(i) / static_cast<double>(pages.size()), "paper.step.pages");
        feedback.check();
        const paper::Sheet sheet = pages[i].make();
        Canceller quiet(feedback);
        load_base_maps_for(sheet, pages[i].layout, quiet);
        book.add(sheet, pages[i].layout, choice.ink, pages[i].name, tools);
    }
    book.commit();
    return {{file.string()}, pages.size()};
}

} // namespace wangge::app
