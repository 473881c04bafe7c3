// SPDX-License-Identifier: MIT
// SHA-256, FIPS 180-4, by Crypto++, which keeps the state in the object itself and wipes it.
#pragma once

#include <cstddef>

#include <cryptopp/sha.h>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

/// The hash of a message given piece by piece.
class sha256 {
public:
    static constexpr std::size_t digest_size = 32;
    static constexpr std::size_t block_size = 64;

    sha256() noexcept = default;
    // NOLINTBEGIN(modernize-use-equals-default): a defaulted copy would not be noexcept
    /// Crypto++ copies the state without the heap: it does not throw.
    sha256(const sha256& other) noexcept : hash_{other.hash_} {}
    sha256& operator=(const sha256& other) noexcept {
        hash_ = other.hash_;
        return *this;
    }
    // NOLINTEND(modernize-use-equals-default)
    ~sha256() = default;

    /// Appends to the message; the whole message may have up to 2^61 − 1 bytes. Beyond that Crypto++ ends the program.
    void update(byte_view message) noexcept {
        if (!message.empty()) { hash_.Update(message.data(), message.size()); }
    }

    /// Writes the digest; the object is then the empty message again. Precondition: 32 bytes.
    void finish(byte_span digest) noexcept { hash_.TruncatedFinal(digest.first(digest_size).data(), digest_size); }

private:
    CryptoPP::SHA256 hash_;
};

}  // namespace cryptopp
}  // namespace TSCP_ABI
}  // namespace tscp
