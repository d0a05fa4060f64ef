// Which datum a file's coordinates are in: the verdict in words, the points on a small map, the other answers to
// choose.
#pragma once
#include "app/import_desk.h"
#include "ui/context.h"
#include "ui/mini_map.h"

namespace wangge::ui {

class DatumCard {
public:
    // True when another datum was chosen: `chosen` then holds it, empty = detect.
    bool show(Context& context, const Rect& rect, const std::shared_ptr<const import::Preview>& preview,
              std::optional<geo::Datum>& chosen);

private:
    void verdict(Context& context, Flow& flow, const import::Preview& preview, bool given);
    void map(Context& context, const Rect& rect, const std::shared_ptr<const import::Preview>& preview,
             std::size_t hypothesis);
    MiniMap m_map;
    std::weak_ptr<const import::Preview> m_fitted; // not its address, which the next preview may get
    bool m_near = true;
};

} // namespace wangge::ui
