// A table of numbers (travel speeds, thresholds, start delays) to edit in place: a value at a time, each an undoable
// step.
#pragma once
#include "app/rules/rule_board.h"
#include "ui/context.h"
#include "ui/panels/file_browser.h"
#include "ui/shell/save_table.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace wangge::ui {

// What a desk edits.
struct DeskTable {
    std::string name;   // of the widgets and texts
    std::string action; // family of the Actions that list and set the table: "travel", "thresholds"
    bool dated = true;  // a change holds from a day on
    std::function<app::RuleBoard(const model::Snapshot&, const base::Catalog&, base::Date)> board;
};
DeskTable desk_table(const app::RuleForm& form, std::string action);
// How long people need before they set out.
DeskTable delay_desk_table();

class RuleDesk {
public:
    explicit RuleDesk(DeskTable table) : m_table(std::move(table)) {}
    void open() { m_open = true; }
    void show(Context& context, const Rect& window);

private:
    void take_board(Context& context);
    void find_lines();
    void head(Context& context, Flow& flow);
    static void name(Ui& ui, const app::RuleBoard::Line& line, const Rect& rect);
    void lines(Context& context, const Rect& rect);
    void day_row(Ui& ui, const Rect& row);
    void filter_row(Ui& ui, const Rect& row);
    void heading_row(Ui& ui, const Rect& rect);
    void cell(Context& context, const app::RuleCell& cell, const Rect& rect);
    void beside(Context& context, const app::RuleCell& cell, const Rect& rect);
    void detail(Context& context, const Rect& rect);
    void foot(Context& context, const Rect& rect);
    void put(const app::RuleCell& cell, const std::string& text);
    void run_waiting(Context& context);
    const app::RuleBoard::Page& page() const { return m_board.pages[static_cast<std::size_t>(m_page)]; }
    std::string widget(const app::RuleCell& cell) const { return m_table.name + "." + cell.id; }

    DeskTable m_table;
    bool m_open = false;
    std::string m_day; // from which changes hold, as it is typed
    base::Date m_as_of;
    app::RuleBoard m_board;
    std::weak_ptr<const model::Snapshot> m_of; // the board's
    base::Date m_board_day;
    std::string m_language;
    int m_page = 0;
    std::string m_filter;
    std::vector<const app::RuleBoard::Line*> m_lines; // of the page, that the filter lets through
    std::map<std::string, std::string> m_typed;       // by cell: text that is not the value (yet)
    std::string m_chosen;                             // the cell that was typed into last
    std::deque<std::string> m_waiting;                // changes to run, one after another
    SaveTable m_save;
    FileBrowser m_browser;
};

} // namespace wangge::ui
