// Progress on standard error while a command works, and Ctrl-C as the wish to stop.
#pragma once
#include "base/catalog.h"
#include "base/feedback.h"

#include <chrono>
#include <string>

namespace wangge::cli {

class TerminalFeedback : public base::Feedback {
public:
    // Takes over SIGINT and SIGTERM: the first one asks the work to stop, a second one ends the program.
    TerminalFeedback(const base::Catalog& catalog, bool show);
    ~TerminalFeedback() override;
    void progress(double fraction, std::string_view text_id) override;
    bool cancelled() const override;

private:
    const base::Catalog& m_catalog;
    bool m_show;
    bool m_drawn = false;
    std::chrono::steady_clock::time_point m_last{};
};

} // namespace wangge::cli
