// The bottom drawer: tables in tabs whose selection follows the map both ways, and the stage's chart.
#pragma once
#include "ui/context.h"
#include "ui/page_preview.h"
#include "ui/shell/save_table.h"
#include "ui/shell/stage_charts.h"
#include "ui/table_view.h"

#include <map>
#include <memory>

namespace wangge::ui {

class Drawer {
public:
    // The output stage shows the sheets of its atlas here.
    explicit Drawer(PagePreview& page) : m_page(page) {}
    void show(Context& context, const Rect& rect);
    // Over the whole window.
    void dialogs(Context& context, const Rect& window);
    bool open = true;

private:
    struct Tab {
        std::string id, title;
        std::int64_t count = 0;
    };
    struct Kept { // a table and what it was made from
        app::ShownTable table;
        const void* source = nullptr;
        std::string language;
        int kind = -1;
        std::vector<std::int32_t> rows;
        std::unique_ptr<TableView> view;
    };

    std::vector<Tab> tabs_of(Context& context) const;
    void tab_row(Context& context, const Rect& rect, const std::vector<Tab>& tabs);
    Kept* table_of(Context& context, const std::string& id);
    void show_table(Context& context, const Rect& rect, Kept& kept);
    float table_tools(Context& context, const Rect& rect, float end);
    void status_line(Context& context, const Rect& rect, const Kept& kept, app::PickedKind kind) const;
    // What a row of the shown table stands for, and the row of an object.
    model::Row object_of(const Context& context, const Kept& kept, std::uint32_t row) const;
    std::optional<std::size_t> row_of(const Context& context, const Kept& kept, model::Row object) const;
    model::Table shown_table(const Context& context, const Kept& kept, bool only_selected) const;

    bool shows_sheets(const Context& context) const;

    PagePreview& m_page;
    std::map<std::string, Kept> m_tables;
    const model::Snapshot* m_snapshot = nullptr; // that these are of
    std::map<std::string, std::string> m_chosen; // tab by stage
    std::string m_shown, m_filter;
    std::uint64_t m_selection_seen = 0;
    SaveTable m_save;
    StageCharts m_charts;
};

} // namespace wangge::ui
