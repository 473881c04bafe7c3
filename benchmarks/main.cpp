// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include "benchmarks.hpp"

int main(int argc, char** argv) {
    bench::register_classic_exponentiation();
    bench::register_classic_handshake();
    bench::register_classic_messages();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) { return 2; }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
