// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include "benchmarks.hpp"

int main(int argc, char** argv) {
    bench::register_classic_exponentiation();
    bench::register_classic_handshake();
    bench::register_classic_messages();
    bench::register_tscp2_handshake();
    bench::register_tscp2_records();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) { return 2; }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
