// SPDX-License-Identifier: MIT
// Lists of words, and which of them somebody may have meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tool {

/// The parts between the separators, empty ones too: at least one.
std::vector<std::string> split(std::string_view text, char separator);

/// All of the words with the separator between them.
std::string joined(const std::vector<std::string>& words, std::string_view separator);

/// "did you mean 'X'? ", with the word that is nearest to this one by insertions, deletions and substitutions; empty
/// where none is near.
std::string suggestion(std::string_view word, const std::vector<std::string>& words);

}  // namespace tool
