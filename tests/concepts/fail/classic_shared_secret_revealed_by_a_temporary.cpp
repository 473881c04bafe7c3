// SPDX-License-Identifier: MIT
// expect: (deleted)
#include "../classic_types.hpp"

using secret = classic::shared_secret<classic::debug>;

#if defined(SOUND)
tscp::byte_view read(const secret& held) { return held.reveal(); }
#else
tscp::byte_view read(secret& held) { return secret{std::move(held)}.reveal(); }
#endif
