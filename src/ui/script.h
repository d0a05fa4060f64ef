// A script that uses the window as a person would: one command a line, run when the window has settled.
//
//   open PROJECT            drop FILE
//   new FILE ACTION         stage KEY              language zh|en     theme light|dark
//   click ID                double_click ID           wheel ID STEPS         drag ID DX DY      set ID SHARE
//   type TEXT               key ctrl+k                run ACTION {json}      select KIND ROW
//   clipboard TEXT          (as if copied elsewhere; \t and \n are cells and rows)
//   expect ID TEXT          expect_text TEXT          absent ID              no_cut             shot FILE.png
//   dump FILE.json          # a comment
//   press ID X Y [shift|ctrl]      drag_to ID X1 Y1 X2 Y2 [shift|ctrl]      move ID X Y
//
// `press`, `drag_to` and `move` take shares (0..1) of the widget's width and height. `set` drags a slider's knob to
// that share (0..1) of its width; `no_cut` fails when a text was shortened to fit,
// is cut by the edge of its panel, or lies on another.
#pragma once
#include "ui/desktop.h"

#include <filesystem>
#include <string>
#include <vector>

namespace wangge::ui {

class Script {
public:
    // Throws Error(environment) when the file cannot be read, Error(bad_input) "ui.script.unknown" for a command that
    // does not exist, with the line's number as `where`.
    static Script load(const std::filesystem::path& file);
    static Script parse(std::string_view text, std::string name);

    bool done() const { return m_next >= m_lines.size(); }
    // Call when the window has settled: does the next line. Throws Error(bad_input) when it cannot or an
    // expectation fails.
    void step(Desktop& desktop, Host& host);

private:
    struct Line {
        int number = 0;
        std::string command, rest;
    };
    const WidgetRecord& widget(Desktop& desktop, const std::string& id, const Line& line) const;
    void click(Desktop& desktop, ImVec2 at, int times) const;
    [[noreturn]] void fail(const Line& line, const char* text_id, base::Args args = {}) const;

    std::string m_name;
    std::vector<Line> m_lines;
    std::size_t m_next = 0;
};

} // namespace wangge::ui
