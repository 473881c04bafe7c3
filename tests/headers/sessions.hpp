// SPDX-License-Identifier: MIT
// Sessions as users write them, over all that the library has for any target: what must compile with every compiler
// option and behind the vendors' macros that docs/DESIGN.md names, and work in either case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "../support/plain_cell.hpp"
#include "whole.hpp"

namespace whole {

inline constexpr std::size_t buffer_size = 700;

/// A content and an empty one, with padding and without.
template <class From, class To>
bool passes(From& from, To& to) noexcept {
    std::uint8_t buffer[buffer_size] = {};
    std::uint8_t content[buffer_size] = {};
    for (const tscp::byte_view message : {tscp::bytes_of("21.5 degrees"), tscp::byte_view{}}) {
        tscp::writer plain{buffer};
        if (!from.seal(message, plain)) { return false; }
        const auto opened = to.open(plain.written(), content);
        if (!opened || !tscp::equal_public(opened->data(), message)) { return false; }

        tscp::writer padded{buffer};
        if (!from.seal_padded(message, 20, padded)) { return false; }
        const auto unpadded = to.open_in_place(padded.written_from(0));
        if (!unpadded || !tscp::equal_public(unpadded->data(), message)) { return false; }
    }
    return true;
}

/// Both ends have heard of each other.
template <class From, class To>
bool updates_keys(From& from, To& to) noexcept {
    std::uint8_t buffer[buffer_size] = {};
    tscp::writer record{buffer};
    if (!from.seal_key_update(record)) { return false; }
    const auto opened = to.open_in_place(record.written_from(0));
    return opened && opened->event() == tscp::record_event::key_update && passes(to, from) && passes(from, to);
}

template <class From, class To>
bool closes(From& from, To& to) noexcept {
    std::uint8_t buffer[buffer_size] = {};
    tscp::writer record{buffer};
    const auto sealed = from.seal_close(record);
    const auto opened = to.open_in_place(record.written_from(0));
    return sealed && opened && opened->event() == tscp::record_event::close && from.send_closed() &&
           to.receive_closed();
}

/// A session over a stream, by any credential.
template <class Credential>
bool run_stream(const Credential& credential, directory& known, tscp::byte_view suite) noexcept {
    counting_random random;
    std::uint8_t buffer[buffer_size] = {};
    std::uint8_t reply[buffer_size] = {};
    tscp::client_options options;
    options.suites = suite;
    tscp::writer hello{buffer};
    auto waiting = tscp::client<stream>{credential, random, options}.write_hello(hello);
    if (!waiting) { return false; }
    tscp::writer hey{reply};
    auto half = tscp::server<stream, directory>{known, random}.answer_hello(hello.written(), hey);
    if (!half) { return false; }
    auto at_client = std::move(*waiting).read_hey(hey.written());
    if (!at_client) { return false; }
    tscp::writer first{buffer};
    if (!at_client->channel.seal({}, first)) { return false; }
    auto at_server = std::move(*half).open_in_place(first.written_from(0));
    if (!at_server) { return false; }

    std::uint8_t exported[32] = {};
    std::uint8_t same[32] = {};
    const auto label = tscp::bytes_of("EXPORTER-test");
    return passes(at_client->channel, at_server->channel) && passes(at_server->channel, at_client->channel) &&
           at_client->secrets.export_keying_material(label, {}, exported) &&
           at_server->secrets.export_keying_material(label, {}, same) && tscp::equal_public(exported, same) &&
           updates_keys(at_client->channel, at_server->channel) && closes(at_client->channel, at_server->channel) &&
           closes(at_server->channel, at_client->channel);
}

/// Both ends over datagrams: a table that demands cookies, a ticket, a sleep, pieces.
class datagram_ends {
public:
    explicit datagram_ends(directory& known) noexcept : known_{known}, server_{known, random_} {}

    bool run() noexcept {
        const tscp::external_psk by_psk{tscp::identity_view{tscp::bytes_of("dev1")}, tscp::psk_view{psk}};
        if (!meets(by_psk) || !passes(client_.channel, at_server_.channel) || !takes_ticket() || !sleeps() ||
            !passes(at_server_.channel, client_.channel) || !has_hint() || !proves_address() ||
            !closes(at_server_.channel, client_.channel)) {
            return false;
        }
        return meets(tscp::resumption{ticket_}) && at_server_.client.resumed && passes_in_pieces();
    }

private:
    template <class Credential>
    bool meets(const Credential& credential) noexcept {
        tscp::client_options options;
        options.cid = cid_;
        const tscp::client<datagram> client{credential, random_, options};
        std::uint8_t buffers[4][buffer_size] = {};
        tscp::writer hello{buffers[0]};
        tscp::writer asked{buffers[1]};
        tscp::writer again{buffers[2]};
        tscp::writer hey{buffers[3]};
        tscp::writer first{buffers[0]};
        const tscp::cid_view cid{cid_};
        tscp::waiting_client<datagram> waiting;
        if (client.write_hello(hello, waiting) != tscp::errc::none ||
            table_.answer_hello(server_, hello.written(), 1, 1000, asked, cid).error() != tscp::errc::cookie_required ||
            client.answer_cookie(waiting, asked.written(), hello.written(), again) != tscp::errc::none ||
            !table_.answer_hello(server_, again.written(), 1, 1000, hey, cid) ||
            waiting.read_hey(hey.written(), client_) != tscp::errc::none || !client_.channel.seal_ping({}, first)) {
            return false;
        }
        return table_.open(first.written(), 1, buffers[1], at_server_) == tscp::errc::none;
    }

    bool takes_ticket() noexcept {
        std::uint8_t buffer[buffer_size] = {};
        tscp::writer record{buffer};
        if (!at_server_.seal_ticket(known_.tickets(), {directory::now(), 1000}, random_, record)) { return false; }
        const auto got = client_.channel.open_in_place(record.written_from(0));
        if (!got || client_.read_ticket(*got, ticket_) != tscp::errc::none) { return false; }
        std::uint8_t storage[tscp::client_ticket::max_stored_size] = {};
        tscp::writer stored{storage};
        if (!ticket_.write_to(stored)) { return false; }
        auto kept = tscp::client_ticket::from_stored(stored.written());
        if (!kept) { return false; }
        ticket_ = std::move(*kept);
        return true;
    }

    bool sleeps() noexcept {
        test::plain_cell client_cell;
        test::plain_cell server_cell;
        std::uint8_t client_storage[tscp::client_session<datagram>::max_snapshot_size] = {};
        std::uint8_t server_storage[tscp::server_session<datagram>::max_snapshot_size] = {};
        tscp::writer client_bytes{client_storage};
        tscp::writer server_bytes{server_storage};
        if (!client_.suspend(client_cell, client_bytes) || !at_server_.suspend(server_cell, server_bytes)) {
            return false;
        }
        auto client = tscp::client_session<datagram>::restore(client_bytes.written(), client_cell);
        auto server = tscp::server_session<datagram>::restore(server_bytes.written(), server_cell);
        if (!client || !server) { return false; }
        client_ = std::move(*client);
        at_server_ = std::move(*server);
        return true;
    }

    // A server that was restarted tells the client so.
    bool has_hint() noexcept {
        std::uint8_t buffer[buffer_size] = {};
        std::uint8_t reply[buffer_size] = {};
        tscp::writer record{buffer};
        tscp::writer hint{reply};
        tscp::sent_records<2> sent;
        tscp::hint_responder<datagram> responder;
        tscp::reconnect_schedule schedule;
        const auto has_session = [](tscp::cid_view, std::uint64_t) noexcept { return false; };
        if (!client_.channel.seal_ping(tscp::bytes_of("?"), record)) { return false; }
        sent.sealed(record.written());
        return responder.answer_record(record.written(), 1, 1000, has_session, hint) == tscp::errc::none &&
               sent.has_hint(hint.written()) && schedule.hint_received(1000, random_) == tscp::errc::none &&
               schedule.is_due(100000);
    }

    // The client's record from a new address, and its pong.
    bool proves_address() noexcept {
        std::uint8_t buffer[buffer_size] = {};
        std::uint8_t content[buffer_size] = {};
        tscp::address_validation<int> path{1};
        tscp::opened_record got;
        tscp::writer record{buffer};
        if (!client_.channel.seal({}, record) ||
            at_server_.channel.open(record.written(), content, got) != tscp::errc::none ||
            path.record_opened(2, record.size(), got, 1000, random_) != tscp::errc::none || path.is_proved()) {
            return false;
        }
        tscp::writer ping{buffer};
        tscp::writer pong{content};
        if (!at_server_.channel.seal_ping(path.ping_bytes(), ping)) { return false; }
        const auto asked = client_.channel.open_in_place(ping.written_from(0));
        if (!asked || !client_.channel.seal_pong(asked->ping(), pong)) { return false; }
        const auto answer = at_server_.channel.open_in_place(pong.written_from(0));
        return answer && path.record_opened(2, pong.size(), *answer, 1001, random_) == tscp::errc::none &&
               path.is_proved();
    }

    bool passes_in_pieces() noexcept {
        std::uint8_t buffer[buffer_size] = {};
        std::uint8_t unit[23] = {};
        tscp::writer record{buffer};
        tscp::fragment_sender sender;
        tscp::reassembler<buffer_size> receiver;
        if (!client_.channel.seal(psk, record) || sender.start(random_) != tscp::errc::none) { return false; }
        auto pieces = sender.cut(record.written(), sizeof unit);
        if (!pieces) { return false; }
        while (!pieces->finished()) {
            tscp::writer out{unit};
            if (!pieces->write_next(out)) { return false; }
            const auto whole = receiver.take(out.written_from(0));
            if (!whole) { return false; }
            if (whole->empty()) { continue; }
            const auto opened = at_server_.channel.open_in_place(*whole);
            return opened && tscp::equal_public(opened->data(), psk);
        }
        return false;
    }

    const std::uint8_t cid_[4] = {0xc1, 0xd2, 0xe3, 0xf4};
    directory& known_;
    counting_random random_{};
    tscp::server<datagram, directory> server_;
    tscp::half_open_table<datagram, 2, tscp::cookies::always> table_{random_};
    tscp::client_session<datagram> client_{};
    tscp::server_session<datagram> at_server_{};
    tscp::client_ticket ticket_{};
};

/// A session of classic.
template <class Dialect>
bool run_classic() noexcept {
    counting_random random;
    std::uint8_t hello_buffer[tscp::classic::hello<Dialect>::max_size] = {};
    std::uint8_t hey_buffer[tscp::classic::hey<Dialect>::max_size] = {};
    tscp::writer hello{hello_buffer};
    tscp::writer hey{hey_buffer};
    constexpr auto consent = tscp::classic::i_know_that_classic_is_insecure;
    auto waiting = tscp::classic::client<Dialect, crypto>{consent, random}.write_hello(hello);
    if (!waiting) { return false; }
    tscp::classic::server<Dialect, crypto> server{consent, random};
    const auto at_server = server.answer_hello(hello.written(), hey);
    if (!at_server) { return false; }
    const auto at_client = std::move(*waiting).read_hey(hey.written());
    if (!at_client) { return false; }
    for (const tscp::byte_view data : {tscp::bytes_of("21.5 degrees"), tscp::byte_view{}}) {
        std::uint8_t message_buffer[buffer_size] = {};
        std::uint8_t text_buffer[buffer_size] = {};
        tscp::writer message{message_buffer};
        tscp::writer text{text_buffer};
        if (!at_client->write_message(data, message)) { return false; }
        const auto received = at_server->read_message(message.written(), text);
        if (!received || received->how() != tscp::classic::status::ok ||
            !tscp::equal_public(received->data_whatever_the_status(), data)) {
            return false;
        }
    }
    return true;
}

/// True where every session works.
inline bool run_sessions() noexcept {
    std::uint8_t private_bytes[32] = {9};
    const auto own = key::make(private_bytes);
    const auto client = key::make(psk);
    if (!own || !client) { return false; }
    directory known{*own, *client};
    if (!known.add_ticket_key()) { return false; }

    const tscp::identity_view name{tscp::bytes_of("dev1")};
    const tscp::external_psk by_psk{name, tscp::psk_view{psk}};
    const tscp::static_keys<key> by_key{name, *client, tscp::public_key_view{own->public_value()}};
    for (const std::uint8_t& suite : stream::suites::ids) {
        if (!run_stream(by_psk, known, tscp::byte_view{&suite, 1})) { return false; }
    }
    return run_stream(by_key, known, {}) && datagram_ends{known}.run() && run_classic<tscp::classic::debug>() &&
           run_classic<tscp::classic::release>();
}

}  // namespace whole
