// SPDX-License-Identifier: MIT
// A fiber: work with a stack of its own, which runs a slice at a time, so that a chip without an operating system does
// something else in between.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>

#include <tscp/core/config.hpp>
#include <tscp/fiber/chip_stack_switch.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// A stack of `StackSize` bytes, and the work that runs on it. The caller steps from one pause of the work to another;
/// the work pauses through what its computations yield to (concepts/yield.hpp), whose yield() calls pause():
///     fiber.start([&] { error = server.answer_hello(hello, out, cid, half); });
///     while (!fiber.step()) { the_rest_of_the_program(); }
/// docs/PORTING.md says how large the stack must be.
///
/// All calls come from one thread. Not with shadow stacks (Intel CET, Arm GCS), which know one stack.
template <std::size_t StackSize>
class fiber {
    using stack_switch = detail::chip_stack_switch;
    static_assert(StackSize != 0 && stack_switch::available,
                  "tscp: a fiber needs a switch of stacks, and include/tscp/fiber has none for this target.");
    static_assert(StackSize % stack_switch::alignment == 0, "tscp: StackSize must be a multiple of the alignment.");

public:
    constexpr fiber() noexcept = default;
    fiber(const fiber&) = delete;
    fiber& operator=(const fiber&) = delete;
    ~fiber() { stop(); }

    /// Takes a copy of `work`, which step() runs. It calls nothing that throws. Work of before is stopped.
    template <class Work>
    void start(const Work& work) noexcept {
        static_assert(std::is_trivially_copyable_v<Work> && std::is_trivially_destructible_v<Work>,
                      "tscp: a fiber's work may be left unfinished, so that it must not own anything.");
        static_assert(alignof(Work) <= stack_switch::alignment, "tscp: this work is aligned more than a stack.");
        constexpr std::size_t size = round_up(sizeof(Work));
        static_assert(size + sizeof guard < StackSize, "tscp: this work is larger than the stack.");
        stop();
        stack_[0] = guard;
        own_ = ::new (static_cast<void*>(stack_ + words - size / sizeof(word))) Work(work);
        entry_ = &run<Work>;
        state_ = state::started;
    }

    /// Runs the work until it has paused `budget` times, or to its end. A step of its own behind the last one wipes the
    /// stack. True once that is done, and where there is no work. Stops the program where the work has used more stack
    /// than there is. Precondition: the work itself does not call it.
    bool step(std::uint32_t budget = 1) noexcept {
        config::expects(state_ != state::running);
        if (state_ == state::idle || state_ == state::ended) {
            stop();
            return true;
        }
        budget_ = budget;
        const bool begins = state_ == state::started;
        state_ = state::running;
        if (begins) {
            const detail::first_call first{own_, stack_, entry_, this};
            stack_switch::begin(&caller_, &first);
        } else {
            stack_switch::exchange(&caller_, own_);
        }
        if (stack_[0] != guard) { config::trap(); }
        return false;
    }

    /// Where the work runs and the step's budget is used up, the step ends here. Elsewhere nothing happens.
    void pause() noexcept {
        if (state_ != state::running) { return; }
        if (budget_ > 1) {
            --budget_;
            return;
        }
        state_ = state::paused;
        stack_switch::exchange(&own_, caller_);
    }

    /// Gives up the work wherever it is, and wipes the stack. Precondition: the work itself does not call it.
    void stop() noexcept {
        config::expects(state_ != state::running);
        if (state_ == state::idle) { return; }
        config::forget_frames(stack_, sizeof stack_);
        for (volatile word& each : stack_) { each = 0; }
        state_ = state::idle;
    }

    /// How many bytes of stack the work has used so far, to find out how many it needs. Once the stack is wiped: none.
    [[nodiscard]] TSCP_READS_ANY_STACK std::size_t stack_used() const noexcept {
        std::size_t unused = 1;
        while (unused < words && stack_[unused] == 0) { ++unused; }
        return (words - unused) * sizeof(word);
    }

private:
    enum class state : std::uint8_t { idle, started, running, paused, ended };
    using word = std::uintptr_t;
    static constexpr std::size_t words = StackSize / sizeof(word);
    // The lowest word of the stack while there is work.
    static constexpr word guard = 0x5AFEC0DE;

    static constexpr std::size_t round_up(std::size_t size) noexcept {
        return (size + stack_switch::alignment - 1) / stack_switch::alignment * stack_switch::alignment;
    }

    template <class Work>
    static void run(void* argument) noexcept {
        auto& self = *static_cast<fiber*>(argument);
        (*static_cast<Work*>(self.own_))();
        self.state_ = state::ended;
        stack_switch::exchange(&self.own_, self.caller_);
    }

    alignas(stack_switch::alignment) word stack_[words] = {};
    void* own_ = nullptr;  // the work before its first step, then the fiber's stack pointer
    void* caller_ = nullptr;
    void (*entry_)(void*) noexcept = nullptr;
    std::uint32_t budget_ = 0;
    state state_ = state::idle;
};

}  // namespace TSCP_ABI
}  // namespace tscp
