// SPDX-License-Identifier: MIT
// The lives that are searched, a source each kind.
#pragma once

#include "host.hpp"

namespace wipe {

bool search_works();
bool lives_by_psk();
bool lives_by_static_keys();
bool lives_over_ffdhe();

}  // namespace wipe
