#include "base/files.h"

#include "base/error.h"
#include "base/system_reason.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <unistd.h>

namespace wangge::base {
namespace fs = std::filesystem;
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

fs::path find_data_folder() {
    if (const char* given = std::getenv("WANGGE_DATA"))
        return given;
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const fs::path& candidate :
         std::array<fs::path, 3>{program / "../share/wangge", program / "data", WANGGE_SOURCE_DATA_DIR})
        if (fs::is_directory(candidate / "lang", ignored))
            return fs::weakly_canonical(candidate, ignored);
    fail_environment("base.no_data_folder");
}

} // namespace

const fs::path& data_folder() {
    static const fs::path folder = find_data_folder();
    return folder;
}

const char* version() {
    return WANGGE_VERSION;
}

std::string read_file(const fs::path& path) {
    const File file(std::fopen(path.c_str(), "rb"), &std::fclose);
    std::string bytes;
    std::array<char, 65536> block;
    bool failed = !file;
    while (!failed) {
        const std::size_t got = std::fread(block.data(), 1, block.size(), file.get());
        bytes.append(block.data(), got);
        if (got < block.size()) {
            failed = std::ferror(file.get()) != 0;
            break;
        }
    }
    if (failed)
        fail_environment("base.cannot_read", {{"file", path.string()}, {"reason", system_reason(errno)}},
                         path.string());
    return bytes;
}

DraftFile::DraftFile(fs::path final_path) : m_final(std::move(final_path)) {
    m_draft = m_final.parent_path() /
              fmt::format(".{}.draft-{}{}", m_final.stem().string(), ::getpid(), m_final.extension().string());
}

DraftFile::~DraftFile() {
    std::error_code ignored;
    if (!m_draft.empty())
        fs::remove(m_draft, ignored);
}

void DraftFile::commit() {
    std::error_code error;
    fs::rename(m_draft, m_final, error);
    if (error)
        fail_environment("base.cannot_write", {{"file", m_final.string()}, {"reason", system_reason(error)}},
                         m_final.string());
    m_draft.clear();
}

void write_file(const fs::path& path, std::string_view bytes) {
    DraftFile draft(path);
    File file(std::fopen(draft.path().c_str(), "wb"), &std::fclose);
    const bool written = file && std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    if (!written || std::fclose(file.release()) != 0)
        fail_environment("base.cannot_write", {{"file", path.string()}, {"reason", system_reason(errno)}},
                         path.string());
    draft.commit();
}

} // namespace wangge::base
