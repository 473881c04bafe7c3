// SPDX-License-Identifier: MIT
// Times of primitives for one fixed secret against those for random ones, compared by Welch's t-test: Reparaz, Balasch
// and Verbauwhede, "Dude, is my code constant time?" (2017). A comparison that stops at the first difference must be
// told apart, the library's functions must not.
//
// timing SAMPLES: prints a line for each function, and exits 1 where one is as it must not be.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "primitives.hpp"

namespace {

// |t| above this is no chance: with 10^6 samples once in 10^22 functions without a leak.
constexpr double bound = 10;
constexpr std::size_t batch = 1000;

std::uint64_t now() {
#if defined(__x86_64__)
    return __builtin_ia32_rdtsc();
#else
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

// Mean and variance of times as they come: Welford's method.
struct class_of_times {
    double count = 0;
    double mean = 0;
    double squares = 0;

    void add(double time) {
        ++count;
        const double difference = time - mean;
        mean += difference / count;
        squares += difference * (time - mean);
    }
};

double welch_t(const class_of_times& left, const class_of_times& right) {
    const double error = left.squares / (left.count - 1) / left.count + right.squares / (right.count - 1) / right.count;
    return error > 0 ? (left.mean - right.mean) / std::sqrt(error) : 0;
}

std::uint32_t draw() {
    static std::uint32_t state = 2463534242U;
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    return state >> 3U;
}

// The secrets of a batch are made before the first is timed, and copied to one place.
struct sample {
    bool fixed;
    decltype(primitives::memory::secret) secret;
    double time;
};

double compare(void (*function)() noexcept, const decltype(primitives::memory::secret)& fixed, std::size_t samples) {
    class_of_times times[2];
    std::vector<sample> of_batch(batch);
    double limit = 0;
    for (std::size_t done = 0; done < samples + batch; done += batch) {
        for (sample& each : of_batch) {
            each.fixed = (draw() & 1U) != 0;
            for (auto& byte : each.secret) { byte = static_cast<std::uint8_t>(draw()); }
            if (each.fixed) { each.secret = fixed; }
        }
        for (sample& each : of_batch) {
            primitives::data.secret = each.secret;
            const auto before = now();
            function();
            each.time = static_cast<double>(now() - before);
        }
        // The first batch warms up, and says what is too long to be this function alone: twice its median.
        if (done == 0) {
            std::vector<double> sorted;
            sorted.reserve(batch);
            for (const sample& each : of_batch) { sorted.push_back(each.time); }
            std::nth_element(sorted.begin(), sorted.begin() + batch / 2, sorted.end());
            limit = 2 * sorted[batch / 2];
            continue;
        }
        for (const sample& each : of_batch) {
            if (each.time < limit) { times[each.fixed ? 1 : 0].add(each.time); }
        }
    }
    return welch_t(times[0], times[1]);
}

void early_exit() noexcept {
    primitives::data.verdict = tscp::equal_public(primitives::secret(0, 32), primitives::secret(32, 32));
}

// A leak shows each time, and what else the machine does at the time does not: the least of three counts.
bool check(const char* name, void (*function)() noexcept, std::size_t samples, bool leaks) {
    decltype(primitives::memory::secret) fixed{};
    double least = HUGE_VAL;
    for (int round = 0; round < 3 && least > bound; ++round) {
        least = std::fmin(least, std::fabs(compare(function, fixed, samples)));
    }
    const bool good = (least > bound) == leaks;
    std::printf("timing %s: |t| %.2f of %zu samples, %s%s\n", name, least, samples,
                least > bound ? "depends on the secret" : "no dependence seen", good ? "" : ": WRONG");
    std::fflush(stdout);
    return good;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t samples = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1000000;
    bool good = check("planted comparison that stops early", early_exit, samples, true);
    good = check("comparison", primitives::compare, samples, false) && good;
    primitives::public_input();
    good = check("x25519", primitives::agree<tscp::portable::x25519>, samples, false) && good;
    primitives::modulus_input<64, false>();
    good = check("mod_pow", primitives::mod_pow<512, tscp::config::limb, 64, false>, samples, false) && good;
    return good ? 0 : 1;
}
