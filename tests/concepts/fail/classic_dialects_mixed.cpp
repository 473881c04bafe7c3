// SPDX-License-Identifier: MIT
// expect: (could not convert|no viable conversion|conversion from)
#include "../classic_types.hpp"

#if defined(SOUND)
classic::client_channel<classic::debug, crypto> same(classic::client_channel<classic::debug, crypto>& one) {
    return std::move(one);
}
#else
classic::client_channel<classic::release, crypto> same(classic::client_channel<classic::debug, crypto>& one) {
    return std::move(one);
}
#endif
