#include "export/table_look.h"
#include "export/xml_text.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <fmt/format.h>

namespace wangge::exporter {
namespace {

using style::Colour;

constexpr double mm_a_pixel = 25.4 / 96;

std::string colour_text(Colour c) {
    return fmt::format("{},{},{},{}", c.r, c.g, c.b, c.a);
}

std::string mm(double pixels) {
    return fmt::format("{:.4f}", pixels * mm_a_pixel);
}

// One layer of a QGIS symbol, from the lowest up.
class LayerText {
public:
    // Of symbols that lie in levels, all layers of a lower pass are drawn before those of a higher one.
    explicit LayerText(const char* kind, int pass = 0)
        : m_text(fmt::format("<layer class=\"{}\" enabled=\"1\" locked=\"0\" pass=\"{}\">\n", kind, pass)) {}
    LayerText& prop(const char* name, const std::string& value) {
        m_text += fmt::format("<prop k=\"{}\" v=\"{}\"/>\n", name, xml_text(value));
        return *this;
    }
    // A symbol inside the layer: the line or dot of a pattern.
    LayerText& inner(const char* type, const std::string& layers) {
        m_text += fmt::format(
            "<symbol type=\"{}\" name=\"@0@1\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n{}</symbol>\n", type,
            layers);
        return *this;
    }
    std::string text() const { return m_text + "</layer>\n"; }

private:
    std::string m_text;
};

std::string line_layer(const style::Line& line, int pass = 0) {
    LayerText layer("SimpleLine", pass);
    layer.prop("line_color", colour_text(line.colour)).prop("line_width", mm(line.width.value));
    layer.prop("line_width_unit", "MM")
        .prop("joinstyle", "round")
        .prop("capstyle", line.dash.empty() ? "round" : "flat");
    if (!line.dash.empty()) {
        std::string dash;
        for (const double part : line.dash)
            dash += (dash.empty() ? "" : ";") + mm(part);
        layer.prop("use_custom_dash", "1").prop("customdash", dash).prop("customdash_unit", "MM");
    }
    return layer.text();
}

std::string ground_layer(Colour fill, const std::optional<style::Line>& edge) {
    LayerText layer("SimpleFill");
    layer.prop("color", colour_text(fill)).prop("style", fill.a == 0 ? "no" : "solid");
    layer.prop("outline_style", "no");
    return layer.text() + (edge ? line_layer(*edge) : "");
}

std::string stripes(const style::Hatch& hatch, double angle) {
    style::Line line{hatch.colour, hatch.width, {}, false};
    return LayerText("LinePatternFill")
        .prop("angle", fmt::format("{}", angle))
        .prop("distance", mm(hatch.pitch.value))
        .prop("distance_unit", "MM")
        .prop("coordinate_reference", "viewport")
        .inner("line", line_layer(line))
        .text();
}

std::string dots(const style::Hatch& hatch) {
    const std::string dot = LayerText("SimpleMarker")
                                .prop("name", "circle")
                                .prop("color", colour_text(hatch.colour))
                                .prop("outline_style", "no")
                                .prop("size", mm(2 * hatch.width.value))
                                .prop("size_unit", "MM")
                                .text();
    LayerText layer("PointPatternFill");
    layer.prop("distance_x", mm(hatch.pitch.value)).prop("distance_y", mm(hatch.pitch.value));
    layer.prop("distance_x_unit", "MM").prop("distance_y_unit", "MM").prop("coordinate_reference", "viewport");
    return layer.inner("marker", dot).text();
}

std::string hatch_layers(const style::Hatch& hatch) {
    switch (hatch.kind) {
    case style::HatchKind::diagonal:
        return stripes(hatch, 45);
    case style::HatchKind::antidiagonal:
        return stripes(hatch, 135);
    case style::HatchKind::cross:
        return stripes(hatch, 45) + stripes(hatch, 135);
    case style::HatchKind::horizontal:
        return stripes(hatch, 0);
    case style::HatchKind::dots:
        return dots(hatch);
    }
    return "";
}

std::string area_layers(const style::Rule& look) {
    std::string layers;
    if (look.hatch)
        layers += ground_layer(look.hatch->ground, std::nullopt) + hatch_layers(*look.hatch) +
                  (look.hatch->edge ? line_layer(*look.hatch->edge) : "");
    else if (look.fill || !look.line)
        layers += ground_layer(look.fill.value_or(Colour{0, 0, 0, 0}), std::nullopt);
    for (const style::Line& band : look.bands)
        layers += line_layer(band);
    for (const auto* line : {&look.casing, &look.line})
        if (*line)
            layers += line_layer(**line);
    return layers;
}

std::string point_layers(const TableClass& one) {
    if (one.icon.empty()) { // what is hatched as an area
        const Colour colour = one.look.hatch ? one.look.hatch->colour : one.look.fill.value_or(Colour{90, 102, 114});
        return LayerText("SimpleMarker")
            .prop("name", "circle")
            .prop("color", colour_text(colour))
            .prop("outline_color", "255,255,255,255")
            .prop("size", mm(9))
            .prop("size_unit", "MM")
            .text();
    }
    std::string bytes = one.icon;
    char* coded = CPLBase64Encode(static_cast<int>(bytes.size()), reinterpret_cast<const GByte*>(bytes.data()));
    const std::string name = std::string("base64:") + coded;
    CPLFree(coded);
    // The keyline stands out by a pixel on each side.
    return LayerText("SvgMarker")
        .prop("name", name)
        .prop("size", mm(one.look.symbol->size.value + 2))
        .prop("size_unit", "MM")
        .text();
}

std::string symbol_text(const TableClass& one, std::size_t number, bool areas, bool lines) {
    std::string layers;
    if (areas)
        layers = area_layers(one.look);
    else if (lines)
        layers = (one.look.casing ? line_layer(*one.look.casing) : "") +
                 (one.look.line ? line_layer(*one.look.line, 1) : ""); // all casings below all roads
    else
        layers = point_layers(one);
    return fmt::format(
        "<symbol type=\"{}\" name=\"{}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n{}</symbol>\n",
        areas   ? "fill"
        : lines ? "line"
                : "marker",
        number, layers);
}

std::string labelling(const TableLook& look, bool lines) {
    const auto labelled =
        std::ranges::find_if(look.classes, [](const TableClass& one) { return one.look.label.has_value(); });
    if (look.label_column.empty() || labelled == look.classes.end())
        return "";
    const style::Label& label = *labelled->look.label;
    return fmt::format("<labeling type=\"simple\"><settings calloutType=\"simple\">\n"
                       "<text-style fieldName=\"{}\" isExpression=\"0\" fontSize=\"{:.2f}\" fontSizeUnit=\"Point\" "
                       "textColor=\"{}\" textOpacity=\"1\" fontWeight=\"{}\" fontItalic=\"{}\" namedStyle=\"{}\">\n"
                       "<text-buffer bufferDraw=\"1\" bufferSize=\"0.5\" bufferSizeUnits=\"MM\" bufferColor=\"{}\" "
                       "bufferOpacity=\"1\"/></text-style>\n"
                       "<placement placement=\"{}\" priority=\"5\"/><rendering obstacle=\"1\" drawLabels=\"1\"/>\n"
                       "</settings></labeling>\n",
                       xml_text(look.label_column), label.size.value * 0.75, colour_text(label.colour),
                       label.bold ? 75 : 50, label.italic ? 1 : 0, label.bold ? "Bold" : "Regular",
                       colour_text(label.halo), lines ? 3 : 1);
}

} // namespace

const TableClass* class_of(const TableLook& look, const std::string& value) {
    if (look.column.empty())
        return look.classes.empty() ? nullptr : &look.classes.front();
    const auto found = std::ranges::find(look.classes, value, &TableClass::value);
    return found == look.classes.end() ? nullptr : &*found;
}

std::string qgis_style(const TableLook& look, bool areas, bool lines) {
    std::string text = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                       "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Labeling\"";
    const std::string names = labelling(look, lines);
    text += fmt::format(" labelsEnabled=\"{}\">\n", names.empty() ? 0 : 1);
    std::string symbols, categories;
    for (std::size_t i = 0; i < look.classes.size(); ++i) {
        symbols += symbol_text(look.classes[i], i, areas, lines);
        categories +=
            fmt::format("<category value=\"{}\" label=\"{}\" symbol=\"{}\" render=\"true\" type=\"string\"/>\n",
                        xml_text(look.classes[i].value), xml_text(look.classes[i].label), i);
    }
    if (look.column.empty())
        text += "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\n";
    else
        text += fmt::format("<renderer-v2 type=\"categorizedSymbol\" attr=\"{}\" symbollevels=\"{}\" forceraster=\"0\" "
                            "enableorderby=\"0\">\n<categories>\n{}</categories>\n",
                            xml_text(look.column), lines ? 1 : 0, categories);
    return text + "<symbols>\n" + symbols + "</symbols>\n</renderer-v2>\n" + names + "</qgis>\n";
}

} // namespace wangge::exporter
