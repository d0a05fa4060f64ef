// A table of rules (travel speeds, thresholds) to edit in place: a value at a time, each an undoable step.
#pragma once
#include "app/rules/rule_board.h"
#include "ui/context.h"
#include "ui/panels/file_browser.h"
#include "ui/shell/save_table.h"

#include <deque>
#include <map>
#include <memory>

namespace wangge::ui {

class RuleDesk {
public:
    // `action` is the family of the Actions that list and set the table: "travel", "thresholds".
    RuleDesk(const app::RuleForm& form, std::string action) : m_form(form), m_action(std::move(action)) {}
    void open() { m_open = true; }
    void show(Context& context, const Rect& window);

private:
    void take_board(Context& context);
    void head(Context& context, Flow& flow);
    void lines(Context& context, const Rect& rect);
    void heading_row(Ui& ui, const Rect& rect);
    void cell(Context& context, const app::RuleCell& cell, const Rect& rect);
    void beside(Context& context, const app::RuleCell& cell, const Rect& rect);
    void detail(Context& context, const Rect& rect);
    void foot(Context& context, const Rect& rect);
    void put(const app::RuleCell& cell, const std::string& text);
    void run_waiting(Context& context);
    const app::RuleBoard::Page& page() const { return m_board.pages[static_cast<std::size_t>(m_page)]; }
    std::string widget(const app::RuleCell& cell) const { return m_form.name + "." + cell.id; }

    const app::RuleForm& m_form;
    std::string m_action;
    bool m_open = false;
    std::string m_day; // from which changes hold, as it is typed
    base::Date m_as_of;
    app::RuleBoard m_board;
    std::weak_ptr<const model::Snapshot> m_of; // the board's
    base::Date m_board_day;
    std::string m_language;
    int m_page = 0;
    std::map<std::string, std::string> m_typed; // by cell: text that is not the value (yet)
    std::string m_chosen;                       // the cell that was typed into last
    std::deque<std::string> m_waiting;          // changes to run, one after another
    SaveTable m_save;
    FileBrowser m_browser;
};

} // namespace wangge::ui
