// Makes sheets of paper out of a project: the whole county, a township, a cell, an inspector's or a station's cells.
#pragma once
#include "app/sheets/paper_choice.h"
#include "app/sheets/plan_facts.h"
#include "app/view/blind_view.h"
#include "app/view/map_scene.h"
#include "base/error.h"

#include <memory>

namespace wangge::app {

enum class SheetKind : std::uint8_t { county, township, cell, inspector, station };
inline constexpr std::string_view sheet_kind_keys[] = {"county", "township", "cell", "inspector", "station"};

// One sheet of an atlas: what it is about.
struct SheetSubject {
    SheetKind kind = SheetKind::county;
    std::string key;  // code of the township or cell, key of the person
    std::string name; // as people call it; of a person as this copy may show it
    std::vector<std::size_t> cells;
    geo::MultiPolygon area;
};

class SheetMaker {
public:
    // `scene` must be made with outlines; `blind` may be null. All arguments but the choice are kept by reference or
    // shared; a SheetMaker may be used from many threads.
    SheetMaker(const base::Catalog& catalog, const PaperChoice& choice, const PlanFacts& facts,
               std::shared_ptr<const render::Scene> scene, std::shared_ptr<const BlindView> blind);

    // Every township, cell, inspector or station that has something, in order of code (people: of their number on the
    // map).
    std::vector<SheetSubject> subjects(SheetKind kind) const;
    // The whole county.
    paper::Sheet county() const;
    paper::Sheet of(const SheetSubject& subject, std::size_t page, std::size_t pages) const;
    // What a sheet shows of its subject, in order: two sheets with the same content look the same, whatever else
    // changed in the county.
    struct Content {
        std::string what;  // "area", "cell", "shape", "lead", "second", "phone", "hours", "site", "person"
        std::string key;   // of the thing, never shown
        std::string label; // what people call it, as this copy may show it
        std::string value;
        bool operator==(const Content&) const = default;
    };
    std::vector<Content> content_of(const SheetSubject& subject) const;

    // A person's name as this copy may show it.
    std::string shown_name(std::string_view key) const;
    std::string county_name() const;

    std::vector<std::string> cover_steps; // for legends of coverage maps

private:
    paper::Sheet blank() const;
    void add_roster(paper::Sheet& sheet, const std::vector<std::size_t>& cells, bool with_sum) const;
    void add_cells(paper::Sheet& sheet, const std::vector<std::size_t>& cells) const;
    void add_people(paper::Sheet& sheet, const std::vector<std::size_t>& cells) const;
    void add_spots(paper::Sheet& sheet, std::size_t most) const;
    void add_board(paper::Sheet& sheet, const SheetSubject& subject) const;
    std::string say(const std::string& id, base::Args args = {}) const { return m_catalog.say({id, std::move(args)}); }
    std::string sites_text(const std::vector<std::size_t>& cells) const;

    const base::Catalog& m_catalog;
    const PaperChoice& m_choice;
    const PlanFacts& m_facts;
    std::shared_ptr<const render::Scene> m_scene;
    std::shared_ptr<const BlindView> m_blind;
    std::map<std::string, std::size_t, std::less<>> m_group; // of leads, by key: row of Scene::groups
};

// Homes of informants and coordinators, and what is overdue, are left out of public copies; sites stand somewhere in
// their cell.
void hide_private(MapRequest& request);
// Coverage by township, as a table of the sheet, when the scene shows coverage.
void add_coverage_by_township(paper::Sheet& sheet, const model::Snapshot& snapshot, const base::Catalog& catalog,
                              const PaperChoice& choice, base::Feedback& feedback);
// Reads what the page needs of raster base maps, as fine as paper shows them.
void load_base_maps_for(const paper::Sheet& sheet, const paper::Layout& layout, base::Feedback& feedback);
// What the file says of itself: the sheet's title and the choice's day.
paper::FileNote note_of(const paper::Sheet& sheet, const PaperChoice& choice);

// "12-城关街道.pdf": a name that every file system takes.
std::string file_name_of(std::size_t number, const std::string& name, const char* extension);

} // namespace wangge::app
