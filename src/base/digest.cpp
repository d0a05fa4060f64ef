#include "base/digest.h"

#include "base/error.h"

#include <array>
#include <fmt/format.h>
#include <openssl/evp.h>

namespace wangge::base {
namespace {

constexpr std::size_t gathered_bytes = 1 << 16; // small pieces are handed on together

} // namespace

struct Sha256::State {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
    std::string waiting;

    void hand_on() {
        ensure(EVP_DigestUpdate(context.get(), waiting.data(), waiting.size()) == 1, "SHA-256 takes bytes");
        waiting.clear();
    }
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {
    ensure(m_state->context && EVP_DigestInit_ex(m_state->context.get(), EVP_sha256(), nullptr) == 1,
           "SHA-256 is there");
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    m_state->waiting += bytes;
    if (m_state->waiting.size() >= gathered_bytes)
        m_state->hand_on();
}

void Sha256::add_field(std::string_view bytes) {
    std::array<char, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i)
        length[i] = static_cast<char>(static_cast<std::uint64_t>(bytes.size()) >> (8 * i));
    add({length.data(), length.size()});
    add(bytes);
}

std::string Sha256::finish() {
    m_state->hand_on();
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    ensure(EVP_DigestFinal_ex(m_state->context.get(), digest.data(), &size) == 1 && size == digest.size(),
           "SHA-256 gives 32 bytes");
    return fmt::format("{:02x}", fmt::join(digest, ""));
}

std::string sha256(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.finish();
}

} // namespace wangge::base
