// SPDX-License-Identifier: MIT
// Views with a meaning, for wherever two views of bytes stand side by side: one cannot be given for the other. What
// they refer to must outlive whoever keeps them; temporaries that own their bytes are refused.
#pragma once

#include <tscp/core/bytes.hpp>

namespace tscp {
inline namespace TSCP_ABI {

/// What a Hello names its sender by: the identity of a PSK, or a key id. 1 to 255 bytes, readable on the air.
using identity_view = named_view<struct identity_meaning>;
/// A pre-shared key of 16 to 64 bytes; 32 random ones are recommended.
using psk_view = named_view<struct psk_meaning>;
/// A peer's static public key, as long as its group says.
using public_key_view = named_view<struct public_key_meaning>;
/// Diffie–Hellman of two static keys, where it is kept.
using shared_secret_view = named_view<struct shared_secret_meaning>;
/// A client's name in the server's own table.
using client_name = named_view<struct client_name_meaning>;
/// A connection id of 0 to 8 bytes.
using cid_view = named_view<struct cid_meaning>;

}  // namespace TSCP_ABI
}  // namespace tscp
