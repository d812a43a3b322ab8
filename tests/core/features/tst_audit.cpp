// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_case.h"

#include "core/features/extract.h"

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace gapscope;

namespace {
/// Cues of one user turn by feature.
using Cues = std::map<Feature, std::vector<std::string>>;

Cues cuesOf(const std::string &text)
{
    Cues cues;
    const std::vector<Message> turn{{"user", text}};
    const auto found = extractFeatures(turn, Source::Llm, referenceLexicon(), true);
    if (found)
        for (const CueSpan &span : found->spans)
            cues[span.feature].push_back(span.cue);
    return cues;
}

/// The user's turns of the public log, but for those with a stop signal; none without the log.
std::optional<std::vector<std::string>> publicUserTurns()
{
    const std::filesystem::path path =
        test::dataDir() / "tau-bench" / "historical_trajectories" / "gpt-4o-airline.json";
    if (!std::filesystem::exists(path))
        return std::nullopt;
    std::vector<std::string> turns;
    const auto log = nlohmann::json::parse(test::readFile(path));
    for (const auto &run : log) {
        for (const auto &message : run.at("traj")) {
            if (message.at("role") != "user" || !message.at("content").is_string())
                continue;
            const auto text = message.at("content").get<std::string>();
            if (!text.empty() && text.find("###STOP###") == std::string::npos)
                turns.push_back(text);
        }
    }
    return turns;
}

bool isWord(const std::string &text)
{
    return std::none_of(text.begin(), text.end(),
                        [](unsigned char c) { return std::isdigit(c) != 0 || c == '@'; });
}
} // namespace

/// What the published cues really count (methods.md A.8).
class TestAudit : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void oneWordMovesSeveralDimensions()
    {
        const Cues ridiculous = cuesOf("that is ridiculous");
        QVERIFY(ridiculous.contains(Feature::EmotionRate));
        QVERIFY(ridiculous.contains(Feature::AccusationRate));
        const Cues confused = cuesOf("i am confused");
        QVERIFY(confused.contains(Feature::EmotionRate));
        QVERIFY(confused.contains(Feature::UncertaintyRate));
    }

    void identifiersAreMostlyLongWords()
    {
        const auto turns = publicUserTurns();
        if (!turns)
            QSKIP("the folder with public transcripts is not here (set GAPSCOPE_DATA)");
        QCOMPARE(turns->size(), std::size_t{1343});
        int matches = 0;
        int words = 0;
        std::map<std::string, int> counts;
        for (const std::string &turn : *turns) {
            Cues cues = cuesOf(turn);
            for (const std::string &cue : cues[Feature::IdDensity]) {
                ++matches;
                words += isWord(cue) ? 1 : 0;
                ++counts[cue];
            }
        }
        QCOMPARE(matches, 6847);
        QCOMPARE(words, 6492);
        QCOMPARE(counts["reservation"], 380);
        QCOMPARE(counts["flight"], 340);
        QCOMPARE(counts["please"], 333);
    }

    void pivotsAreMostlyWishes()
    {
        const auto turns = publicUserTurns();
        if (!turns)
            QSKIP("the folder with public transcripts is not here (set GAPSCOPE_DATA)");
        const QRegularExpression wish(QStringLiteral("\\bi(?:'d| would) (?:like|prefer|rather)\\b"),
                                      QRegularExpression::CaseInsensitiveOption);
        int pivots = 0;
        int wishes = 0;
        for (const std::string &turn : *turns) {
            if (!cuesOf(turn).contains(Feature::PivotRate))
                continue;
            ++pivots;
            const std::string rest =
                QString::fromStdString(turn).replace(wish, QStringLiteral("-")).toStdString();
            wishes += cuesOf(rest).contains(Feature::PivotRate) ? 0 : 1;
        }
        QCOMPARE(pivots, 273);
        QCOMPARE(wishes, 180);
    }

    void hedgesAreMostlyMissingInformation()
    {
        const auto turns = publicUserTurns();
        if (!turns)
            QSKIP("the folder with public transcripts is not here (set GAPSCOPE_DATA)");
        int uncertain = 0;
        std::map<std::string, int> counts;
        for (const std::string &turn : *turns) {
            const Cues cues = cuesOf(turn);
            const auto found = cues.find(Feature::UncertaintyRate);
            if (found == cues.end())
                continue;
            ++uncertain;
            for (const std::string &cue : found->second)
                ++counts[cue];
        }
        QCOMPARE(uncertain, 187);
        QCOMPARE(counts["i don't have"], 69);
        QCOMPARE(counts["i don't remember"], 39);
    }
};

QTEST_APPLESS_MAIN(TestAudit)
#include "tst_audit.moc"
