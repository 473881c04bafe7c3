// SPDX-License-Identifier: MIT
// A whole life of two ends: a handshake, records, key updates, a ticket, sleep, a handshake by the ticket, the end.
// After each step the machine searches the stack that the step ran on; objects lie outside of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <utility>

#include <tscp/tscp.hpp>

#include "../support/plain_cell.hpp"
#include "secret_log.hpp"
#include "spies.hpp"

namespace wipe {

/// Memory for one T, made where it lies.
template <class T>
class slot {
public:
    template <class Make>
    void make(const Make& act) noexcept {
        ::new (static_cast<void*>(bytes_)) T(act());
    }
    void destroy() noexcept { object().~T(); }
    [[nodiscard]] T& object() noexcept { return *std::launder(reinterpret_cast<T*>(bytes_)); }
    [[nodiscard]] tscp::byte_view memory() const noexcept { return {bytes_, sizeof bytes_}; }

private:
    alignas(T) std::uint8_t bytes_[sizeof(T)];
};

/// Repeatable bytes that look random.
class draws {
public:
    explicit draws(std::uint32_t seed) noexcept : state_{seed} {}
    bool fill(tscp::byte_span out) noexcept {
        for (std::uint8_t& byte : out) {
            state_ ^= state_ << 13U;
            state_ ^= state_ >> 17U;
            state_ ^= state_ << 5U;
            byte = static_cast<std::uint8_t>(state_ >> 11U);
        }
        return true;
    }

private:
    std::uint32_t state_;
};

/// How much stack each step has taken.
struct stack_marks {
    std::uint32_t taken[128];
    std::size_t count = 0;
};

// `burnt` is 0 for some steps that wipe the stack. Keys of tickets and secrets of sessions have no profile, and do so
// in every life; where a session is moved, more is taken afterwards, without secrets.

/// `Setup` names group, AEAD, framing and mode. `Machine` offers `log()`, `step(name, burnt, act)`, where `burnt` says
/// how much stack is wiped after the step, `check_storage(name, memory)` and `failed(name)`.
template <class Setup, bool Spied, class Machine, tscp::stack_burning Burning = tscp::default_profile::burns_stack>
class life {
    using kit = backends<Spied>;
    using hash = typename kit::hash;
    using group = typename kit::template group<typename Setup::group>;
    using aead = typename kit::template aead<typename Setup::aead>;
    using ticket_aead = typename kit::template aead<tscp::portable::chacha20_poly1305>;
    static constexpr bool has_static_keys = Setup::mode >= tscp::handshake_mode::static_keys;
    using key_type =
        std::conditional_t<has_static_keys, tscp::static_key<typename kit::template group<tscp::portable::x25519>>,
                           tscp::no_static_key>;

    struct profile : tscp::default_profile {
        using hash = life::hash;
        using random = draws;
        using suites = tscp::suite_list<tscp::suite<group, aead>>;
        using static_key = key_type;
        static constexpr tscp::framing transport = Setup::transport;
        static constexpr std::size_t cid_size = transport == tscp::framing::datagram ? 4 : 0;
        static constexpr std::uint64_t short_tag_open_limit = 1U << 20U;
        static constexpr tscp::stack_burning burns_stack = Burning;
    };
    static constexpr auto& stack = tscp::config::stack;

    struct directory {
        using keys_type = tscp::ticket_keys<ticket_aead, hash>;
        tscp::psk_entry find_psk(tscp::byte_view) noexcept {
            return {tscp::psk_view{psk}, tscp::client_name{tscp::bytes_of("one")}};
        }
        [[nodiscard]] const keys_type& tickets() const noexcept { return keys->object(); }
        [[nodiscard]] static std::uint64_t now() noexcept { return 1800000000; }
        [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

        tscp::byte_view psk;
        slot<keys_type>* keys = nullptr;
    };
    struct directory_with_peers : directory {
        tscp::peer_entry find_peer(tscp::byte_view) noexcept {
            const tscp::public_key_view peer{client_key->object().public_value()};
            const tscp::client_name name{tscp::bytes_of("one")};
            return Setup::mode == tscp::handshake_mode::static_keys
                       ? tscp::peer_entry::static_keys(peer, name)
                       : tscp::peer_entry::static_keys_and_psk(peer, tscp::psk_view{this->psk}, name);
        }
        [[nodiscard]] const key_type& own_key() const noexcept { return server_key->object(); }

        slot<key_type>* client_key = nullptr;
        slot<key_type>* server_key = nullptr;
    };
    using directory_type = std::conditional_t<has_static_keys, directory_with_peers, directory>;

public:
    explicit life(Machine& machine) noexcept : machine_{machine} {}

    /// False where a step failed.
    bool run() noexcept {
        (void)random_.fill(psk_);
        (void)random_.fill(ticket_key_);
        directory_.psk = psk_;
        directory_.keys = &keys_;
        if constexpr (Spied) {
            note_bytes("PSK", psk_);
            note_bytes("ticket key", ticket_key_);
        }
        step("ticket keys", 0, [this] {
            keys_.make([] { return typename directory::keys_type{}; });
            return bool{keys_.object().add(7, tscp::byte_view{ticket_key_}.first(directory::keys_type::key_size))};
        });
        make_static_keys();
        if (ok_) { connect_first(); }
        exchange_records();
        update_keys();
        give_ticket();
        step("exporter", 0, [this] {
            return bool{client_.object()->secrets.export_keying_material(tscp::bytes_of("x"), {}, exported_)};
        });
        tscp::wipe(exported_);
        sleep_and_wake();
        exchange_records();
        close();
        if (ok_) { connect(tscp::resumption{ticket_.object().value()}); }
        exchange_records();
        close();
        if (ok_) { ticket_.destroy(); }
        keys_.destroy();
        machine_.check_storage("ticket keys", keys_.memory());
        machine_.check_storage("a ticket", ticket_.memory());
        if constexpr (has_static_keys) {
            client_key_.destroy();
            server_key_.destroy();
            machine_.check_storage("a static key", client_key_.memory());
            machine_.check_storage("a static key", server_key_.memory());
        }
        return ok_;
    }

private:
    template <class Act>
    void step(const char* name, std::size_t burnt, const Act& act) noexcept {
        if (!ok_) { return; }
        machine_.step(name, burnt, [&] { ok_ = act(); });
        if (!ok_) { machine_.failed(name); }
    }

    void make_static_keys() noexcept {
        if constexpr (has_static_keys) {
            directory_.client_key = &client_key_;
            directory_.server_key = &server_key_;
            for (slot<key_type>* key : {&client_key_, &server_key_}) {
                (void)random_.fill(private_key_);
                step("static key", 0, [&] {
                    key->make([this] { return key_type{*key_type::make(private_key_)}; });
                    return true;
                });
            }
        }
    }

    void connect_first() noexcept {
        const tscp::identity_view id{tscp::bytes_of("dev1")};
        if constexpr (Setup::mode == tscp::handshake_mode::external_psk) {
            connect(tscp::external_psk{id, tscp::psk_view{psk_}});
        } else {
            const tscp::public_key_view server{server_key_.object().public_value()};
            if constexpr (Setup::mode == tscp::handshake_mode::static_keys) {
                connect(tscp::static_keys<key_type>{id, client_key_.object(), server});
            } else {
                connect(tscp::static_keys_and_psk<key_type>{id, client_key_.object(), server, tscp::psk_view{psk_}});
            }
        }
    }

    template <class Credential>
    void connect(const Credential& credential) noexcept {
        const tscp::byte_view cid = tscp::byte_view{cid_}.first(profile::cid_size);
        tscp::client_options options;
        options.cid = cid;
        tscp::writer hello{wire_};
        tscp::writer hey{reply_};
        const tscp::client<profile> client{credential, random_, options};
        tscp::server<profile, directory_type> server{directory_, random_};
        step("write_hello", stack.handshake, [&] {
            waiting_.make([&] { return client.write_hello(hello); });
            return bool{waiting_.object()};
        });
        machine_.log().publish(hello.written());
        step("answer_hello", stack.handshake, [&] {
            half_.make([&] { return server.answer_hello(hello.written(), hey, tscp::cid_view{cid}); });
            return bool{half_.object()};
        });
        machine_.log().publish(hey.written());
        step("read_hey", stack.handshake, [&] {
            client_.make([&] { return std::move(*waiting_.object()).read_hey(hey.written()); });
            return bool{client_.object()};
        });
        if (!ok_) { return; }
        machine_.check_storage("a client that has read its Hey", waiting_.memory());
        tscp::writer first{wire_};
        step("seal", stack.record, [&] { return bool{client_.object()->channel.seal({}, first)}; });
        machine_.log().publish(first.written());
        step("open of the first record", 0, [&] {
            server_.make([&] { return std::move(*half_.object()).open(first.written(), reply_); });
            return bool{server_.object()};
        });
        if (!ok_) { return; }
        machine_.check_storage("a half-open session that was confirmed", half_.memory());
        waiting_.destroy();
        half_.destroy();
    }

    template <class From, class To, class Seal>
    void pass(From& from, To& to, const char* sealing, const char* opening, const Seal& seal,
              std::size_t burnt = stack.record) noexcept {
        tscp::writer record{wire_};
        step(sealing, burnt, [&] { return bool{seal(from, record)}; });
        machine_.log().publish(record.written());
        step(opening, stack.record, [&] { return to.open(record.written(), reply_, opened_) == tscp::errc::none; });
    }

    void exchange_records() noexcept {
        if (!ok_) { return; }
        const auto seal = [](auto& from, tscp::writer& out) noexcept {
            return from.seal(tscp::bytes_of("21.5 degrees and a text that is longer than one block"), out);
        };
        auto& client = client_.object()->channel;
        auto& server = server_.object()->channel;
        pass(server, client, "seal", "open", seal);
        pass(client, server, "seal", "open", seal);
        tscp::writer record{wire_};
        step("seal", stack.record, [&] { return bool{seal(server, record)}; });
        machine_.log().publish(record.written());
        wire_[record.size() - 1] ^= 1U;
        if constexpr (Setup::transport == tscp::framing::datagram) {
            step("open of a forged record", stack.record,
                 [&] { return client.open(record.written(), reply_, opened_) == tscp::errc::not_authentic; });
        }
        wire_[record.size() - 1] ^= 1U;
        step("open in place", stack.record, [&] {
            return client.open_in_place(tscp::byte_span{wire_, record.size()}, opened_) == tscp::errc::none;
        });
    }

    void update_keys() noexcept {
        if (!ok_) { return; }
        const auto update = [](auto& from, tscp::writer& out) noexcept { return from.seal_key_update(out); };
        auto& client = client_.object()->channel;
        auto& server = server_.object()->channel;
        pass(client, server, "seal_key_update", "open of a key update", update);
        exchange_records();
        pass(server, client, "seal_key_update", "open of a key update", update);
        exchange_records();
    }

    void give_ticket() noexcept {
        if (!ok_) { return; }
        pass(
            server_.object().value(), client_.object()->channel, "seal_ticket", "open of a ticket",
            [this](auto& server, tscp::writer& out) noexcept {
                return server.seal_ticket(directory_.tickets(), {directory_.now(), 1000, true}, random_, out);
            },
            0);
        step("read_ticket", 0, [this] {
            ticket_.make([this] { return client_.object()->read_ticket(opened_); });
            return bool{ticket_.object()};
        });
    }

    void sleep_and_wake() noexcept {
        if (!ok_) { return; }
        sleep_and_wake("suspend of a client", "restore of a client", client_);
        sleep_and_wake("suspend of a server", "restore of a server", server_);
    }
    template <class Session>
    void sleep_and_wake(const char* sleeping, const char* waking, slot<tscp::result<Session>>& session) noexcept {
        tscp::writer snapshot{snapshot_};
        step(sleeping, stack.session, [&] { return bool{session.object()->suspend(cell_, snapshot)}; });
        if (!ok_) { return; }
        machine_.check_storage("a suspended session", session.memory());
        session.destroy();
        step(waking, stack.session, [&] {
            session.make([&] { return Session::restore(snapshot.written(), cell_); });
            return bool{session.object()};
        });
        tscp::wipe(snapshot_);
    }

    void close() noexcept {
        if (!ok_) { return; }
        pass(client_.object()->channel, server_.object()->channel, "seal_close", "open of a close",
             [](auto& from, tscp::writer& out) noexcept { return from.seal_close(out); });
        step("end", 0, [this] {
            client_.destroy();
            server_.destroy();
            return true;
        });
        machine_.check_storage("a client's session", client_.memory());
        machine_.check_storage("a server's session", server_.memory());
    }

    Machine& machine_;
    bool ok_ = true;
    draws random_{Setup::seed};
    std::uint8_t psk_[32];
    std::uint8_t ticket_key_[32];
    std::uint8_t private_key_[32];
    std::uint8_t cid_[4] = {0xc1, 0xd2, 0xe3, 0xf4};
    std::uint8_t wire_[Setup::message_size];
    std::uint8_t reply_[Setup::message_size];
    std::uint8_t snapshot_[400];
    std::uint8_t exported_[64];
    test::plain_cell cell_;
    tscp::opened_record opened_;
    directory_type directory_;
    slot<typename directory::keys_type> keys_;
    slot<key_type> client_key_;
    slot<key_type> server_key_;
    slot<tscp::result<tscp::waiting_client<profile>>> waiting_;
    slot<tscp::result<tscp::half_open<profile>>> half_;
    slot<tscp::result<tscp::client_session<profile>>> client_;
    slot<tscp::result<tscp::server_session<profile>>> server_;
    slot<tscp::result<tscp::client_ticket>> ticket_;
};

}  // namespace wipe
