// SPDX-License-Identifier: MIT
// Poly1305 by the chip's kernels: its accumulator and whole messages against the portable code.
#include <tscp/backend/portable/poly1305.hpp>
#include <tscp/backend/portable/poly1305_accumulator.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/product.hpp>

#include "kernels.hpp"

namespace kernels {
namespace {

using chip_accumulator = tscp::portable::detail::accumulator1305<std::uint32_t, tscp::constant_time_product>;
using plain_accumulator = tscp::portable::detail::accumulator1305<std::uint32_t, plain_product>;

words<5> sum_of(words<5> number, std::uint32_t addend) noexcept {
    std::uint64_t sum = addend;
    for (std::uint32_t& word : number) {
        sum += word;
        word = static_cast<std::uint32_t>(sum);
        sum >>= 32U;
    }
    return number;
}

/// The remainder modulo p = 2^130 − 5.
words<5> remainder1305(words<5> number) noexcept {
    for (int i = 0; i < 2; ++i) {
        const std::uint32_t over = number[4] >> 2U;
        number[4] &= 3U;
        number = sum_of(number, 5 * over);
    }
    words<5> reduced = sum_of(number, 5);
    if (reduced[4] < 4) { return number; }
    reduced[4] &= 3U;
    return reduced;
}

/// From a sum, the same block twice.
void check_accumulator_on(failures& out, const words<4>& r, const words<4>& sum, std::uint32_t top,
                          const words<4>& block) noexcept {
    chip_accumulator chip;
    plain_accumulator plain;
    chip.start(r.data());
    plain.start(r.data());
    chip.sum = plain.sum = {sum[0], sum[1], sum[2], sum[3], top};
    for (int i = 0; i < 2; ++i) {
        chip.add_block(reinterpret_cast<const std::uint8_t*>(block.data()));
        plain.add_block(reinterpret_cast<const std::uint8_t*>(block.data()));
        out.check(chip.sum[4] < 8 && remainder1305(chip.sum) == remainder1305(plain.sum), "Poly1305's accumulator");
    }
}

template <class Mac>
words<4> tag_of(const std::uint32_t* key, tscp::byte_view message) noexcept {
    Mac mac{key};
    mac.update_padded(message);
    std::array<std::uint8_t, 16> tag;
    mac.finish(tag);
    words<4> out;
    for (std::size_t i = 0; i < 4; ++i) { out[i] = tscp::read_little_endian32(tag.data() + 4 * i); }
    return out;
}

}  // namespace

void check_poly1305(failures& out, std::uint32_t count) noexcept {
    constexpr words<4> edges[] = {{0},
                                  {1},
                                  {5},
                                  {~0U, ~0U, ~0U, ~0U},
                                  {0xfffffffa, ~0U, ~0U, ~0U},
                                  {0xfffffffb, ~0U, ~0U, ~0U},
                                  {0xfffffffc, ~0U, ~0U, ~0U},
                                  {0, ~0U, ~0U, ~0U},
                                  {0xffff0000, 0xffff0000, 0xffff0000, 0xffff0000},
                                  {0xffff, 0xffff, 0xffff, 0xffff}};
    for (const auto& r : edges) {
        for (const auto& h : edges) {
            for (const auto& block : edges) {
                for (std::uint32_t top = 0; top < 8; ++top) { check_accumulator_on(out, r, h, top, block); }
            }
        }
    }
    random_words draws;
    for (std::uint32_t i = 0; i < count; ++i) {
        const words<4> r = draws.number<4>();
        const words<4> h = draws.number<4>();
        check_accumulator_on(out, r, h, draws.next() % 8, draws.number<4>());
    }
    using chip = tscp::portable::detail::basic_poly1305<std::uint32_t>;
    using plain = tscp::portable::detail::basic_poly1305<std::uint32_t, plain_product>;
    for (std::uint32_t i = 0; i < count / 10; ++i) {
        const words<8> key = draws.number<8>();
        const words<24> message = draws.number<24>();
        const tscp::byte_view bytes{reinterpret_cast<const std::uint8_t*>(message.data()), i % 97};
        out.check(tag_of<chip>(key.data(), bytes) == tag_of<plain>(key.data(), bytes), "Poly1305");
    }
}

}  // namespace kernels
