// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/linear_reading.h"

#include "core/align/word_diff.h"
#include "ui/base/qstring.h"
#include "ui/models/compare_model.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace gapscope {
namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(gapscope::LinearReading)
};

/// Longer lists of words say no more than the sentences above them.
constexpr qsizetype mostWords = 25;

std::string said(const CompareModel &model, Side side, const std::vector<int> &turns)
{
    std::string text;
    for (const int position : turns) {
        if (!text.empty())
            text += '\n';
        text += model.turn(side, position).text.value_or(std::string());
    }
    return text;
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// With a full stop, where the text does not end a sentence itself.
QString sentence(const QString &text)
{
    const bool ends = !text.isEmpty() && text.back().isPunct();
    return ends ? text : text + QLatin1Char('.');
}

QString speech(const CompareModel &model, Side side, const std::vector<int> &turns)
{
    const bool mixed = model.pair().kinds == ComparePair::Kinds::RealAndSim;
    const QString who = mixed ? Text::tr("%1 user").arg(capital(model.sideName(side)))
                              : Text::tr("The %1").arg(model.sideName(side));
    if (turns.empty())
        return Text::tr("%1 says nothing here.").arg(who);
    const QString words = qs(said(model, side, turns)).simplified();
    if (words.isEmpty())
        return Text::tr("%1 sends no text.").arg(who);
    return Text::tr("%1 says: %2").arg(who, sentence(words));
}

QString wordList(const std::string &text, const WordDiff &diff, DiffKind kind)
{
    QStringList words;
    for (const DiffToken &token : diff.tokens) {
        if (token.kind != kind)
            continue;
        const ByteRange &range = kind == DiffKind::OnlyReal ? token.real : token.sim;
        const QString word = qs(text.substr(range.begin, range.end - range.begin));
        const bool isWord = std::any_of(word.begin(), word.end(),
                                        [](QChar unit) { return unit.isLetterOrNumber(); });
        if (isWord && !words.contains(word, Qt::CaseInsensitive))
            words += word;
    }
    const qsizetype left = words.size() - mostWords;
    QString list = words.mid(0, mostWords).join(QStringLiteral(", "));
    if (left > 0)
        list = Text::tr("%1, and %n more", nullptr, static_cast<int>(left)).arg(list);
    return list;
}

QStringList cueNames(const std::vector<CueSpan> &cues, const std::vector<int> &turns)
{
    QStringList names;
    for (const CueSpan &cue : cues) {
        if (std::find(turns.begin(), turns.end(), cue.turn) == turns.end())
            continue;
        const QString name = Text::tr("%1 by “%2”").arg(qs(info(cue.feature).title), qs(cue.cue));
        if (!names.contains(name))
            names += name;
    }
    return names;
}

QString onlyHere(const CompareModel &model, Side side, const QString &words)
{
    return model.pair().kinds == ComparePair::Kinds::RealAndSim
               ? Text::tr("Only on the %1 side: %2.").arg(model.sideName(side), words)
               : Text::tr("Only from the %1: %2.").arg(model.sideName(side), words);
}

bool isJudged(const CompareModel &model, int alignedRow)
{
    const std::vector<RowNote> &notes = model.notes(alignedRow);
    return std::any_of(notes.begin(), notes.end(), [](const RowNote &note) {
        return note.kind == RowNote::Kind::Label || note.kind == RowNote::Kind::Suggestion;
    });
}

QStringList sentences(const CompareModel &model, int alignedRow)
{
    const ComparePair &pair = model.pair();
    const AlignedRow &row = pair.alignment.rows[static_cast<std::size_t>(alignedRow)];
    QStringList lines{speech(model, Side::Real, row.real), speech(model, Side::Sim, row.sim)};
    if (!row.real.empty() && !row.sim.empty()) {
        const std::string real = said(model, Side::Real, row.real);
        const std::string sim = said(model, Side::Sim, row.sim);
        const WordDiff diff = diffWords(real, sim, {.ignoreCase = true});
        const QString onlyReal = wordList(real, diff, DiffKind::OnlyReal);
        const QString onlySim = wordList(sim, diff, DiffKind::OnlySim);
        if (!onlyReal.isEmpty())
            lines += onlyHere(model, Side::Real, onlyReal);
        if (!onlySim.isEmpty())
            lines += onlyHere(model, Side::Sim, onlySim);
        if (model.differsInvisibly(alignedRow))
            lines += Text::tr("The texts differ in invisible characters only.");
        lines += Text::tr("Divergence %1.").arg(QLocale().toString(row.divergence, 'f', 2));
    }
    for (const MovedLink &link : pair.alignment.moved) {
        const auto has = [](const std::vector<int> &turns, int turn) {
            return std::find(turns.begin(), turns.end(), turn) != turns.end();
        };
        const bool here = link.fromReal ? has(row.real, link.real) : has(row.sim, link.sim);
        const int there = link.fromReal ? model.rowOfTurn(Side::Sim, link.sim)
                                        : model.rowOfTurn(Side::Real, link.real);
        if (here && there >= 0 && model.row(there).alignedRow >= 0)
            lines += Text::tr("The other side says this in row %1.")
                         .arg(model.row(there).alignedRow + 1);
    }
    for (const Side side : {Side::Real, Side::Sim}) {
        const QStringList cues =
            cueNames(pair.side(side).cues, side == Side::Real ? row.real : row.sim);
        if (!cues.isEmpty())
            lines += Text::tr("Cues, %1: %2.")
                         .arg(model.sideName(side), cues.join(QStringLiteral(", ")));
    }
    for (const CompareLabel *label : model.labels(alignedRow))
        lines +=
            Text::tr("Label %1: %2.")
                .arg(label->code,
                     QString(label->description).replace(QLatin1Char('\n'), QLatin1String("; ")));
    for (const RowNote &note : model.notes(alignedRow))
        if (note.kind == RowNote::Kind::Suggestion)
            lines += sentence(Text::tr("Suggested: %1, %2").arg(note.text, note.description));
    return lines;
}
} // namespace

int LinearReading::headingAt(int position) const
{
    const auto after = std::upper_bound(
        headings.begin(), headings.end(), position,
        [](int wanted, const Heading &heading) { return wanted < heading.position; });
    return static_cast<int>(after - headings.begin()) - 1;
}

LinearReading linearReading(const CompareModel &model)
{
    LinearReading reading;
    const ComparePair &pair = model.pair();
    const int rows = static_cast<int>(pair.alignment.rows.size());
    QStringList blocks;
    int different = 0;
    for (int row = 0; row < rows; ++row) {
        const RowKind kind = pair.alignment.rows[static_cast<std::size_t>(row)].kind;
        const bool differs = kind != RowKind::Equal && kind != RowKind::Paraphrase;
        different += differs ? 1 : 0;
        // A label or a suggestion makes a row worth reading too.
        if (!differs && !isJudged(model, row))
            continue;
        reading.headings.push_back({0, row});
        blocks += Text::tr("Row %1 of %2, %3.").arg(row + 1).arg(rows).arg(model.kindText(kind)) +
                  QLatin1Char('\n') + sentences(model, row).join(QLatin1Char('\n'));
    }
    const auto title = [](const CompareSide &side) {
        return side.subtitle.isEmpty() ? side.title
                                       : Text::tr("%1 (%2)").arg(side.title, side.subtitle);
    };
    reading.text = Text::tr("%1 and %2: %3 of %4 rows differ.")
                       .arg(title(pair.real), title(pair.sim))
                       .arg(different)
                       .arg(rows);
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        reading.text += QStringLiteral("\n\n");
        reading.headings[static_cast<std::size_t>(i)].position =
            static_cast<int>(reading.text.size());
        reading.text += blocks[i];
    }
    return reading;
}
} // namespace gapscope
