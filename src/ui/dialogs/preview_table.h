// The first rows of a file as a spreadsheet, with a choice above each column of which field of ours it is.
#pragma once
#include "app/import_desk.h"
#include "ui/context.h"

namespace wangge::ui {

class PreviewTable {
public:
    // The column whose field was changed, with the field's new name ("" = not imported).
    struct Change {
        std::size_t column = 0;
        std::string field;
    };
    // `reason`: only rows with that reason; empty = all.
    std::optional<Change> show(Context& context, const Rect& rect,
                               const std::shared_ptr<const import::Preview>& preview, const std::string& reason);

private:
    void measure(Context& context, const import::Preview& preview, float room);
    std::weak_ptr<const import::Preview> m_measured; // not its address, which the next preview may get
    std::string m_language, m_reason, m_revealed;
    std::vector<float> m_widths;
    std::vector<std::size_t> m_rows;
};

// "经度", "Longitude": a field as people call it.
std::string field_text(Ui& ui, const std::string& field);
// The short name of a reason, for a table's column.
std::string short_reason(Ui& ui, const std::string& reason);

} // namespace wangge::ui
