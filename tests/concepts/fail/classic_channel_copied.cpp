// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to (implicitly-)?deleted (copy )?constructor)
#include <string>
#include "../classic_types.hpp"

#if defined(SOUND)
classic::client_channel<classic::debug, crypto> moved(classic::client_channel<classic::debug, crypto>& one) {
    return std::move(one);
}
#else
classic::client_channel<classic::debug, crypto> copied(classic::client_channel<classic::debug, crypto>& one) {
    return one;
}
#endif
