#include "app/actions.h"

#include "app/language.h"
#include "base/error.h"

#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace wangge::app {
namespace {

using nlohmann::json;

const Action& sample() {
    static const Action action{
        .name = "sample.run",
        .verb = "sample",
        .params = {
            {.name = "file", .type = ParamType::path, .required = true, .positional = true},
            {.name = "size-m", .type = ParamType::number, .unit = "m", .default_value = 1000.0, .low = 10, .high = 1e5},
            {.name = "seed", .type = ParamType::integer, .default_value = 1},
            {.name = "shape", .type = ParamType::choice, .choices = {"square", "hexagon"}},
            {.name = "dry-run", .type = ParamType::flag},
            {.name = "map", .type = ParamType::list}}};
    return action;
}

std::string error_of(const json& given) {
    try {
        checked_arguments(sample(), given);
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::bad_input);
        return error.message().id;
    }
    return "";
}

TEST(Arguments, AreCompletedWithDefaults) {
    EXPECT_EQ(checked_arguments(sample(), {{"file", "a"}}),
              (json{{"file", "a"}, {"size-m", 1000.0}, {"seed", 1}, {"dry-run", false}}));
}

TEST(Arguments, AreCheckedByTypeRangeAndChoice) {
    EXPECT_EQ(error_of(json::object()), "app.missing_parameter");
    EXPECT_EQ(error_of({{"file", "a"}, {"wings", 2}}), "app.unknown_parameter");
    EXPECT_EQ(error_of({{"file", 3}}), "app.bad_value");
    EXPECT_EQ(error_of({{"file", "a"}, {"size-m", 9}}), "app.bad_value");
    EXPECT_EQ(error_of({{"file", "a"}, {"size-m", std::nan("")}}), "app.bad_value");
    EXPECT_EQ(error_of({{"file", "a"}, {"seed", 1.5}}), "app.bad_value");
    EXPECT_EQ(error_of({{"file", "a"}, {"shape", "round"}}), "app.bad_value");
    EXPECT_EQ(error_of({{"file", "a"}, {"dry-run", "yes"}}), "app.bad_value");
    EXPECT_EQ(error_of({{"file", "a"}, {"map", json{1}}}), "app.bad_value");
    EXPECT_EQ(error_of({{"file", "a"}, {"size-m", 500}, {"shape", "hexagon"}, {"map", json{"name=名称"}}}), "");
}

TEST(Actions, HaveNamesOfTheirOwnAndTextsInBothLanguages) {
    std::set<std::string> names, verbs;
    for (const Action& action : all_actions()) {
        EXPECT_TRUE(names.insert(action.name).second) << action.name;
        if (!action.verb.empty()) {
            EXPECT_TRUE(verbs.insert(action.verb).second) << action.verb;
        }
        EXPECT_TRUE(static_cast<bool>(action.run)) << action.name;
        for (const std::string_view language : languages()) {
            const base::Catalog& catalog = catalog_of(language);
            for (const char* part : {".title", ".help", ".done"})
                EXPECT_TRUE(catalog.has(action.name + part)) << action.name << part << " in " << language;
            for (const Param& param : action.params)
                EXPECT_TRUE(catalog.has(action.name + "." + param.name + ".help"))
                    << action.name << "." << param.name << " in " << language;
        }
    }
}

TEST(Actions, TheVerbsOfTheContractAreThere) {
    for (const char* verb : {"new", "demo", "import", "info", "check", "grid", "coverage", "blindspots", "assign",
                             "export", "undo", "redo", "history"})
        EXPECT_NE(find_action(verb), nullptr) << verb;
    EXPECT_EQ(find_action("fly"), nullptr);
    EXPECT_EQ(find_action(""), nullptr);
}

TEST(Language, RefusesWhatItDoesNotSpeak) {
    EXPECT_THROW(catalog_of("fr"), base::Error);
}

} // namespace
} // namespace wangge::app
