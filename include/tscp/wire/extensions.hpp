// SPDX-License-Identifier: MIT
// What an end asks of the peer's records, as the extensions of Hello and Hey say it.
//
//     extension = type(1) | len(1) | bytes
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tscp/concepts/profile.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/endian.hpp>
#include <tscp/wire/hello.hpp>
#include <tscp/wire/record.hpp>

namespace tscp {
inline namespace TSCP_ABI {

enum class extension_type : std::uint8_t {
    record_size_limit = 1,  ///< size(2): the largest content that its sender takes
    two_byte_numbers = 2,   ///< empty: its sender wants two bytes of every sequence number
};

struct record_terms {
    std::uint16_t record_size_limit = max_content_size;
    bool two_byte_numbers = false;

    static constexpr std::size_t limit_size = 2 + 2;
    static constexpr std::size_t numbers_size = 2;
    static constexpr std::size_t max_size = limit_size + numbers_size;

    /// The size of the list that says so; what is so without an extension is not said.
    [[nodiscard]] constexpr std::size_t size() const noexcept {
        return (record_size_limit < max_content_size ? limit_size : 0) + (two_byte_numbers ? numbers_size : 0);
    }
    /// How much longer a message is by it.
    [[nodiscard]] constexpr std::size_t size_in_message() const noexcept { return size() == 0 ? 0 : 1 + size(); }

    /// Leaves out what makes a message longer than by `room`; the limit stays longest, without it records are lost.
    void fit(std::size_t room) noexcept {
        if (size_in_message() > room) { two_byte_numbers = false; }
        if (size_in_message() > room) { record_size_limit = max_content_size; }
    }

    /// Writes the list, and gives what was written.
    byte_view write_list(std::array<std::uint8_t, max_size>& out) const noexcept {
        const byte_span list = byte_span{out}.first(size());
        if (record_size_limit < max_content_size) {
            list[0] = static_cast<std::uint8_t>(extension_type::record_size_limit);
            list[1] = 2;
            write_big_endian(record_size_limit, list.subspan(2, 2));
        }
        if (two_byte_numbers) {
            const byte_span numbers = list.last(numbers_size);
            numbers[0] = static_cast<std::uint8_t>(extension_type::two_byte_numbers);
            numbers[1] = 0;
        }
        return list;
    }

    /// Reads a list, which may have extensions of other types too. False where it is malformed: an extension is not all
    /// there, a type comes twice, or a known one has other bytes than it must.
    static bool parse(byte_view list, record_terms& out) noexcept {
        out = {};
        for (byte_view rest = list; !rest.empty();) {
            const std::uint8_t type = rest[0];
            if (has_type(list.first(list.size() - rest.size()), type)) { return false; }
            rest = rest.subspan(1);
            byte_view bytes;
            if (!detail::take_sized(rest, bytes)) { return false; }
            if (type == static_cast<std::uint8_t>(extension_type::record_size_limit)) {
                if (bytes.size() != 2) { return false; }
                const auto limit = static_cast<std::uint16_t>(read_big_endian(bytes));
                if (limit < min_record_size_limit) { return false; }
                out.record_size_limit = limit < max_content_size ? limit : std::uint16_t{max_content_size};
            } else if (type == static_cast<std::uint8_t>(extension_type::two_byte_numbers)) {
                if (!bytes.empty()) { return false; }
                out.two_byte_numbers = true;
            }
        }
        return true;
    }

private:
    // Precondition: whole extensions.
    static bool has_type(byte_view list, std::uint8_t type) noexcept {
        while (!list.empty()) {
            if (list[0] == type) { return true; }
            list = list.subspan(std::size_t{2} + list[1]);
        }
        return false;
    }
};

/// What an end with the profile asks for.
template <class Profile>
inline constexpr record_terms own_record_terms{
    Profile::record_size_limit, Profile::transport == framing::datagram&& Profile::replay_window_bits > 128};

}  // namespace TSCP_ABI
}  // namespace tscp
