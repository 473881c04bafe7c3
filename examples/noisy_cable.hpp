// SPDX-License-Identifier: MIT
// Two serial ports of this machine, pseudo-terminals, and a bad cable between them. POSIX.
#pragma once

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <vector>

#include <tscp/core/bytes.hpp>

/// An open serial port. Nothing blocks.
class serial_port {
public:
    explicit serial_port(int descriptor) : descriptor_{descriptor} {
        if (descriptor < 0) { throw std::runtime_error{"cannot open a pseudo-terminal"}; }
    }
    ~serial_port() { ::close(descriptor_); }
    serial_port(const serial_port&) = delete;
    serial_port& operator=(const serial_port&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// What the driver has no room for is lost, as on a UART.
    void send(tscp::byte_view bytes) const {
        [[maybe_unused]] const auto sent = ::write(descriptor_, bytes.data(), bytes.size());
    }
    /// What has come since the last call, or a part of it. The view holds until the next call.
    tscp::byte_view receive() {
        const auto size = ::read(descriptor_, received_.data(), received_.size());
        return {received_.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
    }

private:
    int descriptor_;
    std::array<std::uint8_t, 256> received_{};
};

/// A serial port, `device`, and the plug on its other side.
class pseudo_terminal {
public:
    pseudo_terminal() : plug{::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK)}, device{open_device()} {
        // Bytes as they are: no echo, no lines.
        termios settings{};
        ::tcgetattr(device.descriptor(), &settings);
        ::cfmakeraw(&settings);
        ::tcsetattr(device.descriptor(), TCSANOW, &settings);
    }

    serial_port plug;
    serial_port device;

private:
    [[nodiscard]] int open_device() const {
        if (::grantpt(plug.descriptor()) != 0 || ::unlockpt(plug.descriptor()) != 0) { return -1; }
        return ::open(::ptsname(plug.descriptor()), O_RDWR | O_NOCTTY | O_NONBLOCK);
    }
};

/// Of 300 bytes it loses one, damages one and adds one, the same in every run.
class noisy_cable {
public:
    struct counts {
        unsigned carried = 0;
        unsigned lost = 0;
        unsigned damaged = 0;
        unsigned added = 0;
    };

    /// Carries what has been sent, both ways.
    void carry() {
        carry(first.plug, second.plug);
        carry(second.plug, first.plug);
    }
    /// Noise that nobody sent arrives at both ends.
    void add_noise(unsigned bytes) {
        std::vector<std::uint8_t> noise(bytes);
        for (std::uint8_t& byte : noise) { byte = any_byte(); }
        first.plug.send(noise);
        second.plug.send(noise);
        done.added += 2 * bytes;
    }

    pseudo_terminal first;
    pseudo_terminal second;
    counts done;

private:
    static constexpr unsigned one_of = 300;

    void carry(serial_port& from, const serial_port& to) {
        std::vector<std::uint8_t> arrived;
        for (const std::uint8_t byte : from.receive()) {
            ++done.carried;
            switch (random_() % one_of) {
                case 0: ++done.lost; break;
                case 1:
                    ++done.damaged;
                    arrived.push_back(any_byte());
                    break;
                case 2:
                    ++done.added;
                    arrived.push_back(any_byte());
                    [[fallthrough]];
                default: arrived.push_back(byte);
            }
        }
        to.send(arrived);
    }
    std::uint8_t any_byte() { return static_cast<std::uint8_t>(random_() & 0xffU); }

    std::mt19937 random_{5};
};
