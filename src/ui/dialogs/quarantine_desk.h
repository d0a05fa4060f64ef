// Rows that an import refused: edited in place, tried again one by one or together, or given up.
#pragma once
#include "app/import_desk.h"
#include "ui/context.h"

namespace wangge::ui {

class QuarantineDesk {
public:
    // Shows the rows of this kind and file first; empty texts = the first there are.
    void begin(std::string kind, std::string file);
    // What the last import did, in words.
    static void summary(Context& context, Flow& flow);
    void show(Context& context, const Rect& rect);
    // Rows with edits that were not imported yet, of the file shown.
    std::size_t edited_rows() const;
    std::size_t shown_rows() const { return m_rows.size(); }
    void import_edited(Context& context);
    void import_all(Context& context);

private:
    struct Source {
        std::string kind, file, layer;
        std::size_t rows = 0;
    };
    using Texts = std::map<std::string, std::string>; // column -> text
    void gather(Context& context);
    void measure(Context& context, float room);
    void sources(Context& context, const Rect& rect);
    void table(Context& context, const Rect& rect);
    void details(Context& context, const Rect& rect);
    std::string* edit_of(std::int64_t row, const std::string& column);
    void run(Context& context, const std::vector<std::size_t>& places, bool discard);

    std::string m_wanted_kind, m_wanted_file;
    const void* m_gathered = nullptr;
    std::string m_language;
    std::vector<Source> m_sources;
    int m_source = 0;
    std::vector<std::size_t> m_rows; // places in Snapshot::quarantine
    std::vector<std::string> m_columns;
    std::vector<import::Cells> m_cells; // one a row
    std::vector<bool> m_shaped;         // the row's line or area is kept too
    std::vector<float> m_widths;
    std::size_t m_selected = 0;
    std::map<std::int64_t, Texts> m_edits; // by row number of the file shown
};

} // namespace wangge::ui
