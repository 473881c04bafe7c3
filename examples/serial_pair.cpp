// SPDX-License-Identifier: MIT
// Two ends on a serial line that loses, damages and adds bytes, and a gateway that restarts while a frame leaves it.
// The messages are datagrams in SLIP frames: what the line spoils costs a repeat, never the link.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "noisy_cable.hpp"
#include "portable_profile.hpp"

namespace {

using profile = datagram_profile;
constexpr std::size_t max_datagram = 200;
// Times are in milliseconds, and short, as the line has no delay: a device takes those of docs/PROTOCOL.md, "Timers".
constexpr std::uint64_t first_hello_interval = 10;
constexpr std::uint64_t max_hello_interval = 40;
constexpr std::uint64_t report_interval = 20;
constexpr tscp::reconnect_times reconnect{20, 100, 1000};
constexpr std::uint32_t hint_interval = 20;

std::string to_string(tscp::byte_view bytes) { return {bytes.begin(), bytes.end()}; }

// Datagrams over a serial port.
class slip_link {
public:
    explicit slip_link(serial_port& port) : port_{port} {}

    void send(tscp::byte_view datagram) const {
        std::array<std::uint8_t, tscp::slip::max_encoded_size(max_datagram)> line{};
        if (const auto frame = tscp::slip::encode(datagram, line)) { port_.send(*frame); }
    }
    /// Calls `act(datagram)` for each that has come.
    template <class Act>
    void receive(const Act& act) {
        for (const std::uint8_t byte : port_.receive()) {
            const tscp::byte_span datagram = frames_.take(byte);
            if (!datagram.empty()) { act(datagram); }
        }
    }

private:
    serial_port& port_;
    std::array<std::uint8_t, max_datagram> buffer_{};
    tscp::slip::decoder frames_{buffer_};
};

// The client: it reports until each report is answered.
class sensor {
public:
    sensor(serial_port& port, tscp::psk_view psk) : link_{port}, psk_{psk} {}

    [[nodiscard]] unsigned answered() const { return answered_; }

    bool start(std::uint64_t now) {
        hello_size_ = 0;
        tscp::writer hello{hello_};
        const tscp::external_psk credential{tscp::identity_view{tscp::bytes_of("dev1")}, psk_};
        if (tscp::client<profile>{credential, random_}.write_hello(hello, waiting_) != tscp::errc::none) {
            return false;
        }
        hello_size_ = hello.size();
        hello_interval_ = first_hello_interval;
        next_hello_ = now;
        return true;
    }

    void run(std::uint64_t now) {
        link_.receive([&](tscp::byte_span datagram) { take(datagram, now); });
        if (schedule_.is_due(now) && start(now)) { std::cout << "the sensor begins another session\n"; }
        if (hello_size_ != 0 && now >= next_hello_) {
            link_.send(tscp::byte_view{hello_}.first(hello_size_));  // the same, until a Hey verifies
            next_hello_ = now + hello_interval_;
            hello_interval_ = std::min(2 * hello_interval_, max_hello_interval);
        }
        if (now >= next_report_) { report(now); }
    }

private:
    void take(tscp::byte_span datagram, std::uint64_t now) {
        if (sent_.has_hint(datagram)) {
            (void)schedule_.hint_received(now, random_);
        } else if (tscp::is_record(datagram)) {
            open(datagram, now);
        } else if (waiting_.read_hey(datagram, next_session_) == tscp::errc::none) {
            std::cout << "the sensor has a session\n";
            hello_size_ = 0;
            schedule_.handshake_ended();
            next_report_ = now;
        }
    }

    void open(tscp::byte_span record, std::uint64_t now) {
        tscp::opened_record opened;
        if (next_session_.channel.open_in_place(record, opened) == tscp::errc::none) {
            session_ = std::move(next_session_);  // the old one ends when the new one has opened a record
        } else if (session_.channel.open_in_place(record, opened) != tscp::errc::none) {
            return;  // damaged
        }
        sent_.opened();
        schedule_.session_lives();
        if (opened.event() != tscp::record_event::data || to_string(opened.data()) != next_report()) { return; }
        std::cout << "the sensor received an answer to " << next_report() << "\n";
        ++answered_;
        next_report_ = now;
    }

    // The same report in a new record, until it is answered.
    void report(std::uint64_t now) {
        std::array<std::uint8_t, max_datagram> buffer{};
        tscp::writer record{buffer};
        auto& newest = next_session_.channel.has_keys() ? next_session_ : session_;
        if (!newest.channel.seal(next_report(), record)) { return; }  // there is no session yet
        sent_.sealed(record.written());
        link_.send(record.written());
        next_report_ = now + report_interval;
    }
    [[nodiscard]] std::string next_report() const { return "report " + std::to_string(answered_ + 1); }

    slip_link link_;
    tscp::psk_view psk_;
    profile::random random_;
    tscp::waiting_client<profile> waiting_;
    std::array<std::uint8_t, max_datagram> hello_{};
    std::size_t hello_size_ = 0;  // 0 where no handshake is under way
    std::uint64_t hello_interval_ = 0;
    std::uint64_t next_hello_ = 0;
    tscp::client_session<profile> session_;
    tscp::client_session<profile> next_session_;
    tscp::sent_records<4> sent_;
    tscp::reconnect_schedule schedule_{reconnect};
    std::uint64_t next_report_ = 0;
    unsigned answered_ = 0;
};

struct one_device {
    tscp::psk_entry find_psk(tscp::byte_view identity) noexcept {
        if (!tscp::equal_public(identity, tscp::bytes_of("dev1"))) { return {}; }
        return {tscp::psk_view{psk}, tscp::client_name{tscp::bytes_of("the sensor")}};
    }
    std::array<std::uint8_t, 32> psk{};
};

// The server: it answers each report by the same bytes.
class gateway {
public:
    gateway(serial_port& port, one_device& known) : link_{port}, server_{known, random_} {}

    void run(std::uint64_t now) {
        half_open_.expire(now);
        link_.receive([&](tscp::byte_span datagram) { take(datagram, now); });
    }

private:
    static constexpr std::uint64_t line = 1;  // where the datagrams come from

    void take(tscp::byte_span datagram, std::uint64_t now) {
        std::array<std::uint8_t, max_datagram> buffer{};
        tscp::writer out{buffer};
        if (tscp::kind_of(datagram) == tscp::message_kind::hello) {
            (void)half_open_.answer_hello(server_, datagram, line, now, out);
        } else if (const auto opened = session_.channel.open_in_place(datagram)) {
            answer(*opened, out);
        } else if (std::array<std::uint8_t, max_datagram> content{};
                   half_open_.open(datagram, line, content, session_) == tscp::errc::none) {
            answer(session_.first_record, out);  // a new session, in place of the one before
        } else {
            const auto has_session = [&](tscp::cid_view cid, std::uint64_t link) noexcept {
                return session_.channel.has_keys() || half_open_.has_session(cid, link);
            };
            (void)hints_.answer_record(datagram, line, now, has_session, out);
        }
        if (out.size() != 0) { link_.send(out.written()); }
    }

    void answer(const tscp::opened_record& opened, tscp::writer& out) {
        if (opened.event() == tscp::record_event::data) { (void)session_.channel.seal(opened.data(), out); }
    }

    slip_link link_;
    profile::random random_;
    tscp::server<profile, one_device> server_;
    tscp::half_open_table<profile, 2, tscp::cookies::never> half_open_;  // who is at the other end is no question
    tscp::server_session<profile> session_;
    tscp::hint_responder<profile, 4> hints_{hint_interval};
};

constexpr unsigned reports = 6;
constexpr std::uint64_t time_limit = 2500;

// True where all reports were answered, half of them by a gateway that has lost its session.
bool run(noisy_cable& cable, one_device& known) {
    sensor client{cable.first.device, tscp::psk_view{known.psk}};
    std::optional<gateway> server;
    server.emplace(cable.second.device, known);
    bool has_restarted = false;
    cable.add_noise(300);  // more than a frame has, before anything is sent
    if (!client.start(0)) { return false; }
    for (std::uint64_t now = 0; now < time_limit && client.answered() < reports; ++now) {
        client.run(now);
        cable.carry();
        if (!has_restarted && client.answered() == reports / 2) {
            std::cout << "the gateway restarts in the middle of a frame\n";
            has_restarted = true;
            cable.second.device.send(tscp::bytes_of("\xc0\x80\x17"));
            server.emplace(cable.second.device, known);
        }
        server->run(now);
        cable.carry();
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return has_restarted && client.answered() == reports;
}

}  // namespace

int main() {
    try {
        one_device known;
        if (profile::random random; !random.fill(known.psk)) { return 1; }
        noisy_cable cable;
        const bool done = run(cable, known);
        std::cout << "of " << cable.done.carried << " bytes the cable lost " << cable.done.lost << " and damaged "
                  << cable.done.damaged << "; it added " << cable.done.added << "\n";
        return done ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
