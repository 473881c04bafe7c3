// SPDX-License-Identifier: MIT
// Every class template of the library in full, so that the compiler sees the members that no session calls.
#pragma once

#include <tscp/group/ffdhe.hpp>
#include <tscp/platform/freestanding.hpp>

#include "whole.hpp"

namespace {

using integer = tscp::portable::integer<2048>;
using hash = tscp::portable::sha256;
using callback_random = tscp::platform::callback_random;

struct counter {
    bool operator()(std::uint64_t& number) noexcept {
        number = next++;
        return true;
    }
    std::uint64_t next = 0;
};

}  // namespace

template class tscp::basic_bytes<const std::uint8_t>;
template class tscp::basic_bytes<std::uint8_t>;
template class tscp::secret<32>;
template struct tscp::hkdf<hash>;
template class tscp::hmac<hash>;
template class tscp::hmac_key<hash>;
template class tscp::key_schedule<hash>;
template class tscp::hedged_random<hash, callback_random, counter>;

template class tscp::portable::aes<16>;
template class tscp::portable::aes<32, std::uint64_t>;
template class tscp::portable::integer<2048>;
template class tscp::portable::integer<2048, std::uint32_t, tscp::product_of_halves>;
template class tscp::portable::integer<2048, std::uint32_t, tscp::product_of_bits>;
template struct tscp::portable::basic_x25519<std::uint32_t, tscp::product_of_bits>;
template struct tscp::ffdhe<integer, tscp::detail::ffdhe2048_facts>;
template class tscp::static_key<tscp::portable::x25519>;

template tscp::result<std::size_t> tscp::next_message_size<whole::stream>(tscp::byte_view) noexcept;
template class tscp::client<whole::datagram>;
template class tscp::waiting_client<whole::datagram>;
template class tscp::waiting_client<whole::stream>;
template class tscp::server<whole::datagram, whole::directory>;
template class tscp::server<whole::stream, whole::directory>;
template class tscp::half_open<whole::datagram>;
template class tscp::half_open<whole::stream>;
template class tscp::half_open_table<whole::datagram, 4>;
template class tscp::half_open_table<whole::datagram, 4, tscp::cookies::always, tscp::sessions::any_number>;
template struct tscp::client_session<whole::datagram>;
template struct tscp::client_session<whole::stream>;
template struct tscp::server_session<whole::datagram>;
template struct tscp::server_session<whole::stream>;
template class tscp::ticket_keys<whole::chacha20_poly1305, hash>;
template class tscp::reassembler<200>;
template class tscp::sent_records<2>;
template class tscp::hint_responder<whole::datagram>;
template class tscp::address_validation<int>;

template class tscp::classic::client<tscp::classic::debug, whole::crypto>;
template class tscp::classic::client<tscp::classic::release, whole::crypto>;
template class tscp::classic::server<tscp::classic::debug, whole::crypto>;
template class tscp::classic::server<tscp::classic::release, whole::crypto>;
