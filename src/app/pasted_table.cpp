#include "app/pasted_table.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <fmt/format.h>
#include <unistd.h>

namespace wangge::app {

std::filesystem::path keep_pasted(std::string_view text) {
    const std::size_t line = text.find('\n');
    if (line == std::string_view::npos || line + 1 >= text.size() ||
        text.substr(0, line).find('\t') == std::string_view::npos)
        base::fail_input("import.nothing_to_paste");
    // One a user and program: what was pasted before is of no use any more.
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / fmt::format("wangge-{}-{}.tsv", ::getuid(), ::getpid());
    base::write_file(file, text);
    return file;
}

} // namespace wangge::app
