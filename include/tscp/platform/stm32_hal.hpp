// SPDX-License-Identifier: MIT
// STM32 with ST's HAL: the RNG peripheral, where the chip has one, and the HAL's tick.
//
// Include your family's header before, such as stm32l4xx_hal.h, or CubeMX's main.h: its name tells the family. Vendor's
// headers: stm32XXxx_hal_rng.h, stm32XXxx_hal.h.
#pragma once

#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/platform/fill_by_words.hpp>
#include <tscp/platform/tick_extender.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

struct stm32_hal {
    /// The RNG peripheral, by HAL_RNG_GenerateRandomNumber. The handle is what HAL_RNG_Init has set up, and outlives
    /// the generator.
    ///
    /// The first word of each fill is drawn for comparison alone, and each later one compared with the one before, as
    /// in the continuous test of FIPS 140-2 (RM0351, section 24.3.1); zero is refused, which the peripheral gives where
    /// it has no data (RM0367, section 20.3.5). Of good words each of the two refuses one in 2^32.
    class random {
    public:
        explicit random(RNG_HandleTypeDef& handle) noexcept : handle_{&handle} {}

        /// False where the HAL reports an error or a timeout, or a word is refused. The peripheral may have to be set
        /// up again then.
        [[nodiscard]] bool fill(byte_span out) noexcept {
            std::uint32_t previous = 0;
            const wiped_at_exit wipe_previous{previous};
            return draw(previous) && fill_by_words<std::uint32_t>(out, [&](std::uint32_t& word) noexcept {
                       if (!draw(word) || word == previous) { return false; }
                       previous = word;
                       return true;
                   });
        }

    private:
        bool draw(std::uint32_t& word) noexcept {
            return ::HAL_RNG_GenerateRandomNumber(handle_, &word) == HAL_OK && word != 0;
        }

        RNG_HandleTypeDef* handle_;
    };

    /// Milliseconds since the start, of HAL_GetTick with its wraps counted: see tick_extender.
    static std::uint64_t now_ms() noexcept {
        static tick_extender clock;
        return clock.extend(::HAL_GetTick());
    }
};

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
