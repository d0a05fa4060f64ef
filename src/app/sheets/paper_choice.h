// How the user wants paper: size, template, words, ink, and whether strangers will see it.
#pragma once
#include "app/action.h"
#include "base/date.h"
#include "paper/output.h"

#include <map>
#include <memory>

namespace wangge::app {

class Project;

using SettingTexts = std::map<std::string, std::string, std::less<>>;

struct PaperChoice {
    paper::Template page;
    paper::Layout layout; // of the template, laid on the paper
    paper::Ink ink = paper::Ink::colour;
    double dpi = 300, scale = 0;
    bool public_copy = false;
    base::Date day; // printed, and what a file says of itself
    // Words given by the user; empty = the usual ones.
    std::string title, subtitle, makers, checked, number, secrecy, notes;
    std::shared_ptr<const render::Image> logo;
};

// Parameters of every Action that prints: --template --paper --portrait --grey --dpi --map-scale --public --date
// --title
// --subtitle --makers --checked --number --secrecy --notes --logo.
std::vector<Param> paper_params(const char* usual_paper);
// `usual` is the template when none is named. The day is --date, else that of the document's last change, so that the
// same document gives the same bytes tomorrow. Throws what paper::load_template throws, and Error(bad_input)
// "app.bad_value".
PaperChoice paper_choice_of(Project& project, const Arguments& arguments, const std::string& usual);
// The same for who knows the day of the last change, and the project's settings, already.
PaperChoice paper_choice_from(const Arguments& arguments, const std::string& usual, base::Date last_change,
                              const SettingTexts& settings);

// The template as the project lays it out. Throws what paper::load_template throws.
paper::Template template_of(const std::string& name, const SettingTexts& settings);
// Where a project keeps its changes of a template of ours.
std::string layout_setting(std::string_view template_name);

} // namespace wangge::app
