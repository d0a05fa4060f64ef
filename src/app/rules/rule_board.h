// A table of rules laid out for a person to edit: pages of lines of cells, each with what ships and what it may be.
#pragma once
#include "app/rules/rule_form.h"
#include "model/snapshot.h"

namespace wangge::app {

struct RuleCell {
    std::string id;   // as the Actions' --set takes it
    std::string name; // with what it speaks of
    std::string unit, origin;
    double value = 0, shipped = 0;
    model::ValueRange sensible;

    bool differs() const { return value != shipped; }
    // The value as a person types it, and a value of the same kind.
    std::string text() const { return text(value); }
    static std::string text(double value);
    // Why that cannot be taken; nothing when it can. Nothing typed means what ships.
    std::optional<base::Message> problem(std::string_view typed) const;
    // The change that --set takes; "" when it would change nothing. The text has no problem().
    std::string change(std::string_view typed) const;
};

struct RuleBoard {
    struct Line {
        std::string name;
        std::vector<RuleCell> cells; // one under each heading
        std::string note;            // beside the name
    };
    struct Page {
        std::string title;
        std::vector<std::string> headings; // empty: one cell a line, with units of their own
        std::vector<Line> lines;
    };
    std::vector<Page> pages;
    std::int64_t differing = 0; // cells
    bool has_own = false;       // the project keeps rows of its own
};

// What holds on `day`.
RuleBoard rule_board(const RuleForm& form, const model::Snapshot& snapshot, const base::Catalog& catalog,
                     base::Date day);

} // namespace wangge::app
