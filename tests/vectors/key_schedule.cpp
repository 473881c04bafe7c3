// SPDX-License-Identifier: MIT
// The key schedule against the values published in RFC 8448 sections 3 and 4, and HKDF against RFC 5869 appendix A.
#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <tscp/backend/portable/sha256.hpp>
#include <tscp/kdf/key_schedule.hpp>
#if defined(TSCP_TEST_CRYPTOPP)
#include <tscp/backend/cryptopp/sha256.hpp>
#endif
#if defined(TSCP_TEST_MBEDTLS)
#include <tscp/backend/mbedtls/sha256.hpp>
#endif

#include "../support/bytes.hpp"
#include "../support/catch.hpp"

namespace {

struct tls13_labels {
    static tscp::byte_view prefix() noexcept { return tscp::bytes_of("tls13 "); }
};

nlohmann::json published() {
    std::ifstream file{TSCP_RFC8448};
    return nlohmann::json::parse(file);
}

test::bytes field(const nlohmann::json& of, const char* name) { return test::from_hex(of.at(name).get<std::string>()); }

template <class Hash>
std::string expanded(const test::bytes& secret, const char* label, std::size_t size) {
    test::bytes out(size);
    const std::string name{label};
    const tscp::byte_view label_bytes{name};
    REQUIRE(tscp::expand_label<Hash, tls13_labels>(secret, label_bytes, {}, out));
    return test::to_hex(out);
}

// The present secret of the schedule is the published one: all that is derived from it is the same.
template <class Hash, class Schedule>
void check_present(const Schedule& keys, const nlohmann::json& of, const char* name) {
    const test::bytes transcript(32, 0x5a);
    for (const char* label : {"derived", "one", "another"}) {
        test::bytes expected(32);
        REQUIRE(tscp::expand_label<Hash, tls13_labels>(field(of, name), tscp::byte_view{std::string_view{label}},
                                                       transcript, expected));
        test::bytes got(32);
        keys.derive(label, transcript, got);
        CHECK(got == expected);
    }
}

// HKDF-Extract from the published inputs: RFC 8446 section 7.1.
template <class Hash>
std::string extracted(const test::bytes& salt, const test::bytes& input) {
    test::bytes out(32);
    tscp::hkdf<Hash>::extract(salt, input, out);
    return test::to_hex(out);
}

template <class Schedule>
std::string derived(const Schedule& schedule, const char* label, const test::bytes& transcript) {
    std::array<std::uint8_t, 32> out{};
    schedule.derive(label, transcript, out);
    return test::to_hex(out);
}

template <class Hash>
void check_schedule() {
    using schedule = tscp::key_schedule<Hash, tls13_labels>;
    const auto all = published();
    const auto& one = all.at("simple_1rtt");
    const test::bytes zeros(32);
    const test::bytes nothing(std::begin(tscp::detail::sha256_empty_digest),
                              std::end(tscp::detail::sha256_empty_digest));
    CHECK(extracted<Hash>({}, field(one, "psk")) == one.at("early_secret"));
    CHECK(extracted<Hash>(field(one, "derived_from_early"), field(one, "ecdhe")) == one.at("handshake_secret"));
    CHECK(extracted<Hash>(field(one, "derived_from_handshake"), zeros) == one.at("master_secret"));

    tscp::psk_input<Hash> slot;
    slot.add(field(one, "psk"));
    schedule keys;
    keys.start(slot);
    check_present<Hash>(keys, one, "early_secret");
    CHECK(derived(keys, "derived", nothing) == one.at("derived_from_early"));
    keys.mix(field(one, "ecdhe"));
    check_present<Hash>(keys, one, "handshake_secret");
    CHECK(derived(keys, "derived", nothing) == one.at("derived_from_handshake"));
    const auto to_server_hello = field(one, "hash_hello_to_server_hello");
    CHECK(derived(keys, "c hs traffic", to_server_hello) == one.at("c_hs_traffic"));
    CHECK(derived(keys, "s hs traffic", to_server_hello) == one.at("s_hs_traffic"));
    keys.mix_zeros();
    check_present<Hash>(keys, one, "master_secret");
    schedule copy;
    copy.copy_from(keys);
    check_present<Hash>(copy, one, "master_secret");
    const auto to_finished = field(one, "hash_hello_to_server_finished");
    CHECK(derived(keys, "c ap traffic", to_finished) == one.at("c_ap_traffic"));
    CHECK(derived(keys, "s ap traffic", to_finished) == one.at("s_ap_traffic"));
    CHECK(derived(keys, "exp master", to_finished) == one.at("exp_master"));
    CHECK(derived(keys, "res master", field(one, "hash_hello_to_client_finished")) == one.at("res_master"));
    for (const char* side : {"c_hs", "s_hs", "c_ap", "s_ap"}) {
        const auto secret = field(one, (std::string{side} + "_traffic").c_str());
        CHECK(expanded<Hash>(secret, "key", 16) == one.at(side).at("key"));
        CHECK(expanded<Hash>(secret, "iv", 12) == one.at(side).at("iv"));
    }
    std::array<std::uint8_t, 32> psk{};
    REQUIRE(tscp::expand_label<Hash, tls13_labels>(field(one, "res_master"), tscp::bytes_of("resumption"),
                                                   field(one, "resumption_nonce"), psk));
    CHECK(test::to_hex(psk) == one.at("resumption_psk"));

    const auto& resumed = all.at("resumed_psk_binder");
    CHECK(extracted<Hash>({}, field(resumed, "psk")) == resumed.at("early_secret"));
    tscp::psk_input<Hash> resumed_slot;
    resumed_slot.add(field(resumed, "psk"));
    schedule early;
    early.start(resumed_slot);
    check_present<Hash>(early, resumed, "early_secret");
    std::array<std::uint8_t, 32> base{};
    early.derive("res binder", nothing, base);
    CHECK(test::to_hex(base) == resumed.at("res_binder_key"));
    CHECK(expanded<Hash>({base.begin(), base.end()}, "finished", 32) == resumed.at("finished_key"));
    std::array<std::uint8_t, 32> binder{};
    schedule::finished_mac(base, field(resumed, "hash_truncated_hello"), binder);
    CHECK(test::to_hex(binder) == resumed.at("binder"));
}

struct rfc5869_case {
    const char* ikm;
    const char* salt;
    const char* info;
    std::size_t size;
    const char* prk;
    const char* okm;
};

// Appendix A.1 and A.3.
constexpr rfc5869_case rfc5869[] = {
    {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9", 42,
     "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
     "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
    {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "", 42,
     "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
     "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
};

template <class Hash>
void check_hkdf() {
    for (const auto& one : rfc5869) {
        std::array<std::uint8_t, 32> prk{};
        tscp::hkdf<Hash>::extract(test::from_hex(one.salt), test::from_hex(one.ikm), prk);
        CHECK(test::to_hex(prk) == one.prk);
        test::bytes okm(one.size);
        REQUIRE(tscp::hkdf<Hash>::expand(prk, test::from_hex(one.info), okm));
        CHECK(test::to_hex(okm) == one.okm);
        test::bytes too_long(tscp::hkdf<Hash>::max_output_size + 1, 0x5a);
        CHECK(tscp::hkdf<Hash>::expand(prk, {}, too_long).error() == tscp::errc::out_of_range);
        CHECK(too_long == test::bytes(too_long.size(), 0x5a));
    }
}

}  // namespace

TEST_CASE("the key schedule gives the values of RFC 8448") {
    check_schedule<tscp::portable::sha256>();
#if defined(TSCP_TEST_CRYPTOPP)
    check_schedule<tscp::cryptopp::sha256>();
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check_schedule<tscp::mbedtls::sha256>();
#endif
}

TEST_CASE("HKDF gives the values of RFC 5869") {
    check_hkdf<tscp::portable::sha256>();
#if defined(TSCP_TEST_CRYPTOPP)
    check_hkdf<tscp::cryptopp::sha256>();
#endif
#if defined(TSCP_TEST_MBEDTLS)
    check_hkdf<tscp::mbedtls::sha256>();
#endif
}
