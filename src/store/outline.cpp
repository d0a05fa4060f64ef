#include "store/outline.h"

#include "store/load.h"
#include "store/row_reader.h"

namespace wangge::store {

model::SnapshotPtr read_outline(const std::filesystem::path& path, base::Feedback& feedback) {
    const Connection db(path, Access::read);
    if (row_count(db, "sites") < many_sites)
        return nullptr;
    db.keep_pages(1);
    Transaction moment(db, false);
    auto outline = std::make_shared<model::Snapshot>();
    load_snapshot(db, Reading::outline, *outline, feedback);
    moment.commit();
    model::link(*outline);
    return outline;
}

} // namespace wangge::store
