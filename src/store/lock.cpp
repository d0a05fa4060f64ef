#include "store/lock.h"

#include "base/error.h"
#include "base/system_reason.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace wangge::store {
namespace fs = std::filesystem;
namespace {

std::string user_name() {
    std::array<char, 1024> room{};
    passwd entry{};
    passwd* found = nullptr;
    if (getpwuid_r(getuid(), &entry, room.data(), room.size(), &found) == 0 && found)
        return found->pw_name;
    return std::to_string(getuid());
}

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

// An "open file description" lock: unlike a POSIX lock it also keeps out a second document of this same process, and
// closing another descriptor of the file does not drop it.
bool take(int file) {
    struct flock range {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    return fcntl(file, F_OFD_SETLK, &range) == 0;
}

bool still_there(int file, const fs::path& path) {
    struct stat open_file {
    }, named_file{};
    return fstat(file, &open_file) == 0 && stat(path.c_str(), &named_file) == 0 &&
           open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

std::string read_all(int file) {
    std::array<char, 512> room{};
    const ssize_t got = pread(file, room.data(), room.size(), 0);
    return got > 0 ? std::string(room.data(), static_cast<std::size_t>(got)) : std::string();
}

// Lines: user, host, process.
[[noreturn]] void fail_locked(const std::string& holder, const fs::path& document) {
    std::array<std::string, 3> lines{"?", "?", "?"};
    std::size_t begin = 0;
    for (std::string& line : lines) {
        const std::size_t end = holder.find('\n', begin);
        if (end == std::string::npos)
            break;
        line = holder.substr(begin, end - begin);
        begin = end + 1;
    }
    base::fail_input("store.locked",
                     {{"file", document.string()}, {"user", lines[0]}, {"host", lines[1]}, {"process", lines[2]}},
                     document.string());
}

} // namespace

WriterLock::WriterLock(const fs::path& document) : m_path(document.string() + ".lock") {
    for (;;) {
        m_file = open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (m_file < 0)
            base::fail_environment("store.cannot_write",
                                   {{"file", document.string()}, {"reason", base::system_reason(errno)}},
                                   document.string());
        if (!take(m_file)) {
            const int error = errno;
            const std::string holder = read_all(m_file);
            close(std::exchange(m_file, -1));
            if (error == EAGAIN || error == EACCES)
                fail_locked(holder, document);
            base::fail_environment("store.cannot_write",
                                   {{"file", document.string()}, {"reason", base::system_reason(error)}},
                                   document.string());
        }
        // The former holder may have removed the name between our open and our lock.
        if (still_there(m_file, m_path))
            break;
        close(std::exchange(m_file, -1));
    }
    const std::string text = fmt::format("{}\n{}\n{}\n", user_name(), host_name(), getpid());
    // Only for the message of a second writer: a full disk must not keep the first one out.
    if (ftruncate(m_file, 0) == 0) [[maybe_unused]]
        const ssize_t written = pwrite(m_file, text.data(), text.size(), 0);
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : m_path(std::move(other.m_path)), m_file(std::exchange(other.m_file, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    if (this != &other) {
        release();
        m_path = std::move(other.m_path);
        m_file = std::exchange(other.m_file, -1);
    }
    return *this;
}

WriterLock::~WriterLock() {
    release();
}

void WriterLock::release() {
    if (m_file < 0)
        return;
    unlink(m_path.c_str()); // while locked, so that nobody else's file is removed
    close(std::exchange(m_file, -1));
}

} // namespace wangge::store
