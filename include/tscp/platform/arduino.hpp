// SPDX-License-Identifier: MIT
// Arduino: yield and millis. It has no random generator for keys: random() and analogRead are none, so the user hands
// over a function that reads the chip's.
//
// Vendor's header: Arduino.h. The core must compile C++17.
#pragma once

#include <Arduino.h>

#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/platform/freestanding.hpp>
#include <tscp/platform/tick_extender.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

struct arduino {
    /// Of a function of the user's; on an ESP32 esp_idf::random needs none.
    using random = callback_random;

    /// Runs what the core does between two calls of loop: on an ESP8266 the network, elsewhere often nothing.
    static void yield() noexcept { ::yield(); }

    /// Milliseconds since the start, of millis with its wraps counted: see tick_extender.
    static std::uint64_t now_ms() noexcept {
        static tick_extender clock;
        return clock.extend(static_cast<std::uint32_t>(::millis()));
    }
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
