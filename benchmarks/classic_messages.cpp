// SPDX-License-Identifier: MIT
// Classic's messages: written and read, in both dialects and suites, 16 to 1024 bytes of data.
#include <benchmark/benchmark.h>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "backends.hpp"
#include "benchmarks.hpp"

namespace bench {

namespace {

namespace classic = tscp::classic;

template <class Dialect, class Backend>
struct session {
    using sender = classic::client_channel<Dialect, Backend>;
    using receiver = classic::server_channel<Dialect, Backend>;
    using cipher = typename sender::cipher;

    explicit session(classic::suite chosen)
        : client{ids(), cipher{chosen, tscp::bytes_of("107017466151231256788531")}},
          server{ids(), cipher{chosen, tscp::bytes_of("107017466151231256788531")}} {}

    static classic::session_ids ids() {
        fixed_random random;
        return {must(classic::session_id::draw(classic::role::client, random)),
                must(classic::session_id::draw(classic::role::server, random))};
    }

    sender client;
    receiver server;
};

template <class Dialect, class Backend>
void write_message(benchmark::State& state, classic::suite chosen) {
    const session<Dialect, Backend> ends{chosen};
    const std::string data(static_cast<std::size_t>(state.range(0)), 'x');
    std::vector<std::uint8_t> buffer(ends.client.max_message_size(data.size()));
    for (auto _ : state) {
        tscp::writer message{buffer};
        must(ends.client.write_message(data, message));
        benchmark::ClobberMemory();
    }
}

template <class Dialect, class Backend>
void read_message(benchmark::State& state, classic::suite chosen) {
    const session<Dialect, Backend> ends{chosen};
    const std::string data(static_cast<std::size_t>(state.range(0)), 'x');
    std::vector<std::uint8_t> buffer(ends.client.max_message_size(data.size()));
    std::vector<std::uint8_t> text(buffer.size());
    tscp::writer message{buffer};
    must(ends.client.write_message(data, message));
    for (auto _ : state) {
        tscp::writer out{text};
        const auto received = must(ends.server.read_message(message.written(), out));
        if (received.how() != classic::status::ok) { std::abort(); }
    }
}

}  // namespace

void register_classic_messages() {
    for_each_dialect([](auto dialect, const char* dialect_name) {
        for (const auto chosen : {classic::suite::aes, classic::suite::oxo}) {
            for_each_backend([&](auto backend) {
                using dialect_type = decltype(dialect);
                using backend_type = decltype(backend);
                if constexpr (!std::is_base_of_v<portable, backend_type> || std::is_same_v<portable, backend_type>) {
                    const auto add = [&](const char* way, void (*run)(benchmark::State&, classic::suite)) {
                        const std::string suite = chosen == classic::suite::aes ? " AES " : " oXo ";
                        benchmark::RegisterBenchmark(
                            (std::string{"classic messages/"} + dialect_name + suite + way + "/" + backend_type::name)
                                .c_str(),
                            [run, chosen](benchmark::State& state) { run(state, chosen); })
                            ->Arg(16)
                            ->Arg(64)
                            ->Arg(256)
                            ->Arg(1024);
                    };
                    add("write", write_message<dialect_type, backend_type>);
                    add("read", read_message<dialect_type, backend_type>);
                }
            });
        }
    });
}

}  // namespace bench
