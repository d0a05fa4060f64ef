#include "cli/command_line.h"

#include "app/language.h"
#include "base/error.h"
#include "cli/help.h"
#include "support/program.h"

#include <gtest/gtest.h>

namespace wangge::cli {
namespace {

std::string error_of(const std::vector<std::string>& words) {
    try {
        parse(words);
    } catch (const base::Error& error) {
        return error.message().id;
    }
    return "";
}

TEST(CommandLine, SortsWordsIntoVerbProjectAndOptions) {
    const CommandLine line =
        parse({"new", "a b.wangge", "--crs=EPSG:4549", "--name", "某县", "--json", "--lang", "en"});
    ASSERT_NE(line.action, nullptr);
    EXPECT_EQ(line.action->name, "project.new");
    EXPECT_EQ(line.project, "a b.wangge");
    EXPECT_EQ(line.arguments, (nlohmann::json{{"crs", "EPSG:4549"}, {"name", "某县"}}));
    EXPECT_TRUE(line.json);
    EXPECT_EQ(line.language, "en");
}

TEST(CommandLine, ReadsPositionalArgumentsInTheOrderOfDeclaration) {
    const CommandLine line = parse({"import", "p.wangge", "sites", "file.csv", "--map", "name=企业名称", "lon=经度"});
    EXPECT_EQ(line.arguments["kind"], "sites");
    EXPECT_EQ(line.arguments["file"], "file.csv");
    EXPECT_EQ(line.arguments["map"], (nlohmann::json{"name=企业名称", "lon=经度"}));
}

TEST(CommandLine, NamesWhatIsWrong) {
    EXPECT_EQ(error_of({"fly", "p"}), "cli.unknown_verb");
    EXPECT_EQ(error_of({"new", "p", "--wings"}), "cli.unknown_option");
    EXPECT_EQ(error_of({"new", "p", "--crs"}), "cli.missing_value");
    EXPECT_EQ(error_of({"undo", "p", "q"}), "cli.extra_word");
    EXPECT_EQ(error_of({"undo"}), "cli.missing_project");
    EXPECT_EQ(error_of({"undo", "p", "--threads", "many"}), "app.bad_value");
}

TEST(Program, AnswersWrongLinesWithCodeTwoInTheLanguageAsked) {
    const test::Outcome chinese = test::run_wangge({"fly", "p", "--lang", "zh"});
    EXPECT_EQ(chinese.code, 2);
    EXPECT_NE(chinese.err.find("没有“fly”这个动作"), std::string::npos) << chinese.err;
    const test::Outcome json = test::run_wangge({"info", "nowhere.wangge", "--json"});
    EXPECT_EQ(json.code, 3);
    EXPECT_EQ(json.json()["error"]["code"], "store.no_such_file");
}

TEST(Program, HelpNamesEveryOptionOfEveryVerbInBothLanguages) {
    for (const app::Action& action : app::all_actions()) {
        if (action.verb.empty())
            continue;
        for (const char* language : {"zh", "en"}) {
            const std::string help = help_of(action, app::catalog_of(language));
            EXPECT_EQ(help.find(action.name + "."), std::string::npos) << action.verb << " has an untranslated text:\n"
                                                                       << help;
            for (const app::Param& param : action.params)
                EXPECT_NE(help.find(param.name), std::string::npos) << action.verb << " --" << param.name;
        }
    }
    const test::Outcome printed = test::run_wangge({"grid", "--help", "--lang", "zh"});
    EXPECT_EQ(printed.code, 0);
    EXPECT_EQ(printed.out, help_of(*app::find_action("grid.make"), app::catalog_of("zh")));
}

} // namespace
} // namespace wangge::cli
