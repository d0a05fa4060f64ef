// The fingerprint of a text, for lists and histories that a third party may check.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace wangge::base {

// SHA-256 (FIPS 180-4) of the bytes as 64 lower-case hexadecimal digits: what `sha256sum` prints.
std::string sha256(std::string_view bytes);

// The same of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void add(std::string_view bytes);
    // Adds the length before the bytes, so that neighbours cannot be cut differently.
    void add_field(std::string_view bytes);
    // The digits; nothing can be added after.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wangge::base
