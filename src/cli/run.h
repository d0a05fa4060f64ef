// The `wangge` command: arguments in, Action run, text or JSON out.
#pragma once

namespace wangge::cli {

// Returns the exit code: 0 done, 1 bug, 2 bad input, 3 environment, 130 cancelled.
int run(int argc, const char* const* argv);

} // namespace wangge::cli
