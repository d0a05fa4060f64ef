// SpatiaLite's SQL functions on a connection, where they are needed: to make a file and to check one.
#pragma once
#include "store/connection.h"

namespace wangge::store {

// Must outlive the connections that it serves: declare it before them.
class Spatialite {
public:
    Spatialite();
    ~Spatialite();
    Spatialite(const Spatialite&) = delete;
    Spatialite& operator=(const Spatialite&) = delete;

    // Adds the functions to one connection. Call it once.
    void serve(const Connection& db);

private:
    void* m_cache;
};

} // namespace wangge::store
