// SPDX-License-Identifier: MIT
// The bytes of a suspended session, of this version of the library. They hold keys: store them as secrets are stored,
// unchanged, and erase them after use.
//
//     snapshot = format(1) | kind(1) | AEAD(1) | flags(1) | cell name(8) | generation(8) | numbers(6+6) | lost(2) |
//                failures(4+4) | limit(2) | own cid | len(1) peer cid | [session] | traffic secrets(32+32) | check(16)
//     session  = suite(1) | exporter(32) | next ticket(1) | resumption(32) |
//                [server: resumed(1) | times(8+8) | len(1) name]
//
// Bytes alone cannot know that they were restored twice: the generation cell (concepts/generation_cell.hpp) does.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/generation_cell.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/kdf/hmac.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

inline constexpr std::size_t snapshot_check_size = 16;
/// What comes before the own cid.
inline constexpr std::size_t snapshot_fixed_size = 4 + 8 + 8 + (6 + 6) + 2 + (4 + 4) + 2;

inline constexpr std::uint8_t snapshot_format = 3;

/// The numbers before the own cid, in their order.
class snapshot_numbers {
public:
    enum field : std::uint8_t {
        aead_id,
        flags,
        cell_name,
        generation,
        sent,
        received,
        lost,
        failures,
        later_failures,
        record_size_limit,
        count
    };

    [[nodiscard]] std::uint64_t& operator[](field which) noexcept { return values_[which]; }

    /// Appends them. Precondition: room.
    void append_to(writer& out) const noexcept {
        for (std::size_t i = 0; i < count; ++i) { (void)out.write_number(values_[i], sizes[i]); }
    }
    /// Reads them from the first bytes of `from`. Precondition: they are there.
    void read_from(byte_view from) noexcept {
        std::size_t at = 0;
        for (std::size_t i = 0; i < count; ++i) {
            values_[i] = read_big_endian(from.subspan(at, sizes[i]));
            at += sizes[i];
        }
    }

private:
    static constexpr std::uint8_t sizes[count] = {1, 1, 8, 8, 6, 6, 2, 4, 4, 2};

    std::uint64_t values_[count];  // each is written before it is read
};

/// Against damage in storage: a MAC over `covered`, whose last 64 bytes, the traffic secrets, are the key.
template <class Hash>
void snapshot_check(byte_view covered, byte_span out) noexcept {
    const hmac_key<Hash> key{covered.last(64)};
    secret<Hash::digest_size> tag{uninitialized};
    hmac<Hash>::authenticate(key, covered, tag.overwrite());
    copy_bytes(tag.reveal().first(snapshot_check_size), out);
}

/// True where the check is right. Precondition: 64 bytes and a check at least.
template <class Hash>
[[nodiscard]] bool snapshot_is_intact(byte_view snapshot) noexcept {
    const byte_view covered = snapshot.first(snapshot.size() - snapshot_check_size);
    std::array<std::uint8_t, snapshot_check_size> check;
    snapshot_check<Hash>(covered, check);
    return equal_constant_time(check, snapshot.last(snapshot_check_size));
}

/// Moves the cell one on and gives the new number, which is the snapshot's. The cell's last number is for the restore
/// that follows, so a cell one before it is at its end too.
template <class Cell>
[[nodiscard]] errc claim_generation(Cell& cell, std::uint64_t& generation, bool& lost) noexcept {
    const auto present = cell.load();
    if (!present || *present >= ~std::uint64_t{0} - 1) { return errc::snapshot_refused; }
    generation = *present + 1;
    lost = !cell.compare_exchange(*present, generation);
    return lost ? errc::snapshot_refused : errc::none;
}

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
