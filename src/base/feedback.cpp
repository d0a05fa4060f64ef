#include "base/feedback.h"

#include "base/error.h"

namespace wangge::base {

void Feedback::check() const {
    if (cancelled())
        throw Error(ErrorKind::cancelled, {"base.cancelled", {}});
}

} // namespace wangge::base
