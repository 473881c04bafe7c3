// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to deleted constructor|conversion function from .* invokes a deleted
// expect: function|no matching function)
#include <string>
#include "../classic_types.hpp"

#if defined(SOUND)
bool read(const std::string& text) { return static_cast<bool>(classic::hey<classic::debug>::parse(text)); }
#else
bool read() { return static_cast<bool>(classic::hey<classic::debug>::parse(std::string{"Hey"})); }
#endif
