#include "paper/page_template.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace wangge::paper {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::array<std::string_view, 11> item_keys{"map",   "inset", "text",    "table", "legend", "scale_bar",
                                                     "north", "frame", "numbers", "photo", "logo"};
constexpr std::array<std::string_view, 3> align_keys{"left", "center", "right"};
constexpr std::array<std::string_view, 7> fill_keys{"none",      "assignment", "coverage", "workload",
                                                    "area_type", "code",       "due"};

// Reads one JSON object and knows where it stands.
class Reader {
public:
    Reader(const json& object, std::string file, std::string path)
        : m_json(object), m_file(std::move(file)), m_path(std::move(path)) {
        if (!object.is_object())
            fail("paper.template.bad_value", "", "{ }");
    }
    std::string path_of(std::string_view key) const {
        return m_path + (m_path.empty() || key.empty() ? "" : ".") + std::string(key);
    }
    [[noreturn]] void fail(const char* id, std::string_view key, std::string expected) const {
        base::fail_input(id, {{"path", path_of(key)}, {"expected", std::move(expected)}}, m_file + ": " + path_of(key));
    }
    void only(std::initializer_list<std::string_view> known) const {
        for (const auto& [key, value] : m_json.items())
            if (std::find(known.begin(), known.end(), key) == known.end()) {
                std::string list;
                for (const std::string_view k : known)
                    list += (list.empty() ? "" : ", ") + std::string(k);
                fail("paper.template.unknown_key", key, list);
            }
    }
    bool has(const char* key) const { return m_json.contains(key); }
    const json& need(const char* key) const {
        if (!has(key))
            fail("paper.template.missing_key", key, "");
        return m_json[key];
    }
    double number(const char* key, double low, double high) const {
        const json& value = need(key);
        if (!value.is_number() || value.get<double>() < low || value.get<double>() > high)
            fail("paper.template.bad_value", key,
                 std::to_string(std::lround(low)) + " ... " + std::to_string(std::lround(high)));
        return value.get<double>();
    }
    std::string text(const char* key) const {
        const json& value = need(key);
        if (!value.is_string())
            fail("paper.template.bad_value", key, "\"...\"");
        return value.get<std::string>();
    }
    bool flag(const char* key) const {
        if (!has(key))
            return false;
        if (!m_json[key].is_boolean())
            fail("paper.template.bad_value", key, "true, false");
        return m_json[key].get<bool>();
    }
    template <class Keys> std::size_t one_of(const char* key, const Keys& keys) const {
        const std::string value = text(key);
        const auto at = std::find(keys.begin(), keys.end(), value);
        if (at == keys.end()) {
            std::string list;
            for (const auto& k : keys)
                list += (list.empty() ? "" : ", ") + std::string(k);
            fail("paper.template.bad_value", key, list);
        }
        return static_cast<std::size_t>(at - keys.begin());
    }
    const std::string& file() const { return m_file; }

private:
    const json& m_json;
    std::string m_file, m_path;
};

// {name} must be a known placeholder.
void check_placeholders(const Reader& reader, const std::string& text) {
    for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
        const std::size_t end = text.find('}', at);
        const std::string name = end == text.npos ? "" : text.substr(at + 1, end - at - 1);
        const auto& known = known_texts();
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            std::string list;
            for (const std::string_view k : known)
                list += (list.empty() ? "{" : " {") + std::string(k) + "}";
            reader.fail("paper.template.bad_value", "text", list);
        }
    }
}

Item read_item(const json& object, const std::string& file, const std::string& path, const Layout& layout) {
    const Reader r(object, file, path);
    r.only(
        {"item", "box", "text", "of", "size", "bold", "font", "align", "wrap", "line", "columns", "ticks", "hidden"});
    Item item;
    item.kind = static_cast<ItemKind>(r.one_of("item", item_keys));
    const json& box = r.need("box");
    if (!box.is_array() || box.size() != 4 ||
        !std::all_of(box.begin(), box.end(), [](const json& v) { return v.is_number() && v.get<double>() >= 0; }))
        r.fail("paper.template.bad_value", "box", "[x, y, width, height]");
    item.box = {box[0], box[1], box[2], box[3]};
    if (item.box.x + item.box.width > layout.width.value + 0.01 ||
        item.box.y + item.box.height > layout.height.value + 0.01)
        r.fail("paper.template.bad_value", "box",
               "<= " + std::to_string(std::lround(layout.width.value)) + " x " +
                   std::to_string(std::lround(layout.height.value)));
    if (item.kind == ItemKind::text || r.has("text")) {
        item.text = r.text("text");
        check_placeholders(r, item.text);
    }
    if (item.kind == ItemKind::table) {
        const auto& known = known_tables();
        item.table = known[r.one_of("of", known)];
    }
    if (item.kind == ItemKind::inset && r.has("of")) {
        constexpr std::array<std::string_view, 2> of{"county", "detail"};
        item.of_detail = r.one_of("of", of) == 1;
    }
    if (r.has("size"))
        item.size = {r.number("size", 1, 200)};
    if (r.has("line"))
        item.line = {r.number("line", 0, 10)};
    if (r.has("columns"))
        item.columns = static_cast<int>(r.number("columns", 1, 8));
    if (r.has("align"))
        item.align = static_cast<Align>(r.one_of("align", align_keys));
    if (r.has("font")) {
        constexpr std::array<std::string_view, 2> fonts{"sans", "serif"};
        item.serif = r.one_of("font", fonts) == 1;
    }
    item.bold = r.flag("bold");
    item.wrap = r.flag("wrap");
    item.hidden = r.flag("hidden");
    if (r.has("ticks")) {
        const json& ticks = r.need("ticks");
        const auto good = [](const json& v) { return v == "plane" || v == "degrees"; };
        if (!ticks.is_array() || !std::all_of(ticks.begin(), ticks.end(), good))
            r.fail("paper.template.bad_value", "ticks", "[\"plane\", \"degrees\"]");
        item.plane_ticks = std::find(ticks.begin(), ticks.end(), "plane") != ticks.end();
        item.degree_ticks = std::find(ticks.begin(), ticks.end(), "degrees") != ticks.end();
    }
    return item;
}

Layout read_layout(const json& object, const std::string& file, const std::string& path) {
    const Reader r(object, file, path);
    r.only({"width", "height", "ink", "items"});
    Layout layout;
    layout.width = {r.number("width", 50, 3000)};
    layout.height = {r.number("height", 50, 3000)};
    if (r.has("ink"))
        layout.ink = {r.number("ink", 0, 3)};
    const json& items = r.need("items");
    if (!items.is_array() || items.empty())
        r.fail("paper.template.bad_value", "items", "[ ]");
    for (std::size_t i = 0; i < items.size(); ++i)
        layout.items.push_back(read_item(items[i], file, path + ".items[" + std::to_string(i) + "]", layout));
    return layout;
}

fs::path folder() {
    return base::data_folder() / "paper";
}

} // namespace

std::vector<std::string> template_names() {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder(), ignored))
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

Template load_template(const std::string& name) {
    const bool own = name.ends_with(".json");
    const fs::path file = own ? fs::path(name) : folder() / (name + ".json");
    if (!own) {
        const std::vector<std::string> names = template_names();
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            std::string list;
            for (const std::string& n : names)
                list += (list.empty() ? "" : ", ") + n;
            base::fail_input("paper.unknown_template", {{"template", name}, {"known", list}}, "--template");
        }
    }
    const std::string shown = own ? name : file.filename().string();
    const json object = json::parse(base::read_file(file), nullptr, false);
    if (object.is_discarded())
        base::fail_input("paper.template.bad_json", {{"file", shown}}, shown);
    const Reader r(object, shown, "");
    r.only({"title", "fill", "layers", "landscape", "portrait"});
    Template result;
    result.name = file.stem().string();
    result.title = r.text("title");
    if (r.has("fill"))
        result.fill = fill_keys[r.one_of("fill", fill_keys)];
    if (r.has("layers")) {
        const json& layers = r.need("layers");
        const std::vector<std::string>& known = render::layer_names();
        if (!layers.is_array())
            r.fail("paper.template.bad_value", "layers", "[ ]");
        for (std::size_t i = 0; i < layers.size(); ++i) {
            if (!layers[i].is_string() || std::find(known.begin(), known.end(), layers[i]) == known.end())
                r.fail("paper.template.bad_value", "layers[" + std::to_string(i) + "]", "wangge map --layers");
            result.layers.push_back(layers[i]);
        }
    }
    if (r.has("landscape"))
        result.landscape = read_layout(r.need("landscape"), shown, "landscape");
    if (r.has("portrait"))
        result.portrait = read_layout(r.need("portrait"), shown, "portrait");
    if (!result.landscape && !result.portrait)
        r.fail("paper.template.missing_key", "landscape", "");
    return result;
}

Paper paper_named(std::string_view name, bool landscape) {
    // ISO 216: each half of the one before, rounded down to whole millimetres.
    constexpr std::array<std::array<double, 2>, 6> sizes{
        {{841, 1189}, {594, 841}, {420, 594}, {297, 420}, {210, 297}, {148, 210}}};
    if (name.size() == 2 && (name[0] == 'A' || name[0] == 'a') && name[1] >= '0' && name[1] <= '5') {
        const auto& size = sizes[static_cast<std::size_t>(name[1] - '0')];
        return {std::string("A") + name[1], landscape, {size[landscape ? 1 : 0]}, {size[landscape ? 0 : 1]}};
    }
    base::fail_input("paper.unknown_paper", {{"paper", std::string(name)}}, "--paper");
}

const Layout& layout_for(const Template& page, bool landscape) {
    return landscape ? (page.landscape ? *page.landscape : *page.portrait)
                     : (page.portrait ? *page.portrait : *page.landscape);
}

Layout laid_on(const Template& page, const Paper& paper) {
    Layout layout = layout_for(page, paper.landscape);
    const double x = paper.width / layout.width, y = paper.height / layout.height;
    const double least = std::min(x, y), letters = least > 1 ? std::pow(least, 0.7) : least;
    for (Item& item : layout.items) {
        item.box = {item.box.x * x, item.box.y * y, item.box.width * x, item.box.height * y};
        item.size = item.size * letters;
        item.line = item.line * letters;
    }
    layout.ink = layout.ink * letters;
    layout.width = paper.width;
    layout.height = paper.height;
    return layout;
}

} // namespace wangge::paper
