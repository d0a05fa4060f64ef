// The sentences of the program in one language, read from data/lang/<language>/*.json.
#pragma once
#include "base/message.h"

#include <filesystem>
#include <map>

namespace wangge::base {

class Catalog {
public:
    // Reads every *.json in `folder`: flat objects { "text.id": "sentence with {placeholders}" }. Throws
    // Error(environment) on a file that cannot be read or is not such an object. Of an id given twice the first counts,
    // in order of file name.
    static Catalog load(const std::filesystem::path& folder);

    // The sentence with its arguments; an unknown id gives the id itself and the arguments, so that nothing is hidden.
    std::string say(const Message& message) const;
    std::string say(std::string_view id) const { return say(Message{std::string(id), {}}); }
    bool has(std::string_view id) const { return m_texts.find(id) != m_texts.end(); }
    const std::map<std::string, std::string, std::less<>>& texts() const { return m_texts; }

private:
    std::map<std::string, std::string, std::less<>> m_texts;
};

} // namespace wangge::base
