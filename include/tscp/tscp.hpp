// SPDX-License-Identifier: MIT
// The secure protocol in one include; backends, platforms and classic are others.
#pragma once

#include <tscp/concepts/aead.hpp>
#include <tscp/concepts/block_cipher.hpp>
#include <tscp/concepts/group.hpp>
#include <tscp/concepts/hash.hpp>
#include <tscp/concepts/integer.hpp>
#include <tscp/concepts/key_agreement.hpp>
#include <tscp/concepts/platform.hpp>
#include <tscp/concepts/profile.hpp>
#include <tscp/concepts/random.hpp>
#include <tscp/core/bytes.hpp>
#include <tscp/core/config.hpp>
#include <tscp/core/hex.hpp>
#include <tscp/core/reader.hpp>
#include <tscp/core/result.hpp>
#include <tscp/core/secret.hpp>
#include <tscp/core/writer.hpp>
#include <tscp/group/static_key.hpp>
#include <tscp/handshake/client.hpp>
#include <tscp/handshake/credential.hpp>
#include <tscp/handshake/directory.hpp>
#include <tscp/handshake/half_open.hpp>
#include <tscp/handshake/half_open_table.hpp>
#include <tscp/handshake/server.hpp>
#include <tscp/kdf/hedged_random.hpp>
#include <tscp/session/channel.hpp>
#include <tscp/session/client_ticket.hpp>
#include <tscp/session/fragment.hpp>
#include <tscp/session/ticket_keys.hpp>
#include <tscp/version.hpp>
#include <tscp/wire/message_kind.hpp>
#include <tscp/wire/next_message.hpp>
