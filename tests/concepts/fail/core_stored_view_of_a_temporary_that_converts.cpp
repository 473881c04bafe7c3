// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <tscp/core/named_views.hpp>

class key {
public:
    operator tscp::byte_view() const { return bytes_; }

private:
    std::uint8_t bytes_[32] = {};
};

#if defined(SOUND)
tscp::psk_view view(const key& one) { return tscp::psk_view{one}; }
#else
tscp::psk_view view() { return tscp::psk_view{key{}}; }
#endif
