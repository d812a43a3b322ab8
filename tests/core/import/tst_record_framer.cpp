// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/record_framer.h"
#include "tests/support/import_files.h"
#include "tests/support/test_case.h"

using namespace gapscope;

namespace {
/// Frames as "key=text@line:byte" lines; faults as "!code@line:byte".
std::string framesOf(const std::string &path, RecordLayout layout, FileShape shape)
{
    TextReader reader;
    if (!reader.open(path))
        return "unreadable";
    RecordFramer framer(reader, layout, shape);
    std::string out;
    while (const std::optional<Frame> frame = framer.next()) {
        if (!frame->key.empty())
            out += frame->key + (frame->element ? "[]=" : "=");
        out += (frame->fault.empty() ? frame->text : "!" + frame->fault) + "@" +
               std::to_string(frame->line) + ":" + std::to_string(frame->byte) + "\n";
    }
    return out;
}
} // namespace

class TestRecordFramer : public test::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void recordsAreCutOutOfEveryLayout_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("layout");
        QTest::addColumn<int>("shape");
        QTest::addColumn<QByteArray>("frames");
        const auto row = [](const char *title, const char *text, RecordLayout layout,
                            FileShape shape, const char *frames) {
            QTest::newRow(title) << QByteArray(text) << static_cast<int>(layout)
                                 << static_cast<int>(shape) << QByteArray(frames);
        };
        using L = RecordLayout;
        using S = FileShape;
        row("array", "[{\"a\":1},\n {\"a\":[2]}]", L::Items, S::Array,
            "{\"a\":1}@1:1\n{\"a\":[2]}@2:11\n");
        row("brackets in texts", "[{\"a\":\"}]\\\"{\"},{\"a\":\"\\\\\"}]", L::Items, S::Array,
            "{\"a\":\"}]\\\"{\"}@1:1\n{\"a\":\"\\\\\"}@1:15\n");
        row("scalars", "[1, null,\"x\" ]", L::Items, S::Array, "1@1:1\nnull@1:4\n\"x\"@1:9\n");
        row("lines", "{\"a\":1}\r\n\r\n{\"a\":2}\r\n", L::Items, S::Lines,
            "{\"a\":1}@1:0\n{\"a\":2}@3:11\n");
        row("two on a line", "{\"a\":1}{\"a\":2}\n{\"a\":3}", L::Items, S::Lines,
            "{\"a\":1}@1:0\n{\"a\":2}@1:7\n{\"a\":3}@2:15\n");
        row("values", "{\n\"a\":1}\n{\"a\"\n:2}", L::Items, S::Values,
            "{\n\"a\":1}@1:0\n{\"a\"\n:2}@3:9\n");
        row("single object", "{\"a\":{\"b\":[]}}", L::Items, S::Object, "{\"a\":{\"b\":[]}}@1:0\n");
        row("members", "{\"x\": {\"a\":1},\n\"y\\u0041\":[3,4]}", L::Members, S::Object,
            "x={\"a\":1}@1:1\nyA=[3,4]@2:15\n");
        row("nested members", "{\"i\":7,\"s\":[{\"a\":1},{\"a\":2}],\"e\":[],\"z\":\"q\"}",
            L::NestedMembers, S::Object,
            "i=7@1:1\ns[]={\"a\":1}@1:12\ns[]={\"a\":2}@1:20\ne=[]@1:29\nz=\"q\"@1:36\n");
        row("empty array", "[ ]", L::Items, S::Array, "");
        row("empty object", "{}", L::Members, S::Object, "");
        row("nothing", " \n", L::Items, S::Empty, "");
        row("several arrays", "[{\"a\":1}]\n[{\"a\":2}]", L::Items, S::Array,
            "{\"a\":1}@1:1\n{\"a\":2}@2:11\n");
        row("not a number", "[{\"a\":NaN},{\"a\":-Infinity}]", L::Items, S::Array,
            "{\"a\":NaN}@1:1\n{\"a\":-Infinity}@1:11\n");
        row("missing quote", "[{\"a\":\"x},{\"a\":\"y\"},{\"a\":\"z\"}]", L::Items, S::Array,
            "!broken-json@1:1\n{\"a\":\"y\"}@1:10\n{\"a\":\"z\"}@1:20\n");
        row("bracket of the wrong kind", "[{\"a\":[1}},{\"a\":2}]", L::Items, S::Array,
            "!broken-json@1:1\n{\"a\":2}@1:11\n");
        row("cut off", "[{\"a\":1},{\"a\":\"2", L::Items, S::Array,
            "{\"a\":1}@1:1\n!truncated@1:9\n");
        row("cut off between", "[{\"a\":1},", L::Items, S::Array,
            "{\"a\":1}@1:1\n!unclosed-list@1:9\n");
        row("cut off key", "{\"x\":{\"a\":1},\"y", L::Members, S::Object,
            "x={\"a\":1}@1:1\n!truncated@1:13\n");
        row("words behind", "[1] and more", L::Items, S::Array, "1@1:1\n!trailing-text@1:4\n");
    }

    void recordsAreCutOutOfEveryLayout()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, layout);
        QFETCH(int, shape);
        QFETCH(QByteArray, frames);
        const test::Folder folder;
        const std::string path = folder.write("f.json", text.toStdString());
        QCOMPARE(QByteArray::fromStdString(framesOf(path, static_cast<RecordLayout>(layout),
                                                    static_cast<FileShape>(shape))),
                 frames);
    }

    void recordsAcrossThePiecesOfTheFileAreWhole()
    {
        // Records of odd sizes, so that quotes and backslashes fall on every place of a boundary.
        std::string text = "[";
        std::string expected;
        for (int i = 0; text.size() < 1'500'000; ++i) {
            const std::string record =
                "{\"n\":" + std::to_string(i) + ",\"t\":\"" +
                std::string(static_cast<std::size_t>(i % 97), '\\') +
                std::string(static_cast<std::size_t>(i % 97), '\\') + "\\\"]}" +
                std::string(static_cast<std::size_t>(i * 31 % 1009), 'x') + "\"}";
            text += i > 0 ? "," : "";
            expected += record + "@1:" + std::to_string(text.size()) + "\n";
            text += record;
        }
        const test::Folder folder;
        const std::string path = folder.write("f.json", text + "]");
        QVERIFY(framesOf(path, RecordLayout::Items, FileShape::Array) == expected);
    }

    void recordsBeyondTheLimitAreLeftOutAndTheRestRead()
    {
        const std::string huge(JsonScanner::maxRecordBytes + 10, 'x');
        const test::Folder folder;
        const std::string path =
            folder.write("f.json", "[{\"a\":1},{\"a\":\"" + huge + "\"},{\"a\":3}]");
        const std::string third = std::to_string(9 + 8 + 1 + huge.size());
        QCOMPARE(framesOf(path, RecordLayout::Items, FileShape::Array),
                 "{\"a\":1}@1:1\n!record-too-large@1:9\n{\"a\":3}@1:" + third + "\n");
    }

    void offsetsOfUtf16AreThoseOfTheFile()
    {
        std::string bytes = "\xff\xfe";
        for (const char c : std::string("[{\"a\":\"")) {
            bytes += c;
            bytes += '\0';
        }
        bytes += std::string("\xe9\x00\x3d\xd8\x00\xde", 6);
        for (const char c : std::string("\"},7]")) {
            bytes += c;
            bytes += '\0';
        }
        const test::Folder folder;
        const std::string path = folder.write("f.json", bytes);
        QCOMPARE(framesOf(path, RecordLayout::Items, FileShape::Array),
                 std::string("{\"a\":\"\u00e9\U0001f600\"}@1:4\n7@1:28\n"));
    }
};

QTEST_APPLESS_MAIN(TestRecordFramer)
#include "tst_record_framer.moc"
