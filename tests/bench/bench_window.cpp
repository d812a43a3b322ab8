// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is held up while a study of the paper's size is imported, and by
// what follows; and how long a label waits meanwhile.
#include "core/store/label_repository.h"
#include "tests/bench/measure.h"
#include "tests/bench/options.h"
#include "tests/bench/paper_set.h"
#include "tests/bench/scratch.h"
#include "ui/base/gap_analysis.h"
#include "ui/base/import_job.h"
#include "ui/views/gap_page.h"
#include "ui/views/main_window.h"

#include <QApplication>
#include <QMetaEnum>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTimer>

#include <algorithm>
#include <fstream>
#include <stdexcept>

using namespace gapscope;
using namespace gapscope::bench;

namespace {
constexpr double longestBlock = 100.0;

/// Measures every event from the event loop.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    struct Event
    {
        double seconds = 0.0;
        std::string what;
    };

    bool notify(QObject *receiver, QEvent *event) override
    {
        // An event sent within another one is part of that.
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        const std::string name = receiver->metaObject()->className();
        ++m_depth;
        const double began = Moment::now().wall;
        const bool taken = QApplication::notify(receiver, event);
        const double took = Moment::now().wall - began;
        --m_depth;
        if (took > m_longest.seconds) {
            const char *typeName = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
            m_longest = {took, name + ", " + (typeName ? typeName : "own event")};
        }
        return taken;
    }

    /// Since the last call.
    Event longest() { return std::exchange(m_longest, {}); }

private:
    int m_depth = 0;
    Event m_longest;
};

template <class Ready>
void waitUntil(Ready ready)
{
    QTimer heartbeat;
    heartbeat.start(20);
    while (!ready())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

std::vector<ImportRequest> requestsFor(const PaperSet &set)
{
    std::vector<ImportRequest> requests;
    for (const std::filesystem::path &file : set.conversations()) {
        ImportRequest request;
        request.path = file.string();
        request.kind = file == set.files.real ? CorpusKind::Real : CorpusKind::Simulated;
        requests.push_back(std::move(request));
    }
    return requests;
}

/// One dialogue of this many turns, which is written as one transaction.
std::filesystem::path writeGiant(const std::filesystem::path &folder, std::size_t turns)
{
    const std::filesystem::path file = folder / "giant.jsonl";
    std::ofstream out(file);
    out << R"({"messages":[)";
    for (std::size_t turn = 0; turn < turns; ++turn)
        out << (turn == 0 ? "" : ",") << R"({"role":")" << (turn % 2 == 0 ? "user" : "assistant")
            << R"(","content":"Turn )" << turn << R"( asks for the parcel that went elsewhere."})";
    out << "]}\n";
    if (!out.flush())
        throw std::runtime_error("the giant dialogue could not be written");
    return file;
}

/// What a person changes in the window itself, again and again; the last ones may still wait.
class Changes
{
public:
    explicit Changes(Workspace &workspace) : m_workspace(workspace)
    {
        const auto &heads = workspace.data().heads;
        if (heads.empty())
            throw std::runtime_error("there is nothing to exclude");
        m_dialogue = heads.front().dialogue.id;
        QObject::connect(&workspace, &Workspace::failed, &m_context,
                         [this](const Error &error) { m_refused = error.detail + " "; });
        QObject::connect(&m_timer, &QTimer::timeout, &m_context, [this] { make(); });
        m_timer.start(50);
    }

    void stop() { m_timer.stop(); }
    int made() const { return m_made; }
    int ended() const { return m_ended; }
    std::size_t mostWaiting() const { return m_mostWaiting; }
    const std::string &refused() const { return m_refused; }

private:
    void make()
    {
        ++m_made;
        const auto done = [this](const Result<void> &result) {
            ++m_ended;
            if (!result)
                m_refused = result.error().detail + ' ';
        };
        if (m_made % 2 == 0) {
            Label label;
            label.annotator = std::string("bench");
            label.code = std::string("C1");
            label.realDialogue = m_dialogue;
            m_workspace.addLabel(label, &m_context, done);
        } else {
            const bool exclude = m_made % 4 == 1;
            m_workspace.changeExclusions({{m_dialogue, "bench", "bench", 1}}, exclude, &m_context,
                                         done);
        }
        m_mostWaiting = std::max(m_mostWaiting, static_cast<std::size_t>(m_made - m_ended));
    }

    Workspace &m_workspace;
    DialogueId m_dialogue;
    QObject m_context;
    QTimer m_timer;
    int m_made = 0;
    int m_ended = 0;
    std::size_t m_mostWaiting = 0;
    std::string m_refused;
};

/// Somebody else labels while the import writes; seconds of the longest wait.
class Labeller
{
public:
    explicit Labeller(const std::filesystem::path &path)
    {
        auto session = Session::open(path.string(), OpenMode::ReadWrite);
        if (!session)
            throw std::runtime_error(session.error().detail);
        m_session = std::move(*session);
    }

    double save()
    {
        Label label;
        label.annotator = std::string("bench");
        label.code = std::string("C1");
        label.realDialogue = DialogueId{"r"};
        label.simDialogue = DialogueId{"s"};
        label.realTurn = m_count;
        const double began = Moment::now().wall;
        const auto saved = LabelRepository(*m_session).add(label, "bench");
        const double took = Moment::now().wall - began;
        if (!saved)
            throw std::runtime_error("a label was refused: " + saved.error().detail);
        ++m_count;
        return took;
    }
    int count() const { return m_count; }

private:
    std::unique_ptr<Session> m_session;
    int m_count = 0;
};

int run(const Options &options)
{
    auto &application = *static_cast<TimedApplication *>(QCoreApplication::instance());
    const Scratch scratch(options.folder);
    const PaperSet set =
        writePaperSet(scratch.path() / "whole", scaled(options.scale), options.seed);
    const std::filesystem::path path = scratch.path() / "window.gapscope";
    std::filesystem::remove(path);

    MainWindow window;
    window.resize(1280, 800);
    window.show();
    Workspace &workspace = window.workspace();
    if (const Result<void> opened =
            workspace.open(QString::fromStdString(path.string()), OpenMode::Create);
        !opened)
        throw std::runtime_error(opened.error().detail);
    window.pages()->setCurrentWidget(window.gapPage());
    waitUntil([&] { return workspace.jobs().isIdle(); });
    application.longest();

    bool done = false;
    std::size_t failures = 0;
    importFiles(workspace, requestsFor(set), &window, [&](const Result<ImportOutcome> &outcome) {
        done = true;
        failures = outcome ? outcome->failures.size() : 1;
    });
    Labeller labeller(path);
    std::vector<double> waits;
    while (!done) {
        const double until = Moment::now().wall + 0.05;
        waitUntil([&] { return done || Moment::now().wall > until; });
        waits.push_back(labeller.save());
    }
    const auto importing = application.longest();
    if (failures > 0)
        throw std::runtime_error("a file was not imported");
    waitUntil([&] {
        const GapAnalysis &gap = workspace.gap();
        return gap.figures() && !gap.figures()->problem.simulators.empty() && gap.uncertainty() &&
               gap.effects();
    });
    const auto following = application.longest();
    // A while of aligning all pairs, with its progress and first results.
    const double until = Moment::now().wall + 5.0;
    waitUntil([&] { return workspace.jobs().isIdle() || Moment::now().wall > until; });
    const auto aligning = application.longest();
    workspace.jobs().cancelAll();
    waitUntil([&] { return workspace.jobs().isIdle(); });

    // One dialogue of tens of megabytes is one transaction, for a second and more: what the window
    // changes meanwhile waits.
    const std::filesystem::path giant =
        writeGiant(scratch.path(), static_cast<std::size_t>(300000 * options.scale));
    ImportRequest giantRequest;
    giantRequest.path = giant.string();
    giantRequest.kind = CorpusKind::Simulated;
    giantRequest.label = std::string("giant");
    application.longest();
    done = false;
    importFiles(workspace, {giantRequest}, &window, [&](const Result<ImportOutcome> &outcome) {
        done = true;
        failures = outcome ? outcome->failures.size() : 1;
    });
    Changes changes(workspace);
    waitUntil([&] { return done; });
    changes.stop();
    waitUntil([&] { return workspace.pending().isEmpty(); });
    const auto changing = application.longest();
    if (failures > 0)
        throw std::runtime_error("the giant dialogue was not imported");
    if (changes.ended() != changes.made() || !changes.refused().empty())
        throw std::runtime_error("a change was refused: " + changes.refused());
    workspace.jobs().cancelAll();
    waitUntil([&] { return workspace.jobs().isIdle(); });

    std::sort(waits.begin(), waits.end());
    Report report;
    report.heading("Window while " + std::to_string(set.dialogues) +
                   " dialogues are imported: longest event of its thread, wall clock");
    const auto event = [&](const char *when, const TimedApplication::Event &one) {
        report.target(when, one.seconds * 1000, longestBlock, " ms");
        report.line("… which was", one.what);
    };
    event("during the import", importing);
    event("from there to the figures of the Gap page", following);
    event("while pairs are aligned", aligning);
    report.line("labels saved meanwhile", std::to_string(waits.size()) + ", half of them within " +
                                              fixed(waits[waits.size() / 2] * 1000, 1) + " ms");
    report.target("longest wait for a label", waits.back() * 1000, longestBlock, " ms");
    event("while a dialogue of 300 000 turns is imported and the window changes things", changing);
    report.line("changes made meanwhile", std::to_string(changes.made()) + ", all stored, " +
                                              std::to_string(changes.mostWaiting()) +
                                              " at most waiting");
    return report.finish(options.strict);
}
} // namespace

int main(int count, char **arguments)
{
    QStandardPaths::setTestModeEnabled(true);
    const TimedApplication application(count, arguments);
    QApplication::setApplicationName(QStringLiteral("gapscope-bench"));
    QSettings().clear();
    return runWithOptions(count, arguments, {}, run);
}
