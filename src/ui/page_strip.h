// The sheets of an atlas as small pictures in a row, drawn one after another as far as they are seen.
#pragma once
#include "ui/context.h"

#include "app/view/page_view.h"
#include "render/picture_surface.h"

#include <map>

namespace wangge::ui {

class PageStrip {
public:
    // `page`: the page that is shown large; its atlas is what the strip shows. A click changes `sheet`.
    void show(Context& context, const Rect& rect, const app::PageView& page, std::size_t& sheet);
    // The next small picture that is wanted; nullopt = all that are seen are there.
    std::optional<app::PageRequest> wanted() const;
    // A picture that was drawn for wanted().
    void take(const app::PageView& drawn);

private:
    app::PageRequest m_of;                                         // the atlas, sheet and size left out
    std::map<std::size_t, std::shared_ptr<app::PageView>> m_drawn; // by sheet
    std::map<std::size_t, render::PictureSurface> m_pictures;      // what of it is on the graphics card
    std::size_t m_first = 0, m_last = 0, m_shown = 0;              // seen: [first, last); the large one
    int m_width = 0, m_height = 0;                                 // pixels of a small picture
    bool m_reveal = true;
};

} // namespace wangge::ui
