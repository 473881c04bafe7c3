// SPDX-License-Identifier: MIT
// Classic's exponentiation, set-up included: every modulus that a seed of the dialect can give and a spread of
// exponents of up to 8 bits, even and odd moduli apart.
#include <benchmark/benchmark.h>

#include <array>
#include <string>
#include <vector>

#include "backends.hpp"
#include "benchmarks.hpp"

namespace bench {

namespace {

namespace classic = tscp::classic;

template <class Integer, class Number>
Integer to_integer(const Number& number) {
    std::array<std::uint8_t, 16> bytes{};
    must(number.write_bytes(bytes));
    return must(Integer::from_bytes(bytes));
}

template <class Dialect, class Backend>
void exponentiate(benchmark::State& state, bool even) {
    using integer = typename Backend::integer;
    std::vector<integer> moduli;
    for (std::uint32_t seed = Dialect::seed.least; seed <= Dialect::seed.most() && moduli.size() < 64; ++seed) {
        const auto modulus = classic::modulus_of<Dialect>(seed);
        if ((modulus.digit(0) % 2 == 0) == even) { moduli.push_back(to_integer<integer>(modulus)); }
    }
    classic::modular_number<Dialect> generator_number;
    generator_number.multiply_add(0, Dialect::generator);
    const auto generator = to_integer<integer>(generator_number);
    std::vector<integer> exponents;
    for (std::uint32_t exponent = Dialect::client_exponent.least; exponent <= Dialect::server_exponent.most();
         exponent += 3) {
        const auto byte = static_cast<std::uint8_t>(exponent);
        exponents.push_back(must(integer::from_bytes(tscp::byte_view{&byte, 1})));
    }

    std::size_t turn = 0;
    for (auto _ : state) {
        const integer& exponent = exponents[turn % exponents.size()];
        const integer& modulus = moduli[turn % moduli.size()];
        ++turn;
        benchmark::DoNotOptimize(
            integer::mod_pow(generator, exponent, classic::detail::exponent_bits<Dialect>, modulus));
    }
}

}  // namespace

void register_classic_exponentiation() {
    for_each_dialect([](auto dialect, const char* dialect_name) {
        for (const bool even : {false, true}) {
            for_each_backend([&](auto backend) {
                const std::string name = std::string{"classic exponentiation/"} + dialect_name +
                                         (even ? " even P/" : " odd P/") + decltype(backend)::name;
                benchmark::RegisterBenchmark(name.c_str(), [even](benchmark::State& state) {
                    exponentiate<decltype(dialect), decltype(backend)>(state, even);
                });
            });
        }
    });
}

}  // namespace bench
