// SPDX-License-Identifier: MIT
// Memory for one AEAD object, whichever of a profile's suites was chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>

#include <tscp/core/bytes.hpp>
#include <tscp/core/relocate.hpp>
#include <tscp/core/secret.hpp>

namespace tscp {
inline namespace TSCP_ABI {
namespace detail {

/// Holds no object until `make`. `Suites` is a suite_list.
template <class Suites, bool OneAead = Suites::has_one_aead>
class aead_slot {
public:
    aead_slot() noexcept = default;
    aead_slot(const aead_slot&) = delete;
    aead_slot& operator=(const aead_slot&) = delete;
    ~aead_slot() { clear(); }

    /// In place of what was here. Precondition: a suite has this AEAD, the key is of its size.
    void make(std::uint8_t aead_id, byte_view key) noexcept {
        clear();
        Suites::visit_aead(aead_id, [&](auto suite) noexcept {
            ::new (static_cast<void*>(memory_.bytes)) typename decltype(suite)::aead{key};
        });
        aead_id_ = aead_id;
    }

    /// Takes the other's object in place of its own, and leaves the other empty.
    void take(aead_slot& other) noexcept {
        clear();
        other.visit([&](auto& object) noexcept {
            using aead = std::remove_reference_t<decltype(object)>;
            ::new (static_cast<void*>(memory_.bytes)) aead{relocate, object};
        });
        aead_id_ = other.aead_id_;
        other.clear();
    }

    void clear() noexcept {
        visit([](auto& object) noexcept {
            using aead = std::remove_reference_t<decltype(object)>;
            object.~aead();
        });
        wipe_object(memory_);
        aead_id_ = 0;
    }

    /// The code of the AEAD; 0 where the slot is empty.
    [[nodiscard]] std::uint8_t aead_id() const noexcept { return aead_id_; }

    /// Calls `act(object)` where there is one.
    template <class Act>
    void visit(Act&& act) noexcept {
        Suites::visit_aead(aead_id_, [&](auto suite) noexcept {
            act(*std::launder(reinterpret_cast<typename decltype(suite)::aead*>(memory_.bytes)));
        });
    }
    template <class Act>
    void visit(Act&& act) const noexcept {
        Suites::visit_aead(aead_id_, [&](auto suite) noexcept {
            act(*std::launder(reinterpret_cast<const typename decltype(suite)::aead*>(memory_.bytes)));
        });
    }

private:
    struct alignas(Suites::aead_object_alignment) storage {
        std::uint8_t bytes[Suites::aead_object_size];
    };
    storage memory_{};
    std::uint8_t aead_id_ = 0;  // 0: empty
};

/// Where all suites have one AEAD it need not be told which: an empty slot holds one with a key of zeros, and its owner
/// keeps it from being used.
template <class Suites>
class aead_slot<Suites, true> {
    using aead = typename Suites::first_aead;

public:
    aead_slot() noexcept { make_empty(); }
    aead_slot(const aead_slot&) = delete;
    aead_slot& operator=(const aead_slot&) = delete;
    ~aead_slot() { object_.~aead(); }

    void make(std::uint8_t /*aead_id*/, byte_view key) noexcept {
        object_.~aead();
        ::new (static_cast<void*>(&object_)) aead{key};
    }
    void take(aead_slot& other) noexcept {
        object_.~aead();
        ::new (static_cast<void*>(&object_)) aead{relocate, other.object_};
        other.clear();
    }
    void clear() noexcept {
        object_.~aead();
        make_empty();
    }

    [[nodiscard]] static constexpr std::uint8_t aead_id() noexcept { return aead::aead_id; }

    template <class Act>
    void visit(Act&& act) noexcept {
        act(object_);
    }
    template <class Act>
    void visit(Act&& act) const noexcept {
        act(object_);
    }

private:
    void make_empty() noexcept {
        static_assert(aead::key_size <= sizeof zeros);
        ::new (static_cast<void*>(&object_)) aead{byte_view{zeros}.first(aead::key_size)};
    }

    union {
        aead object_;
    };
};

}  // namespace detail
}  // namespace TSCP_ABI
}  // namespace tscp
