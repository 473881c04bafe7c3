// SPDX-License-Identifier: MIT
// The library in one include: version, core types, and what a backend must offer.
#pragma once

#include <tscp/concepts/block_cipher.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/concepts/integer.hpp>
#include <tscp/concepts/platform.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/version.hpp>
