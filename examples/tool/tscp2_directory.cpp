// SPDX-License-Identifier: MIT
// Looks up identities and key ids.
#include "tscp2_directory.hpp"

#include <algorithm>

namespace tool {

tscp2_directory::tscp2_directory(const credential_options& options)
    : mode_{options.mode()},
      own_{mode_ == proof::psk ? draw_key() : read_private_key(options.key_path, options.insecure_key_file)} {
    if (mode_ != proof::static_keys) { psks_ = read_psk_file(options); }
    if (mode_ != proof::psk) { peer_ = read_peer_key(options, own_); }
}

// The name of an entry is its identity: a PSK file has no other.
tscp::psk_entry tscp2_directory::find_psk(tscp::byte_view identity) noexcept {
    if (mode_ != proof::psk) { return {}; }
    const tscp::byte_view psk = psk_of(identity);
    if (psk.empty()) { return {}; }
    name_.assign(identity.begin(), identity.begin() + std::min(identity.size(), tscp2_profile::max_name_size));
    return {tscp::psk_view{psk}, tscp::client_name{name_}};
}

// There is one peer, so any key id names it; with PSKs the key id is also what its PSK is found by.
tscp::peer_entry tscp2_directory::find_peer(tscp::byte_view key_id) noexcept {
    const tscp::public_key_view peer{peer_};
    const tscp::client_name name{tscp::bytes_of("peer")};
    if (mode_ == proof::static_keys) { return tscp::peer_entry::static_keys(peer, name); }
    const tscp::byte_view psk = mode_ == proof::static_keys_and_psk ? psk_of(key_id) : tscp::byte_view{};
    if (psk.empty()) { return {}; }
    return tscp::peer_entry::static_keys_and_psk(peer, tscp::psk_view{psk}, name);
}

tscp::byte_view tscp2_directory::psk_of(tscp::byte_view identity) const noexcept {
    return psks_->find({reinterpret_cast<const char*>(identity.data()), identity.size()});
}

}  // namespace tool
