#include "app/sheets/sheet_changes.h"

#include "base/digest.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace wangge::app {
namespace {

using Content = SheetMaker::Content;

std::string digest_of(const std::vector<Content>& content) {
    std::string text;
    for (const Content& item : content)
        for (const std::string* part : {&item.what, &item.key, &item.label, &item.value})
            text += *part + '\n';
    return base::sha256(text);
}

// "31020101、31020102 ..." at most three.
std::string some_of(const std::vector<std::string>& labels) {
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, labels.size()); ++i)
        text += (i ? "、" : "") + labels[i];
    return labels.size() > 3 ? text + " …" : text;
}

std::vector<base::Message> reasons_of(const std::vector<Content>& before, const std::vector<Content>& now) {
    using Key = std::pair<std::string_view, std::string_view>;
    std::map<Key, const Content*> old, present;
    for (const Content& item : before)
        old[{item.what, item.key}] = &item;
    for (const Content& item : now)
        present[{item.what, item.key}] = &item;
    // By what and how it changed; a cell that came or went is named once, not with all its parts.
    std::map<std::tuple<std::string, std::string>, std::vector<std::string>> found;
    const auto part_of_cell = [](std::string_view what) {
        return what == "shape" || what == "lead" || what == "second" || what == "hours" || what == "phone";
    };
    for (const auto& [key, item] : present) {
        const auto at = old.find(key);
        if (at == old.end()) {
            if (!part_of_cell(item->what))
                found[{item->what, "added"}].push_back(item->label);
        } else if (at->second->value != item->value || at->second->label != item->label) {
            const bool people = item->what == "lead" || item->what == "second";
            found[{item->what, "changed"}].push_back(people ? item->label + " " + at->second->value + "→" + item->value
                                                            : item->label);
        }
    }
    for (const auto& [key, item] : old)
        if (!present.contains(key) && !part_of_cell(item->what))
            found[{item->what, "removed"}].push_back(item->label);
    std::vector<base::Message> reasons;
    for (const auto& [key, labels] : found)
        reasons.push_back({"paper.why." + std::get<0>(key) + "." + std::get<1>(key),
                           {{"count", std::to_string(labels.size())}, {"list", some_of(labels)}}});
    return reasons;
}

} // namespace

std::vector<SheetChange> sheet_changes(const SheetMaker& now, const std::vector<SheetSubject>& subjects,
                                       const SheetMaker* before, SheetKind kind) {
    std::map<std::string, const SheetSubject*, std::less<>> old;
    std::vector<SheetSubject> old_subjects;
    if (before)
        old_subjects = before->subjects(kind);
    for (const SheetSubject& subject : old_subjects)
        old[subject.key] = &subject;
    std::vector<SheetChange> changes;
    for (const SheetSubject& subject : subjects) {
        const std::vector<Content> content = now.content_of(subject);
        SheetChange change{digest_of(content), true, {}};
        if (const auto at = old.find(subject.key); at != old.end()) {
            const std::vector<Content> earlier = before->content_of(*at->second);
            change.changed = digest_of(earlier) != change.digest;
            if (change.changed)
                change.reasons = reasons_of(earlier, content);
        } else if (before) {
            change.reasons.push_back({"paper.why.new", {}});
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

} // namespace wangge::app
