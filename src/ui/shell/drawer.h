// The bottom drawer: tables in tabs whose selection follows the map both ways, and the stage's chart.
#pragma once
#include "ui/charts.h"
#include "ui/context.h"
#include "ui/table_view.h"

#include <map>
#include <memory>

namespace wangge::ui {

class Drawer {
public:
    void show(Context& context, const Rect& rect);
    bool open = true;

private:
    struct Tab {
        std::string id, title;
        std::int64_t count = 0;
    };
    struct Kept { // a table and what it was made from
        model::Table table;
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
    bool has_chart(Context& context) const;
    void show_chart(Context& context, const Rect& rect);

    std::map<std::string, Kept> m_tables;
    std::map<std::string, std::string> m_chosen; // tab by stage
    std::string m_shown, m_filter;
    std::uint64_t m_selection_seen = 0;
};

} // namespace wangge::ui
