#include "cli/terminal_feedback.h"

#include <algorithm>
#include <csignal>
#include <fmt/format.h>
#include <unistd.h>

namespace wangge::cli {
namespace {

volatile std::sig_atomic_t stop_asked = 0;

extern "C" void ask_to_stop(int signal) {
    stop_asked = 1;
    std::signal(signal, SIG_DFL);
}

} // namespace

TerminalFeedback::TerminalFeedback(const base::Catalog& catalog, bool show)
    : m_catalog(catalog), m_show(show && isatty(STDERR_FILENO) == 1) {
    std::signal(SIGINT, ask_to_stop);
    std::signal(SIGTERM, ask_to_stop);
}

TerminalFeedback::~TerminalFeedback() {
    if (m_drawn)
        fmt::print(stderr, "\r\x1b[K");
}

void TerminalFeedback::progress(double fraction, std::string_view text_id) {
    const auto now = std::chrono::steady_clock::now();
    if (!m_show || (m_drawn && now - m_last < std::chrono::milliseconds(80)))
        return;
    m_last = now;
    m_drawn = true;
    const int filled = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 30);
    fmt::print(stderr, "\r[{}{}] {:3.0f}% {}\x1b[K", std::string(filled, '#'), std::string(30 - filled, ' '),
               fraction * 100, m_catalog.say(text_id));
    std::fflush(stderr);
}

bool TerminalFeedback::cancelled() const {
    return stop_asked != 0;
}

} // namespace wangge::cli
