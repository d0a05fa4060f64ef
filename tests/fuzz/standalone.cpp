// Runs a fuzz target over files and folders of files, so that the corpus is tested without a fuzzing engine. With
// --mutate N each file is also tried N times with bytes changed, cut and doubled by a fixed random sequence.
#include "base/random.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void try_bytes(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string mutated(std::string bytes, wangge::base::Random& random) {
    for (std::uint64_t changes = 1 + random.below(8); changes > 0 && bytes.size() > 2; --changes) {
        const std::size_t at = 2 + random.below(bytes.size() - 2);
        switch (random.below(4)) {
        case 0:
            bytes[at] = static_cast<char>(random.below(256));
            break;
        case 1:
            bytes.erase(at, 1 + random.below(16));
            break;
        case 2:
            bytes.insert(at, bytes.substr(at, 1 + random.below(64)));
            break;
        default:
            bytes.resize(at);
        }
    }
    return bytes;
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::filesystem::path> files;
    std::uint64_t mutations = 0;
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--mutate" && i + 1 < argc)
            mutations = std::stoull(argv[++i]);
        else if (std::filesystem::is_directory(argv[i]))
            for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
                if (entry.is_regular_file())
                    files.push_back(entry.path());
            }
        else
            files.emplace_back(argv[i]);
    }
    std::sort(files.begin(), files.end());
    wangge::base::Random random(1);
    for (const auto& path : files) {
        std::ifstream in(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        try_bytes(bytes);
        for (std::uint64_t i = 0; i < mutations; ++i)
            try_bytes(mutated(bytes, random));
    }
    std::printf("%zu files, %llu inputs\n", files.size(),
                static_cast<unsigned long long>(files.size() * (mutations + 1)));
    return files.empty() ? 1 : 0;
}
