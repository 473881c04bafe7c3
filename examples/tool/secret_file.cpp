// SPDX-License-Identifier: MIT
// Read without a stream, whose buffer would keep a copy.
#include "secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "blocking_io.hpp"

namespace tool {

namespace {

constexpr std::size_t max_size = std::size_t{16} * 1024 * 1024;
constexpr mode_t others = S_IRWXG | S_IRWXO;

class descriptor {
public:
    explicit descriptor(int number) : number_{number} {}
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    ~descriptor() { (void)close(); }

    [[nodiscard]] int number() const { return number_; }
    bool close() {
        const int number = number_;
        number_ = -1;
        return number < 0 || ::close(number) == 0;
    }

private:
    int number_;
};

[[noreturn]] void fail(const std::string& path, int error) {
    throw std::runtime_error{path + ": " + std::generic_category().message(error)};
}

void check_mode(const std::string& path, int file) {
    struct stat status {};
    if (::fstat(file, &status) != 0) { fail(path, errno); }
    if ((status.st_mode & others) != 0) {
        throw std::runtime_error{path + " can be used by others than its owner: `chmod 600 " + path +
                                 "`, or --insecure-key-file"};
    }
}

}  // namespace

secret_bytes read_secret_file(const std::string& path, bool others_allowed) {
    const descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.number() < 0) { fail(path, errno); }
    if (!others_allowed) { check_mode(path, file.number()); }
    constexpr std::size_t step = 4096;
    secret_bytes content;
    while (true) {
        const std::size_t before = content.size();
        if (before > max_size) { throw std::runtime_error{path + " has more than 16 MiB: it is no key file"}; }
        content.resize(before + step);
        const ssize_t size = read_waiting(file.number(), tscp::byte_span{content}.subspan(before));
        if (size < 0) { fail(path, errno); }
        content.resize(before + static_cast<std::size_t>(size));
        if (size == 0) { return content; }
    }
}

void write_secret_file(const std::string& path, tscp::byte_view content) {
    descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    if (file.number() < 0) {
        if (errno != EEXIST) { fail(path, errno); }
        throw std::runtime_error{path + ": there is such a file already, which stays as it is"};
    }
    int error = write_all(file.number(), content);
    // What cannot be synchronized, like a pipe, is no error: EINVAL.
    if (error == 0 && ::fsync(file.number()) != 0 && errno != EINVAL) { error = errno; }
    if (!file.close() && error == 0) { error = errno; }
    if (error != 0) {
        ::unlink(path.c_str());
        fail(path, error);
    }
}

}  // namespace tool
