// One writer at a time: a lock that the system drops when its process ends, however it ends.
#pragma once
#include <filesystem>
#include <string>

namespace wangge::store {

// An advisory lock on NAME.wangge.lock beside the document. The file tells who holds it.
class WriterLock {
public:
    WriterLock() = default;
    // Throws Error: "store.locked" with {user}, {host} and {process} of the holder (bad input); "store.cannot_write"
    // (environment) where the folder cannot be written.
    explicit WriterLock(const std::filesystem::path& document);
    WriterLock(WriterLock&&) noexcept;
    WriterLock& operator=(WriterLock&&) noexcept;
    ~WriterLock();

private:
    void release();
    std::filesystem::path m_path;
    int m_file = -1;
};

} // namespace wangge::store
