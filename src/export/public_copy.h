// What strangers may see of a table.
#pragma once
#include "model/table.h"

#include <string>
#include <string_view>

namespace wangge::exporter {

// "王小明" -> "王某", "欧阳娜" -> "欧阳某", "Ann Lee" -> "A."; several names separated by '、' one by one.
std::string masked_names(std::string_view names);

// The table without personal columns and personal shapes and with masked names. `withheld` counts the columns.
model::Table public_copy(const model::Table& table, std::int64_t& withheld);

} // namespace wangge::exporter
