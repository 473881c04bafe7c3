// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to (implicitly-)?deleted (copy )?constructor)
#include <string>
#include "../classic_types.hpp"

#if defined(SOUND)
waiting_client moved(waiting_client& one) { return std::move(one); }
#else
waiting_client copied(waiting_client& one) { return one; }
#endif
