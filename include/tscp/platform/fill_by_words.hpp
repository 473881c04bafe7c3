// SPDX-License-Identifier: MIT
// Random bytes from a generator that gives words.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tscp/core/bytes.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace platform {

/// Overwrites `out` with the bytes of words, of the last one with as many as are needed. `draw` is a callable
/// `bool(Word&) noexcept`. False where a call of it is; `out` is not to be used then.
template <class Word, class Draw>
[[nodiscard]] bool fill_by_words(byte_span out, const Draw& draw) noexcept {
    while (!out.empty()) {
        Word word = 0;
        const wiped_at_exit wipe_word{word};
        if (!draw(word)) { return false; }
        const std::size_t size = out.size() < sizeof word ? out.size() : sizeof word;
        for (std::size_t i = 0; i < size; ++i) { out[i] = static_cast<std::uint8_t>(word >> (8 * i)); }
        out = out.subspan(size);
    }
    return true;
}

}  // namespace platform
}  // namespace TSCP_ABI
}  // namespace tscp
