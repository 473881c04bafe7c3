// SPDX-License-Identifier: MIT
// A name service for tests, to be preloaded: every name that is no address has those of TSCP_TEST_ADDRESSES, IPv4
// addresses separated by blanks, after TSCP_TEST_SECONDS.
#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <string>

namespace {

using getaddrinfo_function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);

bool is_address(const std::string& name) { return name.find_first_not_of("0123456789.") == std::string::npos; }

std::string setting(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

}  // namespace

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the names of netdb.h are reserved
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
    const auto real = reinterpret_cast<getaddrinfo_function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (name == nullptr || is_address(name)) { return real(name, service, hints, found); }
    ::sleep(static_cast<unsigned>(std::atoi(setting("TSCP_TEST_SECONDS").c_str())));
    std::istringstream addresses{setting("TSCP_TEST_ADDRESSES")};
    addrinfo** end = found;
    for (std::string address; addresses >> address; end = &(*end)->ai_next) {
        const int error = real(address.c_str(), service, hints, end);
        if (error != 0) { return error; }
    }
    return *found == nullptr ? EAI_NONAME : 0;
}
