// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/lexicon.h"

#include "core/features/cue_automaton.h"
#include "tests/support/test_case.h"

#include <algorithm>

using namespace gapscope;

namespace {
/// Features with a match anywhere in the lower-case text, as keys.
std::string fired(const Lexicon &lexicon, const std::string &text)
{
    std::string keys;
    CueAutomaton::Memory memory;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (wordCharacterAt(text, at) && (at == 0 || !wordCharacterAt(text, at - 1)))
            lexicon.automaton().walk(text, at, memory, [&](Feature feature, std::size_t end, bool) {
                keys += std::string(info(feature).key) + "=" + text.substr(at, end - at) + ";";
            });
    return keys;
}
} // namespace

class TestLexicon : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void referenceListsAreComplete_data()
    {
        QTest::addColumn<QByteArray>("feature");
        QTest::addColumn<int>("plainForms");
        QTest::newRow("polite") << QByteArray("politeness_rate") << 15;
        QTest::newRow("emotion") << QByteArray("emotion_rate") << 31;
        QTest::newRow("accusation") << QByteArray("accusation_rate") << 18;
        QTest::newRow("certainty") << QByteArray("certainty_rate") << 19;
        QTest::newRow("uncertainty") << QByteArray("uncertainty_rate") << 39;
        QTest::newRow("pushback") << QByteArray("pushback_q_rate") << 56;
        QTest::newRow("clarify") << QByteArray("clarify_q_rate") << 177;
        QTest::newRow("info") << QByteArray("info_q_rate") << 45;
        QTest::newRow("pivot") << QByteArray("pivot_rate") << 81;
        QTest::newRow("role confusion") << QByteArray("id_confuse_rate") << 141;
        QTest::newRow("acknowledgements") << QByteArray("ack_only_rate") << 35;
        QTest::newRow("no list") << QByteArray("n_turns") << 0;
    }

    void referenceListsAreComplete()
    {
        QFETCH(QByteArray, feature);
        QFETCH(int, plainForms);
        const auto &phrases = referenceLexicon().phrases(*featureByKey(feature.toStdString()));
        QCOMPARE(static_cast<int>(phrases.size()), plainForms);
    }

    void everyPhraseIsFound()
    {
        for (const FeatureInfo &entry : featureTable()) {
            if (entry.feature == Feature::AckOnlyRate)
                continue;
            for (const std::string &phrase : referenceLexicon().phrases(entry.feature)) {
                const bool openEnd = !wordCharacterAt(phrase, phrase.size() - 1);
                const std::string text = phrase + (openEnd ? "x" : "");
                const std::string wanted = std::string(entry.key) + "=";
                QVERIFY2(fired(referenceLexicon(), text).find(wanted) != std::string::npos,
                         phrase.c_str());
                QVERIFY2(openEnd ||
                             fired(referenceLexicon(), phrase + "zq").find(wanted + phrase + ";") ==
                                 std::string::npos,
                         phrase.c_str());
            }
        }
    }

    void versionNamesTheLists()
    {
        QCOMPARE(referenceLexicon().version(), std::string("usi-reference-1"));
    }

    void faultIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("subject");
        const QByteArray head = R"({"name": "t", "version": 1, "acknowledgements": [], )";
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("lexicon");
        QTest::newRow("no version") << QByteArray(R"({"name": "t"})") << QByteArray("lexicon");
        QTest::newRow("unknown feature")
            << head + R"("cues": {"nope": []}})" << QByteArray("cues/nope");
        QTest::newRow("upper case")
            << head + R"("cues": {"pivot_rate": ["If"]}})" << QByteArray("cues/pivot_rate");
        QTest::newRow("starts with a blank")
            << head + R"("cues": {"pivot_rate": [" if"]}})" << QByteArray("cues/pivot_rate");
        QTest::newRow("empty phrase")
            << head + R"("cues": {"pivot_rate": [""]}})" << QByteArray("cues/pivot_rate");
        QTest::newRow("gap") << head + R"("open_forms": [{"name": "f", "feature": "pivot_rate",
                                 "heads": ["a"], "tails": ["b"], "min_gap": 2, "max_gap": 1}]})"
                             << QByteArray("open_forms/f");
    }

    void faultIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, subject);
        const auto lexicon = Lexicon::parse(json.toStdString());
        QVERIFY(!lexicon);
        QCOMPARE(QByteArray::fromStdString(lexicon.error().subject), subject);
        QVERIFY(!lexicon.error().detail.empty());
    }

    void openFormTakesTheLongestGapThatFits()
    {
        const auto lexicon = Lexicon::parse(R"({"name": "t", "version": 1,
            "acknowledgements": [], "open_forms": [
            {"name": "f", "feature": "pivot_rate", "heads": ["go "], "tails": ["end"],
             "min_gap": 1, "max_gap": 5}]})");
        QVERIFY(lexicon);
        QCOMPARE(fired(*lexicon, "go end"), std::string());
        QCOMPARE(fired(*lexicon, "go é end end x"), std::string("pivot_rate=go é end;"));
        QCOMPARE(fired(*lexicon, "go \nend"), std::string());
        QCOMPARE(fired(*lexicon, "go x ends"), std::string());
    }
};

QTEST_APPLESS_MAIN(TestLexicon)
#include "tst_lexicon.moc"
