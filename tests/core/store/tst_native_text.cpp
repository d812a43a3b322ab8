// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/dialogue_repository.h"
#include "core/store/native_text_p.h"
#include "tests/core/store/store_test.h"

#include <nlohmann/json.hpp>

using namespace gapscope;

class TestNativeText : public test::StoreTest
{
    Q_OBJECT

private Q_SLOTS:
    void messageComesBackAsItWas_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << QByteArray("a text that is long enough to be cut out");
        QTest::newRow("short") << QByteArray("short");
        QTest::newRow("quotes and lines")
            << QByteArray("she said \"no\"\r\n\tand \\ went away, \x01 and \x7f all");
        QTest::newRow("other scripts") << QByteArray("weit über vierundzwanzig Zeichen: 日本語 😀");
        QTest::newRow("not UTF-8") << QByteArray("a text that is long enough, \xff\xfe and broken");
    }

    void messageComesBackAsItWas()
    {
        QFETCH(QByteArray, text);
        const std::string words = text.toStdString();
        const nlohmann::ordered_json message{
            {"content", words}, {"role", "system"}, {"turn_idx", 3}, {"again", words}};
        const std::string native =
            message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        const std::string stored = withoutText(native, words);
        QCOMPARE(withText(stored, words), native);
        QCOMPARE(stored.size() < native.size(), words.size() > 10);
        QCOMPARE(withText(native, std::nullopt), native);
        QCOMPARE(withoutText(native, std::nullopt), native);
        QCOMPARE(withoutText(native, std::string("a text that is not in the message")), native);
    }

    void promptStandsOnceInTheFile()
    {
        std::string prompt = "zq-unlikely-words";
        for (int i = 0; i < 5'000; ++i)
            prompt += " be kind";
        {
            const auto session = workspace();
            for (int i = 0; i < 20; ++i) {
                Dialogue one = dialogue(m_sim, std::to_string(i), {"hi"});
                Turn system;
                system.role = Role::System;
                system.text = prompt;
                system.native = "{\"role\":\"system\",\"content\":\"" + prompt +
                                "\",\"turn_idx\":" + std::to_string(i) + "}";
                one.turns.insert(one.turns.begin(), system);
                one.id = dialogueIdOf(one);
                QVERIFY(*DialogueRepository(*session).insert(one));
                QVERIFY(*DialogueRepository(*session).load(one.id) == one);
            }
        }
        const std::string file = test::readFile(path());
        std::size_t times = 0;
        for (std::size_t at = file.find("zq-unlikely-words"); at != std::string::npos;
             at = file.find("zq-unlikely-words", at + 1))
            ++times;
        QCOMPARE(times, std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestNativeText)
#include "tst_native_text.moc"
