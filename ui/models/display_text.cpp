// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/display_text.h"

#include <QChar>

#include <algorithm>

namespace gapscope {
namespace {
constexpr char32_t zeroWidthNonJoiner = 0x200C;
constexpr char32_t zeroWidthJoiner = 0x200D;
constexpr char32_t emojiStyle = 0xFE0F;

bool isPictograph(char32_t c)
{
    return QChar::category(c) == QChar::Symbol_Other || (c >= 0x1F3FB && c <= 0x1F3FF);
}

bool joinsLetters(char32_t c)
{
    const QChar::Script script = QChar::script(c);
    return script == QChar::Script_Arabic || script == QChar::Script_Syriac ||
           (script >= QChar::Script_Devanagari && script <= QChar::Script_Sinhala);
}

/// Characters that are drawn as nothing, or that turn their neighbours around. Joiners and style
/// selectors that do visible work where they stand are no such thing.
bool isInvisible(char32_t c, char32_t previous)
{
    if (c == '\t')
        return false;
    if (c == zeroWidthJoiner || c == emojiStyle || (c >= 0xE0020 && c <= 0xE007F))
        return !(
            isPictograph(previous) || previous == emojiStyle ||
            (c == zeroWidthJoiner && joinsLetters(previous)) ||
            (c == emojiStyle && (previous == '#' || previous == '*' || QChar::isDigit(previous) ||
                                 QChar::isSymbol(previous) || QChar::isPunct(previous))) ||
            (c > 0xFFFF && previous >= 0xE0020 && previous <= 0xE007F));
    if (c == zeroWidthNonJoiner)
        return !joinsLetters(previous);
    if (c >= 0xFE00 && c <= 0xFE0E)
        return !isPictograph(previous);
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
        return true;
    default:
        break;
    }
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x3164 ||
           c == 0xFFA0 || (c & 0xFFFE) == 0xFFFE;
}

QString chip(char32_t c)
{
    return QStringLiteral("⟨U+%1⟩").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
}

bool endsParagraph(QChar c)
{
    return c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QChar::ParagraphSeparator ||
           c == QChar::LineSeparator;
}

DisplayParagraph paragraph(const QString &source, int begin, int end)
{
    DisplayParagraph result;
    result.sourceBegin = begin;
    result.sourceEnd = end;
    int plainFrom = begin;
    char32_t previous = 0;
    for (int i = begin; i < end;) {
        const bool pair =
            i + 1 < end && source[i].isHighSurrogate() && source[i + 1].isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(source[i], source[i + 1])
                                : static_cast<char32_t>(source[i].unicode());
        const int length = pair ? 2 : 1;
        if (isInvisible(c, previous)) {
            for (int k = plainFrom; k < i; ++k)
                result.source.push_back(k);
            result.text += QStringView(source).mid(plainFrom, i - plainFrom);
            const QString spelt = chip(c);
            const int at = static_cast<int>(result.text.size());
            result.chips.push_back({at, at + static_cast<int>(spelt.size())});
            result.text += spelt;
            result.source.insert(result.source.end(), static_cast<std::size_t>(spelt.size()), i);
            plainFrom = i + length;
        }
        previous = c;
        i += length;
    }
    result.text += QStringView(source).mid(plainFrom, end - plainFrom);
    if (!result.chips.empty())
        for (int k = plainFrom; k <= end; ++k)
            result.source.push_back(k);
    result.rightToLeft = result.text.isRightToLeft();
    return result;
}
/// Where a piece that begins at `begin` and may be `longest` long ends: behind a blank, or else
/// before a character that does not belong to the one in front of it.
int pieceEnd(const QString &source, int begin, int longest)
{
    const int most = begin + longest;
    for (int i = most; i > most - longest / 8; --i)
        if (source[i - 1].isSpace())
            return i;
    int end = most;
    while (end > begin + 1 && end > most - 64 &&
           (source[end].isLowSurrogate() || source[end].isMark() ||
            source[end].category() == QChar::Other_Format ||
            source[end - 1].category() == QChar::Other_Format))
        --end;
    return end;
}

void addPieces(std::vector<DisplayParagraph> &result, const QString &source, int begin, int end,
               int longest)
{
    const std::size_t first = result.size();
    while (end - begin > longest) {
        const int cut = pieceEnd(source, begin, longest);
        result.push_back(paragraph(source, begin, cut));
        begin = cut;
    }
    result.push_back(paragraph(source, begin, end));
    for (std::size_t i = first; i < result.size(); ++i)
        result[i].rightToLeft = result[first].rightToLeft;
}
} // namespace

int DisplayParagraph::toSource(int position) const
{
    const int at = std::clamp(position, 0, static_cast<int>(text.size()));
    return source.empty() ? sourceBegin + at : source[static_cast<std::size_t>(at)];
}

int DisplayParagraph::toDisplay(int sourcePosition) const
{
    const int at = std::clamp(sourcePosition, sourceBegin, sourceEnd);
    if (source.empty())
        return at - sourceBegin;
    const auto found = std::lower_bound(source.begin(), source.end(), at);
    return static_cast<int>(found - source.begin());
}

std::vector<DisplayParagraph> displayParagraphs(const QString &source, int longest)
{
    std::vector<DisplayParagraph> result;
    const int size = static_cast<int>(source.size());
    int begin = 0;
    for (int i = 0; i < size; ++i) {
        if (!endsParagraph(source[i]))
            continue;
        addPieces(result, source, begin, i, longest);
        if (source[i] == QLatin1Char('\r') && i + 1 < size && source[i + 1] == QLatin1Char('\n'))
            ++i;
        begin = i + 1;
    }
    addPieces(result, source, begin, size, longest);
    return result;
}

QString visibleText(const QString &source)
{
    QString seen;
    for (const DisplayParagraph &part : displayParagraphs(source)) {
        int from = 0;
        for (const CharRange &spelt : part.chips) {
            seen += QStringView(part.text).mid(from, spelt.begin - from);
            from = spelt.end;
        }
        seen += QStringView(part.text).mid(from);
        seen += QLatin1Char('\n');
    }
    return seen.normalized(QString::NormalizationForm_C);
}

CharRange utf16Range(const QString &text, int codePointBegin, int codePointEnd)
{
    const int size = static_cast<int>(text.size());
    int unit = 0;
    int point = 0;
    const auto advanceTo = [&](int target) {
        for (; point < target && unit < size; ++point)
            unit +=
                text[unit].isHighSurrogate() && unit + 1 < size && text[unit + 1].isLowSurrogate()
                    ? 2
                    : 1;
        return unit;
    };
    const int begin = advanceTo(codePointBegin);
    return {begin, advanceTo(codePointEnd)};
}
} // namespace gapscope
