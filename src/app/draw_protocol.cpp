#include "app/draw_protocol.h"

#include "base/error.h"

#include <nlohmann/json.hpp>

namespace wangge::app {

using nlohmann::json;

json draw_protocol(const assign::DrawList& list, const assign::DrawOptions& options, const assign::Draw& draw) {
    json sites = json::array(), officers = json::array(), strata = json::array(), drawn = json::array();
    for (const assign::DrawSite& site : list.sites)
        sites.push_back({site.key, site.grade, site.area_type, site.asked, site.recused});
    for (const assign::DrawOfficer& officer : list.officers)
        officers.push_back({officer.key, officer.granted});
    for (const assign::Stratum& s : draw.strata)
        strata.push_back({{"grade", s.grade}, {"area_type", s.area_type}, {"sites", s.sites}, {"drawn", s.drawn}});
    const auto officer = [&](int row) { return row < 0 ? json(nullptr) : json(list.officers[row].key); };
    for (const assign::DrawnSite& d : draw.drawn)
        drawn.push_back({{"site", list.sites[d.site].key},
                         {"grade", list.sites[d.site].grade},
                         {"area_type", list.sites[d.site].area_type},
                         {"lead", officer(d.lead)},
                         {"second", officer(d.second)}});
    return {
        {"method", assign::draw_method}, {"seed", options.seed},
        {"count", options.sites},        {"rates", options.rates},
        {"list_digest", draw.digest},    {"strata", std::move(strata)},
        {"drawn", std::move(drawn)},     {"list", {{"sites", std::move(sites)}, {"officers", std::move(officers)}}}};
}

ReadProtocol read_draw_protocol(const json& protocol, const std::string& file) {
    ReadProtocol read;
    try {
        if (protocol.at("method").get<std::string>() != assign::draw_method)
            base::fail_input("draw.other_method", {{"method", protocol.at("method").get<std::string>()}}, file);
        read.options.seed = protocol.at("seed").get<std::string>();
        read.options.sites = protocol.at("count").get<int>();
        read.options.rates = protocol.at("rates").get<std::map<std::string, double>>();
        for (const json& row : protocol.at("list").at("sites"))
            read.list.sites.push_back({row.at(0).get<std::string>(), row.at(1).get<std::string>(),
                                       row.at(2).get<std::string>(), row.at(3).get<std::uint32_t>(),
                                       row.at(4).get<std::vector<std::string>>()});
        for (const json& row : protocol.at("list").at("officers"))
            read.list.officers.push_back({row.at(0).get<std::string>(), row.at(1).get<std::uint32_t>()});
    } catch (const json::exception& error) {
        base::fail_input("draw.bad_protocol", {{"what", error.what()}}, file);
    }
    return read;
}

} // namespace wangge::app
