// SPDX-License-Identifier: MIT
// expect: (deleted)
#include "../tscp2_types.hpp"

using keys = tscp::direction_keys<stream>;

#if defined(SOUND)
tscp::byte_span place(keys& held) { return held.traffic_secret(); }
#else
tscp::byte_span place() { return keys{}.traffic_secret(); }
#endif
