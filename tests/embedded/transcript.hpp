// SPDX-License-Identifier: MIT
// The shape of a recorded session of the classic protocol, as make_transcripts.cmake writes it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace transcripts {

/// What the original's getrandbits(bits) gave.
struct draw {
    std::uint8_t bits;
    std::uint8_t value;
};

enum class direction : std::uint8_t { to_server, to_client };

/// One message. No plaintext: a damaged copy of an earlier message. No wire: the original refused to send the
/// plaintext.
struct exchange {
    direction to;
    const char* plaintext;
    const char* wire;
    const char* status;
    const char* received;
};

/// A view of an array that outlives it.
template <class Item>
struct list {
    const Item* first;
    std::size_t size;

    template <std::size_t Size>
    constexpr list(const Item (&items)[Size]) noexcept
        : first(items), size(Size) {}  // NOLINT(google-explicit-constructor)

    constexpr const Item* begin() const noexcept { return first; }
    constexpr const Item* end() const noexcept { return first + size; }
};

struct session {
    const char* dialect;
    const char* suite;
    const char* offer;
    list<draw> client_draws;
    list<draw> server_draws;
    const char* hello;
    const char* hey;
    list<exchange> exchanges;
};

}  // namespace transcripts
