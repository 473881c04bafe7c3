// SPDX-License-Identifier: MIT
// A transport for the examples: two threads and a pipe of bytes each way. Yours is a socket, a radio, a serial line.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

#include "portable_profile.hpp"

/// One way of a stream.
class one_way {
public:
    void write(tscp::byte_view bytes) {
        const std::lock_guard<std::mutex> hold{mutex_};
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        changed_.notify_all();
    }
    std::uint8_t read() {
        std::unique_lock<std::mutex> hold{mutex_};
        changed_.wait(hold, [&] { return !bytes_.empty(); });
        const std::uint8_t byte = bytes_.front();
        bytes_.pop_front();
        return byte;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::uint8_t> bytes_;
};

struct transport {
    one_way& in;
    one_way& out;

    void send(tscp::byte_view bytes) { out.write(bytes); }

    /// The next whole message: the messages say themselves how long they are. Empty where what came is none.
    std::vector<std::uint8_t> receive() {
        std::vector<std::uint8_t> message;
        while (true) {
            const auto size = tscp::next_message_size<stream_profile>(message);
            if (size && message.size() == *size) { return message; }
            if (!size && size.error() != tscp::errc::truncated) { return {}; }
            message.push_back(in.read());
        }
    }
};
