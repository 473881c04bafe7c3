// SPDX-License-Identifier: MIT
// AES, FIPS 197, by Crypto++, with the chip's AES instructions where Crypto++ finds them.
//
// Crypto++ keeps the round keys on the heap and wipes them. Where there is no memory for a new object the program ends:
// a constructor cannot report it.
#pragma once

#include <cstddef>

#include <cryptopp/aes.h>

#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/relocate.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace cryptopp {

/// AES with a key of `KeyBytes` bytes: 16, 24 or 32.
template <std::size_t KeyBytes>
class aes {
    static_assert(KeyBytes == 16 || KeyBytes == 24 || KeyBytes == 32, "tscp: AES keys have 16, 24 or 32 bytes.");

public:
    static constexpr std::size_t key_size = KeyBytes;
    static constexpr std::size_t block_size = 16;
    /// Where the chip has no AES instructions, Crypto++ reads tables at places that depend on key and block.
    static constexpr bool constant_time = false;

    /// Precondition: the key is exactly key_size bytes long.
    explicit aes(byte_view key) noexcept
        : encryption_{key.first(KeyBytes).data(), KeyBytes}, decryption_{key.first(KeyBytes).data(), KeyBytes} {
        config::expects(key.size() == key_size);
    }
    /// The key of `from` lives on here; all that may be done with `from` afterwards is to destroy it.
    aes(relocate_t, aes& from) noexcept : encryption_{from.encryption_}, decryption_{from.decryption_} {}
    aes(const aes&) = delete;
    aes& operator=(const aes&) = delete;
    ~aes() = default;

    /// Encrypts whole blocks, each by itself. Precondition: both are the same whole number of blocks long, and are the
    /// same memory or do not overlap.
    void encrypt(byte_view in, byte_span out) const noexcept { process(encryption_, in, out); }

    /// Decrypts whole blocks, each by itself. Preconditions as for encrypt.
    void decrypt(byte_view in, byte_span out) const noexcept { process(decryption_, in, out); }

private:
    static void process(const CryptoPP::BlockTransformation& cipher, byte_view in, byte_span out) noexcept {
        config::expects(in.size() % block_size == 0 && in.size() == out.size());
        if (in.empty()) { return; }
        cipher.AdvancedProcessBlocks(in.data(), nullptr, out.first(in.size()).data(), in.size(),
                                     CryptoPP::BlockTransformation::BT_AllowParallel);
    }

    CryptoPP::AES::Encryption encryption_;
    CryptoPP::AES::Decryption decryption_;
};

using aes128 = aes<16>;
using aes256 = aes<32>;

}  // namespace cryptopp
}  // namespace TSCP_ABI
}  // namespace tscp
