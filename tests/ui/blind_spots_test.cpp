// From a blind spot to what closes it: appointing, naming, siting, and the ledger to write-off, as a person would.
#include "window.h"

#include "app/project.h"
#include "store/document.h"

using namespace wangge;

namespace {

class BlindSpots : public Window {
protected:
    static model::SnapshotPtr snapshot() {
        base::QuietFeedback quiet;
        return store::Document::open(project(), store::OpenMode::read).snapshot(quiet);
    }
    static std::vector<model::LedgerItem> ledger() {
        return store::Document::open(project(), store::OpenMode::read).ledger();
    }
    static std::string value(const nlohmann::json& widgets, const std::string& id) {
        return widgets.contains(id) ? widgets[id]["value"].get<std::string>() : "(absent)";
    }
    static std::string label(const nlohmann::json& widgets, const std::string& id) {
        return widgets.contains(id) ? widgets[id]["label"].get<std::string>() : "(absent)";
    }
    static std::string key_of(model::PersonRole role) {
        const auto s = snapshot();
        for (std::size_t i = 0; i < s->people.size(); ++i)
            if (s->people.role[i] == role)
                return std::string(s->people.name[i]);
        return "";
    }
};

const char* const contacts = "stage blind_spots\nclick spots.kind.contact\nclick spots.item.0\n";

TEST_F(BlindSpots, TheCardSaysWhatItCostsAndAppointsSomebody) {
    const nlohmann::json card = dump_after(contacts);
    const std::string costs = value(card, "fix.0") + value(card, "fix.1");
    EXPECT_NE(costs.find_first_of("0123456789"), std::string::npos) << "a cost in yuan: " << costs;
    const std::string name = label(card, "spots.item.0");
    const int before = std::stoi(value(card, "spots.count"));
    const std::size_t people = snapshot()->people.size();

    // The last button appoints; it is there for every village without a contact.
    int last = 0;
    while (card.contains("fix.do." + std::to_string(last + 1)))
        ++last;
    ASSERT_TRUE(card.contains("fix.do." + std::to_string(last)));
    const nlohmann::json after = dump_after(std::string(contacts) + "click fix.do." + std::to_string(last) + "\n");
    EXPECT_LT(std::stoi(value(after, "spots.count")), before);
    EXPECT_NE(label(after, "spots.item.0"), name) << "the blind spot is closed";
    const auto s = snapshot();
    ASSERT_EQ(s->people.size(), people + 1);
    const std::string person(s->people.key[people]);
    bool named = false;
    for (std::size_t v = 0; v < s->villages.size(); ++v)
        named = named || s->villages.contact_key[v] == person;
    EXPECT_TRUE(named) << "who is appointed is the village's contact too";
    run_lines("key ctrl+z\n");
    EXPECT_EQ(snapshot()->people.size(), people) << "one step of history";
}

TEST_F(BlindSpots, AnItemGoesFromFoundToWrittenOff) {
    const std::string inspector = key_of(model::PersonRole::inspector),
                      coordinator = key_of(model::PersonRole::coordinator);
    // Listed from the card, once.
    const nlohmann::json opened = dump_after(std::string(contacts) + "click ledger.open\n");
    EXPECT_FALSE(opened.contains("ledger.open"));
    EXPECT_EQ(value(opened, "ledger.state"), "found");
    ASSERT_EQ(ledger().size(), 1u);
    const std::string open_item = std::string(contacts) + "click drawer.ledger\nclick table.ledger.row.0\n";

    // Handing out needs a person; the button waits for one.
    const nlohmann::json form = dump_after(open_item + "click ledger.to.assigned\n");
    EXPECT_FALSE(form["ledger.do"]["enabled"].get<bool>());
    EXPECT_NE(value(form, "ledger.measure"), "") << "the fix of that day is a measure to begin with";
    // The form comes into sight by itself.
    run_lines(open_item + "click ledger.to.assigned\nclick ledger.responsible\ntype " + coordinator +
              "\nclick ledger.responsible.offer.0\nclick ledger.do\n");
    ASSERT_EQ(ledger()[0].state, "assigned");
    EXPECT_FALSE(ledger()[0].measure.empty());
    EXPECT_TRUE(bool(ledger()[0].due));

    // A date in the past is refused where it was typed, and nothing moves.
    std::string said;
    try {
        run_lines(open_item + "click ledger.to.assigned\nclick ledger.due\nkey ctrl+a\ntype 2020-01-01\n"
                              "click ledger.note\ntype 延期\nclick ledger.do\n");
    } catch (const base::Error& error) {
        said = error.message().id;
    }
    EXPECT_EQ(said, "ledger.due_in_past");
    EXPECT_EQ(ledger()[0].moves.size(), 1u);

    for (const std::string to : {"checked", "written_off"})
        run_lines(open_item + "click ledger.to." + to + "\nclick ledger.by\ntype " + inspector +
                  "\nclick ledger.by.offer.0\nclick ledger.do\n");
    EXPECT_EQ(ledger()[0].state, "written_off");
    EXPECT_EQ(ledger()[0].moves.size(), 3u);
    const nlohmann::json closed = dump_after(open_item);
    EXPECT_EQ(value(closed, "ledger.figure.this_month"), "1");
    EXPECT_EQ(value(closed, "ledger.figure.open_items"), "0");
    EXPECT_NO_THROW(run_lines(open_item + "no_cut\n"));
    EXPECT_NO_THROW(run_lines("language en\n" + open_item + "no_cut\n", true, 1280, 720));
    run_lines("key ctrl+z\nkey ctrl+z\nkey ctrl+z\nkey ctrl+z\n");
    EXPECT_TRUE(ledger().empty());
}

TEST_F(BlindSpots, NotNowKeepsTheReasonAndComesBackByUndo) {
    const nlohmann::json before = dump_after(contacts);
    const std::string name = label(before, "spots.item.0");
    const std::string put_off = std::string(contacts) + "click ledger.not_now\n";
    EXPECT_FALSE(dump_after(put_off)["ledger.put_off"]["enabled"].get<bool>()) << "a reason is wanted";
    const nlohmann::json after = dump_after(put_off + "click ledger.reason\ntype 年底并村\nclick ledger.put_off\n");
    EXPECT_NE(label(after, "spots.item.0"), name) << "it is out of the list";
    EXPECT_EQ(value(after, "spots.count"), value(before, "spots.count")) << "but not out of the count";
    ASSERT_EQ(ledger().size(), 1u);
    EXPECT_EQ(ledger()[0].state, "deferred");
    EXPECT_EQ(ledger()[0].moves.back().note, "年底并村");
    EXPECT_TRUE(bool(ledger()[0].due));

    const nlohmann::json hidden = dump_after("stage blind_spots\nclick spots.put_off\nclick spots.item.0\n");
    EXPECT_EQ(label(hidden, "spots.item.0"), name);
    EXPECT_FALSE(hidden.contains("spots.item.1"));
    EXPECT_EQ(value(hidden, "ledger.state"), "deferred");
    for (const std::string language : {"zh", "en"})
        EXPECT_NO_THROW(
            run_lines("language " + language + "\nstage blind_spots\nclick spots.put_off\nno_cut\n", true, 1280, 720))
            << language;
    run_lines("key ctrl+z\n"); // one step of history
    EXPECT_TRUE(ledger().empty());
    EXPECT_EQ(label(dump_after(contacts), "spots.item.0"), name);
}

TEST_F(BlindSpots, AnEmptyLedgerOffersTheWorstAndReviewsThem) {
    const nlohmann::json listed =
        dump_after("stage blind_spots\nclick drawer.ledger\nclick ledger.open_worst\nclick ledger.review\n");
    EXPECT_EQ(ledger().size(), 20u);
    EXPECT_TRUE(listed.contains("table.ledger.row.0"));
    EXPECT_NE(label(listed, "status.notice").find("20"), std::string::npos) << label(listed, "status.notice");
    // Two at once.
    const nlohmann::json two = dump_after("stage blind_spots\nclick drawer.ledger\nclick table.ledger.row.0\n"
                                          "press table.ledger.row.2 0.5 0.5 shift\nclick ledger.to.assigned\n");
    EXPECT_EQ(value(two, "table.ledger.row.1"), "on");
    EXPECT_NE(label(two, "ledger.do").find("3"), std::string::npos);
    run_lines("key ctrl+z\n");
    EXPECT_TRUE(ledger().empty());
}

TEST_F(BlindSpots, SitingFollowsItsNumberItsTravelAndItsPlaces) {
    const auto people_of = [](const nlohmann::json& widgets) { return std::stoi(value(widgets, "siting.people")); };
    const nlohmann::json few = dump_after("stage blind_spots\nset siting.add 0.02\n");
    const nlohmann::json many = dump_after("stage blind_spots\nset siting.add 0.1\n");
    EXPECT_LT(people_of(few), people_of(many));
    EXPECT_TRUE(many.contains("siting.gain.3")) << "the curve has a column a place";
    EXPECT_FALSE(few.contains("siting.gain.3"));

    const std::string road = "stage blind_spots\nset siting.add 0.06\nclick siting.travel\nclick siting.travel.1\n";
    EXPECT_FALSE(dump_after(road).contains("siting.error"));
    const std::string junctions = "stage blind_spots\nset siting.add 0.06\nclick siting.candidates\n"
                                  "click siting.candidates.3\n";
    const nlohmann::json by_road = dump_after(junctions);
    EXPECT_EQ(value(by_road, "siting.candidates"), "道路交叉口");
    EXPECT_GT(people_of(by_road), 0);

    // What a village needs: with backup or with room for it the answer says so.
    const std::string asks = "stage blind_spots\nset siting.add 0.06\nclick siting.asks\n";
    const nlohmann::json backup = dump_after(asks + "click siting.asks.1\n"),
                         room = dump_after(asks + "click siting.asks.2\n");
    EXPECT_EQ(value(backup, "siting.asks"), "两人可达（后备）");
    EXPECT_GT(people_of(backup), 0);
    EXPECT_FALSE(room.contains("siting.error"));

    // Accepting what is shown is one step, whatever the places are.
    const std::size_t before = snapshot()->people.size();
    run_lines(junctions + "click siting.accept\n");
    const std::size_t added = snapshot()->people.size() - before;
    EXPECT_GT(added, 1u);
    run_lines("key ctrl+z\n");
    EXPECT_EQ(snapshot()->people.size(), before);
    EXPECT_NO_THROW(run_lines("language en\n" + junctions + "no_cut\n", true, 1280, 720));
}

TEST_F(BlindSpots, SitingKeepsOutOfForbiddenPlacesAndRatherTakesPreferredOnes) {
    const std::string forbid = "stage blind_spots\nclick drawer.villages\nclick table.villages.row.0\n"
                               "press table.villages.row.1 0.5 0.5 shift\nclick siting.forbid\n";
    const nlohmann::json forbidden = dump_after(forbid);
    EXPECT_EQ(value(forbidden, "siting.forbidden"), "2");
    EXPECT_FALSE(forbidden.contains("siting.preferred"));
    EXPECT_FALSE(forbidden.contains("siting.error"));
    // A place is on one list at most.
    const nlohmann::json preferred = dump_after(forbid + "click siting.prefer\n");
    EXPECT_EQ(value(preferred, "siting.preferred"), "2");
    EXPECT_FALSE(preferred.contains("siting.forbidden"));
    const nlohmann::json emptied = dump_after(forbid + "wheel siting.add -10\nclick siting.forbidden.clear\n");
    EXPECT_FALSE(emptied.contains("siting.forbidden"));
    EXPECT_NO_THROW(run_lines("language en\n" + forbid + "wheel siting.add -10\nno_cut\n", true, 1280, 720));
}

} // namespace
