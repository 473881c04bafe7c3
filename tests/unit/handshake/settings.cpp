// SPDX-License-Identifier: MIT
// Each mistake in the settings has an error of its own: keys, sizes, suites, names and modes, at both ends.
#include <optional>
#include <string>
#include <utility>

#include "../../support/catch.hpp"
#include "../../support/tscp2_pair.hpp"

namespace {

using test::bytes;
using tscp::byte_view;
using tscp::errc;
using key = tscp::static_key<tscp::portable::x25519>;
using plain_profile = test::stream_profile;
struct keyed_profile : test::stream_profile {
    using static_key = key;
};
struct short_names : plain_profile {
    static constexpr std::size_t max_name_size = 16;
};
struct ticket_keys_only {
    [[nodiscard]] const tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>& tickets()
        const noexcept {
        return keys;
    }
    static std::uint64_t now() noexcept { return 0; }
    static bool is_authorized(byte_view) noexcept { return true; }
    tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256> keys;
};

const byte_view refused_alert{tscp::refused_alert};

struct long_term_keys {
    key client = std::move(*key::make(bytes(32, 0x11)));
    key server = std::move(*key::make(bytes(32, 0x22)));
};

template <class Profile, class Credential>
errc hello_error(const Credential& credential, const tscp::client_options& options = {}) {
    test::counted_random random;
    bytes memory(70000, 0x77);
    tscp::writer out{memory};
    const errc error = tscp::client<Profile>{credential, random, options}.write_hello(out).error();
    if (error != errc::none) {
        CHECK(random.draws == 0);
        CHECK(out.size() == 0);
        CHECK(memory == bytes(70000, 0x77));
    }
    return error;
}

// What a server makes of a Hello, and what it sends.
template <class Profile, class Directory>
errc answer(const bytes& hello, Directory& directory, bytes& sent, const tscp::server_options& options = {},
            byte_view cid = {}) {
    test::counted_random random{4};
    bytes memory(500);
    tscp::writer out{memory};
    const errc error = tscp::server<Profile, Directory>{directory, random, options}
                           .answer_hello(hello, out, tscp::cid_view{cid})
                           .error();
    sent.assign(out.written().begin(), out.written().end());
    if (error != errc::none) { CHECK(random.draws == 0); }
    return error;
}

template <class Profile, class Credential>
bytes hello_of(const Credential& credential) {
    test::counted_random random;
    return test::written_by([&](tscp::writer& out) {
        return bool{tscp::client<Profile>{credential, random}.write_hello(out)};
    });
}

}  // namespace

TEST_CASE("identities and PSKs of a size that none has are refused, each by its own error") {
    for (const std::size_t size : {0U, 1U, 255U, 256U, 1000U}) {
        CAPTURE(size);
        const bytes identity(size, 'a');
        CHECK(hello_error<plain_profile>(test::credential(identity)) ==
              (size >= 1 && size <= 255 ? errc::none : errc::invalid_identity));
    }
    for (std::size_t size = 0; size <= 80; ++size) {
        CAPTURE(size);
        const bytes psk(size, 7);
        CHECK(hello_error<plain_profile>(test::credential(tscp::bytes_of("a"), psk)) ==
              (size >= 16 && size <= 64 ? errc::none : errc::invalid_psk));
    }
}

TEST_CASE("suites, connection ids and contexts that cannot be are refused, each by its own error") {
    const auto with_suites = [](byte_view suites) {
        tscp::client_options options;
        options.suites = suites;
        return hello_error<plain_profile>(test::credential(), options);
    };
    const bytes two_groups{0x11, 0x01};
    const bytes twice{0x11, 0x11};
    const bytes foreign{0x12};
    const bytes none{0x01};
    CHECK(with_suites(two_groups) == errc::invalid_suites);
    CHECK(with_suites(twice) == errc::invalid_suites);
    CHECK(with_suites(foreign) == errc::invalid_suites);
    CHECK(with_suites(none) == errc::none);

    for (std::size_t size = 0; size <= 9; ++size) {
        const bytes cid(size, 1);
        tscp::client_options options;
        options.cid = cid;
        CHECK(hello_error<plain_profile>(test::credential(), options) ==
              (size == 0 ? errc::none : errc::invalid_connection_id));
        CHECK(hello_error<test::datagram_profile>(test::credential(), options) ==
              (size == 4 ? errc::none : errc::invalid_connection_id));
        test::one_client directory;
        bytes sent;
        CHECK(answer<test::datagram_profile>(bytes{}, directory, sent, {}, cid) ==
              (size == 4 ? errc::malformed_hello : errc::invalid_connection_id));
        CHECK(sent.empty());
    }

    const bytes longest(0xffff);
    const bytes too_long(0x10000);
    tscp::client_options options;
    options.context = longest;
    CHECK(hello_error<plain_profile>(test::credential(), options) == errc::none);
    options.context = too_long;
    CHECK(hello_error<plain_profile>(test::credential(), options) == errc::context_too_long);
    test::one_client directory;
    bytes sent;
    tscp::server_options server_options;
    server_options.context = too_long;
    CHECK(answer<plain_profile>(hello_of<plain_profile>(test::credential()), directory, sent, server_options) ==
          errc::context_too_long);
    CHECK(sent.empty());
}

TEST_CASE("static keys that cannot be are refused, each by its own error") {
    const long_term_keys all;
    const auto error_of = [&](byte_view server_key, byte_view psk = test::psk(), byte_view suites = {}) {
        tscp::client_options options;
        options.suites = suites;
        const tscp::identity_view id{tscp::bytes_of("id")};
        const errc with_psk = hello_error<keyed_profile>(
            tscp::static_keys_and_psk<key>{id, all.client, tscp::public_key_view{server_key}, tscp::psk_view{psk}},
            options);
        if (psk.size() == 32) {
            CHECK(hello_error<keyed_profile>(tscp::static_keys<key>{id, all.client, tscp::public_key_view{server_key}},
                                             options) == with_psk);
        }
        return with_psk;
    };
    CHECK(error_of(all.server.public_value()) == errc::none);
    for (std::size_t size = 0; size <= 64; ++size) {
        if (size == 32) { continue; }
        const bytes wrong(size, 9);
        CHECK(error_of(wrong) == errc::invalid_public_key);
    }
    CHECK(error_of(all.client.public_value()) == errc::own_public_key);
    for (const std::size_t size : {0U, 15U, 65U}) {
        const bytes psk(size, 1);
        CHECK(error_of(all.server.public_value(), psk) == errc::invalid_psk);
    }
    const bytes none{0x01};
    CHECK(error_of(all.server.public_value(), test::psk(), none) == errc::group_none_not_allowed);

    key moved = std::move(*key::make(bytes(32, 0x11)));
    const key kept{std::move(moved)};
    CHECK(hello_error<keyed_profile>(
              // NOLINTNEXTLINE(bugprone-use-after-move)
              tscp::static_keys<key>{tscp::identity_view{tscp::bytes_of("id")}, moved,
                                     tscp::public_key_view{all.server.public_value()}}) == errc::state_consumed);
}

TEST_CASE("ticket keys of another size, of zeros, or none at all have errors of their own") {
    using keys_type = tscp::ticket_keys<tscp::portable::chacha20_poly1305, tscp::portable::sha256>;
    keys_type keys;
    test::counted_random random;
    bytes memory(300);
    tscp::writer out{memory};
    for (std::size_t size = 0; size <= 130; ++size) {
        if (size == 32) { continue; }
        CHECK(keys.add(1, bytes(size, 1)).error() == errc::invalid_ticket_key);
    }
    CHECK(keys.add(1, bytes(32)).error() == errc::invalid_ticket_key);
    CHECK(keys.seal(tscp::ticket_content{}, {}, random, out).error() == errc::no_ticket_key);
    REQUIRE(keys.add(1, bytes(keys_type::key_size, 1)));
    const std::string longest(keys_type::max_name_size, 'n');
    const std::string too_long(keys_type::max_name_size + 1, 'n');
    tscp::ticket_content content;
    content.name = too_long;
    CHECK(keys.seal(content, {}, random, out).error() == errc::invalid_name);
    CHECK(out.size() == 0);
    content.name = longest;
    CHECK(keys.seal(content, {}, random, out));
    CHECK(out.size() == keys_type::max_ticket_size);
}

TEST_CASE("a name fits up to the profile's size, and a longer one is an error of its own with the alert") {
    struct table {
        tscp::psk_entry find_psk(byte_view) const noexcept { return test::entry(name); }
        std::string name;
    };
    const bytes hello = hello_of<plain_profile>(test::credential());
    for (const std::size_t size : {0U, 1U, 16U, 17U, 64U, 65U, 255U, 300U}) {
        CAPTURE(size);
        table directory{std::string(size, 'n')};
        bytes sent;
        CHECK(answer<short_names>(hello, directory, sent) == (size <= 16 ? errc::none : errc::invalid_name));
        const errc error = answer<plain_profile>(hello, directory, sent);
        CHECK(error == (size <= 64 ? errc::none : errc::invalid_name));
        if (error != errc::none) { CHECK(tscp::equal_public(sent, refused_alert)); }

        test::ends<plain_profile> both;
        if (size <= 64) {
            REQUIRE(test::do_handshake(test::credential(), directory, both) == errc::none);
            CHECK(tscp::equal_public(both.server.client.name.bytes(), directory.name));
        }
    }
}

TEST_CASE("a client learns that its name is too long at the server as any refusal") {
    struct table {
        tscp::psk_entry find_psk(byte_view) const noexcept { return test::entry(name); }
        std::string name = std::string(65, 'n');
    };
    table directory;
    test::counted_random random;
    bytes memory(300);
    tscp::writer out{memory};
    auto waiting = tscp::client<plain_profile>{test::credential(), random}.write_hello(out);
    REQUIRE(waiting);
    bytes sent;
    CHECK(answer<plain_profile>({out.written().begin(), out.written().end()}, directory, sent) == errc::invalid_name);
    CHECK(std::move(*waiting).read_hey(sent).error() == errc::refused_by_peer);
}

TEST_CASE("an entry of the server's that cannot be is an error of its own with the alert") {
    const long_term_keys all;
    struct psks {
        tscp::psk_entry find_psk(byte_view) const noexcept { return test::entry(tscp::bytes_of("n"), psk); }
        bytes psk;
    };
    bytes sent;
    for (const std::size_t size : {0U, 15U, 65U}) {
        psks directory{bytes(size)};
        CHECK(answer<plain_profile>(hello_of<plain_profile>(test::credential()), directory, sent) == errc::invalid_psk);
        CHECK(tscp::equal_public(sent, refused_alert));
    }

    const tscp::identity_view id{tscp::bytes_of("id")};
    const tscp::public_key_view server_key{all.server.public_value()};
    const bytes hello = hello_of<keyed_profile>(tscp::static_keys<key>{id, all.client, server_key});
    const bytes hello_with_psk = hello_of<keyed_profile>(
        tscp::static_keys_and_psk<key>{id, all.client, server_key, tscp::psk_view{test::psk()}});
    const auto with_entry = [&](const bytes& message, const tscp::peer_entry& entry) {
        tscp::peer_directory directory{all.server, [&](byte_view) noexcept { return entry; }};
        const errc error = answer<keyed_profile>(message, directory, sent);
        if (error != errc::none) { CHECK(tscp::equal_public(sent, refused_alert)); }
        return error;
    };
    const tscp::client_name name{tscp::bytes_of("pump")};
    const tscp::public_key_view client_key{all.client.public_value()};
    for (std::size_t size = 0; size <= 64; ++size) {
        const bytes wrong(size, 3);
        const tscp::public_key_view wrong_key{wrong};
        if (size != 32) {
            CHECK(with_entry(hello, tscp::peer_entry::static_keys(wrong_key, name)) == errc::invalid_public_key);
        }
        if (size != 32 && size != 0) {
            CHECK(with_entry(hello, tscp::peer_entry::static_keys(client_key, name)
                                        .with_shared_secret(tscp::shared_secret_view{wrong})) ==
                  errc::invalid_public_key);
        }
        CHECK(with_entry(hello_with_psk,
                         tscp::peer_entry::static_keys_and_psk(client_key, tscp::psk_view{wrong}, name)) ==
              (size >= 16 && size <= 64 ? errc::wrong_binder : errc::invalid_psk));
    }
    CHECK(with_entry(hello, tscp::peer_entry::static_keys(server_key, name)) == errc::own_public_key);
    const std::string long_name(65, 'n');
    CHECK(with_entry(hello, tscp::peer_entry::static_keys(client_key, tscp::client_name{long_name})) ==
          errc::invalid_name);
    CHECK(with_entry(hello, {}) == errc::unknown_identity);
}

TEST_CASE("an entry serves the mode that it states and no other") {
    const long_term_keys all;
    const tscp::identity_view id{tscp::bytes_of("id")};
    const tscp::public_key_view server_key{all.server.public_value()};
    const tscp::public_key_view client_key{all.client.public_value()};
    const tscp::client_name name{tscp::bytes_of("pump")};
    const tscp::psk_view psk{test::psk()};
    const bytes mode_2 = hello_of<keyed_profile>(tscp::static_keys<key>{id, all.client, server_key});
    const bytes mode_3 = hello_of<keyed_profile>(tscp::static_keys_and_psk<key>{id, all.client, server_key, psk});
    struct row {
        tscp::peer_entry entry;
        errc of_mode_2;
        errc of_mode_3;
    };
    const row rows[] = {
        {tscp::peer_entry::static_keys(client_key, name), errc::none, errc::mode_not_served},
        {tscp::peer_entry::static_keys_and_psk(client_key, psk, name), errc::mode_not_served, errc::none},
        {{}, errc::unknown_identity, errc::unknown_identity},
    };
    for (const row& one : rows) {
        tscp::peer_directory directory{all.server, [&](byte_view) noexcept { return one.entry; }};
        bytes sent;
        CHECK(answer<keyed_profile>(mode_2, directory, sent) == one.of_mode_2);
        CHECK(answer<keyed_profile>(mode_3, directory, sent) == one.of_mode_3);
        CHECK(answer<keyed_profile>(hello_of<plain_profile>(test::credential()), directory, sent) ==
              errc::mode_not_served);
        CHECK(tscp::equal_public(sent, refused_alert));
    }
    // A directory of one mode serves none of the others.
    test::one_client psks;
    ticket_keys_only tickets;
    bytes sent;
    for (const bytes* hello : {&mode_2, &mode_3}) {
        CHECK(answer<keyed_profile>(*hello, psks, sent) == errc::mode_not_served);
        CHECK(answer<keyed_profile>(*hello, tickets, sent) == errc::mode_not_served);
    }
    CHECK(answer<keyed_profile>(hello_of<plain_profile>(test::credential()), tickets, sent) == errc::mode_not_served);
    bytes mode_1 = hello_of<plain_profile>(test::credential());
    mode_1[1] = 1;
    CHECK(answer<keyed_profile>(mode_1, psks, sent) == errc::mode_not_served);
    CHECK(answer<keyed_profile>(mode_1, tickets, sent) == errc::ticket_refused);
}
