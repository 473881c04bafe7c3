// SPDX-License-Identifier: MIT
// Makes the seeds of the fuzz targets, from the vectors of docs/PROTOCOL.md and, where it has none, by the library.
//   fuzz_make_corpus VECTORS DIRECTORY           writes DIRECTORY/TARGET/NAME
//   fuzz_make_corpus --check VECTORS DIRECTORY   checks that just these are there
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "../support/memory_cell.hpp"
#include "samples.hpp"

namespace {

using nlohmann::json;
using test::bytes;
namespace fs = std::filesystem;

/// Seeds by `TARGET/NAME`.
using corpus = std::map<std::string, bytes>;

bytes joined(std::initializer_list<bytes> parts) {
    bytes whole;
    for (const bytes& part : parts) { whole.insert(whole.end(), part.begin(), part.end()); }
    return whole;
}

/// Units of a row of fragments, each after its size.
bytes fragments_of(const bytes& message, std::size_t unit) {
    test::counted_random random{unit};
    tscp::fragment_sender link;
    tscp::fragmenter pieces;
    if (link.start(random) != tscp::errc::none || link.cut(message, unit, pieces) != tscp::errc::none) { std::abort(); }
    bytes row;
    while (!pieces.finished()) {
        const bytes piece = test::written_by([&](tscp::writer& out) { return bool{pieces.write_next(out)}; });
        row = joined({row, {static_cast<std::uint8_t>(piece.size())}, piece});
    }
    return row;
}

/// The frames of datagrams, back to back.
bytes slip_line_of(std::initializer_list<bytes> datagrams) {
    bytes line;
    for (const bytes& datagram : datagrams) {
        bytes frame(tscp::slip::max_encoded_size(datagram.size()));
        const auto done = tscp::slip::encode(datagram, frame);
        if (!done) { std::abort(); }
        line.insert(line.end(), done->begin(), done->end());
    }
    return line;
}

/// Lines with every byte, with the longest datagram, and with what precedes the first END.
void add_lines(corpus& seeds) {
    bytes every_byte;
    for (unsigned value = 0; value < 256; ++value) { every_byte.push_back(static_cast<std::uint8_t>(value)); }
    seeds["slip/every_byte"] = slip_line_of({every_byte});
    seeds["slip/full_buffer"] = slip_line_of({bytes(fuzz::slip_capacity, 0x66)});
    seeds["slip/escapes_alone"] = slip_line_of({bytes(20, 0xc0), bytes(20, 0xdb)});
    seeds["slip/noise_in_front"] = joined({{0x00, 0xff, 0xdb, 0xdc}, slip_line_of({{0x31, 0x00}})});
    seeds["slip/one_end_between"] = test::from_hex("c03100c03211c0");
}

void add_vectors(const json& vectors, corpus& seeds) {
    for (const json& one : vectors) {
        const auto field = [&](const char* name) { return test::from_hex(one.at(name).get<std::string>()); };
        const bool stream = one.at("framing") == 0;
        const std::string name = one.at("name").get<std::string>();
        seeds["hello/" + name] = field("hello");
        seeds["hey/" + name] = field("hey");
        if (field("hello").size() <= fuzz::reassembler_capacity) {
            seeds["fragments/hello_" + name] = fragments_of(field("hello"), stream ? 23 : 31);
        }
        const bytes updated = field("client_record_0_of_epoch_1");
        seeds["record/data_" + name] = field("client_record_0");
        if (!stream) {
            seeds["slip/session_" + name] =
                slip_line_of({field("hello"), field("hey"), field("client_record_0"), field("server_record_0")});
        }
        if (one.at("mode") == 0) { seeds["record/epoch1_" + name] = updated; }
        if (stream) {
            seeds["next_message/hello_" + name] = field("hello");
            seeds["next_message/hey_" + name] = field("hey");
            seeds["next_message/record_" + name] = field("server_record_0");
        }
    }
}

bytes hello_of(const bytes& suites, const bytes& identity, const bytes& cid, const bytes& share,
               const bytes& extensions = {}) {
    tscp::hello message;
    message.mode = tscp::handshake_mode::resumption;
    message.suites = suites;
    message.identity = identity;
    message.cid = cid;
    const bytes head = test::written_by([&](tscp::writer& out) {
        message.write_head(extensions, out);
        return true;
    });
    return joined({head, share, bytes(tscp::handshake_mac_size, 0xb1)});
}

/// Extensions, one of them unknown, and shares of groups without a backend.
void add_extensions(corpus& seeds) {
    const bytes share(32, 0x5a);
    const bytes extensions = test::from_hex("010200c8e00378797a0200");
    const bytes sized = joined({{0x00, 0x07}, bytes(7, 0x5a)});
    const bytes hello = hello_of({0x11, 0x1d}, {0x69}, bytes(4, 0xc1), share, extensions);
    const bytes sized_hello = hello_of({0x61}, {0x69}, {}, sized);
    const bytes hey = joined({{0x32, 0x11, 0x84},
                              bytes(4, 0x51),
                              {0x04, 0x01, 0x02, 0x00, 0x40},
                              share,
                              bytes(tscp::handshake_mac_size, 0xf1)});
    const bytes sized_hey = joined({{0x32, 0xe1, 0x00}, sized, bytes(tscp::handshake_mac_size, 0xf1)});
    for (const char* target : {"hello", "next_message"}) {
        const std::string prefix = target + std::string{target[0] == 'h' ? "/" : "/hello_"};
        seeds[prefix + "extensions"] = hello;
        seeds[prefix + "sized_share"] = sized_hello;
    }
    for (const char* target : {"hey", "next_message"}) {
        const std::string prefix = target + std::string{target[0] == 'h' ? "/" : "/hey_"};
        seeds[prefix + "extensions"] = hey;
        seeds[prefix + "sized_share"] = sized_hey;
    }
}

/// Hellos with every field as short, and as long, as can be.
void add_hello_bounds(corpus& seeds) {
    seeds["hello/shortest"] = hello_of({0x01}, {0x00}, {}, bytes(16, 0x5a));
    bytes suites;
    for (unsigned aead = 1; aead <= 15; ++aead) { suites.push_back(static_cast<std::uint8_t>(0x30U | aead)); }
    seeds["hello/longest"] = hello_of(suites, bytes(255, 0x69), bytes(tscp::max_cid_size, 0xc1), bytes(384, 0x5a));
    seeds["next_message/hello_shortest"] = seeds["hello/shortest"];
}

bytes snapshot_of(bool of_server, bool of_session, bool on_datagrams) {
    const auto write = [&](auto&& both) {
        test::memory_cell cell{7};
        return test::written_by([&](tscp::writer& out) {
            if (of_session) {
                return bool{of_server ? both.server.suspend(cell, out) : both.client.suspend(cell, out)};
            }
            return bool{of_server ? both.server_channel().suspend(cell, out)
                                  : both.client_channel().suspend(cell, out)};
        });
    };
    return on_datagrams ? write(test::pair<test::datagram_profile>{2}) : write(test::pair<test::stream_profile>{2});
}

void add_snapshots(corpus& seeds) {
    for (const bool of_server : {false, true}) {
        for (const bool of_session : {false, true}) {
            for (const bool on_datagrams : {false, true}) {
                const std::string name = std::string{of_server ? "server" : "client"} +
                                         (of_session ? "_session" : "_channel") +
                                         (on_datagrams ? "_datagram" : "_stream");
                seeds["snapshot/" + name] = snapshot_of(of_server, of_session, on_datagrams);
            }
        }
    }
}

/// The last that the cell can hold: restored, it cannot be suspended again.
void add_last_generation(corpus& seeds) {
    test::pair<test::stream_profile> both{2};
    test::memory_cell cell{7};
    cell.stored = ~std::uint64_t{0} - 2;
    seeds["snapshot/client_channel_last_generation"] =
        test::written_by([&](tscp::writer& out) { return bool{both.client_channel().suspend(cell, out)}; });
}

void add_tickets(corpus& seeds) {
    const auto input = [](fuzz::ticket_part part, const bytes& ticket) {
        return joined({{static_cast<std::uint8_t>(part)}, ticket});
    };
    const bytes ticket = fuzz::genuine_ticket();
    const bytes record = joined({test::from_hex("00000e10010000000000000001"), ticket});
    tscp::session_secrets<tscp::portable::sha256> secrets;
    secrets.set(fuzz::suite_of_secrets, 0, [](tscp::byte_span, tscp::byte_span) noexcept {});
    const auto read = tscp::client_ticket::parse(tscp::ticket_record{record}, secrets);
    const bytes stored = test::written_by([&](tscp::writer& out) { return read && read->write_to(out); });
    const bytes plain = joined({test::psk(), test::from_hex("01000000006553f10000000e10")});
    seeds["ticket/stored"] = input(fuzz::ticket_part::stored, stored);
    seeds["ticket/record"] = input(fuzz::ticket_part::record, record);
    seeds["ticket/stored_longest"] =
        input(fuzz::ticket_part::stored, joined({bytes(stored.begin(), stored.begin() + 38), {255}, bytes(255, 0x74)}));
    seeds["ticket/sealed"] = input(fuzz::ticket_part::sealed, ticket);
    seeds["ticket/plaintext"] =
        input(fuzz::ticket_part::plaintext, joined({plain, {'k', 'i', 't', 'c', 'h', 'e', 'n'}}));
    seeds["ticket/plaintext_without_name"] = input(fuzz::ticket_part::plaintext, plain);
}

template <class Profile>
void add_sessions(std::uint8_t flags, const std::string& framing, corpus& seeds) {
    const auto input = [&](fuzz::channel_part part, const bytes& rest) {
        return joined({{static_cast<std::uint8_t>(flags | static_cast<unsigned>(part))}, rest});
    };
    const fuzz::quick_session<Profile> own;
    seeds["channel/hello_" + framing] = input(fuzz::channel_part::hello, own.hello);
    seeds["channel/hey_" + framing] = input(fuzz::channel_part::hey, own.hey);
    seeds["channel/first_record_" + framing] = input(fuzz::channel_part::first_record, own.first_record);
    // The steps are those of channel.cpp.
    const std::pair<const char*, const char*> scripts[] = {
        {"script_data_", "0805090000030100180209011907"},
        {"script_updates_", "0003010008020900040c0100010109010000010208000902"},
        {"script_sleep_and_close_", "0801090017070f080309010002010015020100000d0902"},
        {"script_pings_", "1808010000140301001703090018080002001c00090201"},
        {"script_epochs_", "0801090000080100040109020c0901040101020802090302030500010304010402040101000201"},
        {"script_attacks_", "08040804090000050a000501020005010b01100e0480010203090119010100"}};
    for (const auto& [name, steps] : scripts) {
        seeds["channel/" + (name + framing)] = input(fuzz::channel_part::script, test::from_hex(steps));
    }
}

corpus make(const fs::path& vectors) {
    std::ifstream file{vectors};
    corpus seeds;
    add_vectors(json::parse(file), seeds);
    add_hello_bounds(seeds);
    add_extensions(seeds);
    seeds["fragments/full_buffer"] = fragments_of(bytes(fuzz::reassembler_capacity, 0x66), 23);
    add_lines(seeds);
    add_snapshots(seeds);
    add_last_generation(seeds);
    add_tickets(seeds);
    add_sessions<test::stream_profile>(0, "stream", seeds);
    add_sessions<test::datagram_profile>(4, "datagram", seeds);
    return seeds;
}

bytes content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

corpus read(const fs::path& directory) {
    corpus seeds;
    for (const auto& entry : fs::recursive_directory_iterator{directory}) {
        if (!entry.is_regular_file()) { continue; }
        seeds[fs::relative(entry.path(), directory).generic_string()] = content_of(entry.path());
    }
    return seeds;
}

int check(const corpus& made, const corpus& present) {
    int faults = 0;
    for (const auto& [name, seed] : made) {
        const auto found = present.find(name);
        if (found != present.end() && found->second == seed) { continue; }
        std::fprintf(stderr, "%s %s\n", name.c_str(), found == present.end() ? "is missing" : "is another");
        ++faults;
    }
    for (const auto& [name, seed] : present) {
        if (made.count(name) != 0) { continue; }
        std::fprintf(stderr, "%s is not made by this program\n", name.c_str());
        ++faults;
    }
    if (faults != 0) { std::fprintf(stderr, "./dev fuzz --corpus makes the seeds anew\n"); }
    std::printf("%zu seeds, %d faults\n", made.size(), faults);
    return faults == 0 ? 0 : 1;
}

void write(const corpus& seeds, const fs::path& directory) {
    fs::remove_all(directory);
    for (const auto& [name, seed] : seeds) {
        const fs::path path = directory / name;
        fs::create_directories(path.parent_path());
        std::ofstream file{path, std::ios::binary};
        file.write(reinterpret_cast<const char*>(seed.data()), static_cast<std::streamsize>(seed.size()));
        if (!file.flush()) { throw std::runtime_error{"cannot write " + path.string()}; }
    }
    std::printf("%zu seeds\n", seeds.size());
}

}  // namespace

int main(int argc, char** argv) {
    const bool checks = argc > 1 && std::string{argv[1]} == "--check";
    if (argc != (checks ? 4 : 3)) {
        std::fprintf(stderr, "usage: fuzz_make_corpus [--check] VECTORS DIRECTORY\n");
        return 2;
    }
    try {
        const corpus seeds = make(argv[argc - 2]);
        const fs::path directory = argv[argc - 1];
        if (checks) { return check(seeds, read(directory)); }
        write(seeds, directory);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
