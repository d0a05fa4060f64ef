// Arranging a page by hand: its items in a list with eyes, the chosen one with handles on the page, its place in
// millimetres. Every change is the Action `layout.set`.
#pragma once
#include "ui/context.h"

#include "app/view/page_view.h"

#include <array>
#include <optional>
#include <set>

namespace wangge::ui {

class PageComposer {
public:
    using PagePtr = std::shared_ptr<const app::PageView>;

    // The left panel: items of the page and layers of its map. `layers` is what the user has switched, null when the
    // template's hold.
    void list(Context& context, const Rect& rect, const app::PageView& page,
              std::optional<std::set<std::string, std::less<>>>& layers);
    // Rulers along the page and what the mouse does on it; `page` is where it stands in the window.
    void on_page(Context& context, const Rect& rect, const Rect& page, const PagePtr& view);
    // In the right panel: the chosen item.
    void fields(Context& context, Flow& flow, const app::PageView& page);

private:
    const app::PageItem* chosen(const app::PageView& page) const;
    void row(Context& context, const Rect& rect, const app::PageItem& item, const app::PageView& page);
    void rulers(Ui& ui, const Rect& page, const app::PageView& view) const;
    void handles(Context& context, const Rect& page, const app::PageView& view);
    // The chosen item follows the mouse; at the end it is moved.
    void drag(Context& context, const Rect& page, const PagePtr& view, bool held);
    static const app::PageItem* heading_of(const app::PageView& page, const app::PageItem& item);
    static void show(Context& context, const app::PageView& page, const app::PageItem& item, bool shown);
    static void move(Context& context, const app::PageView& page, const app::PageItem& item, paper::Rect box);
    static void set(Context& context, const app::PageView& page, app::ArgumentValues values);

    std::string m_chosen; // name of the item; empty = none
    // Which sides of the item the mouse has hold of; all four move it.
    struct Grip {
        bool left = false, top = false, right = false, bottom = false;
    };
    std::optional<Grip> m_grip;
    ImVec2 m_grabbed;
    paper::Rect m_box; // where the item is being dragged to
    bool m_moved = false, m_held = false;
    PagePtr m_dropped_on;               // the page that does not show the move yet
    std::array<std::string, 4> m_typed; // left, top, width, height
    std::string m_typed_of;             // the item and place that they were filled in from
};

} // namespace wangge::ui
