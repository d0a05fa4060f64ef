// Files found, read and written so that a reader never sees half of one.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace wangge::base {

// The folder with lang/, schema/, norms/ ...: WANGGE_DATA if set, else beside the program (../share/wangge, ./data),
// else the source tree's. Throws Error(environment) when there is none.
const std::filesystem::path& data_folder();
// The program's version, e.g. "0.1.0".
const char* version();

// The whole file. Throws Error(environment) "base.cannot_read".
std::string read_file(const std::filesystem::path& path);

// A path beside `final_path` to write to; `commit()` renames it into place, the destructor removes it when not
// committed. The extension stays at the end, because format drivers look at it.
class DraftFile {
public:
    explicit DraftFile(std::filesystem::path final_path);
    ~DraftFile();
    DraftFile(const DraftFile&) = delete;
    DraftFile& operator=(const DraftFile&) = delete;

    const std::filesystem::path& path() const { return m_draft; }
    // Throws Error(environment) "base.cannot_write".
    void commit();

private:
    std::filesystem::path m_final, m_draft;
};

// Writes the whole file through a draft. Throws Error(environment) "base.cannot_write".
void write_file(const std::filesystem::path& path, std::string_view bytes);

} // namespace wangge::base
