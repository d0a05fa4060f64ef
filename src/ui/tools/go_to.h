// Going to coordinates: a small dialog that shows every way to read what was typed.
#pragma once
#include "ui/context.h"

#include "app/search/place_offers.h"

namespace wangge::ui {

class GoTo {
public:
    void show(Context& context, const Rect& window);

private:
    std::string m_words, m_read;
    std::vector<app::PlaceOffer> m_offers;
    bool m_fresh = true;
};

// Flies there and leaves a pin.
void go_to(Context& context, const app::PlaceOffer& offer);

} // namespace wangge::ui
