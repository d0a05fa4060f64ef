// Letters of responsibility: to whom, and the button that writes them.
#pragma once
#include "ui/context.h"

namespace wangge::ui {

class LettersSection {
public:
    // Writes into a folder beside `folder`'s other files. True in the frame in which writing was started.
    bool show(Context& context, Flow& flow, const std::string& folder, bool public_copy);

private:
    int m_template = 0;
    bool m_book = false;
};

} // namespace wangge::ui
