// The one modal: a file looked at, corrected and imported; then its quarantine, mended row by row.
#pragma once
#include "ui/dialogs/datum_card.h"
#include "ui/dialogs/preview_table.h"
#include "ui/dialogs/quarantine_desk.h"

#include "app/import_desk.h"

namespace wangge::ui {

class ImportDialog {
public:
    // A file that was dropped or chosen; the dialog shows when a project is open.
    void open(Context& context, const std::filesystem::path& file);
    // The rows that wait for repair.
    void open_quarantine(Context& context);
    bool is_open() const { return m_page != Page::closed; }
    void close(Context& context);
    void show(Context& context, const Rect& window);

private:
    enum class Page { closed, check, report };
    void header(Context& context, const Rect& rect);
    void check_page(Context& context, const Rect& rect);
    void footer(Context& context, const Rect& rect);
    void figures(Context& context, const Rect& rect);
    void map_column(const import::Preview& preview, const PreviewTable::Change& change);
    void start(Context& context);
    // Columns as they were kept for the same headings, tried once for each look at the file.
    void use_template(Context& context);
    void template_button(Context& context, const Rect& rect, const std::string& label);
    std::string template_label(Context& context) const;
    app::ColumnTemplate as_template() const;
    void follow(Context& context);
    app::PreviewRequest request(const Context& context) const;

    Page m_page = Page::closed;
    std::filesystem::path m_file;
    std::uintmax_t m_bytes = 0;
    import::PreviewOptions m_options;
    std::shared_ptr<const import::Preview> m_preview;
    std::string m_reason;                                              // only rows with this reason are shown
    std::pair<std::string, std::vector<std::string>> m_template_tried; // kind and headings
    bool m_running = false;
    PreviewTable m_table;
    DatumCard m_datum;
    QuarantineDesk m_quarantine;
};

} // namespace wangge::ui
