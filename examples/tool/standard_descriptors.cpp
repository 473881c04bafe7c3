// SPDX-License-Identifier: MIT
// POSIX gives a new descriptor the lowest free number, so those that are closed are filled in order.
#include "standard_descriptors.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace tool {

namespace {

bool open_if_closed(int descriptor, int mode) {
    if (::fcntl(descriptor, F_GETFD) >= 0) { return true; }
    return ::open("/dev/null", mode) == descriptor;
}

}  // namespace

bool open_missing_descriptors() {
    return open_if_closed(STDIN_FILENO, O_RDONLY) && open_if_closed(STDOUT_FILENO, O_RDONLY) &&
           open_if_closed(STDERR_FILENO, O_WRONLY);
}

}  // namespace tool
