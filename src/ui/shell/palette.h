// Ctrl+K: places, sites, people and cells by name, code, pinyin or coordinates; stages, views and every Action by
// title.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

class Palette {
public:
    void show(Context& context, const Rect& window);

private:
    struct Row {
        std::string title, note, key;
        Icon icon = Icon::none;
        std::function<void(Context&)> act;
    };
    void collect(Context& context);
    void find_objects(Context& context);
    void find_commands(Context& context);

    std::string m_words;
    std::vector<Row> m_rows;
    // What the rows were collected from.
    std::string m_collected_words, m_collected_language;
    std::shared_ptr<const void> m_collected_names;
    int m_chosen = 0;
    bool m_fresh = true, m_moved = false;
};

// The steps of the document; a click goes to the state after that step.
void history_list(Context& context, const Rect& window);

} // namespace wangge::ui
