// SPDX-License-Identifier: MIT
// A life of both ends on the board, which searches its own stack and objects for every secret of that life, and looks
// at how much stack its steps take and how much of it is wiped: ../wipe/life.hpp. Exits 0 where nothing is left, and no
// step takes notably more stack because of the wiping.
#include <cstddef>
#include <cstdint>
#include <new>

#include "../wipe/life.hpp"
#include "../wipe/secret_log.cpp"
#include "board.hpp"

namespace {

struct setup {
    using group = tscp::portable::x25519;
    using aead = tscp::portable::chacha20_poly1305;
    static constexpr tscp::framing transport = tscp::framing::datagram;
    static constexpr tscp::handshake_mode mode = tscp::handshake_mode::external_psk;
    static constexpr std::size_t message_size = 320;
    static constexpr std::uint32_t seed = 20250101;
};

/// What a life is lived for.
enum class purpose : std::uint8_t { to_note, to_measure, to_search };

class machine {
public:
    machine(wipe::secret_log& log, wipe::stack_marks& marks, purpose why) noexcept
        : log_{log}, marks_{marks}, purpose_{why} {}

    [[nodiscard]] wipe::secret_log& log() noexcept { return log_; }

    template <class Act>
    void step(const char* name, std::size_t /*burnt*/, const Act& act) noexcept {
        board::cost spent{};
        board::measure(spent, [&] {
            act();
            return true;
        });
        if (purpose_ == purpose::to_measure) { marks_.taken[marks_.count++] = spent.stack_bytes; }
        if (purpose_ != purpose::to_search) { return; }
        const std::uint32_t needed = marks_.taken[steps_++];
        deepest_ = needed > deepest_ ? needed : deepest_;
        deepest_wiped_ = spent.stack_bytes > deepest_wiped_ ? spent.stack_bytes : deepest_wiped_;
        if (spent.stack_bytes > needed) {
            board::print(name);
            board::print(" takes ");
            board::print(needed);
            board::print(", with what is wiped ");
            board::print(spent.stack_bytes);
            board::print("\n");
        }
        // What the step has left is beneath this frame and, as far as it is not overwritten, that of the search.
        const auto* const here = reinterpret_cast<const std::uint8_t*>(board::stack_pointer());
        search("the stack of ", name, {here - spent.stack_bytes, spent.stack_bytes});
    }
    void check_storage(const char* name, tscp::byte_view memory) noexcept {
        if (purpose_ == purpose::to_search) { search("the memory of ", name, memory); }
    }
    void failed(const char* name) noexcept { fail(name, "the step failed"); }

    /// False where something was found, or the wiping goes further down than the steps.
    bool report() noexcept {
        board::print("stack ");
        board::print(deepest_);
        board::print(", with what is wiped ");
        board::print(deepest_wiped_);
        board::print("\n");
        if (deepest_wiped_ > deepest_ + slack) { fail("a life", "more stack is wiped than is taken"); }
        return clean_;
    }

private:
    // The two chips do not take the same, and have one figure.
    static constexpr std::uint32_t slack = 32;

    void fail(const char* name, const char* what) noexcept {
        clean_ = false;
        board::print(name);
        board::print(": ");
        board::print(what);
        board::print("\n");
    }
    void search(const char* where, const char* name, tscp::byte_view memory) noexcept {
        if (log_.search(memory) == 0) { return; }
        for (const auto& one : log_) {
            if (one.found == 0) { continue; }
            board::print(where);
            fail(name, one.name);
        }
    }

    wipe::secret_log& log_;
    wipe::stack_marks& marks_;
    purpose purpose_;
    bool clean_ = true;
    std::size_t steps_ = 0;
    std::uint32_t deepest_ = 0;
    std::uint32_t deepest_wiped_ = 0;
};

using memory = wipe::secret_log::storage<13500, 2500, 400>;

template <class T, class... Arguments>
T& make(Arguments&&... arguments) noexcept {
    alignas(T) static std::uint8_t bytes[sizeof(T)];
    return *::new (static_cast<void*>(bytes)) T(static_cast<Arguments&&>(arguments)...);
}

template <bool Spied, tscp::stack_burning Burning>
__attribute__((noinline)) bool live(machine& on) noexcept {
    return make<wipe::life<setup, Spied, machine, Burning>>(on).run();
}

}  // namespace

int main() {
    using burning = tscp::stack_burning;
    auto& marks = make<wipe::stack_marks>();
    wipe::secret_log& log = make<wipe::secret_log>(make<memory>());
    wipe::noted = &log;
    machine noting{log, marks, purpose::to_note};
    bool done = live<true, burning::never>(noting);
    log.search_from_now();
    machine measuring{log, marks, purpose::to_measure};
    done = live<false, burning::never>(measuring) && done;
    log.start_over();
    machine searching{log, marks, purpose::to_search};
    done = live<false, burning::after_records>(searching) && done;
    const bool clean = searching.report();
    board::print(!done          ? "a step failed\n"
                 : !log.sound() ? "not the same life, or too many secrets\n"
                 : clean        ? "nothing left\n"
                                : "something left\n");
    return done && log.sound() && clean ? 0 : 1;
}
