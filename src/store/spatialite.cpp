#include "store/spatialite.h"

#include "base/error.h"

#include <sqlite3.h>

#include <spatialite.h>

namespace wangge::store {

Spatialite::Spatialite() : m_cache(spatialite_alloc_connection()) {
    base::ensure(m_cache != nullptr, "SpatiaLite gave no connection cache");
}

Spatialite::~Spatialite() {
    spatialite_cleanup_ex(m_cache);
}

void Spatialite::serve(const Connection& db) {
    spatialite_init_ex(db.handle(), m_cache, 0);
}

} // namespace wangge::store
