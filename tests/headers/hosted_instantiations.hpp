// SPDX-License-Identifier: MIT
// The class templates that only hosts have, in full.
#pragma once

#include <tscp/core/error_category.hpp>
#include <tscp/platform/host.hpp>

#if defined(TSCP_TEST_BOOST)
#include <tscp/backend/boost/integer.hpp>

template class tscp::boost_backend::integer<2048>;
#endif

#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/aes.hpp>
#include <tscp/backend/cryptopp/aes_ccm.hpp>
#include <tscp/backend/cryptopp/aes_gcm.hpp>
#include <tscp/backend/cryptopp/chacha20_poly1305.hpp>
#include <tscp/backend/cryptopp/integer.hpp>
#include <tscp/backend/cryptopp/sha256.hpp>
#include <tscp/backend/cryptopp/x25519.hpp>

template class tscp::cryptopp::aes<32>;
template class tscp::cryptopp::basic_ccm<tscp::aead_registry::aes128_ccm>;
template class tscp::cryptopp::basic_gcm<tscp::aead_registry::aes128_gcm>;
template class tscp::cryptopp::integer<2048>;
#endif

namespace whole {

inline std::error_code code_of(tscp::errc error) { return error; }

}  // namespace whole
