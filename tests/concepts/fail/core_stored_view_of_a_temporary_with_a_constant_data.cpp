// SPDX-License-Identifier: MIT
// expect: (deleted|no matching function|no matching constructor)
#include <tscp/core/named_views.hpp>

class key {
public:
    const std::uint8_t* data() const { return bytes_; }
    std::size_t size() const { return sizeof bytes_; }

private:
    std::uint8_t bytes_[32] = {};
};

#if defined(SOUND)
tscp::psk_view view(const key& one) { return tscp::psk_view{one}; }
#else
tscp::psk_view view() { return tscp::psk_view{key{}}; }
#endif
