// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gapscope {
/// What a corpus holds. SelfDialog: one person wrote both sides; never counted as real.
enum class CorpusKind { Unknown, Real, Simulated, SelfDialog };

/// Who speaks. Note: text for the reader that nobody said (role card, platform command, hint).
enum class Role { User, Agent, Tool, System, Note };

/// One tool call. `arguments` is JSON text; `raw` the source's own spelling where it differs, of a
/// call written into the turn's text (standsInText()) all of it.
struct ToolCall
{
    std::string id;
    std::string name;
    std::string arguments;
    std::string raw;
    bool byUser = false;

    bool operator==(const ToolCall &) const = default;
};

/// The head of a tool turn; the result's text is the turn's text.
struct ToolResult
{
    std::string callId;
    std::string name;
    bool error = false;
    bool byUser = false;

    bool operator==(const ToolResult &) const = default;
};

/// One message of the source. Its position in Dialogue::turns is its identity.
struct Turn
{
    Role role = Role::User;
    /// What a reader sees, UTF-8; none where the message has no text (only tool calls).
    std::optional<std::string> text;
    std::vector<ToolCall> toolCalls;
    std::optional<ToolResult> toolResult;
    /// UTC milliseconds.
    std::optional<std::int64_t> timeMs;
    /// True for a message of the list that the reference scorer reads (usi.md, section 3).
    bool scored = true;
    /// Text for the scorer where it differs from `text`: null content scores as the word None.
    std::optional<std::string> scoredText;
    /// The message as it stood in the source (JSON), for lossless export; empty = plain text turn.
    std::string native;

    bool operator==(const Turn &) const = default;
};

/// One questionnaire answer, kept as text; ordinals are the survey metric's business.
struct SurveyAnswer
{
    std::string field;
    std::string question;
    std::string answer;

    bool operator==(const SurveyAnswer &) const = default;
};

/// How it ended. `success` is set where the source says so itself, not derived from the reward.
struct Outcome
{
    std::optional<double> reward;
    std::optional<bool> success;
    std::string termination;

    bool operator==(const Outcome &) const = default;
};

/// The source's wish whether a dialogue counts: absent and true keep it. Falsy (null, 0, "") is
/// dropped by the reference's behaviour dimensions but kept by its calibration (usi.md, section 2).
enum class Keep { Yes, No, Falsy };

struct Dialogue
{
    DialogueId id;
    CorpusId corpus;
    TaskKey task;
    /// The id in the source, as spelt there.
    std::string nativeId;
    /// Re-run of a simulator, or annotator batch of people: 1, 2, 3 …
    int run = 1;
    /// False only on the way into a workspace: the source does not say which run it is. `run` then
    /// counts the equal dialogues of a file, until the store gives the next free one.
    bool runTold = true;
    Outcome outcome;
    std::vector<SurveyAnswer> survey;
    Keep keep = Keep::Yes;
    std::optional<std::int64_t> startedMs;
    /// What else the record said, as a JSON object; empty = nothing.
    std::string metadata;
    std::vector<Turn> turns;

    bool operator==(const Dialogue &) const = default;
};

struct Corpus
{
    CorpusId id;
    CorpusKind kind = CorpusKind::Unknown;
    std::string label;
    /// Id of the importer that read it.
    std::string format;
    std::string userModel;
    std::string agentModel;

    bool operator==(const Corpus &) const = default;
};

/// What the user wanted done; the same key on both sides makes a pair.
struct Task
{
    TaskKey key;
    std::string domain;
    std::string nativeId;
    std::string instruction;
    /// Hash of what identifies the task beyond its number (user id and gold actions, goal).
    std::string fingerprint;

    bool operator==(const Task &) const = default;
};

/// The simulator's own questionnaire about a *human* dialogue (survey_comparable files), or a
/// second rating of it by people.
struct ComparableSurvey
{
    CorpusId corpus;
    TaskKey task;
    /// Batch of the human dialogue that was judged.
    int batch = 1;
    std::vector<SurveyAnswer> answers;

    bool operator==(const ComparableSurvey &) const = default;
};

/// CorpusId of (kind, label); DialogueId of all that makes a dialogue what it is. A run that the
/// store gave is none of that: the id is the one computed before.
CorpusId corpusIdOf(CorpusKind kind, const std::string &label);
DialogueId dialogueIdOf(const Dialogue &dialogue);

const char *name(CorpusKind kind);
const char *name(Role role);
} // namespace gapscope
