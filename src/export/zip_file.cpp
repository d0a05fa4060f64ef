// The format: PKWARE's APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end).
#include "export/zip_file.h"

#include "base/error.h"

#include <cstdint>
#include <zlib.h>

namespace wangge::exporter {
namespace {

constexpr std::uint16_t names_are_utf8 = 1 << 11, deflated = 8, needed_version = 20, first_day = 0x21;

void put(std::string& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>((value >> (8 * i)) & 0xFF);
}

std::string deflate_raw(const std::string& bytes) {
    z_stream stream{};
    // A negative window: no zlib header, as zip wants it.
    base::ensure(deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK, "zlib begins");
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    base::ensure(ended == Z_STREAM_END, "zlib ends");
    return packed;
}

} // namespace

std::string zip_of(std::span<const ZipPart> parts) {
    std::string out, directory;
    for (const ZipPart& part : parts) {
        const std::string packed = deflate_raw(part.bytes);
        const auto sum = static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef*>(part.bytes.data()), static_cast<uInt>(part.bytes.size())));
        std::string common; // of the local header and the directory
        put(common, needed_version, 2);
        put(common, names_are_utf8, 2);
        put(common, deflated, 2);
        put(common, 0, 2); // time
        put(common, first_day, 2);
        put(common, sum, 4);
        put(common, static_cast<std::uint32_t>(packed.size()), 4);
        put(common, static_cast<std::uint32_t>(part.bytes.size()), 4);
        put(common, static_cast<std::uint32_t>(part.name.size()), 2);
        put(common, 0, 2); // extra field
        const auto at = static_cast<std::uint32_t>(out.size());
        put(out, 0x04034b50, 4);
        out += common + part.name + packed;
        put(directory, 0x02014b50, 4);
        put(directory, needed_version, 2);
        directory += common;
        put(directory, 0, 2); // comment
        put(directory, 0, 2); // disk
        put(directory, 0, 2); // internal attributes
        put(directory, 0, 4); // external attributes
        put(directory, at, 4);
        directory += part.name;
    }
    const auto begin = static_cast<std::uint32_t>(out.size());
    out += directory;
    put(out, 0x06054b50, 4);
    put(out, 0, 2);
    put(out, 0, 2);
    put(out, static_cast<std::uint32_t>(parts.size()), 2);
    put(out, static_cast<std::uint32_t>(parts.size()), 2);
    put(out, static_cast<std::uint32_t>(directory.size()), 4);
    put(out, begin, 4);
    put(out, 0, 2);
    return out;
}

} // namespace wangge::exporter
