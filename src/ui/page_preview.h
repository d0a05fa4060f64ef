// The page of the output stage in the middle of the window: what will be printed, drawn by the code that prints it.
#pragma once
#include "ui/context.h"
#include "ui/page_composer.h"
#include "ui/page_strip.h"

#include "app/view/page_view.h"
#include "render/picture_surface.h"

#include <functional>

#include <memory>

namespace wangge::ui {

class PagePreview {
public:
    // `wake` is called from another thread when a page was drawn.
    explicit PagePreview(std::function<void()> wake);
    ~PagePreview();

    // What the panel asks for; project, language, look and size are filled in by prepare().
    app::PageRequest request;
    // The last page that was drawn; null = none yet.
    const std::shared_ptr<const app::PageView>& shown() const { return m_page; }
    bool busy() const { return m_lane.busy(); }
    // Why there is no page; empty when there is one.
    const std::string& trouble() const { return m_trouble; }

    // Asks for the page. True when it looks different from the last frame.
    bool prepare(Context& context, const Rect& rect);
    // Copies the page into the window, under everything else.
    void paint(const Ui& ui, const Rect& rect, ImVec2 framebuffer);
    // The line above the page: which sheet, its scale, the way to the others.
    void controls(Context& context, const Rect& rect);
    // How many sheets the atlas has that is shown; 0 = the page is no atlas.
    std::size_t sheets() const { return m_page ? m_page->sheets.size() : 0; }
    // The left panel: what stands on the page.
    void parts(Context& context, const Rect& rect);
    // In the right panel: the item that was chosen there or on the page.
    void chosen_item(Context& context, Flow& flow);
    // These sheets as small pictures in a row.
    void strip(Context& context, const Rect& rect);

private:
    Rect page_in(const Ui& ui, const Rect& rect) const;
    // `small`: of the strip; it waits its turn, and never takes the page's.
    void ask(Context& context, const app::PageRequest& asked, bool small);

    PageStrip m_strip;
    PageComposer m_composer;
    render::PictureSurface m_surface;
    std::shared_ptr<const app::PageView> m_page, m_painted;
    app::PageRequest m_asked;
    std::string m_trouble;
    Rect m_rect;
    app::PageDesk m_desk;
    app::JobRunner m_lane; // last: its end waits for work that uses the members above
};

} // namespace wangge::ui
