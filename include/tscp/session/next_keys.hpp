// SPDX-License-Identifier: MIT
// The keys of the peer's next epoch, made when a record first names them and kept until it opens: so a datagram that is
// forged to be of that epoch costs no more than any other.
#pragma once

#include <tscp/session/direction_keys.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

/// A base, so that it takes no room where `Kept` is false.
template <class Profile, bool Kept>
class next_keys {
protected:
    /// The keys of the epoch after that of `present`. They must be cleared whenever that changes.
    direction_keys<Profile>& keys_after(const direction_keys<Profile>& present) noexcept {
        if (!made_) { keys_.make_next(present); }
        made_ = true;
        return keys_;
    }
    /// Wipes the keys.
    void clear_next_keys() noexcept {
        if (made_) { keys_.clear(); }
        made_ = false;
    }

private:
    direction_keys<Profile> keys_{};
    bool made_ = false;
};

template <class Profile>
class next_keys<Profile, false> {
protected:
    static void clear_next_keys() noexcept {}
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
