// Is the file sound, by SQLite's, SpatiaLite's and our own judgement.
#pragma once
#include "base/feedback.h"
#include "store/document.h"

namespace wangge::store {

class Connection;

// Opens the file a second time for reading, so that what a stranger's file holds never meets the writing connection.
std::vector<CheckFault> check_file(const Connection& db, base::Feedback& feedback);

} // namespace wangge::store
