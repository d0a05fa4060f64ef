// The protocol of a double-random draw: everything that somebody needs to replay it, as one JSON text.
#pragma once
#include "assign/draw.h"

#include <nlohmann/json_fwd.hpp>

namespace wangge::app {

// The list, the seed, the rates and the result by keys. Throws nothing.
nlohmann::json draw_protocol(const assign::DrawList& list, const assign::DrawOptions& options,
                             const assign::Draw& draw);

struct ReadProtocol {
    assign::DrawList list;
    assign::DrawOptions options;
};
// What draw_protocol() wrote. Throws Error(bad_input) "draw.bad_protocol" with `file` and what is wrong.
ReadProtocol read_draw_protocol(const nlohmann::json& protocol, const std::string& file);

} // namespace wangge::app
