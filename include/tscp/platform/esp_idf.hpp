// SPDX-License-Identifier: MIT
// ESP-IDF 5, for every ESP32: its random generator, FreeRTOS, and esp_timer.
//
// Vendor's headers: esp_hw_support/include/esp_random.h, freertos/task.h, esp_timer/include/esp_timer.h. The component
// that includes this file requires esp_hw_support, freertos and esp_timer.
#pragma once

#include <esp_random.h>
#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>

#include <cstdint>

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

struct esp_idf {
    /// The hardware's generator, by esp_fill_random, which reports no failure.
    ///
    /// Precondition, which the chip cannot tell: its source of entropy is on. It is while Wi-Fi or Bluetooth is, or
    /// between bootloader_random_enable and bootloader_random_disable; otherwise what comes is pseudo-random
    /// (ESP-IDF Programming Guide, "Random Number Generation").
    class random {
    public:
        [[nodiscard]] static bool fill(byte_span out) noexcept {
            ::esp_fill_random(out.data(), out.size());
            return true;
        }
    };

    /// Lets tasks of the same or a higher priority run, not those of a lower one, such as the idle task with its
    /// watchdog: a type that derives from this one and hides yield by a function with vTaskDelay lets these run too.
    static void yield() noexcept { taskYIELD(); }

    /// Milliseconds since the start.
    static std::uint64_t now_ms() noexcept { return static_cast<std::uint64_t>(::esp_timer_get_time()) / 1000; }
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
