// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/embedded.h"
#include "core/base/text.h"
#include "core/features/corrected_lexicon.h"
#include "core/features/extract.h"
#include "core/metrics/python_json.h"
#include "tests/support/test_case.h"

#include <QElapsedTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>
#include <set>

using namespace gapscope;

namespace {
/// "user: text || agent: text || user:"; a message that ends at the colon has no content.
struct Conversation
{
    std::vector<std::string> texts;
    std::vector<Message> messages;
};

Conversation conversationOf(const QString &script)
{
    Conversation result;
    const QStringList parts = script.split(QStringLiteral(" || "));
    for (const QString &part : parts) {
        const bool user = part.startsWith(QStringLiteral("user:"));
        result.texts.push_back(user ? "user" : "assistant");
        result.texts.push_back(part.mid(part.indexOf(QLatin1Char(':')) + 2).toStdString());
        if (part.endsWith(QLatin1Char(':')))
            result.texts.back() = "None";
    }
    for (std::size_t i = 0; i < result.texts.size(); i += 2)
        result.messages.push_back(
            {result.texts[i], result.texts[i + 1],
             parts[static_cast<qsizetype>(i / 2)].endsWith(QLatin1Char(':'))});
    return result;
}

std::optional<DialogueFeatures> featuresOf(const Conversation &conversation,
                                           const RepairSet &repairs, Source source = Source::Human)
{
    return FeatureExtractor(repairs).extract(conversation.messages, source, true);
}

/// Feature means over the public log, as they stand (not × 100).
FeatureVector meansOf(const nlohmann::json &log, const RepairSet &repairs)
{
    FeatureExtractor extractor(repairs);
    FeatureVector sum;
    for (const auto &run : log) {
        std::vector<Message> messages;
        for (const auto &message : run.at("traj")) {
            const auto &role = message.at("role").get_ref<const std::string &>();
            const auto &content = message.at("content");
            if ((role == "user" || role == "assistant") && content.is_string() &&
                !content.get_ref<const std::string &>().empty())
                messages.push_back({role, content.get_ref<const std::string &>()});
        }
        const auto found = extractor.extract(messages, Source::Llm);
        for (std::size_t i = 0; i < featureCount; ++i)
            sum.values[i] += found->values.values[i] / static_cast<double>(log.size());
    }
    return sum;
}
} // namespace

class TestRepairs : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void eachRepairChangesItsFeature_data();
    void eachRepairChangesItsFeature();
    void nothingChangesWithoutRepairs();
    void publicLogLosesLongWordsAndWishes();
    void correctedSpansPointIntoTheMessage_data();
    void correctedSpansPointIntoTheMessage();
    void everyListIsOneTheReferenceHas();
    void versionsTellEditionsApart();
    void stopSignalAtTheEndIsNoWord();
    void hostileTextStaysLinear();
};

void TestRepairs::eachRepairChangesItsFeature_data()
{
    QTest::addColumn<QString>("repair");
    QTest::addColumn<QString>("feature");
    QTest::addColumn<QString>("script");
    QTest::addColumn<double>("reference");
    QTest::addColumn<double>("corrected");
    const auto row = [](const char *repair, const char *feature, const char *what,
                        const char *script, double reference, double corrected) {
        QTest::addRow("%s: %s", repair, what)
            << QString::fromUtf8(repair) << QString::fromUtf8(feature) << QString::fromUtf8(script)
            << reference << corrected;
    };
    const char *id = "id_density";
    row("identifiers", id, "long word", "user: cancel my reservation", 2, 0);
    row("identifiers", id, "code", "user: it is HG4T9", 0, 1);
    row("identifiers", id, "user id", "user: ana_wu_4821", 1, 1);
    row("identifiers", id, "address once", "user: johnny.b-12345@example.com", 3, 1);
    row("identifiers", id, "hash", "user: item #12 then", 0, 1);
    row("identifiers", id, "hash tag", "user: so #sad", 0, 0);
    row("identifiers", id, "short number", "user: size 10 or 2024", 0, 0);
    const char *pivot = "pivot_rate";
    row("pivot", pivot, "opening wish", "agent: Hello, how can I help? || user: I'd like a refund",
        1, 0);
    row("pivot", pivot, "wish after a refusal",
        "agent: Unfortunately that is not possible. || user: Then I would like a refund", 1, 1);
    row("pivot", pivot, "refusal with a curly apostrophe",
        "agent: I can\u2019t do that. || user: I'd rather cancel", 1, 1);
    row("pivot", pivot, "other cues need none", "user: how about a refund instead", 1, 1);
    const char *accusation = "accusation_rate";
    row("accusation", accusation, "a fact", "user: I ordered the wrong size", 1, 0);
    row("accusation", accusation, "addressed", "user: you sent the wrong size", 1, 1);
    row("accusation", accusation, "addressed too far away",
        "user: it is wrong and one two three four five you", 1, 0);
    row("accusation", accusation, "six words away", "user: it is wrong and one two three four you",
        1, 1);
    row("accusation", accusation, "thanked", "user: thank you, the wrong one came", 1, 0);
    const char *uncertainty = "uncertainty_rate";
    row("uncertainty", uncertainty, "lacking", "user: I don't remember my order number", 1, 0);
    row("uncertainty", uncertainty, "hedge", "user: maybe on Monday, I think", 1, 1);
    const char *info = "info_q_rate";
    row("info-questions", info, "statement", "user: yes it is that one", 1, 0);
    row("info-questions", info, "without a mark", "user: is it raining", 1, 0);
    row("info-questions", info, "claim", "user: so it goes, is it not", 1, 0);
    row("info-questions", info, "mark", "user: is it raining?", 1, 1);
    row("info-questions", info, "question word", "user: why is it raining", 1, 1);
    row("info-questions", info, "other cues", "user: how much to pay", 1, 1);
    const char *formality = "formality_rate";
    row("dashes", formality, "range", "user: at 5\u20136pm", 1, 0);
    row("dashes", formality, "range with blanks", "user: from $5 \u2013 $60", 1, 0);
    row("dashes", formality, "style", "user: well \u2014 no", 1, 1);
    row("dashes", formality, "one number", "user: flight 5 \u2014 please", 1, 1);
    const char *confused = "id_confuse_rate";
    row("role-confusion", confused, "share of turns",
        "user: how may I help || user: yes || user: no || user: ok", 1, 0.25);
    row("role-confusion", confused, "your order", "user: your order page", 1, 0);
    row("role-confusion", confused, "would you like", "user: which would you like", 1, 0);
    const char *ack = "ack_only_rate";
    row("acknowledgements", ack, "two", "user: ok, thanks!", 0, 1);
    row("acknowledgements", ack, "no", "user: No.", 0, 1);
    row("acknowledgements", ack, "no and thanks", "user: no thank you", 0, 1);
    row("acknowledgements", ack, "three", "user: ok ok ok", 0, 0);
    row("acknowledgements", ack, "content", "user: ok do tell", 0, 0);
    row("apostrophes", uncertainty, "right mark", "user: I don\u2019t recall", 0, 1);
    row("apostrophes", uncertainty, "left mark", "user: I don\u2018t recall", 0, 1);
    row("apostrophes", uncertainty, "letter", "user: I don\u02bct recall", 0, 1);
    row("apostrophes", uncertainty, "prime is none", "user: I don\u2032t recall", 0, 0);
    row("blanks", "politeness_rate", "two", "user: thank  you", 0, 1);
    row("blanks", "politeness_rate", "no-break", "user: thank\u00a0you", 0, 1);
    row("blanks", "politeness_rate", "line break", "user: thank\nyou", 0, 0);
    row("blanks", "user_words_per_turn", "words stay", "user: a  b\u00a0\u00a0c\n\nd", 4, 4);
    row("null-content", "user_words_per_turn", "user turn", "user: a b c || user:", 2, 3);
    row("null-content", "n_turns", "agent turn", "user: a || agent: || user: b", 3, 2);
    row("null-content", "n_turns", "the word stays", "user: None", 1, 1);
    row("dead-cues", confused, "did you consider", "user: did you consider it", 0, 1);
    row("dead-cues", confused, "slip", "user: have you trie it", 1, 0);
    row("dead-cues", confused, "have you tried", "user: have you tried it", 1, 1);
    row("dead-cues", "pushback_q_rate", "ask me again", "user: don't ask me again", 0, 1);
    row("dead-cues", "clarify_q_rate", "you said at the end", "user: you said it was free?", 0, 1);
    row("dead-cues", "clarify_q_rate", "no mark", "user: you said it was free", 0, 0);
    row("platform-text", "n_turns", "stop", "user: hi || user: ###STOP###", 2, 1);
    row("platform-text", "n_turns", "reward", "user: hi || user: /reward", 2, 1);
    row("platform-text", "n_turns", "tau", "user: /tau task 3 || user: hi", 2, 1);
    row("platform-text", "n_turns", "bare tau", "user: \\tau || user: hi", 2, 1);
    row("platform-text", "n_turns", "word beginning alike", "user: /taurus || user: hi", 2, 2);
    row("platform-text", "user_words_per_turn", "stop at the end", "user: bye now ###STOP###", 3,
        2);
    row("platform-text", "user_words_per_turn", "word before a slash", "user: go/stop", 1, 1);
    row("markup", "user_words_per_turn", "joined", "user: ok<|think|>hm<|/think|>then", 1, 2);
    row("markup", "user_words_per_turn", "unclosed call", "user: before <function=a>x\nafter it", 1,
        3);
    row("markup", "user_words_per_turn", "unclosed thought", "user: <|think|>one two", 2, 2);
    row("markup", "user_words_per_turn", "none", "user: a < b", 3, 3);
}

void TestRepairs::eachRepairChangesItsFeature()
{
    QFETCH(QString, repair);
    QFETCH(QString, feature);
    QFETCH(QString, script);
    QFETCH(double, reference);
    QFETCH(double, corrected);
    const auto known = repairByKey(repair.toStdString());
    const auto which = featureByKey(feature.toStdString());
    QVERIFY(known && which);
    const Conversation conversation = conversationOf(script);
    QCOMPARE(featuresOf(conversation, {})->values[*which], reference);
    const auto alone = featuresOf(conversation, RepairSet().with(*known));
    QCOMPARE(alone->values[*which], corrected);
    // What fired has a place, also where context decides.
    if (gapscope::info(*which).isRate && *which != Feature::ShortMsgRate) {
        const bool marked =
            std::any_of(alone->spans.begin(), alone->spans.end(),
                        [&](const CueSpan &span) { return span.feature == *which; });
        QCOMPARE(marked, corrected > 0.0);
    }
}

void TestRepairs::nothingChangesWithoutRepairs()
{
    GAPSCOPE_REQUIRE_FOLDER(test::casesDir());
    std::vector<std::filesystem::path> files;
    for (const auto &entry :
         std::filesystem::recursive_directory_iterator(test::casesDir() / "usi-edge"))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    files.push_back(test::casesDir() / "usi-tiny" / "unified.json");
    for (const auto &entry :
         std::filesystem::directory_iterator(test::casesDir() / "usi-tiny" / "eval_results"))
        files.push_back(entry.path());
    FeatureExtractor plain(referenceLexicon());
    RepairSet index = RepairSet::all();
    for (const Repair repair : RepairSet::all().ofText().list())
        index = index.without(repair);
    FeatureExtractor edition(index);
    int compared = 0;
    for (const std::filesystem::path &file : files) {
        const auto document = JsonDocument::read(file);
        if (!document || !document->root().isObject())
            continue;
        for (const JsonMember &member : document->root().members) {
            const JsonValue *list =
                member.value.isObject() ? member.value.find("conversation") : nullptr;
            if (!list || !list->isList())
                continue;
            std::deque<std::string> texts;
            std::vector<Message> messages;
            for (const JsonValue &message : list->items) {
                if (!message.isObject())
                    continue;
                const JsonValue *content = message.find("content");
                const JsonValue *role = message.find("role");
                const std::string &said = texts.emplace_back(role ? pythonText(*role) : "");
                messages.push_back(
                    {said, texts.emplace_back(content ? pythonText(*content) : ""), !content});
            }
            for (const Source source : {Source::Human, Source::Llm}) {
                const auto expected = plain.extract(messages, source, true);
                const auto found = edition.extract(messages, source, true);
                QCOMPARE(found.has_value(), expected.has_value());
                if (!found)
                    continue;
                QVERIFY2(found->values == expected->values, std::string(member.key).c_str());
                QVERIFY(found->spans == expected->spans);
                ++compared;
            }
        }
    }
    qInfo("%d conversations", compared);
    QVERIFY(compared > 1000);
}

void TestRepairs::publicLogLosesLongWordsAndWishes()
{
    const std::filesystem::path path =
        test::dataDir() / "tau-bench" / "historical_trajectories" / "gpt-4o-airline.json";
    GAPSCOPE_REQUIRE_FOLDER(path);
    const auto log = nlohmann::json::parse(test::readFile(path));
    const FeatureVector reference = meansOf(log, {});
    for (const Repair repair : RepairSet::all().ofText().list()) {
        const FeatureVector alone = meansOf(log, RepairSet().with(repair));
        const std::string key(info(repair).key);
        std::string moved;
        for (const FeatureInfo &entry : featureTable()) {
            if (alone[entry.feature] == reference[entry.feature])
                continue;
            moved += QStringLiteral(" %1 %2 -> %3")
                         .arg(QString::fromUtf8(entry.key.data(), entry.key.size()))
                         .arg(reference[entry.feature])
                         .arg(alone[entry.feature])
                         .toStdString();
            const auto &touches = info(repair).touches;
            QVERIFY2(std::find(touches.begin(), touches.end(), entry.key) != touches.end(),
                     (key + moved).c_str());
        }
        qInfo("%s:%s", key.c_str(), moved.c_str());
        const auto kept = [&](Feature feature) { return alone[feature] / reference[feature]; };
        if (repair == Repair::Identifiers)
            QVERIFY(kept(Feature::IdDensity) < 0.10 && kept(Feature::IdDensity) > 0.02);
        if (repair == Repair::Pivot)
            QVERIFY(kept(Feature::PivotRate) < 0.60 && kept(Feature::PivotRate) > 0.25);
    }
}

void TestRepairs::correctedSpansPointIntoTheMessage_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("feature");
    QTest::addColumn<QString>("marked");
    const auto row = [](const char *name, const char *text, const char *feature,
                        const char *marked) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(feature)
                            << QString::fromUtf8(marked);
    };
    row("apostrophe", "\u00e4\u00e4 I don\u2019t know it", "uncertainty_rate", "don\u2019t know");
    row("blanks", "well,  thank \u00a0 you", "politeness_rate", "thank \u00a0 you");
    row("markup", "a<|tool|>x<|/tool|>please", "politeness_rate", "please");
    row("address", "to x.y@z.org please", "id_density", "x.y@z.org");
    row("stop signal", "  many thanks ###STOP###", "politeness_rate", "thanks");
    row("context", "you did it wrong", "accusation_rate", "wrong");
}

void TestRepairs::correctedSpansPointIntoTheMessage()
{
    QFETCH(QString, text);
    QFETCH(QString, feature);
    QFETCH(QString, marked);
    const std::string utf8 = text.toStdString();
    const std::vector<Message> messages{{"user", utf8}};
    const auto found = FeatureExtractor(RepairSet::all()).extract(messages, Source::Llm, true);
    QVERIFY(found);
    QStringList places;
    for (const CueSpan &span : found->spans)
        if (span.feature == *featureByKey(feature.toStdString()))
            places += text.mid(span.begin, span.end - span.begin);
    QCOMPARE(places, QStringList{marked});
}

void TestRepairs::everyListIsOneTheReferenceHas()
{
    const auto reference = embeddedFile("resources/lexicons/reference.json");
    const auto corrections = embeddedFile("resources/lexicons/corrected.json");
    const auto root = nlohmann::json::parse(corrections);
    QCOMPARE(root.at("base").get<std::string>(), referenceLexicon().version());
    for (const auto &[key, changes] : root.at("repairs").items()) {
        const auto repair = repairByKey(key);
        QVERIFY2(repair && info(*repair).level == RepairLevel::Text, key.c_str());
        const auto lists = correctedLists(reference, corrections, RepairSet().with(*repair));
        QVERIFY2(lists, lists ? "" : lists.error().detail.c_str());
        QVERIFY2(Lexicon::parse(*lists), key.c_str());
    }
    QVERIFY(!correctedLists(reference,
                            R"({"repairs":{"pivot":{"remove":{"pivot_rate":["no such cue"]}}}})",
                            RepairSet::all()));
}

void TestRepairs::versionsTellEditionsApart()
{
    QCOMPARE(featureVersion({}), referenceLexicon().version());
    QCOMPARE(featureVersion(RepairSet().with(Repair::Weighting)), referenceLexicon().version());
    std::set<std::string> versions{featureVersion({}), featureVersion(RepairSet::all())};
    for (const Repair repair : RepairSet::all().ofText().list())
        versions.insert(featureVersion(RepairSet().with(repair)));
    QCOMPARE(versions.size(), RepairSet::all().ofText().list().size() + 2);
}

void TestRepairs::stopSignalAtTheEndIsNoWord()
{
    const std::vector<Message> messages{{"user", "ok"}, {"user", "/stop"}};
    const RepairSet repairs = RepairSet().with(Repair::PlatformText);
    // On either side, though the published scorer knows this signal of people only.
    QCOMPARE(FeatureExtractor(repairs).extract(messages, Source::Llm)->values[Feature::NTurns],
             1.0);
    const std::vector<Message> nothing{{"user", "###STOP###"}};
    QVERIFY(!FeatureExtractor(repairs).extract(nothing, Source::Human));
}

void TestRepairs::hostileTextStaysLinear()
{
    FeatureExtractor extractor(RepairSet::all());
    for (const char *piece : {"a.", "x@y.", "1 \u2013 ", "you wrong ", "ok ", "<|think|>",
                              "<function=", "###STOP###", "is it ", "\u2019", "you said "}) {
        std::string text;
        while (text.size() < 200000)
            text += piece;
        const std::vector<Message> messages{{"assistant", text}, {"user", text}};
        QElapsedTimer timer;
        timer.start();
        (void)extractor.extract(messages, Source::Human, true);
        QVERIFY2(timer.elapsed() < 3000, piece);
    }
}

QTEST_APPLESS_MAIN(TestRepairs)
#include "tst_repairs.moc"
