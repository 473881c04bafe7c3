// SPDX-License-Identifier: MIT
// The handshakes of TSCP 2 by PSK, both ends and the client's first record, and the groups alone.
#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <type_traits>

#include "benchmarks.hpp"
#include "tscp2_backends.hpp"

namespace bench {

namespace {

template <class Profile>
void handshake(benchmark::State& state) {
    for (auto _ : state) {
        const secure_session<Profile> session;
        benchmark::DoNotOptimize(&session);
    }
}

template <class Group>
void agree(benchmark::State& state) {
    std::array<std::uint8_t, Group::private_size> key{};
    std::array<std::uint8_t, Group::public_size> peer;
    std::array<std::uint8_t, Group::shared_size> shared;
    fixed_random random;
    random.fill(key);
    must(Group::public_value(key, peer));
    random.fill(key);
    for (auto _ : state) {
        must(Group::agree(key, peer, shared));
        benchmark::ClobberMemory();
    }
}

template <class Backend, class Group>
void add_group(const std::string& name) {
    using profile = tscp2_profile<Backend, Group, typename Backend::chacha20_poly1305>;
    benchmark::RegisterBenchmark(("TSCP 2 handshake/" + name + "/" + Backend::name).c_str(), handshake<profile>);
    if constexpr (Group::group_id != tscp::group_none::group_id) {
        benchmark::RegisterBenchmark(("shared secret/" + name + "/" + Backend::name).c_str(), agree<Group>);
    }
}

}  // namespace

void register_tscp2_handshake() {
    for_each_secure_backend([](auto backend) {
        using type = decltype(backend);
        constexpr bool integers_alone =
            !std::is_same_v<type, secure_portable> && std::is_same_v<typename type::x25519, secure_portable::x25519>;
        if constexpr (!integers_alone) {
            add_group<type, tscp::group_none>("none");
            add_group<type, typename type::x25519>("x25519");
        }
        add_group<type, typename type::ffdhe2048>("ffdhe2048");
        add_group<type, typename type::ffdhe3072>("ffdhe3072");
    });
}

}  // namespace bench
