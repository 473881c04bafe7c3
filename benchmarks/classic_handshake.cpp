// SPDX-License-Identifier: MIT
// Classic's handshake, step by step.
#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <utility>

#include "backends.hpp"
#include "benchmarks.hpp"

namespace bench {

namespace {

namespace classic = tscp::classic;

template <class Dialect, class Backend>
struct handshake {
    using client = classic::client<Dialect, Backend>;
    using server = classic::server<Dialect, Backend>;

    fixed_random random;
    std::array<std::uint8_t, classic::hello<Dialect>::max_size> hello_buffer{};
    std::array<std::uint8_t, classic::hey<Dialect>::max_size> hey_buffer{};

    auto say_hello(tscp::writer& out) {
        random = {};
        return must(client{classic::i_know_that_classic_is_insecure, random}.write_hello(out));
    }
    auto say_hey(tscp::byte_view hello, tscp::writer& out) {
        random = {};
        return must(server{classic::i_know_that_classic_is_insecure, random}.answer_hello(hello, out));
    }
};

template <class Dialect>
void derive_modulus(benchmark::State& state) {
    std::uint32_t seed = Dialect::seed.least;
    for (auto _ : state) {
        benchmark::DoNotOptimize(classic::modulus_of<Dialect>(seed));
        seed = seed == Dialect::seed.most() ? Dialect::seed.least : seed + 1;
    }
}

template <class Dialect, class Backend>
void write_hello(benchmark::State& state) {
    handshake<Dialect, Backend> ends;
    for (auto _ : state) {
        tscp::writer hello{ends.hello_buffer};
        benchmark::DoNotOptimize(ends.say_hello(hello));
    }
}

template <class Dialect, class Backend>
void answer_hello(benchmark::State& state) {
    handshake<Dialect, Backend> ends;
    tscp::writer hello{ends.hello_buffer};
    (void)ends.say_hello(hello);
    for (auto _ : state) {
        tscp::writer hey{ends.hey_buffer};
        benchmark::DoNotOptimize(ends.say_hey(hello.written(), hey));
    }
}

template <class Dialect, class Backend>
void whole_handshake(benchmark::State& state) {
    handshake<Dialect, Backend> ends;
    for (auto _ : state) {
        tscp::writer hello{ends.hello_buffer};
        tscp::writer hey{ends.hey_buffer};
        auto waiting = ends.say_hello(hello);
        benchmark::DoNotOptimize(ends.say_hey(hello.written(), hey));
        benchmark::DoNotOptimize(must(std::move(waiting).read_hey(hey.written())));
    }
}

}  // namespace

void register_classic_handshake() {
    for_each_dialect([](auto dialect, const char* dialect_name) {
        using dialect_type = decltype(dialect);
        const std::string head = std::string{"classic handshake/"} + dialect_name;
        benchmark::RegisterBenchmark((head + " modulus alone/portable").c_str(), derive_modulus<dialect_type>);
        for_each_backend([&](auto backend) {
            using backend_type = decltype(backend);
            const auto add = [&](const char* step, void (*run)(benchmark::State&)) {
                benchmark::RegisterBenchmark((head + " " + step + "/" + backend_type::name).c_str(), run);
            };
            add("client Hello", write_hello<dialect_type, backend_type>);
            add("server Hey", answer_hello<dialect_type, backend_type>);
            add("both ends", whole_handshake<dialect_type, backend_type>);
        });
    });
}

}  // namespace bench
