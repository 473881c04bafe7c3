// SPDX-License-Identifier: MIT
// A descriptor may be non-blocking by the will of another process that shares it: poll waits where read and write do
// not.
#include "blocking_io.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace tool {

namespace {

// True where the call that set errno is to be made again, once there is something to read or room to write.
bool wait_to_retry(int descriptor, short event) {
    if (errno == EINTR) { return true; }
    if (errno != EAGAIN && errno != EWOULDBLOCK) { return false; }
    pollfd waited{descriptor, event, 0};
    return ::poll(&waited, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

ssize_t read_waiting(int descriptor, tscp::byte_span out) {
    while (true) {
        const ssize_t size = ::read(descriptor, out.data(), out.size());
        if (size >= 0 || !wait_to_retry(descriptor, POLLIN)) { return size; }
    }
}

int write_all(int descriptor, tscp::byte_view bytes) {
    while (!bytes.empty()) {
        const ssize_t size = ::write(descriptor, bytes.data(), bytes.size());
        if (size >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(size));
        } else if (!wait_to_retry(descriptor, POLLOUT)) {
            return errno;
        }
    }
    return 0;
}

}  // namespace tool
