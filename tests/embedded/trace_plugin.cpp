// SPDX-License-Identifier: MIT
// A plugin for QEMU (docs/devel/tcg-plugins of its sources) that compares traces: of what runs between the functions
// trace_begin and trace_end it takes the address of each instruction, and the address, size and direction of each load
// and store, in order. Runs are compared in groups: each with the first of its group.
//
// Arguments: begin=, end= (addresses of the two functions), runs= (in a group), out= (a file). A line for each group:
//     equal INSTRUCTIONS ACCESSES
//     differs INSTRUCTIONS ADDRESS     the first difference is within a few instructions behind that address
// With totals=1 it counts the instructions of each run alone, which is several times as fast. A line for each group:
//     equal INSTRUCTIONS
//     differs LEAST MOST
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <vector>

// What is used of qemu-plugin.h, which distributions do not install. TRACE_API is the version to declare: QEMU refuses
// one that it does not speak; none of these functions has changed since version 0.
extern "C" {
using qemu_plugin_id_t = std::uint64_t;
using qemu_plugin_meminfo_t = std::uint32_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_info_t;
using tb_callback = void (*)(qemu_plugin_id_t, qemu_plugin_tb*);
using insn_callback = void (*)(unsigned, void*);
using mem_callback = void (*)(unsigned, qemu_plugin_meminfo_t, std::uint64_t, void*);
using exit_callback = void (*)(qemu_plugin_id_t, void*);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, tb_callback);
void qemu_plugin_register_vcpu_tb_exec_cb(qemu_plugin_tb*, insn_callback, int flags, void*);
void qemu_plugin_register_vcpu_insn_exec_cb(qemu_plugin_insn*, insn_callback, int flags, void*);
void qemu_plugin_register_vcpu_mem_cb(qemu_plugin_insn*, mem_callback, int flags, int direction, void*);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, exit_callback, void*);
std::size_t qemu_plugin_tb_n_insns(const qemu_plugin_tb*);
qemu_plugin_insn* qemu_plugin_tb_get_insn(const qemu_plugin_tb*, std::size_t);
std::uint64_t qemu_plugin_tb_vaddr(const qemu_plugin_tb*);
std::uint64_t qemu_plugin_insn_vaddr(const qemu_plugin_insn*);
unsigned qemu_plugin_mem_size_shift(qemu_plugin_meminfo_t);
bool qemu_plugin_mem_is_store(qemu_plugin_meminfo_t);

__attribute__((visibility("default"))) extern const int qemu_plugin_version;
const int qemu_plugin_version = TRACE_API;
__attribute__((visibility("default"))) int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t* info, int count,
                                                               char** arguments);
}

namespace {

constexpr int no_registers = 0;
constexpr int loads_and_stores = 3;

std::uint64_t begin_address = 0;
std::uint64_t end_address = 0;
unsigned long runs_in_group = 2;
bool totals = false;
std::FILE* output = nullptr;

bool running = false;
unsigned long run = 0;

// A running hash of all events, and its value after every sixteenth, with the instruction there.
struct mark {
    std::uint64_t hash;
    std::uint64_t address;
};
std::uint64_t hash = 0;
std::uint64_t events = 0;
std::uint64_t instructions = 0;
std::uint64_t accesses = 0;
std::uint64_t last_address = 0;
std::vector<mark> first_run;
struct {
    std::uint64_t hash;
    std::uint64_t events;
    std::uint64_t instructions;
    std::uint64_t accesses;
} first{};
bool differs = false;
mark difference{};

void add(std::uint64_t event) {
    // FNV's step over words, with the upper half folded in.
    hash = (hash ^ event) * 0x100000001b3U;
    hash ^= hash >> 32U;
    if (++events % 16 != 0) { return; }
    const std::uint64_t index = events / 16 - 1;
    if (run % runs_in_group == 0) {
        first_run.push_back({hash, last_address});
    } else if (!differs && (index >= first_run.size() || first_run[index].hash != hash)) {
        differs = true;
        difference = {instructions, index > 0 ? first_run[index - 1].address : begin_address};
    }
}

void end_run() {
    if (run % runs_in_group == 0) {
        first = {hash, events, instructions, accesses};
    } else if (!differs && (hash != first.hash || events != first.events)) {
        differs = true;
        difference = {instructions, first_run.empty() ? begin_address : first_run.back().address};
    }
    if (++run % runs_in_group == 0) {
        if (differs) {
            std::fprintf(output, "differs %llu 0x%llx\n", static_cast<unsigned long long>(difference.hash),
                         static_cast<unsigned long long>(difference.address));
        } else {
            std::fprintf(output, "equal %llu %llu\n", static_cast<unsigned long long>(first.instructions),
                         static_cast<unsigned long long>(first.accesses));
        }
        std::fflush(output);
        first_run.clear();
        differs = false;
    }
}

void on_instruction(unsigned /*cpu*/, void* address_of) {
    const auto address = reinterpret_cast<std::uintptr_t>(address_of);
    if (address == end_address && running) {
        running = false;
        end_run();
    }
    if (running) {
        last_address = address;
        ++instructions;
        add(address);
    }
    if (address == begin_address) {
        running = true;
        hash = 0xcbf29ce484222325U;
        events = instructions = accesses = 0;
    }
}

void on_access(unsigned /*cpu*/, qemu_plugin_meminfo_t info, std::uint64_t address, void* /*unused*/) {
    if (!running) { return; }
    ++accesses;
    const std::uint64_t kind = 8U + qemu_plugin_mem_size_shift(info) * 2U + (qemu_plugin_mem_is_store(info) ? 1U : 0U);
    add(address | kind << 32U);
}

// What runs from one jump to the next, and the totals of a group.
struct straight_code {
    std::uint64_t address;
    std::uint64_t instructions;
};
std::deque<straight_code> translated;
std::uint64_t least = ~std::uint64_t{0};
std::uint64_t most = 0;

void on_straight_code(unsigned /*cpu*/, void* executed) {
    const auto& code = *static_cast<const straight_code*>(executed);
    if (code.address == end_address && running) {
        running = false;
        least = std::min(least, instructions);
        most = std::max(most, instructions);
        if (++run % runs_in_group == 0) {
            if (least == most) {
                std::fprintf(output, "equal %llu\n", static_cast<unsigned long long>(least));
            } else {
                std::fprintf(output, "differs %llu %llu\n", static_cast<unsigned long long>(least),
                             static_cast<unsigned long long>(most));
            }
            least = ~std::uint64_t{0};
            most = 0;
        }
    }
    if (running) { instructions += code.instructions; }
    if (code.address == begin_address) {
        running = true;
        instructions = 0;
    }
}

void on_translation(qemu_plugin_id_t /*id*/, qemu_plugin_tb* block) {
    if (totals) {
        translated.push_back({qemu_plugin_tb_vaddr(block), qemu_plugin_tb_n_insns(block)});
        qemu_plugin_register_vcpu_tb_exec_cb(block, on_straight_code, no_registers, &translated.back());
        return;
    }
    const std::size_t count = qemu_plugin_tb_n_insns(block);
    for (std::size_t i = 0; i < count; ++i) {
        qemu_plugin_insn* const insn = qemu_plugin_tb_get_insn(block, i);
        void* const address = reinterpret_cast<void*>(static_cast<std::uintptr_t>(qemu_plugin_insn_vaddr(insn)));
        qemu_plugin_register_vcpu_insn_exec_cb(insn, on_instruction, no_registers, address);
        qemu_plugin_register_vcpu_mem_cb(insn, on_access, no_registers, loads_and_stores, nullptr);
    }
}

void on_exit(qemu_plugin_id_t /*id*/, void* /*unused*/) { std::fclose(output); }

}  // namespace

int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t* /*info*/, int count, char** arguments) {
    for (int i = 0; i < count; ++i) {
        const char* const argument = arguments[i];
        if (std::strncmp(argument, "begin=", 6) == 0) { begin_address = std::strtoull(argument + 6, nullptr, 16); }
        if (std::strncmp(argument, "end=", 4) == 0) { end_address = std::strtoull(argument + 4, nullptr, 16); }
        if (std::strncmp(argument, "runs=", 5) == 0) { runs_in_group = std::strtoul(argument + 5, nullptr, 10); }
        if (std::strcmp(argument, "totals=1") == 0) { totals = true; }
        if (std::strncmp(argument, "out=", 4) == 0) { output = std::fopen(argument + 4, "w"); }
    }
    if (begin_address == 0 || end_address == 0 || runs_in_group < 2 || output == nullptr) { return 1; }
    qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
    qemu_plugin_register_atexit_cb(id, on_exit, nullptr);
    return 0;
}
