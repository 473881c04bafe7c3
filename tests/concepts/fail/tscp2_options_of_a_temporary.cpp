// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to deleted|deleted constructor|deleted function)
#include <vector>

#include "../tscp2_types.hpp"

#if defined(SOUND)
tscp::client_options make(const std::vector<std::uint8_t>& context) { return {{}, {}, context}; }
#else
tscp::client_options make() { return {{}, {}, std::vector<std::uint8_t>(3)}; }
#endif
