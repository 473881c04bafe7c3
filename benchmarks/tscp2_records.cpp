// SPDX-License-Identifier: MIT
// Records of TSCP 2: sealed by one end and opened by the other, 16 bytes to 16 KiB of content.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "benchmarks.hpp"
#include "tscp2_backends.hpp"

namespace bench {

namespace {

template <class Profile>
void seal_and_open(benchmark::State& state) {
    secure_session<Profile> session;
    auto& from = session.client->channel;
    auto& to = session.server->channel;
    const std::vector<std::uint8_t> content(static_cast<std::size_t>(state.range(0)), 0x5a);
    std::vector<std::uint8_t> buffer(content.size() + from.max_overhead);
    for (auto _ : state) {
        tscp::writer record{buffer};
        must(from.seal(content, record));
        const auto got = must(to.open_in_place(tscp::byte_span{buffer}.first(record.size())));
        if (got.data().size() != content.size()) { std::abort(); }
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}

template <class Backend, class Aead>
void add(const std::string& name) {
    using profile = tscp2_profile<Backend, tscp::group_none, Aead, tscp::framing::datagram>;
    for (const int size : {16, 64, 256, 1024, 16384}) {
        benchmark::RegisterBenchmark(("TSCP 2 record sealed and opened/" + name + "/" + Backend::name).c_str(),
                                     seal_and_open<profile>)
            ->Arg(size);
    }
}

}  // namespace

void register_tscp2_records() {
    for_each_secure_backend([](auto backend) {
        using type = decltype(backend);
        constexpr bool integers_alone =
            !std::is_same_v<type, secure_portable> && std::is_same_v<typename type::x25519, secure_portable::x25519>;
        if constexpr (!integers_alone) {
            add<type, typename type::chacha20_poly1305>("chacha20-poly1305");
            add<type, typename type::aes128_gcm>("aes-128-gcm");
            add<type, typename type::aes256_gcm>("aes-256-gcm");
            add<type, typename type::aes128_ccm8>("aes-128-ccm-8");
        }
    });
    add<secure_portable, tscp::portable::ascon_aead128>("ascon-aead128");
}

}  // namespace bench
