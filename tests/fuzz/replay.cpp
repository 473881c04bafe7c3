// SPDX-License-Identifier: MIT
// Runs a fuzz target without libFuzzer.
//   fuzz_TARGET FILE...     over the files
//   fuzz_TARGET DIRECTORY   over the seeds there and repeatable mutants of them; it fails where too few of them parse,
//   or
//                           too few are refused
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "../support/bytes.hpp"
#include "target.hpp"

namespace {

namespace fs = std::filesystem;
using fuzz::outcome;
using fuzz::own_target;
using test::bytes;

constexpr std::size_t max_size = 800;

bytes content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) { throw std::runtime_error{"cannot open " + path.string()}; }
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// In the order of their names.
std::vector<bytes> seeds_in(const fs::path& directory) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator{directory}) { paths.push_back(entry.path()); }
    std::sort(paths.begin(), paths.end());
    std::vector<bytes> seeds;
    seeds.reserve(paths.size());
    for (const fs::path& path : paths) { seeds.push_back(content_of(path)); }
    return seeds;
}

/// An input of exactly this size in the heap, so that AddressSanitizer sees what is read beyond it.
outcome run(const bytes& input) {
    const std::vector<std::uint8_t> exact{input.begin(), input.end()};
    return fuzz::run(exact);
}

class mutator {
public:
    explicit mutator(const std::vector<bytes>& seeds) : seeds_{seeds} {}

    /// A seed with one to ten changes.
    bytes next() {
        bytes input = seeds_[random_.below(seeds_.size())];
        for (std::uint64_t changes = 1 + random_.below(10); changes > 0; --changes) { change(input); }
        if (input.size() > max_size) { input.resize(max_size); }
        return input;
    }

    bool one_of(std::uint64_t count) { return random_.below(count) == 0; }

private:
    // Most changes keep the size.
    void change(bytes& input) {
        const std::size_t at = random_.below(input.size() + 1);
        const std::size_t left = input.size() - at;
        const auto here = input.begin() + static_cast<std::ptrdiff_t>(at);
        switch (random_.below(10)) {
            case 0: {
                const bytes more = random_.draw(1 + random_.below(8));
                input.insert(here, more.begin(), more.end());
                return;
            }
            case 1:
                input.erase(here,
                            here + static_cast<std::ptrdiff_t>(random_.below(std::min<std::size_t>(left, 8) + 1)));
                return;
            case 2: {
                const bytes& other = seeds_[random_.below(seeds_.size())];
                const std::size_t size = std::min(left, other.size() - std::min(at, other.size()));
                std::copy_n(other.begin() + static_cast<std::ptrdiff_t>(std::min(at, other.size())), size, here);
                return;
            }
            case 3:
                if (one_of(4)) { input.resize(at); }
                return;
            default: break;
        }
        if (left == 0) { return; }
        constexpr std::array<std::uint8_t, 6> borders = {0, 1, 0x7f, 0x80, 0xfe, 0xff};
        switch (random_.below(3)) {
            case 0: *here ^= static_cast<std::uint8_t>(1U << random_.below(8)); return;
            case 1: *here = borders[random_.below(borders.size())]; return;
            default: *here = static_cast<std::uint8_t>(random_.below(256)); return;
        }
    }

    const std::vector<bytes>& seeds_;
    test::repeatable_random random_{1};
};

struct tally {
    unsigned runs = 0;
    unsigned parsed = 0;
    void add(outcome done) {
        ++runs;
        if (done == outcome::parsed) { ++parsed; }
    }
    [[nodiscard]] unsigned percent() const { return runs == 0 ? 0 : 100 * parsed / runs; }
};

bytes mended(bytes input) {
    fuzz::mend(own_target.form, input);
    return input;
}

bool check(bool holds, const char* what) {
    if (!holds) { std::fprintf(stderr, "fails: %s\n", what); }
    return holds;
}

bool replay(const fs::path& directory) {
    const std::vector<bytes> seeds = seeds_in(directory);
    if (!check(!seeds.empty(), "there are seeds")) { return false; }
    tally whole;
    bool good = true;
    for (const bytes& seed : seeds) {
        whole.add(run(seed));
        good = check(mended(seed) == seed, "a seed is not changed by mend") && good;
    }
    good = check(whole.parsed == whole.runs, "every seed parses") && good;

    mutator mutants{seeds};
    tally right;
    tally any;
    for (unsigned i = 0; i < own_target.runs; ++i) {
        bytes input = mutants.next();
        if (mutants.one_of(4)) {
            any.add(run(input));
            continue;
        }
        input = mended(input);
        good = good && check(mended(input) == input, "what was mended is right");
        right.add(run(input));
    }
    std::printf("%u seeds; %u mutants: %u%% of those mended parse, %u%% of the others\n", whole.runs, own_target.runs,
                right.percent(), any.percent());
    good = check(right.percent() >= own_target.parsed_percent, "enough of the mended mutants parse") && good;
    return check(100 - any.percent() >= own_target.refused_percent, "enough of the others are refused") && good;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        if (argc == 2 && fs::is_directory(argv[1])) { return replay(argv[1]) ? 0 : 1; }
        for (int i = 1; i < argc; ++i) {
            std::printf("%s: %s\n", argv[i], run(content_of(argv[i])) == outcome::parsed ? "parsed" : "refused");
        }
        return argc > 1 ? 0 : 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
