// SPDX-License-Identifier: MIT
// The kernels of the chip at hand, and which code uses them: a new kernel's file is included here.
#pragma once

#include <cstdint>
#include <type_traits>

#include <tscp/backend/portable/kernels/kernel.hpp>
#include <tscp/backend/portable/kernels/thumb1_chacha20.hpp>
#include <tscp/backend/portable/kernels/thumb1_halves.hpp>
#include <tscp/backend/portable/kernels/thumb1_poly1305.hpp>
#include <tscp/backend/portable/kernels/thumb1_sha256.hpp>
#include <tscp/backend/portable/kernels/thumb2_chacha20.hpp>
#include <tscp/backend/portable/kernels/thumb2_halves.hpp>
#include <tscp/backend/portable/kernels/thumb2_poly1305.hpp>
#include <tscp/backend/portable/kernels/thumb2_sha256.hpp>
#include <tscp/backend/portable/kernels/thumb2_umaal.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/product.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// True where a kernel may stand in for code over these types: words of 32 bits, and the product that is the chip's
/// fastest of constant time. Who names another product gets that one.
template <class Limb, class Product>
inline constexpr bool takes_kernels =
    std::is_same_v<Limb, std::uint32_t>&& std::is_same_v<Product, constant_time_product>;

using chip_field25519 = field25519_kernel<config::kernels>;
using chip_product = product_kernel<config::kernels>;
using chip_poly1305 = poly1305_kernel<config::kernels>;
using chip_chacha20 = chacha20_kernel<config::kernels>;
using chip_sha256 = sha256_kernel<config::kernels>;

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
