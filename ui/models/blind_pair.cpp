// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/blind_pair.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace gapscope {
namespace {
constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmedEnd(std::string_view text)
{
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// The size of `###STOP###` and the like at the end of the text; 0 = none.
std::size_t hashSignal(std::string_view text)
{
    constexpr std::string_view mark = "###";
    if (!text.ends_with(mark) || text.size() < 2 * mark.size())
        return 0;
    const std::string_view before = text.substr(0, text.size() - mark.size());
    const std::size_t name = before.find_last_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-_") + 1;
    const std::string_view opening = before.substr(0, name);
    return name < before.size() && opening.ends_with(mark) ? text.size() - name + mark.size() : 0;
}

/// The size of a command to the platform at the end of the text, a word of its own; 0 = none.
std::size_t command(std::string_view text)
{
    constexpr std::array<std::string_view, 2> commands{"/stop", "\\stop"};
    for (const std::string_view each : commands) {
        if (!text.ends_with(each))
            continue;
        const std::string_view before = text.substr(0, text.size() - each.size());
        if (before.empty() || blanks.find(before.back()) != std::string_view::npos)
            return each.size();
    }
    return 0;
}

/// Only ends are cut, so that places in what is left are places in the source.
std::string_view withoutSignals(std::string_view text)
{
    std::string_view rest = trimmedEnd(text);
    bool isCut = false;
    for (;;) {
        const std::size_t size = std::max(hashSignal(rest), command(rest));
        if (size == 0)
            return isCut ? rest : text;
        rest = trimmedEnd(rest.substr(0, rest.size() - size));
        isCut = true;
    }
}

std::shared_ptr<const Dialogue> blinded(const std::shared_ptr<const Dialogue> &dialogue)
{
    if (!dialogue)
        return nullptr;
    auto shown = std::make_shared<Dialogue>(*dialogue);
    for (Turn &turn : shown->turns)
        if (turn.role == Role::User && turn.text)
            turn.text = std::string(withoutSignals(*turn.text));
    return shown;
}
} // namespace

ComparePair blinded(ComparePair pair)
{
    pair.real.dialogue = blinded(pair.real.dialogue);
    pair.sim.dialogue = blinded(pair.sim.dialogue);
    return pair;
}

bool isShownBlind(const Turn &turn)
{
    switch (turn.role) {
    case Role::Note:
    case Role::System:
        return false;
    case Role::User:
        return !turn.toolCalls.empty() ||
               (turn.text && turn.text->find_first_not_of(blanks) != std::string::npos);
    case Role::Agent:
    case Role::Tool:
        break;
    }
    return true;
}
} // namespace gapscope
