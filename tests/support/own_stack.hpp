// SPDX-License-Identifier: MIT
// A stack of the test's own, to be read after a function has run on it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <ucontext.h>

#include <tscp/core/bytes.hpp>

namespace test {

class own_stack {
public:
    /// Runs `act()`, which must return, on a stack of zeros.
    template <class Act>
    void run(const Act& act) {
        std::fill(memory_.begin(), memory_.end(), std::uint8_t{0});
        running() = [](const void* argument) { (*static_cast<const Act*>(argument))(); };
        argument() = &act;
        ucontext_t here{};
        ucontext_t there{};
        ::getcontext(&there);
        there.uc_stack.ss_sp = memory_.data();
        there.uc_stack.ss_size = memory_.size();
        there.uc_link = &here;
        ::makecontext(
            &there, [] { running()(argument()); }, 0);
        ::swapcontext(&here, &there);
        argument() = nullptr;
    }

    /// True where `wanted` lies somewhere in what is left on the stack.
    [[nodiscard]] bool holds(tscp::byte_view wanted) const {
        return std::search(memory_.begin(), memory_.end(), wanted.begin(), wanted.end()) != memory_.end();
    }

private:
    using function = void (*)(const void*);
    static function& running() {
        static function one = nullptr;
        return one;
    }
    static const void*& argument() {
        static const void* one = nullptr;
        return one;
    }

    std::vector<std::uint8_t> memory_ = std::vector<std::uint8_t>(std::size_t{1} << 18U);
};

}  // namespace test
