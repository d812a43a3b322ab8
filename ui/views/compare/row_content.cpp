// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare/row_content.h"

#include "core/align/tool_diff.h"
#include "core/model/markup.h"
#include "ui/base/qstring.h"
#include "ui/models/display_text.h"
#include "ui/models/tool_text.h"
#include "ui/views/compare/speech_marks.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <optional>

namespace gapscope {
namespace {
/// Longer than any line on a screen; the painter cuts to the width.
constexpr int summaryLength = 300;

QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::RowContent", text);
}

bool hasMarkup(const std::string &text)
{
    return text.find("<|") != std::string::npos || text.find("<function=") != std::string::npos;
}

ToolCall callOf(const MarkupSegment &segment)
{
    ToolCall call;
    call.name = segment.name;
    call.arguments = segment.arguments;
    return call;
}

BlockKind blockKind(MarkupKind kind)
{
    switch (kind) {
    case MarkupKind::Text:
        return BlockKind::Speech;
    case MarkupKind::Reasoning:
        return BlockKind::Reasoning;
    case MarkupKind::ToolCall:
        return BlockKind::ToolCall;
    case MarkupKind::ToolResult:
        return BlockKind::ToolResult;
    case MarkupKind::Canvas:
    case MarkupKind::Highlight:
    case MarkupKind::Survey:
    case MarkupKind::Note:
        return BlockKind::Platform;
    }
    return BlockKind::Speech;
}

/// "reasoning · first words …"
QString titled(const QString &title, const QString &text)
{
    const QString line = firstLine(text, summaryLength);
    return line.isEmpty() ? title : title + QStringLiteral(" · ") + line;
}

QString titleOf(BlockKind kind)
{
    switch (kind) {
    case BlockKind::Reasoning:
        return tr("reasoning");
    case BlockKind::Note:
        return tr("note");
    case BlockKind::System:
        return tr("system prompt");
    case BlockKind::ToolResult:
        return tr("result");
    case BlockKind::Platform:
    case BlockKind::ToolCall:
    case BlockKind::Speech:
        break;
    }
    return {};
}

/// Builds the blocks of one turn; calls of the two sides are compared in the order they stand.
class TurnBuilder
{
public:
    TurnBuilder(const CompareModel &model, Side side, const std::set<BlockId> &expanded,
                bool allExpanded, const std::vector<ToolCall> &otherCalls)
        : m_model(model), m_side(side), m_expanded(expanded), m_allExpanded(allExpanded),
          m_otherCalls(otherCalls)
    {}

    TurnContent build(int position, const std::vector<int> &cell)
    {
        const Turn &turn = m_model.turn(m_side, position);
        m_content = {position,
                     turn.role,
                     m_model.turnNumber(m_side, position),
                     {},
                     m_model.elapsed(m_side, position)};
        if (turn.role == Role::System)
            addFold(BlockKind::System, titleOf(BlockKind::System),
                    turn.text.value_or(std::string()));
        else if (turn.role == Role::Note)
            addFold(BlockKind::Note, titleOf(BlockKind::Note), turn.text.value_or(std::string()));
        else if (turn.role == Role::Tool)
            addResult(turn);
        else
            addSaid(turn);
        for (const ToolCall &call : turn.toolCalls)
            if (!standsInText(call))
                addCall(call, resultOf(call, cell), nextOther());
        if (m_content.blocks.empty())
            addSpeech({}, 0);
        return std::move(m_content);
    }

private:
    Block &add(BlockKind kind)
    {
        Block block;
        block.id = {m_side, m_content.position, static_cast<int>(m_content.blocks.size())};
        block.kind = kind;
        block.expanded =
            kind == BlockKind::Speech || m_allExpanded || m_expanded.count(block.id) != 0;
        m_content.blocks.push_back(std::move(block));
        return m_content.blocks.back();
    }

    void addSaid(const Turn &turn)
    {
        if (!turn.text)
            return;
        if (!hasMarkup(*turn.text)) {
            // An empty text beside a call is how many sources write "only a call".
            if (!turn.text->empty() || turn.toolCalls.empty())
                addSpeech(*turn.text, 0);
            return;
        }
        int begin = 0;
        for (const MarkupSegment &segment : splitMarkup(*turn.text)) {
            const QString source =
                qs(std::string_view(*turn.text).substr(segment.begin, segment.end - segment.begin));
            if (segment.kind == MarkupKind::Text) {
                if (!source.trimmed().isEmpty())
                    addSpeech(utf8(source), begin);
            } else if (segment.kind == MarkupKind::ToolCall) {
                addCall(callOf(segment), nullptr, nextOther());
            } else if (segment.kind == MarkupKind::ToolResult && answersLastBlock()) {
                joinResult(segment.text);
            } else {
                const BlockKind kind = blockKind(segment.kind);
                addFold(kind, kind == BlockKind::Platform ? qs(name(segment.kind)) : titleOf(kind),
                        segment.text);
            }
            begin += static_cast<int>(source.size());
        }
    }

    bool answersLastBlock() const
    {
        return !m_content.blocks.empty() && m_content.blocks.back().kind == BlockKind::ToolCall &&
               m_content.blocks.back().outcome.isEmpty();
    }

    /// A result written right behind its call stands on the call's line.
    void joinResult(const std::string &text)
    {
        Turn reply;
        reply.role = Role::Tool;
        reply.text = text;
        setResult(m_content.blocks.back(), reply);
    }

    void setResult(Block &block, const Turn &result)
    {
        block.failed = failed(result);
        block.outcome = block.failed ? tr("→ error") : tr("→ ok");
        if (block.expanded && result.text)
            block.body.text += QStringLiteral("\n→ ") + resultText(*result.text);
    }

    void addSpeech(const std::string &text, int begin)
    {
        Block &block = add(BlockKind::Speech);
        block.body.text = qs(text);
        m_speechBegin.emplace_back(block.id, begin);
    }

    void addFold(BlockKind kind, const QString &title, const std::string &text)
    {
        Block &block = add(kind);
        const QString all = qs(text);
        block.summary.text = titled(title, all);
        if (block.expanded)
            block.body.text = all;
    }

    void addResult(const Turn &turn)
    {
        Block &block = add(BlockKind::ToolResult);
        const std::string text = turn.text.value_or(std::string());
        const QString name = turn.toolResult ? qs(turn.toolResult->name) : QString();
        block.summary.text = titled(name.isEmpty() ? titleOf(block.kind) : name, qs(text));
        block.failed = failed(turn);
        if (block.expanded)
            block.body.text = resultText(text);
    }

    const ToolCall *nextOther()
    {
        const std::size_t index = m_call++;
        return index < m_otherCalls.size() ? &m_otherCalls[index] : nullptr;
    }

    void addCall(const ToolCall &call, const Turn *result, const ToolCall *other)
    {
        std::optional<ToolCallDiff> diff;
        if (other)
            diff = m_side == Side::Real ? diffToolCalls(call, *other) : diffToolCalls(*other, call);
        const ToolCallDiff *compared = diff ? &*diff : nullptr;
        Block &block = add(BlockKind::ToolCall);
        block.summary = callLine(call, compared, m_side);
        if (block.expanded)
            block.body = callArguments(call, compared, m_side);
        if (result)
            setResult(block, *result);
    }

    /// The reply in the same cell: by id, else the first one behind the call that is still free.
    const Turn *resultOf(const ToolCall &call, const std::vector<int> &cell)
    {
        for (const int position : cell) {
            const Turn &turn = m_model.turn(m_side, position);
            if (turn.role != Role::Tool || m_answered.count(position) != 0 ||
                position <= m_content.position)
                continue;
            const bool named = turn.toolResult && !turn.toolResult->callId.empty();
            if (named && !call.id.empty() && turn.toolResult->callId != call.id)
                continue;
            m_answered.insert(position);
            return &turn;
        }
        return nullptr;
    }

public:
    /// Replies that stand with their call and need no line of their own.
    const std::set<int> &answered() const { return m_answered; }
    /// Where each speech block begins in its turn's text, UTF-16.
    const std::vector<std::pair<BlockId, int>> &speechBegins() const { return m_speechBegin; }

private:
    const CompareModel &m_model;
    Side m_side;
    const std::set<BlockId> &m_expanded;
    bool m_allExpanded;
    const std::vector<ToolCall> &m_otherCalls;
    std::size_t m_call = 0;
    std::set<int> m_answered;
    std::vector<std::pair<BlockId, int>> m_speechBegin;
    TurnContent m_content;
};

/// The calls of a cell in the order in which they are shown: those inside a text first.
std::vector<ToolCall> callsOf(const CompareModel &model, int displayRow, Side side)
{
    std::vector<ToolCall> calls;
    for (const int position : model.turns(displayRow, side)) {
        const Turn &turn = model.turn(side, position);
        const bool said = turn.role == Role::User || turn.role == Role::Agent;
        if (said && turn.text && hasMarkup(*turn.text))
            for (const MarkupSegment &segment : splitMarkup(*turn.text))
                if (segment.kind == MarkupKind::ToolCall)
                    calls.push_back(callOf(segment));
        std::copy_if(turn.toolCalls.begin(), turn.toolCalls.end(), std::back_inserter(calls),
                     [](const ToolCall &call) { return !standsInText(call); });
    }
    return calls;
}

void clipInto(std::vector<CharRange> &marks, CharRange range, int begin, int size)
{
    const int from = std::max(range.begin - begin, 0);
    const int to = std::min(range.end - begin, size);
    if (from < to)
        marks.push_back({from, to});
}

void addCues(Block &block, int begin, const QString &whole, std::span<const CueSpan> cues,
             const CueFilter &features)
{
    for (const CueSpan &cue : cues) {
        if (!features.test(static_cast<std::size_t>(cue.feature)))
            continue;
        std::vector<CharRange> clipped;
        clipInto(clipped, utf16Range(whole, cue.begin, cue.end), begin,
                 static_cast<int>(block.body.text.size()));
        for (const CharRange &range : clipped)
            block.cues.push_back({range, cue.feature, qs(cue.cue)});
    }
}

void addFacts(Block &block, int begin, const CompareModel &model)
{
    const Turn &turn = model.turn(block.id.side, block.id.turn);
    const std::string_view text = turn.text ? std::string_view(*turn.text) : std::string_view();
    for (const LackingFact &fact : model.facts(block.id.side, block.id.turn)) {
        const int from = static_cast<int>(qs(text.substr(0, fact.range.begin)).size());
        const QString said = qs(text.substr(fact.range.begin, fact.range.end - fact.range.begin));
        std::vector<CharRange> clipped;
        clipInto(clipped, {from, from + static_cast<int>(said.size())}, begin,
                 static_cast<int>(block.body.text.size()));
        for (const CharRange &range : clipped)
            block.facts.push_back(
                {range, fact.saidIn ? FactStroke::SaidElsewhere : FactStroke::OnlyHere,
                 QStringLiteral("%1: %2").arg(said, model.factText(block.id.side, fact))});
    }
}

std::vector<TurnContent> cell(const CompareModel &model, int displayRow, Side side,
                              const std::set<BlockId> &expanded, const ContentOptions &options,
                              const TurnMarks &marks)
{
    const std::vector<int> &positions = model.turns(displayRow, side);
    const std::vector<ToolCall> otherCalls =
        callsOf(model, displayRow, side == Side::Real ? Side::Sim : Side::Real);
    TurnBuilder builder(model, side, expanded, options.allExpanded, otherCalls);
    std::vector<TurnContent> turns;
    for (const int position : positions)
        if (builder.answered().count(position) == 0)
            turns.push_back(builder.build(position, positions));

    std::size_t next = 0;
    for (TurnContent &turn : turns) {
        const auto found = marks.find(turn.position);
        const QString whole = qs(model.turn(side, turn.position).text.value_or(std::string()));
        for (Block &block : turn.blocks) {
            if (block.kind != BlockKind::Speech)
                continue;
            const int begin = builder.speechBegins()[next++].second;
            if (found != marks.end())
                for (const CharRange &range : found->second)
                    clipInto(block.body.marks, range, begin,
                             static_cast<int>(block.body.text.size()));
            if (options.cues)
                addCues(block, begin, whole, model.cues(side, turn.position), options.features);
            if (options.facts)
                addFacts(block, begin, model);
        }
    }
    return turns;
}
} // namespace

RowContent rowContent(const CompareModel &model, int displayRow, const std::set<BlockId> &expanded,
                      const ContentOptions &options)
{
    const int aligned = model.row(displayRow).alignedRow;
    const SpeechMarks marks =
        options.wordDiff && aligned >= 0 ? speechMarks(model, aligned) : SpeechMarks();
    return {cell(model, displayRow, Side::Real, expanded, options, marks.real),
            cell(model, displayRow, Side::Sim, expanded, options, marks.sim)};
}

std::vector<BlockId> foldsOf(const CompareModel &model, int displayRow)
{
    std::vector<BlockId> folds;
    const RowContent content =
        rowContent(model, displayRow, {}, {.wordDiff = false, .cues = false, .facts = false});
    for (const Side side : {Side::Real, Side::Sim})
        for (const TurnContent &turn : content.side(side))
            for (const Block &block : turn.blocks)
                if (block.folds())
                    folds.push_back(block.id);
    return folds;
}
} // namespace gapscope
