#include "ui/dialogs/datum_card.h"

#include "app/view/numbers.h"

#include <algorithm>
#include <cmath>

namespace wangge::ui {
namespace {

using geo::Datum;

constexpr double near_metres = 2000; // half the side of the close view

// CGCS2000 and WGS-84 differ by less than a metre: one answer.
Datum as_hypothesis(const std::string& key) {
    const auto datum = geo::datum_from_key(key);
    return !datum || *datum == Datum::wgs84 ? Datum::cgcs2000 : *datum;
}

std::string name_of(Ui& ui, Datum datum) {
    return ui.say(datum == Datum::cgcs2000 ? "ui.import.datum.cgcs2000" : "ui.datum." + std::string(key_of(datum)));
}

// Not one row lies in the county, whatever the coordinate system: the wrong file, or the wrong project.
bool all_outside(const import::ImportReport& report) {
    const auto outside = report.reasons.find("outside_county");
    return outside != report.reasons.end() && outside->second > 0 && report.imported + report.repaired == 0;
}

// Where most points are close together.
geo::Box densest(const std::vector<import::PreviewPoint>& points, std::size_t hypothesis) {
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::size_t count = 0;
        for (const import::PreviewPoint& other : points)
            count += std::abs(other.at[hypothesis].x - points[i].at[hypothesis].x) < near_metres &&
                     std::abs(other.at[hypothesis].y - points[i].at[hypothesis].y) < near_metres;
        if (count > most) {
            most = count;
            best = i;
        }
    }
    const geo::MapPoint p = points[best].at[hypothesis];
    return {p.x - near_metres, p.y - near_metres, p.x + near_metres, p.y + near_metres};
}

geo::Box all_of(const std::vector<import::PreviewPoint>& points, std::size_t hypothesis) {
    geo::Box box;
    for (const import::PreviewPoint& point : points)
        if (std::isfinite(point.at[hypothesis].x))
            box.add(point.at[hypothesis]);
    return box.empty() ? box : box.grown(std::max(500.0, 0.05 * box.width()));
}

} // namespace

void DatumCard::verdict(Context& c, Flow& flow, const import::Preview& preview, bool given) {
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const import::ImportReport& report = preview.report;
    const import::DatumHypothesis* held = nullptr;
    for (const import::DatumHypothesis& h : report.evidence.hypotheses)
        if (h.datum == as_hypothesis(report.datum))
            held = &h;
    const bool degrees = preview.hypotheses.size() > 1, any = !preview.points.empty();
    const bool outside = all_outside(report);
    const bool plan = report.kind == import::Kind::cells && !given; // is not compared with roads and villages
    const bool sure = degrees && held && held->confidence >= 0.9;
    const std::string name = name_of(ui, as_hypothesis(report.datum));
    std::string title, line;
    if (!any) {
        title = ui.say("ui.import.verdict.none");
        line = ui.say("ui.import.verdict.none.line");
    } else if (outside) {
        title = ui.say("ui.import.verdict.outside");
        line = ui.say(degrees ? "ui.import.verdict.outside.degrees" : "ui.import.verdict.outside.plane",
                      {{"county", c.snapshot->name}, {"crs", report.crs}});
    } else if (!degrees) {
        title = ui.say("ui.import.verdict.plane", {{"crs", report.crs}});
        line = ui.say("ui.import.verdict.plane.line");
    } else if (plan) {
        title = ui.say("ui.import.verdict.given", {{"datum", name}});
        line = ui.say("ui.import.verdict.plan");
    } else if (given) {
        title = ui.say("ui.import.verdict.given", {{"datum", name}});
        line = held ? ui.say("ui.import.verdict.given.line", {{"percent", app::percent_text(held->confidence)}})
                    : ui.say("ui.import.verdict.no_evidence");
    } else if (sure) {
        title = ui.say("ui.import.verdict.sure", {{"datum", name}, {"percent", app::percent_text(held->confidence)}});
        line = as_hypothesis(report.datum) == Datum::cgcs2000
                   ? ui.say("ui.import.verdict.as_is")
                   : ui.say("ui.import.verdict.moved", {{"length", app::length_text(held->moved, c.work.catalog())}});
    } else {
        title = ui.say("ui.import.verdict.unsure", {{"datum", name}});
        line = ui.say(report.evidence.rows > 0 ? "ui.import.verdict.unsure.line" : "ui.import.verdict.no_evidence",
                      {{"rows", app::count_text(report.evidence.rows)}});
    }
    const ImU32 colour = outside            ? t.danger
                         : sure || !degrees ? (any ? t.success : t.text2)
                         : plan             ? t.text2
                                            : t.warning;
    const float inner = flow.width - ui.px(24);
    ImDrawList& list = ui.draw();
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    float y = flow.y + ui.px(9);
    y += ui.paragraph({flow.x + ui.px(12), y}, inner, Face::body_bold, colour, title) + ui.px(3);
    y += ui.paragraph({flow.x + ui.px(12), y}, inner, Face::small, t.text, line) + ui.px(9);
    list.ChannelsSetCurrent(0);
    const Rect box{flow.x, flow.y, flow.width, y - flow.y};
    ui.fill(box, mixed(t.panel, colour, t.dark ? .16f : .10f), size::radius);
    ui.frame(box, mixed(t.panel, colour, .5f), size::radius);
    list.ChannelsMerge();
    ui.registry.add("import.verdict", {box, title, report.datum, true});
    flow.y += box.h;
    flow.gap(10);
}

void DatumCard::map(Context& c, const Rect& rect, const std::shared_ptr<const import::Preview>& shown,
                    std::size_t hypothesis) {
    const import::Preview& preview = *shown;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    const auto ground = c.work.imports.ground(c.work.snapshot(), c.work.settings.dark, c.work.catalog());
    if (m_fitted.lock() != shown && ground) {
        m_fitted = shown;
        geo::Box box = m_near ? densest(preview.points, hypothesis) : all_of(preview.points, hypothesis);
        if (ground && all_outside(preview.report)) { // both, so that one sees how far apart they are
            box = all_of(preview.points, hypothesis);
            box.add(ground->extent);
        }
        if (!box.empty() && std::isfinite(box.min_x))
            m_map.look_at(box);
    }
    m_map.show(ui, "import.map", rect, ground);
    ImDrawList& draw = ui.draw();
    draw.PushClipRect(rect.min(), rect.max(), true);
    const float r = ui.px(3.6f);
    const ImU32 before = t.danger, after = t.success;
    for (const import::PreviewPoint& point : preview.points) {
        const geo::MapPoint raw = point.at[0], placed = point.at[hypothesis];
        if (!std::isfinite(raw.x) || !std::isfinite(placed.x))
            continue;
        const ImVec2 a = m_map.on_screen(raw), b = m_map.on_screen(placed);
        if (!rect.holds(a) && !rect.holds(b))
            continue;
        if (hypothesis != 0) {
            draw.AddLine(a, b, faded(t.text2, .8f), ui.px(1));
            draw.AddCircleFilled(a, r, t.panel, 16);
            draw.AddCircle(a, r, before, 16, ui.px(1.6f));
        }
        draw.AddRectFilled({b.x - r, b.y - r}, {b.x + r, b.y + r}, t.panel);
        draw.AddRectFilled({b.x - r + 1, b.y - r + 1}, {b.x + r - 1, b.y + r - 1}, after);
    }
    draw.PopClipRect();
}

bool DatumCard::show(Context& c, const Rect& rect, const std::shared_ptr<const import::Preview>& shown,
                     std::optional<geo::Datum>& chosen) {
    const import::Preview& preview = *shown;
    Ui& ui = c.ui;
    const Theme& t = *ui.theme;
    Flow flow(ui, rect);
    const import::DatumEvidence& evidence = preview.report.evidence;
    flow.heading(ui.say("ui.import.datum"),
                 evidence.rows > 0 ? ui.say("ui.import.compared", {{"rows", app::count_text(evidence.rows)}}) : "");
    verdict(c, flow, preview, chosen.has_value());
    if (preview.points.empty())
        return false;
    std::size_t hypothesis = 0;
    for (std::size_t i = 0; i < preview.hypotheses.size(); ++i)
        if (preview.hypotheses[i] == as_hypothesis(preview.report.datum))
            hypothesis = i;
    const float list_height =
        preview.hypotheses.size() > 1 ? ui.px(27) * static_cast<float>(preview.hypotheses.size()) + ui.px(54) : 0;
    const float height = std::clamp(rect.bottom() - flow.y - list_height - ui.px(44), ui.px(96), ui.px(360));
    map(c, {flow.x, flow.y, flow.width, height}, shown, hypothesis);
    flow.y += height + ui.px(6);

    const Rect legend = flow.row(24);
    float x = legend.x + ui.px(5);
    const auto sign = [&](bool round, ImU32 colour, const std::string& text) {
        const ImVec2 at{x, legend.centre().y};
        if (round)
            ui.draw().AddCircle(at, ui.px(4), colour, 16, ui.px(1.6f));
        else
            ui.fill({at.x - ui.px(4), at.y - ui.px(4), ui.px(8), ui.px(8)}, colour);
        const float w = ui.width_of(Face::small, text);
        ui.text_in({x + ui.px(9), legend.y, w + 1, legend.h}, Face::small, t.text2, text);
        x += w + ui.px(24);
    };
    if (hypothesis != 0)
        sign(true, t.danger, ui.say("ui.import.legend.given"));
    sign(false, t.success, ui.say(hypothesis != 0 ? "ui.import.legend.placed" : "ui.import.legend.points"));
    const std::string ranges[] = {ui.say("ui.import.near"), ui.say("ui.import.whole")};
    const float w = ui.px(112);
    const int range =
        segments(ui, "import.range", {legend.right() - w, legend.y, w, ui.px(23)}, ranges, m_near ? 0 : 1);
    if ((range == 0) != m_near) {
        m_near = range == 0;
        m_fitted.reset();
    }
    flow.gap(6);
    if (preview.hypotheses.size() < 2)
        return false;
    bool changed = false;
    for (std::size_t i = 0; i < preview.hypotheses.size(); ++i) {
        const Datum datum = preview.hypotheses[i];
        const Rect line = flow.row(27);
        const import::DatumHypothesis* h = i < evidence.hypotheses.size() ? &evidence.hypotheses[i] : nullptr;
        const Hit row = hit(ui, "import.datum." + std::string(key_of(datum)), line, name_of(ui, datum),
                            i == hypothesis ? "on" : "");
        if (row.hovered)
            ui.fill(line, t.panel2, size::radius);
        const ImVec2 knob{line.x + ui.px(8), line.centre().y};
        ui.draw().AddCircle(knob, ui.px(6), i == hypothesis ? t.accent : t.text3, 20, ui.px(1.4f));
        if (i == hypothesis)
            ui.draw().AddCircleFilled(knob, ui.px(3.4f), t.accent, 16);
        const Face face = i == hypothesis ? Face::body_bold : Face::body;
        ui.text_in({line.x + ui.px(22), line.y, line.w * .5f, line.h}, face, t.text, name_of(ui, datum));
        if (h) {
            ui.text_in({line.right() - ui.px(56), line.y, ui.px(54), line.h}, face, t.text,
                       app::percent_text(h->confidence), Align::right);
            ui.text_in({line.right() - ui.px(170), line.y, ui.px(112), line.h}, Face::small, t.text2,
                       ui.say("ui.import.inside", {{"percent", app::percent_text(h->inside, 0)}}), Align::right);
        }
        if (row.clicked && !(chosen && *chosen == datum)) {
            chosen = datum;
            changed = true;
        }
    }
    flow.gap(4);
    if (chosen) {
        const std::string text = ui.say("ui.import.detect_again");
        const float width = button_width(ui, text);
        if (button(ui, "import.datum.auto", {flow.x, flow.y, width, ui.px(26)}, text, ButtonLook::quiet)) {
            chosen.reset();
            changed = true;
        }
    } else if (hypothesis != 0 && hypothesis < evidence.hypotheses.size()) {
        flow.note(ui.say("ui.import.datum.basis", {{"after", app::percent_text(evidence.hypotheses[hypothesis].inside)},
                                                   {"before", app::percent_text(evidence.hypotheses[0].inside)}}));
    }
    return changed;
}

} // namespace wangge::ui
