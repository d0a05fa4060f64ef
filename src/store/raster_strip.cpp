#include "store/raster_strip.h"

#include "base/error.h"
#include "store/compress.h"

#include <algorithm>
#include <cstring>

namespace wangge::store {
namespace {

constexpr int strip_cells = 1 << 18;

} // namespace

std::string_view raster_word(model::RasterKind kind) {
    switch (kind) {
    case model::RasterKind::terrain:
        return "terrain";
    case model::RasterKind::population:
        return "population";
    case model::RasterKind::landcover:
        return "landcover";
    }
    return "";
}

int strip_rows(int width) {
    return std::max(1, strip_cells / std::max(1, width));
}

std::string packed_strip(const geo::Raster& raster, int first_row, int rows) {
    const auto count = static_cast<std::size_t>(rows) * static_cast<std::size_t>(raster.width);
    const float* values =
        raster.values.data() + static_cast<std::size_t>(first_row) * static_cast<std::size_t>(raster.width);
    std::string planes(count * sizeof(float), '\0');
    for (std::size_t i = 0; i < count; ++i) {
        char bytes[sizeof(float)];
        std::memcpy(bytes, &values[i], sizeof bytes);
        for (std::size_t plane = 0; plane < sizeof bytes; ++plane)
            planes[plane * count + i] = bytes[plane];
    }
    return compressed(planes);
}

void unpack_strip(std::string_view data, geo::Raster& raster, int first_row, int rows) {
    const std::string planes = expanded(data);
    if (first_row < 0 || rows < 0 || first_row > raster.height - rows)
        base::fail_input("store.damaged_block");
    const auto count = static_cast<std::size_t>(rows) * static_cast<std::size_t>(raster.width);
    if (planes.size() != count * sizeof(float))
        base::fail_input("store.damaged_block");
    float* values = raster.values.data() + static_cast<std::size_t>(first_row) * static_cast<std::size_t>(raster.width);
    for (std::size_t i = 0; i < count; ++i) {
        char bytes[sizeof(float)];
        for (std::size_t plane = 0; plane < sizeof bytes; ++plane)
            bytes[plane] = planes[plane * count + i];
        std::memcpy(&values[i], bytes, sizeof bytes);
    }
}

} // namespace wangge::store
