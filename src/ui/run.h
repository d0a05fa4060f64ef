// The desktop program: arguments, host, loop.
#pragma once

namespace wangge::ui {

// wangge-desktop [PROJECT] [--script FILE] [--screenshot FILE.png] [--lang zh|en] [--theme light|dark] [--size WxH]
// [--stage KEY] [--headless] [--settings FILE]. Returns the exit code: 0, 1 bug, 2 bad input, 3 environment.
int run(int argc, const char* const* argv);

} // namespace wangge::ui
