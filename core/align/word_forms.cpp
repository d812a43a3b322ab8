// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/align/word_forms.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace gapscope {
namespace {
using Spelling = std::pair<std::string_view, std::string_view>;

/// Spellings of hurried typing, names of days and months cut short, and numbers in words. "mar",
/// "sat" and "sun" are words of their own. Words of assent and thanks stay apart: they stand in
/// every dialogue, and joining them matches dialogues of different tasks.
constexpr std::array spellings{Spelling{"pls", "please"},     Spelling{"plz", "please"},
                               Spelling{"acct", "account"},   Spelling{"appt", "appointment"},
                               Spelling{"tmrw", "tomorrow"},  Spelling{"tmr", "tomorrow"},
                               Spelling{"mins", "minute"},    Spelling{"min", "minute"},
                               Spelling{"hr", "hour"},        Spelling{"hrs", "hour"},
                               Spelling{"nr", "number"},      Spelling{"addr", "address"},
                               Spelling{"rd", "road"},        Spelling{"pic", "photo"},
                               Spelling{"pics", "photo"},     Spelling{"one", "1"},
                               Spelling{"two", "2"},          Spelling{"three", "3"},
                               Spelling{"four", "4"},         Spelling{"five", "5"},
                               Spelling{"six", "6"},          Spelling{"seven", "7"},
                               Spelling{"eight", "8"},        Spelling{"nine", "9"},
                               Spelling{"ten", "10"},         Spelling{"eleven", "11"},
                               Spelling{"twelve", "12"},      Spelling{"mon", "monday"},
                               Spelling{"tue", "tuesday"},    Spelling{"tues", "tuesday"},
                               Spelling{"wed", "wednesday"},  Spelling{"weds", "wednesday"},
                               Spelling{"thu", "thursday"},   Spelling{"thur", "thursday"},
                               Spelling{"thurs", "thursday"}, Spelling{"fri", "friday"},
                               Spelling{"jan", "january"},    Spelling{"feb", "february"},
                               Spelling{"apr", "april"},      Spelling{"jun", "june"},
                               Spelling{"jul", "july"},       Spelling{"aug", "august"},
                               Spelling{"sept", "september"}, Spelling{"sep", "september"},
                               Spelling{"oct", "october"},    Spelling{"nov", "november"},
                               Spelling{"dec", "december"}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool endsWith(std::string_view word, std::string_view tail)
{
    return word.size() > tail.size() && word.substr(word.size() - tail.size()) == tail;
}

/// Without thousands commas, a fraction of zeros and an ordinal's ending; empty: no plain number.
std::string_view plainNumber(std::string_view word, std::string &buffer)
{
    for (const std::string_view ordinal : {"st", "nd", "rd", "th"})
        if (endsWith(word, ordinal) && isDigit(word[word.size() - 3])) {
            word.remove_suffix(2);
            break;
        }
    buffer.clear();
    bool fraction = false;
    for (const char c : word) {
        if (c == '.' && !fraction)
            fraction = true;
        else if (c == ',' && !fraction)
            continue;
        else if (!isDigit(c))
            return {};
        buffer.push_back(c);
    }
    if (fraction) {
        buffer.erase(buffer.find_last_not_of('0') + 1);
        if (!buffer.empty() && buffer.back() == '.')
            buffer.pop_back();
    }
    return buffer;
}

constexpr std::size_t leastStem = 4;

void cutPlural(std::string &word)
{
    const auto anyOf = [&word](std::initializer_list<std::string_view> tails) {
        return std::any_of(tails.begin(), tails.end(),
                           [&word](std::string_view tail) { return endsWith(word, tail); });
    };
    if (endsWith(word, "ies") && !anyOf({"eies", "aies"}))
        word.replace(word.size() - 3, 3, "y");
    else if (endsWith(word, "s") && !anyOf({"us", "ss", "aes", "ees", "oes", "is"}))
        word.pop_back();
}

void cutEnding(std::string &word)
{
    cutPlural(word);
    if (word.size() > leastStem && word.back() == 'e')
        word.pop_back();
}
} // namespace

std::string_view wordForm(std::string_view word, std::string &buffer)
{
    if (word.empty())
        return word;
    if (isDigit(word.front())) {
        const std::string_view number = plainNumber(word, buffer);
        return number.empty() ? word : number;
    }
    const auto *const known =
        std::find_if(spellings.begin(), spellings.end(),
                     [word](const Spelling &spelling) { return spelling.first == word; });
    if (known != spellings.end())
        word = known->second;
    const bool letters =
        std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!letters || word.size() < leastStem)
        return word;
    buffer = word;
    cutEnding(buffer);
    return buffer;
}
} // namespace gapscope
