// A zip file in memory: what office documents are made of.
#pragma once
#include <span>
#include <string>

namespace wangge::exporter {

struct ZipPart {
    std::string name, bytes;
};

// The parts in order, deflated. Every part is dated 1980-01-01, so that the same parts give the same bytes.
// Precondition: all of it is smaller than 4 GiB.
std::string zip_of(std::span<const ZipPart> parts);

} // namespace wangge::exporter
