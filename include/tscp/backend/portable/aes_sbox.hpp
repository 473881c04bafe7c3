// SPDX-License-Identifier: MIT
// The S-box of AES (FIPS 197 section 5.1.1) as a circuit on bit planes, and its inverse.
#pragma once

#include <array>
#include <cstddef>

#include <tscp/core/config.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace portable::detail {

/// Replaces each byte by its image; plane b holds bit b of every byte.
/// Source: Boyar and Peralta, "A depth-16 circuit for the AES S-box" (2011), 113 gates.
/// Their x0 and s0 are the highest bit.
template <class Word>
void aes_sbox(std::array<Word, 8>& planes) noexcept {
    const Word x0 = planes[7], x1 = planes[6], x2 = planes[5], x3 = planes[4];
    const Word x4 = planes[3], x5 = planes[2], x6 = planes[1], x7 = planes[0];

    // A linear map into the tower field.
    const Word y14 = x3 ^ x5, y13 = x0 ^ x6, y9 = x0 ^ x3, y8 = x0 ^ x5, t0 = x1 ^ x2, y1 = t0 ^ x7, y4 = y1 ^ x3;
    const Word y12 = y13 ^ y14, y2 = y1 ^ x0, y5 = y1 ^ x6, y3 = y5 ^ y8, t1 = x4 ^ y12, y15 = t1 ^ x5, y20 = t1 ^ x1;
    const Word y6 = y15 ^ x7, y10 = y15 ^ t0, y11 = y20 ^ y9, y7 = x7 ^ y11, y17 = y10 ^ y11, y19 = y10 ^ y8;
    const Word y16 = t0 ^ y11, y21 = y13 ^ y16, y18 = x0 ^ y16;

    // The inverse in GF(2^8) by way of GF(2^4).
    const Word t2 = y12 & y15, t3 = y3 & y6, t4 = t3 ^ t2, t5 = y4 & x7, t6 = t5 ^ t2, t7 = y13 & y16, t8 = y5 & y1;
    const Word t9 = t8 ^ t7, t10 = y2 & y7, t11 = t10 ^ t7, t12 = y9 & y11, t13 = y14 & y17, t14 = t13 ^ t12;
    const Word t15 = y8 & y10, t16 = t15 ^ t12, t17 = t4 ^ t14, t18 = t6 ^ t16, t19 = t9 ^ t14, t20 = t11 ^ t16;
    const Word t21 = t17 ^ y20, t22 = t18 ^ y19, t23 = t19 ^ y21, t24 = t20 ^ y18, t25 = t21 ^ t22, t26 = t21 & t23;
    const Word t27 = t24 ^ t26, t28 = t25 & t27, t29 = t28 ^ t22, t30 = t23 ^ t24, t31 = t22 ^ t26, t32 = t31 & t30;
    const Word t33 = t32 ^ t24, t34 = t23 ^ t33, t35 = t27 ^ t33, t36 = t24 & t35, t37 = t36 ^ t34, t38 = t27 ^ t36;
    const Word t39 = t29 & t38, t40 = t25 ^ t39, t41 = t40 ^ t37, t42 = t29 ^ t33, t43 = t29 ^ t40, t44 = t33 ^ t37;
    const Word t45 = t42 ^ t41;
    const Word z0 = t44 & y15, z1 = t37 & y6, z2 = t33 & x7, z3 = t43 & y16, z4 = t40 & y1, z5 = t29 & y7;
    const Word z6 = t42 & y11, z7 = t45 & y17, z8 = t41 & y10, z9 = t44 & y12, z10 = t37 & y3, z11 = t33 & y4;
    const Word z12 = t43 & y13, z13 = t40 & y5, z14 = t29 & y2, z15 = t42 & y9, z16 = t45 & y14, z17 = t41 & y8;

    // A linear map back, with the constant 63.
    const Word t46 = z15 ^ z16, t47 = z10 ^ z11, t48 = z5 ^ z13, t49 = z9 ^ z10, t50 = z2 ^ z12, t51 = z2 ^ z5;
    const Word t52 = z7 ^ z8, t53 = z0 ^ z3, t54 = z6 ^ z7, t55 = z16 ^ z17, t56 = z12 ^ t48, t57 = t50 ^ t53;
    const Word t58 = z4 ^ t46, t59 = z3 ^ t54, t60 = t46 ^ t57, t61 = z14 ^ t57, t62 = t52 ^ t58, t63 = t49 ^ t58;
    const Word t64 = z4 ^ t59, t65 = t61 ^ t62, t66 = z1 ^ t63, t67 = t64 ^ t65;
    const Word s3 = t53 ^ t66;
    planes[7] = t59 ^ t63;
    planes[6] = t64 ^ ~s3;
    planes[5] = t55 ^ ~t67;
    planes[4] = s3;
    planes[3] = t51 ^ t66;
    planes[2] = t47 ^ t65;
    planes[1] = t56 ^ ~t62;
    planes[0] = t48 ^ ~t60;
}

/// Undoes the affine part of the S-box: bit i becomes the sum of bits i + 2, i + 5 and i + 7, and the constant 05 is
/// added.
template <class Word>
void aes_affine_back(std::array<Word, 8>& planes) noexcept {
    const std::array<Word, 8> a = planes;
    for (std::size_t i = 0; i < 8; ++i) { planes[i] = a[(i + 2) % 8] ^ a[(i + 5) % 8] ^ a[(i + 7) % 8]; }
    planes[0] = ~planes[0];
    planes[2] = ~planes[2];
}

/// Replaces each byte by the one whose image it is. With S = A∘I, A affine and I the inverse in GF(2^8), which undoes
/// itself: S^-1 = I∘A^-1 = A^-1∘S∘A^-1.
template <class Word>
void aes_sbox_back(std::array<Word, 8>& planes) noexcept {
    aes_affine_back(planes);
    aes_sbox(planes);
    aes_affine_back(planes);
}

}  // namespace portable::detail
}  // namespace TSCP_ABI
}  // namespace tscp
