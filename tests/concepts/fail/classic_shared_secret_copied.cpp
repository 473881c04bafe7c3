// SPDX-License-Identifier: MIT
// expect: (use of deleted function|call to (implicitly-)?deleted (copy )?constructor)
#include <string>
#include "../classic_types.hpp"

#if defined(SOUND)
classic::shared_secret<classic::debug> moved(classic::shared_secret<classic::debug>& one) { return std::move(one); }
#else
classic::shared_secret<classic::debug> copied(classic::shared_secret<classic::debug>& one) { return one; }
#endif
