#include "ui/panels/person_field.h"

#include "base/text.h"

namespace wangge::ui {

void person_field(Context& c, Flow& flow, const char* id, const char* label, PersonField& field,
                  const std::vector<model::PersonRole>& roles, const std::string& township_code) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const Rect r = flow.row(size::input);
    ui.text_in({r.x, r.y, ui.px(form_label - 4), r.h}, Face::body, t.text2, ui.say(label));
    if (input(ui, id, {r.x + ui.px(form_label), r.y, r.w - ui.px(form_label), r.h}, ui.say("ui.ledger.person_hint"),
              field.typed))
        field.key.clear();
    if (!field.key.empty()) {
        flow.gap(5);
        return;
    }
    int shown = 0;
    const MayCut data(ui);
    for (const app::PersonOffer& offer :
         app::people_offered(*c.snapshot, c.work.catalog(), base::trimmed(field.typed), roles, township_code, 3)) {
        const Rect line = flow.row(24);
        const Rect place{line.x + ui.px(form_label), line.y, line.w - ui.px(form_label), line.h};
        const Hit h = hit(ui, std::string(id) + ".offer." + std::to_string(shown++), place, offer.name);
        if (h.hovered)
            ui.fill(place, t.accent_soft, size::radius);
        const float w = ui.width_of(Face::body, offer.name);
        ui.text_in({place.x + ui.px(8), place.y, w + 1, place.h}, Face::body, t.text, offer.name);
        ui.text_in({place.x + w + ui.px(16), place.y, place.w - w - ui.px(18), place.h}, Face::small, t.text2,
                   offer.note);
        if (h.clicked)
            field = {offer.name, offer.key};
    }
    flow.gap(5);
}

} // namespace wangge::ui
