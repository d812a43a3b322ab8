// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/label_import.h"

#include "core/store/dialogue_repository.h"
#include "core/store/label_check.h"
#include "core/store/label_export.h"
#include "core/store/label_repository.h"
#include "core/store/task_repository.h"
#include "tests/core/store/store_test.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>

#include <set>

using namespace gapscope;

class TestLabelImport : public test::StoreTest
{
    Q_OBJECT

    const Dialogue m_person = dialogue(m_real, "7", {"hi, i am ada byron", "hello", "w1234567"});
    const Dialogue m_robot = dialogue(m_sim, "7", {"Hello! I am Ada Byron.", "Hi", "Sure"});

    /// A workspace of its own name with both dialogues.
    std::unique_ptr<Session> site(const char *name) const
    {
        auto session = std::move(*Session::open(path(name), OpenMode::Create));
        CorpusRepository corpora(*session);
        DialogueRepository dialogues(*session);
        if (!corpora.ensure(m_real) || !corpora.ensure(m_sim) || !dialogues.insert(m_person) ||
            !dialogues.insert(m_robot))
            qFatal("the dialogues cannot be stored");
        return session;
    }

    Label label(const std::string &code, const std::string &annotator = "ann", int turn = 0) const
    {
        Label made;
        made.realDialogue = m_person.id;
        made.simDialogue = m_robot.id;
        made.realTurn = turn;
        made.simTurn = turn;
        made.realSpan = TextRange{9, 18};
        made.code = code;
        made.annotator = annotator;
        return made;
    }

    static std::string exported(Session &session, LabelExport options = {})
    {
        std::string text;
        options.version = "9.9";
        const auto done = exportLabels(session, options, [&](std::string_view piece) {
            text += piece;
            return Result<void>();
        });
        if (!done)
            qFatal("%s", done.error().detail.c_str());
        return text;
    }

    /// The labels and removals of the file, without the rest, in the order of their bytes.
    static std::string state(Session &session)
    {
        std::multiset<std::string> lines;
        std::string text;
        const auto labels = LabelRepository(session).all();
        for (const Label &each : *labels)
            lines.insert(each.id.value() + " " + each.code + " " + std::to_string(each.revision) +
                         " " + std::to_string(each.changedMs) + " " + each.note);
        const QByteArray file = QByteArray::fromStdString(exported(session));
        for (const QByteArray &line : file.split('\n')) {
            if (line.contains("\"removed\":true"))
                lines.insert(line.toStdString());
        }
        for (const std::string &line : lines)
            text += line + "\n";
        return text;
    }

    static MergeReport merge(Session &session, const std::string &text)
    {
        const auto report = importLabels(session, text, "lea");
        if (!report)
            qFatal("%s", report.error().detail.c_str());
        return *report;
    }

    /// The line of the label with this code.
    static std::string lineOf(const std::string &file, const std::string &code)
    {
        const QByteArray bytes = QByteArray::fromStdString(file);
        for (const QByteArray &line : bytes.split('\n')) {
            if (line.contains(("\"code\":\"" + code + "\"").c_str()))
                return line.toStdString();
        }
        return {};
    }

    static std::string counts(const MergeReport &report)
    {
        return "+" + std::to_string(report.added) + " ~" + std::to_string(report.changed) + " -" +
               std::to_string(report.removed) + " =" + std::to_string(report.same) + " <" +
               std::to_string(report.older) + " !" + std::to_string(report.conflictCount);
    }

private Q_SLOTS:
    void labelsGoFromOneWorkspaceToAnotherWhole()
    {
        const auto one = site("one.gapscope");
        const auto two = site("two.gapscope");
        QVERIFY(LabelRepository(*one).addAll({label("C1"), label("I1", "bob", 2)}, "ann"));
        const std::string file = exported(*one);
        QCOMPARE(counts(merge(*two, file)), std::string("+2 ~0 -0 =0 <0 !0"));
        QVERIFY(*LabelRepository(*one).all() == *LabelRepository(*two).all());
        QCOMPARE(exported(*two), file);
        QCOMPARE(counts(merge(*two, file)), std::string("+0 ~0 -0 =2 <0 !0"));
        QCOMPARE(counts(merge(*one, file)), std::string("+0 ~0 -0 =2 <0 !0"));
        QVERIFY(checkLabels(*two));
    }

    void threeSitesAgreeInWhateverOrderTheyMerge()
    {
        const std::vector<std::string> names{"a", "b", "c"};
        std::vector<std::unique_ptr<Session>> sites;
        for (const std::string &name : names)
            sites.push_back(site((name + ".gapscope").c_str()));
        std::vector<Label> shared;
        for (const char *code : {"C1", "C2", "C3", "C4"})
            shared.push_back(*LabelRepository(*sites[0]).add(label(code), "ann"));
        for (int i : {1, 2})
            merge(*sites[std::size_t(i)], exported(*sites[0]));
        const auto change = [&](int at, int which, const std::string &note) {
            LabelRepository labels(*sites[std::size_t(at)]);
            Label now = **labels.load(shared[std::size_t(which)].id);
            now.note = note;
            return bool(labels.update(now, names[std::size_t(at)]));
        };
        QVERIFY(change(0, 0, "by a") && change(1, 0, "by b") && change(1, 0, "by b again"));
        QVERIFY(change(2, 1, "by c") && change(1, 3, "by b") && change(2, 3, "by c"));
        QVERIFY(LabelRepository(*sites[0]).remove(shared[1].id, 1, "a"));
        QVERIFY(LabelRepository(*sites[1]).remove(shared[2].id, 1, "b"));
        QVERIFY(LabelRepository(*sites[2]).add(label("R1", "cem", 2), "c"));
        const Label own = *LabelRepository(*sites[2]).add(label("R2", "cem", 2), "c");
        QVERIFY(LabelRepository(*sites[2]).remove(own.id, 1, "c"));

        std::vector<std::string> files;
        for (const auto &each : sites)
            files.push_back(exported(*each));
        for (std::size_t i = 0; i < 3; ++i) {
            // Each in another order, one of them twice.
            for (std::size_t k : {i + 1, i + 2, i + 1})
                merge(*sites[i], files[k % 3]);
            QVERIFY(checkLabels(*sites[i]));
        }
        QCOMPARE(state(*sites[1]), state(*sites[0]));
        QCOMPARE(state(*sites[2]), state(*sites[0]));
        QVERIFY(state(*sites[0]).find("by b again") != std::string::npos);
        // And a new workspace that gets the files the other way round.
        const auto late = site("late.gapscope");
        for (std::size_t i : {2U, 1U, 0U})
            merge(*late, files[i]);
        QCOMPARE(state(*late), state(*sites[0]));
    }

    void aMergeIsOneActionThatCanBeUndone()
    {
        const auto one = site("one.gapscope");
        const auto two = site("two.gapscope");
        LabelRepository there(*one);
        const Label kept = *there.add(label("C1"), "ann");
        const Label gone = *there.add(label("C2"), "ann");
        LabelRepository here(*two);
        merge(*two, exported(*one));
        QVERIFY(here.undo("lea"));
        QCOMPARE(state(*two), std::string());
        // What was undone comes back with the next merge.
        QCOMPARE(counts(merge(*two, exported(*one))), std::string("+2 ~0 -0 =0 <0 !0"));
        Label changed = kept;
        changed.note = "sharper";
        QVERIFY(there.update(changed, "ann"));
        QVERIFY(there.remove(gone.id, gone.revision, "ann"));
        QCOMPARE(counts(merge(*two, exported(*one))), std::string("+0 ~1 -1 =0 <0 !0"));
        QCOMPARE(here.history(gone.id)->size(), std::size_t(4));
        QVERIFY(here.undo("lea"));
        QCOMPARE(here.all()->size(), std::size_t(2));
        QVERIFY(here.load(kept.id)->value().note.empty());
        QVERIFY(here.redo("lea"));
        QCOMPARE(here.all()->size(), std::size_t(1));
        QCOMPARE(here.all()->front().note, std::string("sharper"));
        QVERIFY(checkLabels(*two));
    }

    void aRemovalTakenBackStays()
    {
        const auto one = site("one.gapscope");
        const auto two = site("two.gapscope");
        LabelRepository there(*one);
        const Label made = *there.add(label("C1"), "ann");
        QVERIFY(there.remove(made.id, made.revision, "ann"));
        merge(*two, exported(*one));
        QVERIFY(there.undo("ann"));
        QCOMPARE(counts(merge(*two, exported(*one))), std::string("+1 ~0 -0 =0 <0 !0"));
        QCOMPARE(counts(merge(*one, exported(*two))), std::string("+0 ~0 -0 =1 <0 !0"));
    }

    void changesOnBothSidesAreToldWithBothVersions()
    {
        const auto one = site("one.gapscope");
        const auto two = site("two.gapscope");
        LabelRepository there(*one);
        LabelRepository here(*two);
        const Label made = *there.add(label("C1"), "ann");
        merge(*two, exported(*one));
        const auto change = [&](LabelRepository &labels, const std::string &note) {
            Label now = **labels.load(made.id);
            now.note = note;
            return bool(labels.update(now, "x"));
        };
        // Only there: no conflict, however often.
        QVERIFY(change(there, "t1") && change(there, "t2"));
        QCOMPARE(counts(merge(*two, exported(*one))), std::string("+0 ~1 -0 =0 <0 !0"));
        // Here on top of that: no conflict when it goes back.
        QVERIFY(change(here, "h1"));
        QCOMPARE(counts(merge(*one, exported(*two))), std::string("+0 ~1 -0 =0 <0 !0"));
        // On both sides, there twice.
        const std::string before = exported(*one);
        QVERIFY(change(here, "h2"));
        QVERIFY(change(there, "t3") && change(there, "t4"));
        const MergeReport report = merge(*two, exported(*one));
        QCOMPARE(counts(report), std::string("+0 ~1 -0 =0 <0 !1"));
        QCOMPARE(std::get<Label>(report.conflicts[0].here).note, std::string("h2"));
        QCOMPARE(std::get<Label>(report.conflicts[0].there).note, std::string("t4"));
        QVERIFY(report.conflicts[0].taken);
        // An old file is old, no conflict.
        QCOMPARE(counts(merge(*two, before)), std::string("+0 ~0 -0 =0 <1 !0"));
        // Removed there, changed here.
        const Label now = **there.load(made.id);
        QVERIFY(there.remove(now.id, now.revision, "x"));
        QVERIFY(change(here, "h3"));
        QCOMPARE(merge(*two, exported(*one)).conflictCount, 1);
    }

    void whatDoesNotFitIsReported()
    {
        const auto one = site("one.gapscope");
        QVERIFY(
            LabelRepository(*one).addAll({label("C1"), label("ZZ"), label("C2", "ann", 9)}, "x"));
        std::string file = exported(*one);
        // The same label under another id, and words that are not those here.
        auto twin = nlohmann::ordered_json::parse(lineOf(file, "C1"));
        twin["id"] = "twin";
        twin["scheme_version"] = 5;
        twin["real_text"] = "hi there";
        file += twin.dump() + "\nnonsense\n";
        const auto two = site("two.gapscope");
        const MergeReport report = merge(*two, file);
        QCOMPARE(report.added, 4);
        QCOMPARE(report.refused, 1);
        QCOMPARE(report.issues.front().first, std::int64_t(6));
        QVERIFY(report.unknownCodes == (std::map<std::string, int>{{"ZZ", 1}}));
        QVERIFY(report.otherSchemes ==
                (std::map<std::string, int>{{"gapscope-divergence, version 5", 1}}));
        QCOMPARE(report.duplicateCount, 1);
        QCOMPARE(report.duplicates.front().second, LabelId{"twin"});
        // Two sides of the turn that is not there, and the words of the twin.
        QCOMPARE(report.driftCount, 3);
        QCOMPARE(report.waiting, 0);
        const auto json = nlohmann::json::parse(*mergeReportJson(report));
        QCOMPARE(json.at("drifts").size(), std::size_t(3));
        QCOMPARE(json.at("unknown_codes").at("ZZ").get<int>(), 1);
        const std::string text = mergeReportText(report);
        for (const char *part : {"4 labels added", "line 6: not JSON", "the code ZZ", "version 5",
                                 "ann C1: ", "3 labels stand on other words"})
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
    }

    void labelsWaitForTheirDialogues()
    {
        const auto one = site("one.gapscope");
        QVERIFY(LabelRepository(*one).addAll({label("C1"), label("C2")}, "ann"));
        auto other = std::move(*Session::open(path("other.gapscope"), OpenMode::Create));
        QVERIFY(CorpusRepository(*other).ensure(m_real) && CorpusRepository(*other).ensure(m_sim));
        // The same conversation of the same person in other words: another export of the source.
        const Dialogue edited = dialogue(m_real, "7", {"hi, i am ada byron!", "hello", "w1"});
        QVERIFY(*DialogueRepository(*other).insert(edited));
        const MergeReport report = merge(*other, exported(*one));
        QCOMPARE(report.added, 2);
        QCOMPARE(report.waiting, 2);
        QCOMPARE(report.waitingDialogueCount, 2);
        QCOMPARE(report.waitingDialogues.size(), std::size_t(2));
        for (const WaitingDialogue &each : report.waitingDialogues) {
            QCOMPARE(each.labels, 2);
            QVERIFY(each.task == m_person.task);
            QCOMPARE(each.nativeId, std::string("7"));
            QVERIFY(each.instead == (each.corpus == "human" ? edited.id : DialogueId()));
        }
        QVERIFY(mergeReportText(report).find("other words, as " + edited.id.value()) !=
                std::string::npos);
        // They are whole, and attach when the transcripts come.
        QVERIFY(*DialogueRepository(*other).insert(m_person));
        QVERIFY(*DialogueRepository(*other).insert(m_robot));
        QCOMPARE(exported(*other), exported(*one));
    }

    void aFileThatIsNoneChangesNothing()
    {
        const auto one = site("one.gapscope");
        const auto none = importLabels(*one, std::string_view("{\"gapscope\":\"anchors\"}"), "lea");
        QCOMPARE(none.error().code, ErrorCode::InputMalformed);
        const auto missing = importLabelFile(*one, path("nothing.jsonl"), "lea");
        QCOMPARE(missing.error().code, ErrorCode::InputUnreadable);
        QCOMPARE(missing.error().subject, path("nothing.jsonl"));
        QVERIFY(!*LabelRepository(*one).canUndo("lea"));
    }

    void aRedactedCopyNamesNobodyAndCannotBeMerged()
    {
        const auto one = site("one.gapscope");
        Label made = label("C1");
        made.note = "bob agrees: Ada front-loads, mail ada@example.org";
        QVERIFY(LabelRepository(*one).addAll({made, label("C2", "bob", 2)}, "ann"));
        LabelExport options;
        options.redact = true;
        options.pseudonyms = true;
        const std::string file = exported(*one, options);
        for (const char *secret :
             {"byron", "Byron", "Ada", "w1234567", "example.org", "\"bob\"", "\"ann\""})
            QVERIFY2(file.find(secret) == std::string::npos, (secret + (" in " + file)).c_str());
        QVERIFY(file.find("annotator 1") != std::string::npos);
        const auto line = nlohmann::json::parse(lineOf(file, "C1"));
        const std::string words = line.at("real_text").get<std::string>();
        const auto begin = line.at("real_begin").get<std::size_t>();
        QCOMPARE(words.substr(begin, line.at("real_end").get<std::size_t>() - begin),
                 std::string("[NAME 1]"));
        QCOMPARE(merge(*one, file).refused, 2);

        const auto findings = redactionFindings(*one);
        QVERIFY(findings);
        std::set<std::string> found;
        for (const RedactionFinding &each : *findings)
            found.insert(std::string(name(each.kind)) + " " + each.text);
        QVERIFY(found.contains("ID w1234567") && found.contains("EMAIL ada@example.org"));
        options.keep = {"w1234567"};
        QVERIFY(exported(*one, options).find("w1234567") != std::string::npos);
    }

    void oneAnnotatorsFileHasTheirLabelsAndRemovals()
    {
        const auto one = site("one.gapscope");
        LabelRepository labels(*one);
        const Label mine = *labels.add(label("C1"), "ann");
        const Label other = *labels.add(label("C2", "bob"), "bob");
        QVERIFY(labels.add(label("C3"), "ann"));
        QVERIFY(labels.remove(mine.id, 1, "lea"));
        QVERIFY(labels.remove(other.id, 1, "bob"));
        LabelExport options;
        options.annotator = "ann";
        const std::string file = exported(*one, options);
        QVERIFY(file.find("\"C3\"") != std::string::npos);
        QVERIFY(file.find(mine.id.value()) != std::string::npos);
        QVERIFY(file.find(other.id.value()) == std::string::npos);
    }

    void aLargeFileIsMergedInSeconds()
    {
        std::string file;
        LabelRecord record;
        for (int i = 0; i < 30'000; ++i) {
            record.label = label("C1", "ann", i % 3);
            record.label.id = LabelId{"id" + std::to_string(i)};
            record.realText = m_person.turns[std::size_t(i % 3)].text.value();
            file += labelLine(record, divergenceScheme(), "9.9");
        }
        const auto one = site("one.gapscope");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(merge(*one, file).added, 30'000);
        qInfo("30 000 labels merged in %lld ms", static_cast<long long>(timer.elapsed()));
        QVERIFY(timer.elapsed() < 60'000);
        QVERIFY(checkLabels(*one));
    }
};

QTEST_GUILESS_MAIN(TestLabelImport)
#include "tst_label_import.moc"
