// SPDX-License-Identifier: MIT
// The functions of docs/PORTING.md's board.hpp for QEMU's mps2-an385, with what starts it: a UART and, by
// semihosting, random bytes and the key from files of the host. At the end it prints how much stack was used.
#include "board.hpp"

#include <tscp/core/hex.hpp>

extern "C" {
extern std::uint32_t __data_load[], __data_start[], __data_end[], __bss_start[], __bss_end[];
extern std::uint32_t __stack_bottom[], __stack_top[];
[[noreturn]] void reset() noexcept;
[[noreturn]] void fault() noexcept;
}

int main();
void print_number(std::uint32_t number) noexcept;

namespace {

constexpr std::uint32_t paint = 0x5AFEC0DE;

// Arm, "Semihosting for AArch32 and AArch64": breakpoint 0xAB of Thumb code.
std::uint32_t semihost(std::uint32_t operation, const void* argument) noexcept {
    register std::uint32_t r0 __asm__("r0") = operation;
    register const void* r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

// Fills `out` from a file of the host, SYS_OPEN, SYS_READ and SYS_CLOSE; false where it is shorter.
template <std::size_t PathSize>
bool read_file(const char (&path)[PathSize], std::uint8_t* out, std::size_t size) noexcept {
    constexpr std::uint32_t binary = 1;
    const struct {
        const char* path;
        std::uint32_t mode;
        std::uint32_t path_size;
    } open{path, binary, PathSize - 1};
    const std::uint32_t file = semihost(0x01, &open);
    if (file == ~std::uint32_t{0}) { return false; }
    const struct {
        std::uint32_t file;
        std::uint8_t* out;
        std::uint32_t size;
    } read{file, out, size};
    const bool whole = semihost(0x06, &read) == 0;
    (void)semihost(0x02, &file);
    return whole;
}

// SYS_EXIT_EXTENDED, reason ADP_Stopped_ApplicationExit.
[[noreturn]] void exit(int status) noexcept {
    const std::uint32_t block[2] = {0x20026, static_cast<std::uint32_t>(status)};
    for (;;) { (void)semihost(0x20, block); }
}

// CMSDK UART 0: data, state (bit 0: no room to send, bit 1: a byte is there), control, and the divider of the clock.
volatile std::uint32_t& uart(std::uint32_t offset) noexcept {
    return *reinterpret_cast<volatile std::uint32_t*>(0x40004000 + offset);
}

// The emulator serves the UART's connection only while the program leaves its registers alone: one that reads them
// without a pause may wait for ever.
void pause() noexcept {
    for (std::uint32_t left = 500; left != 0; --left) { __asm__ volatile("" : "+r"(left)); }
}

// The lowest word of the stack that is not painted any more.
std::uint32_t stack_used() noexcept {
    const volatile std::uint32_t* lowest = __stack_bottom;
    while (*lowest == paint) { ++lowest; }
    return static_cast<std::uint32_t>(__stack_top - lowest) * 4;
}

using handler = void (*)() noexcept;
struct vector_table {
    std::uint32_t* initial_stack;
    handler reset;
    handler faults[5];
};

}  // namespace

extern "C" __attribute__((section(".vectors"), used))
const vector_table vectors{__stack_top, reset, {fault, fault, fault, fault, fault}};

void reset() noexcept {
    const volatile std::uint32_t* load = __data_load;
    for (volatile std::uint32_t* to = __data_start; to != __data_end; ++to) { *to = *load++; }
    for (volatile std::uint32_t* to = __bss_start; to != __bss_end; ++to) { *to = 0; }
    std::uint32_t* here;
    __asm__ volatile("mov %0, sp" : "=r"(here));
    for (volatile std::uint32_t* word = here; word != __stack_bottom;) { *--word = paint; }
    uart(0x10) = 16;
    uart(0x08) = 3;

    const int status = main();
    print("stack: ");
    print_number(stack_used());
    print("\n");
    exit(status);
}

void fault() noexcept {
    print("fault\n");
    exit(99);
}

bool draw_random(void* /*context*/, std::uint8_t* out, std::size_t size) {
    return read_file("/dev/urandom", out, size);
}

bool load_psk(tscp::byte_span psk) {
    std::uint8_t digits[64];
    tscp::writer out{psk};
    return read_file("key", digits, sizeof digits) && tscp::read_hex(tscp::byte_view{digits}, out);
}

void send(tscp::byte_view bytes) {
    for (const std::uint8_t byte : bytes) {
        while ((uart(4) & 1U) != 0) { pause(); }
        uart(0) = byte;
    }
}

bool receive(std::uint8_t& byte) {
    for (std::uint32_t polls = 0; polls < 2000000; ++polls) {
        if ((uart(4) & 2U) != 0) {
            byte = static_cast<std::uint8_t>(uart(0));
            return true;
        }
        pause();
    }
    return false;
}

void print(const char* text) { (void)semihost(0x04, text); }

void print_number(std::uint32_t number) noexcept {
    char digits[11] = {};
    char* at = digits + sizeof digits - 1;
    do {
        *--at = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    print(at);
}
