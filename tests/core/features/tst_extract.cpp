// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/extract.h"

#include "core/base/text.h"
#include "core/metrics/python_json.h"
#include "tests/support/test_case.h"

#include <QElapsedTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace gapscope;

namespace {
/// Messages with the texts they point into.
struct Conversation
{
    std::vector<std::string> texts;
    std::vector<Message> messages;
};

Conversation conversationOf(const JsonValue &list)
{
    Conversation result;
    for (const JsonValue &message : list.items)
        for (const char *field : {"role", "content"})
            result.texts.push_back(message.find(field) ? pythonText(*message.find(field)) : "");
    for (std::size_t i = 0; i < result.texts.size(); i += 2)
        result.messages.push_back({result.texts[i], result.texts[i + 1]});
    return result;
}

Conversation userTurns(const std::vector<std::string> &texts)
{
    Conversation result{texts, {}};
    for (const std::string &text : result.texts)
        result.messages.push_back({"user", text});
    return result;
}

FeatureVector valuesOf(const std::vector<std::string> &texts)
{
    return extractFeatures(userTurns(texts).messages, Source::Llm, referenceLexicon())->values;
}

/// First cue of a feature in the message of position `turn`; empty = none.
std::string firstCue(const std::vector<CueSpan> &spans, int turn, Feature feature)
{
    const auto found = std::find_if(spans.begin(), spans.end(), [&](const CueSpan &span) {
        return span.turn == turn && span.feature == feature;
    });
    return found == spans.end() ? std::string() : found->cue;
}

std::vector<std::string> cuesOf(const std::vector<CueSpan> &spans, int turn, Feature feature)
{
    std::vector<std::string> cues;
    for (const CueSpan &span : spans)
        if (span.turn == turn && span.feature == feature)
            cues.push_back(span.cue);
    return cues;
}

std::string textOrNone(const JsonValue *value)
{
    return value && value->isString() ? std::string(value->text) : std::string();
}

/// Printed so that a failing case shows all that differs at once.
std::string matchedLine(const std::map<std::string, std::string> &cues)
{
    std::string line;
    for (const auto &[name, cue] : cues)
        line += name + "=" + cue + "|";
    return line;
}
} // namespace

class TestExtract : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void conformance_data()
    {
        QTest::addColumn<QString>("file");
        const std::filesystem::path folder = test::casesDir() / "usi-edge";
        if (!std::filesystem::exists(folder))
            return;
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".json") && std::count(name.begin(), name.end(), '.') == 1)
                QTest::newRow(entry.path().stem().c_str())
                    << QString::fromStdString(entry.path().string());
        }
    }

    void conformance()
    {
        GAPSCOPE_REQUIRE_FOLDER(test::casesDir() / "usi-edge");
        QFETCH(QString, file);
        const std::string path = file.toStdString();
        const std::string stem = path.substr(0, path.size() - 5);
        const auto cases = JsonDocument::read(path);
        const auto expected = JsonDocument::read(stem + ".expected.json");
        const auto turns = JsonDocument::read(stem + ".turns.json");
        QVERIFY(cases && expected && turns);
        double largest = 0.0;
        for (const JsonMember &member : cases->root().members) {
            const Conversation conversation = conversationOf(*member.value.find("conversation"));
            const Source source =
                member.value.find("source")->text == "human" ? Source::Human : Source::Llm;
            const auto found =
                extractFeatures(conversation.messages, source, referenceLexicon(), true);
            const auto quick = extractFeatures(conversation.messages, source, referenceLexicon());
            const JsonValue &wanted = *expected->root().find(member.key);
            const std::string key(member.key);
            QVERIFY2(found.has_value() == wanted.isObject(), key.c_str());
            if (!found)
                continue;
            QVERIFY2(found->values == quick->values, key.c_str());
            QCOMPARE(wanted.members.size(), featureCount);
            for (const JsonMember &value : wanted.members) {
                const double difference =
                    std::abs(found->values[*featureByKey(value.key)] - value.value.number());
                largest = std::max(largest, difference);
                QVERIFY2(difference < 1e-9, (key + " " + std::string(value.key)).c_str());
            }
            compareTurns(key, conversation, source, found->spans, *turns->root().find(member.key));
        }
        qInfo("%zu conversations, largest difference %.3g", cases->root().members.size(), largest);
    }

    void fixtureDialogueHasTheKnownValues()
    {
        const std::vector<Message> messages{
            {"assistant", "hi"},
            {"user", "Please cancel order #W1234567. My email is ann.lee1234@example.com."},
            {"assistant", "why?"},
            {"user", "I think I ordered the wrong size"},
            {"assistant", "no"},
            {"user", "why can't you? that's ridiculous"},
            {"assistant", "sorry"},
            {"user", "ok"},
            {"user", "###STOP###"},
        };
        const auto found = extractFeatures(messages, Source::Llm, referenceLexicon());
        std::string printed;
        for (const FeatureInfo &entry : featureTable())
            printed += std::string(entry.key) + " " +
                       QByteArray::number(found->values[entry.feature], 'g', 4).toStdString() +
                       "\n";
        QCOMPARE(printed, std::string("n_turns 8\n"
                                      "user_words_per_turn 5.25\n"
                                      "opening_words 8\n"
                                      "short_msg_rate 0.25\n"
                                      "verbosity_cv 0.5107\n"
                                      "info_frontload 0.7143\n"
                                      "politeness_rate 0.25\n"
                                      "emotion_rate 0.25\n"
                                      "accusation_rate 0.5\n"
                                      "pivot_rate 0\n"
                                      "certainty_rate 0\n"
                                      "uncertainty_rate 0.25\n"
                                      "formality_rate 0\n"
                                      "ack_only_rate 0.25\n"
                                      "repeat_rate 0\n"
                                      "id_confuse_rate 0\n"
                                      "id_density 1.75\n"
                                      "pushback_q_rate 0.25\n"
                                      "clarify_q_rate 0\n"
                                      "info_q_rate 0\n"));
    }

    void publicLogGivesTheRecordedRates();

    void spansPointIntoTheTextBeforeMarkupRemoval()
    {
        const Conversation turn =
            userTurns({"\u00c9 <|think|>sorry \u2014 not said<|/think|>THANK you \u2014 <b>"});
        const auto found = extractFeatures(turn.messages, Source::Llm, referenceLexicon(), true);
        std::vector<CueSpan> wanted{{0, 37, 46, Feature::PolitenessRate, "thank you"},
                                    {0, 47, 48, Feature::FormalityRate, "\u2014"}};
        QCOMPARE(found->spans.size(), wanted.size());
        QVERIFY(found->spans == wanted);
    }

    void spanCoversTheMarkupItsWordsStandAround()
    {
        const Conversation turn = userTurns({"thank <|tool|>x<|/tool|>you all"});
        const auto found = extractFeatures(turn.messages, Source::Llm, referenceLexicon(), true);
        const std::vector<CueSpan> wanted{{0, 0, 27, Feature::PolitenessRate, "thank you"}};
        QVERIFY(found->spans == wanted);
    }

    void phraseIsMarkedBeforeAnOpenForm()
    {
        const auto found =
            extractFeatures(userTurns({"what's the price", "what\u2019s the price"}).messages,
                            Source::Llm, referenceLexicon(), true);
        QCOMPARE(firstCue(found->spans, 0, Feature::InfoQRate), std::string("what's the"));
        QCOMPARE(firstCue(found->spans, 1, Feature::InfoQRate),
                 std::string("what\u2019s the price"));
    }

    void repeatedTrigramsAreMarkedWhereTheyStand()
    {
        std::string text = "well";
        for (int i = 0; i < 13; ++i)
            text += " No";
        const Conversation turns = userTurns({"hm", text});
        const auto found = extractFeatures(turns.messages, Source::Llm, referenceLexicon(), true);
        QCOMPARE(found->values[Feature::RepeatRate], 1.0);
        QCOMPARE(cuesOf(found->spans, 1, Feature::RepeatRate).size(), std::size_t{1});
        const CueSpan &span =
            *std::find_if(found->spans.begin(), found->spans.end(), [](const CueSpan &entry) {
                return entry.feature == Feature::RepeatRate;
            });
        QCOMPARE(span.begin, 5);
        QCOMPARE(span.end, static_cast<int>(text.size()));
    }

    void hostileTextTakesLinearTime_data()
    {
        QTest::addColumn<QByteArray>("unit");
        QTest::newRow("underscore chain") << QByteArray("x_");
        QTest::newRow("underscore numbers") << QByteArray("x_123");
        QTest::newRow("accented word") << QByteArray("\xc3\xa9");
        QTest::newRow("open think tags") << QByteArray("<|think|>");
        QTest::newRow("open calls") << QByteArray("<function");
        QTest::newRow("open forms") << QByteArray("don't ask me ");
        QTest::newRow("questions") << QByteArray("you said ?");
        QTest::newRow("marks") << QByteArray("! . ");
        QTest::newRow("sigmas") << QByteArray("\xce\xa3");
        QTest::newRow("address") << QByteArray("a@");
        QTest::newRow("payments") << QByteArray("gift_card_");
    }

    void hostileTextTakesLinearTime()
    {
        QFETCH(QByteArray, unit);
        const std::string text = unit.repeated(400'000 / unit.size()).toStdString();
        const std::vector<std::string> texts{text};
        QElapsedTimer timer;
        timer.start();
        valuesOf(texts);
        // Quadratic work on this much text takes minutes.
        QVERIFY2(timer.elapsed() < 5000, "much too slow");
    }

    void anyBytesAreWalked()
    {
        const std::vector<std::string> texts{"\xff\xfe ok \xed\xa0\x80 \xf0\x9f", "\xc3", ""};
        QCOMPARE(valuesOf(texts)[Feature::UserWordsPerTurn], 5.0 / 3.0);
    }

    void scoredMessagesFollowTheModel()
    {
        Dialogue dialogue;
        dialogue.turns.resize(4);
        dialogue.turns[0].role = Role::Note;
        dialogue.turns[0].scored = false;
        dialogue.turns[1].role = Role::Agent;
        dialogue.turns[1].text = "hello";
        dialogue.turns[2].scoredText = "None";
        dialogue.turns[3].role = Role::Tool;
        std::string printed;
        for (const Message &message : scoredMessages(dialogue))
            printed += std::string(message.role) + ":" + std::string(message.text) + ";";
        QCOMPARE(printed, std::string("assistant:hello;user:None;tool:;"));
        QCOMPARE(scoredTurns(dialogue), (std::vector<int>{1, 2, 3}));
    }

private:
    static void compareTurns(const std::string &key, const Conversation &conversation,
                             Source source, const std::vector<CueSpan> &spans,
                             const JsonValue &turns);
};

void TestExtract::compareTurns(const std::string &key, const Conversation &conversation,
                               Source source, const std::vector<CueSpan> &spans,
                               const JsonValue &turns)
{
    std::vector<int> positions;
    for (std::size_t i = 0; i < conversation.messages.size(); ++i) {
        const Message &message = conversation.messages[i];
        const std::vector<Message> alone{{"user", message.text}};
        if (message.role == "user" && extractFeatures(alone, source, referenceLexicon()))
            positions.push_back(static_cast<int>(i));
    }
    QCOMPARE(positions.size(), turns.items.size());
    static const std::vector<std::pair<const char *, Feature>> names{
        {"polite", Feature::PolitenessRate},
        {"emotion", Feature::EmotionRate},
        {"uncertainty", Feature::UncertaintyRate},
        {"certainty", Feature::CertaintyRate},
        {"pushback", Feature::PushbackQRate},
        {"clarify", Feature::ClarifyQRate},
        {"info", Feature::InfoQRate},
        {"accusation", Feature::AccusationRate},
        {"pivot", Feature::PivotRate},
        {"id_confuse", Feature::IdConfuseRate},
    };
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const JsonValue &turn = turns.items[i];
        std::map<std::string, std::string> wanted;
        std::map<std::string, std::string> found;
        bool classTaken = false;
        for (const auto &[name, feature] : names) {
            // The case names every class that matches, the feature counts the first of them.
            const bool question = info(feature).key.ends_with("_q_rate");
            wanted[name] = question && classTaken ? "" : textOrNone(turn.find(name));
            classTaken = classTaken || (question && !wanted[name].empty());
            found[name] = firstCue(spans, positions[i], feature);
        }
        std::vector<std::string> ids;
        for (const JsonValue &id : turn.find("ids")->items)
            ids.emplace_back(id.text);
        wanted["dash"] = turn.find("dash")->truthy() ? "yes" : "";
        found["dash"] = cuesOf(spans, positions[i], Feature::FormalityRate).empty() ? "" : "yes";
        wanted["ack"] = turn.find("ack")->truthy() ? "yes" : "";
        found["ack"] = cuesOf(spans, positions[i], Feature::AckOnlyRate).empty() ? "" : "yes";
        QVERIFY2(matchedLine(found) == matchedLine(wanted),
                 (key + "\n" + matchedLine(found) + "\n" + matchedLine(wanted)).c_str());
        QVERIFY2(cuesOf(spans, positions[i], Feature::IdDensity) == ids, key.c_str());
    }
}

void TestExtract::publicLogGivesTheRecordedRates()
{
    const std::filesystem::path path =
        test::dataDir() / "tau-bench" / "historical_trajectories" / "gpt-4o-airline.json";
    GAPSCOPE_REQUIRE_FOLDER(path);
    const auto log = nlohmann::json::parse(test::readFile(path));
    FeatureVector sum;
    double dialogues = 0.0;
    double success = 0.0;
    std::size_t userTurnCount = 0;
    for (const auto &run : log) {
        std::vector<Message> messages;
        for (const auto &message : run.at("traj")) {
            const auto &role = message.at("role").get_ref<const std::string &>();
            const auto &content = message.at("content");
            if ((role != "user" && role != "assistant") || !content.is_string() ||
                content.get_ref<const std::string &>().empty())
                continue;
            messages.push_back({role, content.get_ref<const std::string &>()});
            userTurnCount += role == "user" && content.get_ref<const std::string &>().find(
                                                   "###STOP###") == std::string::npos;
        }
        const auto found = extractFeatures(messages, Source::Llm, referenceLexicon());
        for (std::size_t i = 0; i < featureCount; ++i)
            sum.values[i] += found->values.values[i];
        dialogues += 1.0;
        success += run.at("reward").get<double>() > 0.0 ? 1.0 : 0.0;
    }
    std::string printed;
    for (const FeatureInfo &entry : featureTable()) {
        const double mean = sum[entry.feature] / dialogues;
        printed += std::string(entry.key) + " " +
                   QByteArray::number(entry.isRate ? 100.0 * mean : mean, 'g', 3).toStdString() +
                   "\n";
    }
    qInfo("%zu user turns\n%s", userTurnCount, printed.c_str());
    QCOMPARE(dialogues, 200.0);
    QCOMPARE(100.0 * success / dialogues, 42.0);
    QCOMPARE(userTurnCount, std::size_t{1343});
    const std::vector<std::pair<Feature, const char *>> recorded{
        {Feature::UserWordsPerTurn, "18.5"}, {Feature::OpeningWords, "17.5"},
        {Feature::ShortMsgRate, "0.54"},     {Feature::PolitenessRate, "46.2"},
        {Feature::UncertaintyRate, "13.3"},  {Feature::PivotRate, "18.0"},
        {Feature::IdDensity, "4.86"},        {Feature::FormalityRate, "0.21"},
        {Feature::AckOnlyRate, "0"},         {Feature::VerbosityCv, "0.390"},
        {Feature::RepeatRate, "0.5"},        {Feature::IdConfuseRate, "12.5"},
        {Feature::InfoFrontload, "31.8"},    {Feature::CertaintyRate, "2.4"},
        {Feature::PushbackQRate, "1.4"},     {Feature::ClarifyQRate, "0.8"},
        {Feature::InfoQRate, "13.5"},        {Feature::EmotionRate, "1.5"},
        {Feature::AccusationRate, "0.24"},
    };
    for (const auto &[feature, text] : recorded) {
        const QByteArray wanted(text);
        const auto point = wanted.indexOf('.');
        const int decimals = point < 0 ? 0 : static_cast<int>(wanted.size() - point - 1);
        const FeatureInfo &entry = info(feature);
        const double mean = sum[feature] / dialogues * (entry.isRate ? 100.0 : 1.0);
        QCOMPARE(QByteArray(entry.key.data()) + " " + QByteArray::number(mean, 'f', decimals),
                 QByteArray(entry.key.data()) + " " + wanted);
    }
}

QTEST_APPLESS_MAIN(TestExtract)
#include "tst_extract.moc"
