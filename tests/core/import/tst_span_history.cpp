// SPDX-License-Identifier: GPL-3.0-or-later
// The talk of a conversation from calls that repeat it.
#include "core/import/span_history.h"
#include "tests/support/test_case.h"

#include <sstream>

using namespace gapscope;

namespace {
/// One message a letter or digit; `~` before a letter gives its words to the other side, and
/// 9 is the prompt of a simulator, and `{aA}` is one message of the user's with these letters in
/// it.
std::vector<SpanMessage> messages(const std::string &text)
{
    std::vector<SpanMessage> list;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool turned = text[at] == '~';
        at += turned ? 1 : 0;
        const char c = text[at];
        const bool user = (c >= 'a') != turned;
        const char *role = c >= '0' && c <= '9' ? "system" : user ? "user" : "assistant";
        Json message{{"role", role}, {"content", std::string(1, c)}};
        if (c == '9')
            message["content"] = "You are a customer. Ask for a refund.";
        if (c == '{') {
            std::string words = "title of:";
            while (text[++at] != '}')
                words += std::string(" ") + text[at];
            message["content"] = words;
        }
        list.push_back({message, message});
    }
    return list;
}

/// Calls as "trace@time+depth:input>output", blanks between them; small letters are the user's,
/// capital ones the agent's, digits prompts.
std::string talkOf(const std::string &calls)
{
    SpanHistory history;
    std::istringstream in(calls);
    for (std::string word; in >> word;) {
        SpanCall call;
        const std::size_t colon = word.find(':');
        const std::size_t arrow = word.find('>');
        call.trace = word.substr(0, 1);
        call.startMs = std::stoi(word.substr(word.find('@') + 1));
        if (const std::size_t plus = word.find('+'); plus < colon)
            call.depth = std::stoi(word.substr(plus + 1));
        call.fallback = word.find('?') < colon;
        call.input = messages(word.substr(colon + 1, arrow - colon - 1));
        call.output = messages(word.substr(arrow + 1));
        history.add(call);
    }
    const SpanHistory::Talk talk = history.talk();
    std::string all;
    for (const SpanMessage &message : talk.messages)
        all += message.message["content"].get<std::string>();
    return all + (talk.leftOut > 0 ? " -" + std::to_string(talk.leftOut) : "");
}
} // namespace

class TestSpanHistory : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void historiesAreToldOnce_data()
    {
        QTest::addColumn<QString>("calls");
        QTest::addColumn<QString>("talk");
        const auto row = [](const char *title, const char *calls, const char *talk) {
            QTest::newRow(title) << QString(QLatin1String(calls)) << QString(QLatin1String(talk));
        };
        row("each call repeats what was before", "t@1:1a>A t@2:1aAb>B t@3:1aAbBc>C", "1aAbBcC");
        row("in any order", "t@3:1aAbBc>C t@1:1a>A t@2:1aAb>B", "1aAbBcC");
        row("a trace a turn, with the history", "t@1:1a>A u@2:1aAb>B", "1aAbB");
        row("a trace a turn, without the history", "t@1:1a>A u@2:1b>B v@3:1c>C", "1aAbBcC");
        row("the history is a window", "t@1:a>A t@2:aAb>B t@3:Bc>C", "aAbBcC");
        row("the same words twice are two messages", "t@1:a>A u@2:aAa>A", "aAaA");
        row("a title made of the first message", "t@1:1a>A t@2:2a>T t@3:1aAb>B", "1aAbB -1");
        row("a summary of it all", "t@1:1a>A t@2:1aAb>B t@3:3x>S", "1aAbB -1");
        row("an answer tried again", "t@1:1a>A t@2:1a>B t@3:1aBb>C", "1aBbC");
        row("a prompt that changes with the time", "t@1:1a>A u@2:2aAb>B", "1aAbB");
        row("a helper below with a long talk of its own",
            "t@1+1:1a>A t@2+3:2x>X t@3+3:2xXy>Y t@4+3:2xXyYz>Z t@5+1:1aAb>B", "1aAbB -3");
        row("the span around counts only alone", "t@1?:a>Z t@2:1a>A u@3?:b>B", "1aAbB");
        row("who takes over with a prompt of its own remembers its part alone",
            "t@1:1a>A u@2:1aAb>B v@3:2c>C w@4:2cCd>D x@5:2cCdDe>E", "1aAbB2cCdDeE");
        row("and who gave it away remembers what was before",
            "t@1:1a>A u@2:1aAb>B v@3:2c>C w@4:1aAbBd>D x@5:2cCe>E", "1aAbB2cCdDeE");
        row("helpers between the calls do not make the talk begin again",
            "t@1:1a>A u@2:2x>X v@3:1aAb>B w@4:2y>Y x@5:1aAbBc>C", "1aA2xXbByYcC");
        row("graphs give their whole state back", "t@1:1a>aA", "1aA");
        row("graphs that remember give back more than they were given",
            "t@1:a>aA u@2:b>aAbB v@3:b>aAbBbC", "aAbBbC");
        row("a graph is told the same again", "t@1:a>aA u@2:a>aAaA", "aAaA");
        row("so do some in one trace", "t@1:1a>aA t@2:1b>1aAbB", "1aAbB");
        row("a graph gives back a window of what it remembers", "t@1:a>aA u@2:b>aAbB v@3:c>bBcC",
            "aAbBcC");
        row("no output", "t@1:1a>", "1a");
        row("equal exchanges, without the history", "t@1:1a>A u@2:1a>A v@3:1a>A", "1aAaAaA");
        row("an exchange twice running, without the history", "t@1:a>A u@2:b>B v@3:b>B w@4:c>C",
            "aAbBbBcC");
        row("the same question with other answers, without the history", "t@1:a>A u@2:a>B v@3:b>C",
            "aAaBbC");
        row("a call to a tool is no history", "t@1:a>A t@2:aA>B u@3:a>A u@4:aA>B", "aABaAB");
        row("a message without an answer is sent again", "t@1:a> u@2:a>A v@3:b>B", "aAbB");
        row("the span around repeats the call", "t@1?:a>A t@2+1:a>A u@3?:a>A u@4+1:a>A", "aAaA");
        row("an answer tried again in a trace of its own", "t@1:a>A u@2:a>B v@3:aBb>C", "aBbC");
    }

    void historiesAreToldOnce()
    {
        QFETCH(QString, calls);
        QFETCH(QString, talk);
        QCOMPARE(QString::fromStdString(talkOf(calls.toStdString())), talk);
    }

    void whoNoLongerWantsTheTalkGetsItSoon()
    {
        SpanHistory history;
        SpanCall call;
        for (int i = 0; i < 500; ++i) {
            call.trace = std::to_string(i);
            const nlohmann::ordered_json message{{"role", "user"}, {"content", std::to_string(i)}};
            call.input = {{message, message}};
            history.add(call);
        }
        int asked = 0;
        history.setWatch([&asked] { return ++asked < 100; });
        QVERIFY(history.talk().messages.size() < 500);
        QVERIFY(asked >= 100 && asked < 150);
    }

    void otherTalksOfASessionAreLeftOut_data()
    {
        QTest::addColumn<QString>("calls");
        QTest::addColumn<QString>("talk");
        const auto row = [](const char *title, const char *calls, const char *talk) {
            QTest::newRow(title) << QString(QLatin1String(calls)) << QString(QLatin1String(talk));
        };
        row("the simulator's side of it", "s@1:1~A>~a t@2:2Aa>B u@3:1~A~a~B>~b v@4:2AaBb>C",
            "2AaBbC -2");
        row("the simulator's side, without the history",
            "s@1:9~A>~a t@2:2a>B u@3:9~B>~b v@4:2b>C w@5:9~C>~c x@6:2c>D", "2aBbCcD -3");
        row("the simulator has a greeting and a last word of its own",
            "s@1:9~A>~a t@2:2a>BCD u@3:9~A~a~D>~b v@4:2aBCDb>E w@5:9~A~a~D~b~E>~c", "2aBCDbE -3");
        row("the simulator's side is the longer one", "s@1:9~A>~a t@2:2a>B u@3:9~A~a~B>~b",
            "2aB -2");
        row("a talk under two prompts is no talk of two sides", "t@1:1a>A u@2:2b>B v@3:1c>C",
            "1aA2bBcC");
        row("a title made of the talk", "t@1:1a>A u@2:1aAb>B v@3:2{aAbB}>T", "1aAbB -1");
        row("a title amidst the talk", "t@1:1a>A u@2:2{aA}>T v@3:1aAb>B", "1aAbB -1");
        row("a title, without prompts", "t@1:a>A u@2:{aA}>T v@3:aAb>B", "aAbB -1");
        row("who quotes under the talk's own prompt asks the agent",
            "t@1:1a>A u@2:1aAb>B v@3:1{aA}>C", "1aAbBtitle of: a AC");
        row("who quotes where nothing is remembered may ask the agent",
            "t@1:1a>A u@2:2{aA}>C v@3:1b>B", "1aA2title of: a ACbB");
    }

    void otherTalksOfASessionAreLeftOut()
    {
        QFETCH(QString, calls);
        QFETCH(QString, talk);
        QCOMPARE(QString::fromStdString(talkOf(calls.toStdString())), talk);
    }
};

QTEST_APPLESS_MAIN(TestSpanHistory)
#include "tst_span_history.moc"
