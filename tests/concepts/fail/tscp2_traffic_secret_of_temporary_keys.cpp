// SPDX-License-Identifier: MIT
// expect: (deleted)
#include "../tscp2_types.hpp"

using keys = tscp::direction_keys<stream>;

#if defined(SOUND)
tscp::byte_view read(const keys& held) { return held.reveal_traffic_secret(); }
#else
tscp::byte_view read() { return keys{}.reveal_traffic_secret(); }
#endif
