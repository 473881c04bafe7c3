// SPDX-License-Identifier: MIT
// The commands that need no network, as CLI11 is told of them.
#include "commands.hpp"

#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "../classic_demo.hpp"
#include "../tscp2_demo.hpp"
#include "classic_options.hpp"
#include "exit_code.hpp"
#include "keygen.hpp"
#include "option_checks.hpp"
#include "standard_output.hpp"
#include "tool_error.hpp"

namespace tool {

namespace {

const std::map<std::string, dialect> dialects{{"debug", dialect::debug}, {"release", dialect::release}};

int show_demo(bool classic_alone, dialect chosen, const std::string& suite) {
    std::ostringstream out;
    bool done = classic_alone || demo::run_tscp2(out);
    if (done) {
        const auto offer = tscp::classic::suite_list::parse(suite);
        done = with_dialect(chosen, [&](auto policy) {
            return demo::run_classic<decltype(policy)>(out, chosen == dialect::debug ? "debug" : "release", *offer);
        });
    }
    if (!print(out.str())) { return standard_io_error; }
    return done ? success : other_error;
}

}  // namespace

command add_demo(CLI::App& app) {
    struct demo_options {
        dialect chosen = dialect::debug;
        std::string suite = default_classic_suites;
    };
    const auto options = std::make_shared<demo_options>();
    CLI::App* parser =
        app.add_subcommand("demo", "Show TSCP 2, and classic after it, every value computed in this run");
    parser->footer(std::string{"Example:\n  tscp demo --classic release --suite AES\n\n"} + classic_warning);
    CLI::Option* classic =
        add_choice(*parser, "--classic", options->chosen, dialects, "Classic alone, in this dialect");
    parser->add_option("--suite", options->suite, "The one suite of classic to offer (both by default)")
        ->check(is_one_of({"AES", "oXo"}));
    return {parser, [options, classic] { return show_demo(classic->count() != 0, options->chosen, options->suite); }};
}

command add_keygen(CLI::App& app) {
    struct keygen_options {
        std::string psk;
        std::string key;
    };
    const auto options = std::make_shared<keygen_options>();
    CLI::App* parser = app.add_subcommand("keygen", "Write a new key into a new file, readable by its owner alone");
    parser->footer("Example:\n  tscp keygen --key device.key > device.pub");
    CLI::Option* psk = parser->add_option("--psk", options->psk, "The file for a key that both ends are to hold")
                           ->check(is_given("file"));
    parser->add_option("--key", options->key, "The file for a private key; prints the public one")
        ->check(is_given("file"))
        ->excludes(psk);
    return {parser, [options] {
                if (!options->psk.empty()) { return generate_psk(options->psk); }
                if (!options->key.empty()) { return generate_private_key(options->key); }
                throw tool_error{wrong_use, "--psk FILE or --key FILE is needed"};
            }};
}

command add_pubkey(CLI::App& app) {
    struct pubkey_options {
        std::string key;
        bool insecure_key_file = false;
    };
    const auto options = std::make_shared<pubkey_options>();
    CLI::App* parser = app.add_subcommand("pubkey", "Print the public key of a private key");
    parser->footer("Example:\n  tscp pubkey --key device.key");
    parser->add_option("--key", options->key, "The file with the private key")->check(is_given("file"))->required();
    parser->add_flag("--insecure-key-file", options->insecure_key_file, "Also read a key file that others can use");
    return {parser, [options] { return print_public_key(options->key, options->insecure_key_file); }};
}

command add_crack(CLI::App& app) {
    const auto options = std::make_shared<crack_options>();
    CLI::App* parser = app.add_subcommand("crack", "Recover the key and the plaintexts of a classic session");
    parser->footer(
        std::string{"Example:\n  tscp crack 'Hello:KAKI5-1-0-A:C-1-2-38:oXo|AES:102:116297090366876477071146' \\\n"
                    "    'Hey:AES:5b750788b9c20329015a0d0f41a060db05f708badfc048792c17770c01d6e142:"
                    "27756140084870699242461'\n\n"} +
        classic_warning);
    parser->add_option("HELLO", options->hello, "The client's first line")->required();
    parser->add_option("HEY", options->hey, "The server's answer")->required();
    parser->add_option("MESSAGE", options->messages, "Messages of either direction");
    return {parser, [options] { return crack_classic(*options); }};
}

}  // namespace tool
