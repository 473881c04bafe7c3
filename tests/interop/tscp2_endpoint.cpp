// SPDX-License-Identifier: MIT
// One end of TSCP 2 with every suite, driven by lines on standard input: for runs against other implementations.
// The commands are told in tscp2_interop.py.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

#include <tscp/backend/portable/aes_ccm.hpp>
#include <tscp/backend/portable/aes_gcm.hpp>
#include <tscp/backend/portable/ascon_aead128.hpp>
#include <tscp/backend/portable/integer.hpp>
#include <tscp/core/error_text.hpp>
#include <tscp/group/ffdhe.hpp>
#include <tscp/platform/host.hpp>

#include "../support/tscp2_pair.hpp"

namespace {

using test::bytes;
namespace portable = tscp::portable;

template <class Group>
using suites_of = tscp::suites_with<Group, portable::chacha20_poly1305, portable::aes128_gcm, portable::aes256_gcm,
                                    portable::aes128_ccm8, portable::aes128_ccm, portable::ascon_aead128>;

using own_key_type = tscp::static_key<portable::x25519>;
using ticket_keys_type = tscp::ticket_keys<portable::chacha20_poly1305>;

template <tscp::framing Framing>
struct profile : tscp::default_profile {
    using static_key = own_key_type;
    using hash = portable::sha256;
    using random = tscp::platform::host::random;
    using suites =
        tscp::joined_suites<suites_of<portable::x25519>, suites_of<tscp::ffdhe2048<portable::integer<2048>>>,
                            suites_of<tscp::ffdhe3072<portable::integer<3072>>>, suites_of<tscp::group_none>>;
    static constexpr tscp::framing transport = Framing;
    static constexpr std::uint64_t short_tag_open_limit = 1U << 20U;
    static constexpr std::size_t max_name_size = 64;
};
template <tscp::framing Framing>
struct profile_with_cid : profile<Framing> {
    static constexpr std::size_t cid_size = 4;
};

struct settings {
    bytes operator[](const std::string& key) const {
        const auto at = values.find(key);
        return at == values.end() ? bytes{} : at->second;
    }
    std::map<std::string, bytes> values;
    int mode = 0;
    std::uint64_t now = 1000000;
};

struct directory {
    explicit directory(const settings& all)
        : psk{all["psk"]}, identity{all["identity"]}, key_id{all["key_id"]}, peer{all["peer"]}, time{all.now} {
        if (!all["private"].empty()) {
            key = std::make_unique<own_key_type>(std::move(*own_key_type::make(all["private"])));
        }
        if (!all["ticket_key"].empty() && !ticket_keys.add(1, all["ticket_key"])) { std::abort(); }
    }
    tscp::psk_entry find_psk(tscp::byte_view wanted) noexcept {
        if (identity.empty() || !tscp::equal_public(wanted, identity)) { return {}; }
        return test::entry(tscp::byte_view{identity}.first(identity.size() < 64 ? identity.size() : 64), psk);
    }
    tscp::peer_entry find_peer(tscp::byte_view wanted) noexcept {
        if (key_id.empty() || key == nullptr || !tscp::equal_public(wanted, key_id)) { return {}; }
        const tscp::public_key_view known{peer};
        const tscp::client_name name{key_id};
        return psk.empty() ? tscp::peer_entry::static_keys(known, name)
                           : tscp::peer_entry::static_keys_and_psk(known, tscp::psk_view{psk}, name);
    }
    const own_key_type& own_key() noexcept {
        if (key == nullptr) { key = std::make_unique<own_key_type>(std::move(*own_key_type::make(bytes(32, 1)))); }
        return *key;
    }
    [[nodiscard]] const ticket_keys_type& tickets() const noexcept { return ticket_keys; }
    [[nodiscard]] std::uint64_t now() const noexcept { return time; }
    [[nodiscard]] static bool is_authorized(tscp::byte_view) noexcept { return true; }

    bytes psk, identity, key_id, peer;
    std::unique_ptr<own_key_type> key;
    ticket_keys_type ticket_keys;
    std::uint64_t time;
};

std::string show(tscp::byte_view data) { return data.empty() ? "-" : test::to_hex(data); }
std::string name_of(tscp::errc why) {
    std::string name = tscp::describe(why);
    for (char& c : name) { c = c == ' ' ? '_' : c; }
    return name;
}

template <class Profile>
class endpoint {
public:
    explicit endpoint(bool client) : client_{client} {}

    std::string handle(const std::string& command, std::istringstream& words, const settings& all) {
        if (command == "reset") { return reset(); }
        if (client_ && command == "hello") { return start(all); }
        if (client_ && command == "hey") { return finish(next(words)); }
        if (client_ && command == "ticket_from") { return keep_ticket(); }
        if (!client_ && command == "hello") { return answer(next(words), all); }
        if (!client_ && command == "first") { return confirm(next(words)); }
        if (command == "export") { return export_keying_material(words); }
        if (command == "seal") {
            return client_
                       ? with_channel(client_session_, words, all, &endpoint::seal_at<tscp::client_channel<Profile>>)
                       : with_channel(server_session_, words, all, &endpoint::seal_at<tscp::server_channel<Profile>>);
        }
        if (command == "open") {
            return client_
                       ? with_channel(client_session_, words, all, &endpoint::open_at<tscp::client_channel<Profile>>)
                       : with_channel(server_session_, words, all, &endpoint::open_at<tscp::server_channel<Profile>>);
        }
        return "error unknown_command";
    }

private:
    static bytes next(std::istringstream& words) {
        std::string word;
        words >> word;
        return word.empty() || word == "-" ? bytes{} : test::from_hex(word);
    }

    std::string reset() {
        waiting_.reset();
        half_.reset();
        client_session_.reset();
        server_session_.reset();
        return "ok";
    }

    template <class Credential>
    std::string write(const Credential& credential, const settings& all) {
        suites_ = all["suites"];
        cid_ = all["cid"];
        context_ = all["context"];
        bytes buffer(2000);
        tscp::writer out{buffer};
        auto sent = tscp::client<Profile>{credential, random_, {suites_, cid_, context_}}.write_hello(out);
        if (!sent) { return "error " + name_of(sent.error()); }
        waiting_.emplace(std::move(*sent));
        return "hello " + show(out.written());
    }

    std::string start(const settings& all) {
        psk_ = all["psk"];
        identity_ = all.mode == 0 ? all["identity"] : all["key_id"];
        peer_ = all["peer"];
        if (all.mode >= 2) { key_ = std::make_unique<own_key_type>(std::move(*own_key_type::make(all["private"]))); }
        const tscp::identity_view id{identity_};
        const tscp::psk_view psk{psk_};
        const tscp::public_key_view peer{peer_};
        switch (all.mode) {
            case 0: return write(tscp::external_psk{id, psk}, all);
            case 1:
                if (!ticket_) { return "error no_ticket"; }
                return write(tscp::resumption{*ticket_}, all);
            case 2: return write(tscp::static_keys<own_key_type>{id, *key_, peer}, all);
            default: return write(tscp::static_keys_and_psk<own_key_type>{id, *key_, peer, psk}, all);
        }
    }

    std::string finish(const bytes& hey) {
        if (!waiting_) { return "error no_hello"; }
        auto session = std::move(*waiting_).read_hey(hey);
        if (!session) { return "error " + name_of(session.error()); }
        client_session_.emplace(std::move(*session));
        return "ok";
    }

    std::string keep_ticket() {
        auto ticket = tscp::client_ticket::parse(tscp::ticket_record{last_ticket_}, client_session_->secrets);
        if (!ticket) { return "error " + name_of(ticket.error()); }
        ticket_ = std::make_unique<tscp::client_ticket>(std::move(*ticket));
        return "ok";
    }

    std::string answer(const bytes& hello, const settings& all) {
        directory known{all};
        suites_ = all["suites"];
        cid_ = all["cid"];
        context_ = all["context"];
        bytes buffer(2000);
        tscp::writer out{buffer};
        auto half = tscp::server<Profile, directory>{known, random_, {suites_, context_}}.answer_hello(
            hello, out, tscp::cid_view{cid_});
        if (!half) { return "refused " + name_of(half.error()) + " " + show(out.written()); }
        half_.emplace(std::move(*half));
        return "hey " + show(out.written());
    }

    std::string confirm(bytes record) {
        if (!half_) { return "error no_hello"; }
        auto session = std::move(*half_).open_in_place(record);
        if (!session) { return "error " + name_of(session.error()); }
        const std::string content = content_of(session->first_record);
        const std::string name = show(session->client.name.bytes());
        const char* const type = type_of(session->first_record.event());
        server_session_.emplace(std::move(*session));
        return std::string{"opened "} + type + " " + content + " " + name;
    }

    std::string export_keying_material(std::istringstream& words) {
        const bytes label = next(words);
        const bytes context = next(words);
        std::size_t size = 0;
        words >> size;
        bytes out(size);
        const auto done = client_ ? client_session_->secrets.export_keying_material(label, context, out)
                                  : server_session_->secrets.export_keying_material(label, context, out);
        return done ? "value " + show(out) : "error " + name_of(done.error());
    }

    static const char* type_of(tscp::record_event what) {
        switch (what) {
            case tscp::record_event::data: return "data";
            case tscp::record_event::close: return "close";
            case tscp::record_event::key_update: return "update";
            case tscp::record_event::ticket: return "ticket";
            case tscp::record_event::alert: return "alert";
            case tscp::record_event::ping: return "ping";
            case tscp::record_event::pong: return "pong";
            case tscp::record_event::ignored: return "ignored";
        }
        return "?";
    }

    static std::string content_of(const tscp::opened_record& record) {
        if (record.event() == tscp::record_event::ticket) { return show(record.ticket()); }
        if (record.event() == tscp::record_event::alert) {
            return show(bytes{static_cast<std::uint8_t>(record.alert())});
        }
        if (record.event() == tscp::record_event::ping) { return show(record.ping()); }
        if (record.event() == tscp::record_event::pong) { return show(record.pong()); }
        return show(record.data());
    }

    template <class Session, class Act>
    std::string with_channel(std::optional<Session>& session, std::istringstream& words, const settings& all, Act act) {
        if (!session) { return "error no_session"; }
        return (this->*act)(session->channel, words, all);
    }

    template <class Channel>
    std::string seal_at(Channel& channel, std::istringstream& words, const settings& all) {
        std::string type;
        words >> type;
        const bytes content = next(words);
        bytes buffer(20000);
        tscp::writer out{buffer};
        const auto done = [&]() -> tscp::result<void> {
            if (type == "data") { return channel.seal(content, out); }
            if (type == "padded") { return channel.seal_padded(content, 16 - content.size() % 16, out); }
            if (type == "ping") { return channel.seal_ping(content, out); }
            if (type == "pong") { return channel.seal_pong(content, out); }
            if (type == "close") { return channel.seal_close(out); }
            if (type == "update") { return channel.seal_key_update(out); }
            if (type == "alert") {
                return channel.seal_alert(static_cast<tscp::alert_code>(content.empty() ? 2 : content[0]), out);
            }
            if constexpr (std::is_same_v<Channel, tscp::server_channel<Profile>>) {
                const directory known{all};
                const auto lifetime = static_cast<std::uint32_t>((content[0] << 24U) | (content[1] << 16U) |
                                                                 (content[2] << 8U) | content[3]);
                const tscp::ticket_terms terms{all.now, lifetime, (content[4] & 1U) != 0, context_};
                return server_session_->seal_ticket(known.ticket_keys, terms, random_, out);
            }
            return tscp::errc::unexpected_message;
        }();
        return done ? "record " + show(out.written()) : "error " + name_of(done.error());
    }

    template <class Channel>
    std::string open_at(Channel& channel, std::istringstream& words, const settings&) {
        bytes record = next(words);
        const auto got = channel.open_in_place(record);
        if (!got) { return (channel.ended() ? "error " : "dropped ") + name_of(got.error()); }
        if (got->event() == tscp::record_event::ticket) {
            last_ticket_.assign(got->ticket().begin(), got->ticket().end());
        }
        return std::string{"opened "} + type_of(got->event()) + " " + content_of(*got) + " " +
               (got->reply_required ? "1" : "0");
    }

    bool client_;
    typename Profile::random random_;
    bytes suites_, cid_, context_, psk_, identity_, peer_, last_ticket_;
    std::unique_ptr<own_key_type> key_;
    std::unique_ptr<tscp::client_ticket> ticket_;
    std::optional<tscp::waiting_client<Profile>> waiting_;
    std::optional<tscp::half_open<Profile>> half_;
    std::optional<tscp::client_session<Profile>> client_session_;
    std::optional<tscp::server_session<Profile>> server_session_;
};

// With a connection id the profile is another type; which one it is is known by the time of the first command.
template <tscp::framing Framing>
int run(bool client) {
    settings all;
    endpoint<profile<Framing>> plain{client};
    endpoint<profile_with_cid<Framing>> with_cid{client};
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words{line};
        std::string command;
        words >> command;
        if (command == "quit") { return 0; }
        if (command == "config") {
            std::string key;
            std::string value;
            words >> key >> value;
            if (key == "mode") {
                all.mode = std::stoi(value);
            } else if (key == "now") {
                all.now = std::stoull(value);
            } else {
                all.values[key] = value.empty() || value == "-" ? bytes{} : test::from_hex(value);
            }
            std::cout << "ok" << std::endl;
            continue;
        }
        std::cout << (all["cid"].empty() ? plain.handle(command, words, all) : with_cid.handle(command, words, all))
                  << std::endl;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) { return 2; }
    const bool client = std::string{argv[1]} == "client";
    return std::string{argv[2]} == "datagram" ? run<tscp::framing::datagram>(client)
                                              : run<tscp::framing::stream>(client);
}
