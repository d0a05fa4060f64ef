#include "base/system_reason.h"

#include <cerrno>
#include <cstring>

namespace wangge::base {

std::string system_reason(int code) {
    switch (code) {
    case ENOENT:
        return "@base.reason.not_found";
    case EACCES:
    case EPERM:
        return "@base.reason.no_right";
    case ENOSPC:
    case EDQUOT:
        return "@base.reason.disk_full";
    case EROFS:
        return "@base.reason.read_only";
    case EISDIR:
        return "@base.reason.is_folder";
    case ENOTDIR:
        return "@base.reason.no_folder";
    case ENAMETOOLONG:
        return "@base.reason.long_name";
    case EIO:
        return "@base.reason.disk_fault";
    default:
        return std::strerror(code);
    }
}

} // namespace wangge::base
