// SPDX-License-Identifier: MIT
// Words are compared by Levenshtein's distance.
#include "words.hpp"

#include <algorithm>
#include <numeric>

namespace tool {

namespace {

// The last row of the table of distances, which is filled row by row: entry j is the distance of the rows' characters
// so far to the first j of `b`.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substituted, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) { return parts; }
        text.remove_prefix(end + 1);
    }
}

std::string joined(const std::vector<std::string>& words, std::string_view separator) {
    std::string all;
    for (const std::string& word : words) {
        if (!all.empty()) { all += separator; }
        all += word;
    }
    return all;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& words) {
    constexpr std::size_t longest = 64;  // beyond it nobody has mistyped a word
    if (word.size() > longest) { return {}; }
    const auto nearest = std::min_element(words.begin(), words.end(), [word](const auto& a, const auto& b) {
        return distance(word, a) < distance(word, b);
    });
    // Up to a third of the characters, and two of the shortest words.
    if (nearest == words.end() || distance(word, *nearest) > std::max<std::size_t>(2, nearest->size() / 3)) {
        return {};
    }
    return "did you mean '" + *nearest + "'? ";
}

}  // namespace tool
