#include "ui/shell/layer_eyes.h"

namespace wangge::ui {

const std::array<SiteLayer, 11> site_layers = {{{model::SiteKind::retail_pharmacy, "sites.retail_pharmacy"},
                                                {model::SiteKind::chain_store, "sites.chain_store"},
                                                {model::SiteKind::wholesale, "sites.wholesale"},
                                                {model::SiteKind::clinic, "sites.clinic"},
                                                {model::SiteKind::village_clinic, "sites.village_clinic"},
                                                {model::SiteKind::hospital, "sites.hospital"},
                                                {model::SiteKind::vaccination_unit, "sites.vaccination_unit"},
                                                {model::SiteKind::medical_aesthetic, "sites.medical_aesthetic"},
                                                {model::SiteKind::device_seller, "sites.device_seller"},
                                                {model::SiteKind::cosmetics_seller, "sites.cosmetics_seller"},
                                                {model::SiteKind::other, "sites.other"}}};
const std::array<const char*, 3> role_layers = {"people.inspector", "people.coordinator", "people.informant"};

namespace {

using app::Stage;

// What a stage does not show at first; the user's own clicks turn it round. Kept with the stage's name in front.
bool usually_hidden(Stage stage, std::string_view layer) {
    const bool site = layer.starts_with("sites."), hospital = layer == "sites.hospital";
    if (layer == "reach" || layer == "links")
        return true;
    if (layer == "ledger")
        return stage != Stage::blind_spots && stage != Stage::coverage;
    switch (stage) {
    case Stage::coverage:
        return (site && !hospital) || layer == "people.inspector" || layer == "people.coordinator";
    case Stage::blind_spots:
        return layer == "sites.village_clinic" || layer == "people.inspector" || layer == "people.coordinator";
    case Stage::assignment:
        return site || layer == "people.coordinator" || layer == "people.informant";
    case Stage::grids:
        return site || layer.starts_with("people.");
    case Stage::output:
        return (site && !hospital) || layer == "people.coordinator" || layer == "people.informant";
    case Stage::data:
        return layer == "people.inspector";
    }
    return false;
}

std::string toggle_key(Stage stage, std::string_view layer) {
    return std::string(app::key_of(stage)) + ":" + std::string(layer);
}

} // namespace

bool visible(const Context& c, std::string_view layer) {
    return usually_hidden(c.work.stage, layer) == c.work.look().eyes.contains(toggle_key(c.work.stage, layer));
}

void toggle_eye(Context& c, std::string_view layer) {
    app::Look look = c.work.look();
    const std::string key = toggle_key(c.work.stage, layer);
    if (!look.eyes.erase(key))
        look.eyes.insert(key);
    c.work.set_look(std::move(look));
}

std::set<std::string, std::less<>> shown_layers(const Context& c) {
    std::set<std::string, std::less<>> layers{"seats", "plates", "shields", "scale_bar"};
    for (const char* layer : {"basemap", "boundaries", "villages", "roads", "water", "relief", "labels", "cells",
                              "blind_spots", "ledger", "reach", "links"})
        if (visible(c, layer))
            layers.insert(layer);
    for (const SiteLayer& layer : site_layers)
        if (visible(c, layer.layer))
            layers.insert(layer.layer);
    for (const char* layer : role_layers)
        if (visible(c, layer))
            layers.insert(layer);
    return layers;
}

render::AreaFill fill_of(const Context& c) {
    using render::AreaFill;
    const auto& chosen = c.work.look().fill;
    if (const auto fill = chosen.find(app::key_of(c.work.stage)); fill != chosen.end())
        return fill->second;
    switch (c.work.stage) {
    case Stage::coverage:
        return AreaFill::coverage;
    case Stage::assignment:
    case Stage::output:
        return c.work.counts().cells > 0 ? AreaFill::assignment : AreaFill::none;
    case Stage::grids:
        return c.work.counts().cells > 0 ? AreaFill::code : AreaFill::none;
    case Stage::blind_spots:
    case Stage::data:
        return AreaFill::none;
    }
    return AreaFill::none;
}

void choose_fill(Context& c, std::optional<render::AreaFill> fill) {
    app::Look look = c.work.look();
    const std::string stage(app::key_of(c.work.stage));
    if (fill)
        look.fill[stage] = *fill;
    else
        look.fill.erase(stage);
    c.work.set_look(std::move(look));
}

} // namespace wangge::ui
