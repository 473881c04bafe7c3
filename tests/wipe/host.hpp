// SPDX-License-Identifier: MIT
// The machine of a life on a host: each step runs on a stack of its own, in memory of paint.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <new>

#include <ucontext.h>

#include "life.hpp"

namespace wipe {

/// How often this program has asked for memory: the library never does.
std::size_t allocations() noexcept;

/// What a life is lived for.
enum class purpose : std::uint8_t { to_note, to_measure, to_search };

class host_machine {
public:
    static constexpr std::size_t stack_size = std::size_t{1} << 17U;

    /// Without a name it prints nothing of what it finds.
    host_machine(const char* name, secret_log& log, stack_marks& marks, purpose why) noexcept
        : name_{name}, log_{log}, marks_{marks}, purpose_{why} {}

    [[nodiscard]] secret_log& log() noexcept { return log_; }

    template <class Act>
    void step(const char* name, std::size_t burnt, const Act& act) {
        std::memset(stack(), paint, stack_size);
        running() = [](const void* argument) { (*static_cast<const Act*>(argument))(); };
        argument() = &act;
        const std::size_t before = allocations();
        ucontext_t here{};
        ucontext_t there{};
        ::getcontext(&there);
        there.uc_stack.ss_sp = stack();
        there.uc_stack.ss_size = stack_size;
        there.uc_link = &here;
        ::makecontext(
            &there, [] { running()(argument()); }, 0);
        ::swapcontext(&here, &there);
        argument() = nullptr;
        if (purpose_ == purpose::to_note) { return; }
        const auto taken = static_cast<std::uint32_t>(stack_size - untouched());
        if (purpose_ == purpose::to_measure) {
            marks_.taken[marks_.count++] = taken;
            return;
        }
        if (allocations() != before) { report(name, "it asked for memory"); }
        const std::uint32_t needed = marks_.taken[steps_++];
        if (burnt != 0 && taken <= needed) {
            std::printf("%s: %s: it takes %u bytes of stack, which are not all wiped\n", name_, name, needed);
            clean_ = false;
        }
        std::uint32_t& deepest = burnt == tscp::config::stack.record    ? deepest_.record
                                 : burnt == tscp::config::stack.session ? deepest_.session
                                                                        : deepest_.handshake;
        if (burnt != 0 && needed > deepest) { deepest = needed; }
        search("the stack of", name, tscp::byte_view{stack(), stack_size});
    }
    void check_storage(const char* name, tscp::byte_view memory) {
        if (purpose_ == purpose::to_search) { search("the memory of", name, memory); }
    }
    void failed(const char* name) { report(name, "the step failed"); }
    /// True where nothing was found.
    [[nodiscard]] bool clean() const noexcept { return clean_; }

    /// How much stack the calls of each kind take at most.
    struct depths {
        std::uint32_t handshake = 0;
        std::uint32_t record = 0;
        std::uint32_t session = 0;
    };
    [[nodiscard]] const depths& deepest() const noexcept { return deepest_; }

private:
    static constexpr std::uint8_t paint = 0xc3;

    [[nodiscard]] static std::size_t untouched() noexcept {
        std::size_t at = 0;
        while (at < stack_size && stack()[at] == paint) { ++at; }
        return at;
    }

    void search(const char* where, const char* name, tscp::byte_view memory) {
        if (log_.search(memory) == 0) { return; }
        clean_ = false;
        for (const auto& one : log_) {
            if (one.found != 0 && name_ != nullptr) {
                std::printf("%s: %s %s: %u times 8 of %u bytes: %s\n", name_, where, name, unsigned{one.found},
                            unsigned{one.size}, one.name);
            }
        }
    }
    void report(const char* name, const char* what) {
        clean_ = false;
        std::printf("%s: %s: %s\n", name_, name, what);
    }

    static std::uint8_t* stack() noexcept {
        alignas(64) static std::uint8_t memory[stack_size];
        return memory;
    }
    using function = void (*)(const void*);
    static function& running() noexcept {
        static function one = nullptr;
        return one;
    }
    static const void*& argument() noexcept {
        static const void* one = nullptr;
        return one;
    }

    const char* name_;
    secret_log& log_;
    stack_marks& marks_;
    purpose purpose_;
    std::size_t steps_ = 0;
    bool clean_ = true;
    depths deepest_;
};

/// Lives one life.
template <class Setup, bool Spied, tscp::stack_burning Burning>
bool live(host_machine& on) {
    using life_type = life<Setup, Spied, host_machine, Burning>;
    alignas(64) static std::uint8_t memory[sizeof(life_type)];
    return (::new (static_cast<void*>(memory)) life_type{on})->run();
}

/// Lives one life over spies, the same over the backends themselves without wiping the stack, to see how much of it is
/// taken, and once more with that, which is searched. True where all is wiped and nothing is left.
template <class Setup>
bool leaves_nothing(const char* name) {
    static secret_log::storage<std::size_t{1} << 16U, std::size_t{1} << 15U, 2048> storage;
    static secret_log log{storage};
    stack_marks marks{};
    noted = &log;
    host_machine noting{name, log, marks, purpose::to_note};
    bool ok = live<Setup, true, tscp::stack_burning::never>(noting);
    log.search_from_now();
    host_machine measuring{name, log, marks, purpose::to_measure};
    ok = live<Setup, false, tscp::stack_burning::never>(measuring) && ok;
    log.start_over();
    host_machine searching{name, log, marks, purpose::to_search};
    ok = live<Setup, false, tscp::stack_burning::after_records>(searching) && ok;
    std::printf("%s: %s; %u secrets; stack: handshake %u, record %u, else %u bytes\n", name,
                !ok                 ? "a step failed"
                : !log.sound()      ? "not the same life, or too many secrets"
                : searching.clean() ? "nothing left"
                                    : "secrets left",
                static_cast<unsigned>(log.end() - log.begin()), searching.deepest().handshake,
                searching.deepest().record, searching.deepest().session);
    return ok && log.sound() && searching.clean();
}

/// True where a copy of the PSK that a step leaves on its stack, and one in an object, are found.
template <class Setup>
bool finds_what_is_left() {
    static secret_log::storage<std::size_t{1} << 16U, std::size_t{1} << 15U, 2048> storage;
    static secret_log log{storage};
    stack_marks marks{};
    noted = &log;
    host_machine noting{nullptr, log, marks, purpose::to_note};
    if (!live<Setup, true, tscp::stack_burning::never>(noting)) { return false; }
    log.search_from_now();
    const tscp::byte_view psk = log.first_secret();
    marks.taken[0] = 0;
    marks.taken[1] = 0;
    host_machine after_a_step{nullptr, log, marks, purpose::to_search};
    after_a_step.step("a step that leaves nothing", 0, [] {});
    const bool silent = after_a_step.clean();
    after_a_step.step("a step that leaves a copy", 0, [&] {
        std::uint8_t room[512];  // at its end, which is the first to be used again, nothing lies
        tscp::copy_bytes(psk, room);
        tscp::config::object_barrier(room);
    });
    host_machine after_an_end{nullptr, log, marks, purpose::to_search};
    after_an_end.check_storage("an object with a copy", psk);
    return silent && !after_a_step.clean() && !after_an_end.clean();
}

struct default_setup {
    using group = tscp::portable::x25519;
    using aead = tscp::portable::chacha20_poly1305;
    static constexpr tscp::framing transport = tscp::framing::datagram;
    static constexpr tscp::handshake_mode mode = tscp::handshake_mode::external_psk;
    static constexpr std::size_t message_size = 1200;
    static constexpr std::uint32_t seed = 20250101;
};

}  // namespace wipe
