#include "app/language.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace wangge::app {

const std::vector<std::string_view>& languages() {
    static const std::vector<std::string_view> all{"zh", "en"};
    return all;
}

const base::Catalog& catalog_of(std::string_view language) {
    if (std::find(languages().begin(), languages().end(), language) == languages().end())
        base::fail_input("app.unknown_language", {{"language", std::string(language)}}, "--lang");
    static std::mutex mutex;
    static std::map<std::string, base::Catalog, std::less<>> loaded;
    const std::lock_guard lock(mutex);
    auto found = loaded.find(language);
    if (found == loaded.end())
        found = loaded.emplace(language, base::Catalog::load(base::data_folder() / "lang" / language)).first;
    return found->second;
}

std::string_view language_of(const base::Catalog& catalog) {
    return &catalog == &catalog_of("en") ? "en" : "zh";
}

} // namespace wangge::app
