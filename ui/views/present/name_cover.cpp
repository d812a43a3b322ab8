// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/present/name_cover.h"

#include "core/plot/capability.h"
#include "core/store/workspace_data.h"
#include "ui/base/qstring.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace gapscope {
namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("gapscope::NameCover", text);
}

/// A, B … Z, AA, AB …
QString letters(int index)
{
    QString text;
    for (int rest = index; rest >= 0; rest = rest / 26 - 1)
        text.prepend(QChar(QLatin1Char(static_cast<char>('A' + rest % 26))));
    return text;
}

/// Labels that are plain words of every chart: they give nobody away.
bool isPlainWord(const std::string &label)
{
    static constexpr std::array<std::string_view, 11> words{
        "human", "humans", "people", "person",    "real",      "user",
        "users", "sim",    "sims",   "simulator", "simulators"};
    const std::string lower = utf8(qs(label).toLower());
    return std::find(words.begin(), words.end(), lower) != words.end();
}

bool isEdge(const QString &text, qsizetype at)
{
    return at < 0 || at >= text.size() || !text[at].isLetterOrNumber();
}
} // namespace

NameCover::NameCover(const WorkspaceData &data, bool hidesNames) : m_hidesNames(hidesNames)
{
    int task = 0;
    for (const Task &one : data.tasks)
        cover(one.key.value(), tr("Task %1").arg(++task));
    const auto people =
        std::count_if(data.corpora.begin(), data.corpora.end(), [](const CorpusSummary &summary) {
            return summary.corpus.kind == CorpusKind::Real;
        });
    int persons = 0;
    int simulators = 0;
    for (const CorpusSummary &summary : data.corpora) {
        const std::string &label = summary.corpus.label;
        const bool isReal = summary.corpus.kind == CorpusKind::Real;
        if (!hidesNames) {
            m_corpora[summary.corpus.id] =
                (isReal ? tr("A person (%1)") : tr("Simulated by %1")).arg(qs(label));
            continue;
        }
        QString as;
        if (isReal)
            as = people > 1 ? tr("People %1").arg(letters(persons++)) : tr("People");
        else
            as = tr("Simulator %1").arg(letters(simulators++));
        m_corpora[summary.corpus.id] = !isReal      ? as
                                       : people > 1 ? tr("A person (%1)").arg(as)
                                                    : tr("A person");
        if (!isPlainWord(label))
            cover(label, as);
    }
}

void NameCover::addFamilies(const std::vector<CapabilityScore> &scores)
{
    if (!m_hidesNames)
        return;
    for (const CapabilityScore &score : scores) {
        const auto next = static_cast<int>(m_families.size());
        if (!score.family.empty() && m_families.emplace(score.family, next).second)
            cover(score.family, tr("Family %1").arg(letters(next)));
    }
}

void NameCover::cover(std::string_view name, const QString &as)
{
    const QString text = qs(std::string(name));
    if (text.isEmpty())
        return;
    const auto shorter = std::find_if(m_pairs.begin(), m_pairs.end(), [&](const Pair &pair) {
        return pair.name.size() < text.size();
    });
    m_pairs.insert(shorter, {text, as});
}

QString NameCover::covered(const QString &text) const
{
    QString out;
    for (qsizetype at = 0; at < text.size();) {
        const auto found =
            !isEdge(text, at - 1) && text[at].isLetterOrNumber()
                ? m_pairs.end()
                : std::find_if(m_pairs.begin(), m_pairs.end(), [&](const Pair &pair) {
                      return QStringView(text).mid(at).startsWith(pair.name) &&
                             isEdge(text, at + pair.name.size());
                  });
        if (found == m_pairs.end()) {
            out += text[at++];
        } else {
            out += found->as;
            at += found->name.size();
        }
    }
    return out;
}

void NameCover::coverText(std::string &text) const
{
    if (!text.empty())
        text = utf8(covered(qs(text)));
}

void NameCover::coverAxis(PlotAxis &axis) const
{
    coverText(axis.title);
    for (std::string &category : axis.categories)
        coverText(category);
    for (AxisTick &tick : axis.ticks)
        coverText(tick.label);
}

ChartSpec NameCover::covered(ChartSpec spec) const
{
    for (std::string *text : {&spec.title, &spec.subtitle, &spec.reading, &spec.emptyReason,
                              &spec.provenance.sample, &spec.provenance.filter})
        coverText(*text);
    // What was brushed is called by its marks, shortened: names can be left in pieces.
    if (m_hidesNames && !spec.provenance.filter.empty())
        spec.provenance.filter = utf8(tr("some tasks"));
    coverAxis(spec.x);
    coverAxis(spec.y);
    const auto coverMarks = [this](auto &marks) {
        for (auto &mark : marks) {
            coverText(mark.info.tip);
            if constexpr (requires { mark.label; })
                coverText(mark.label);
        }
    };
    coverMarks(spec.points);
    coverMarks(spec.bars);
    coverMarks(spec.segments);
    coverMarks(spec.polygons);
    for (ReferenceLine &line : spec.references)
        coverText(line.label);
    for (TextMark &mark : spec.texts)
        coverText(mark.text);
    for (SideColumn &column : spec.columns) {
        coverText(column.title);
        for (std::string &cell : column.cells)
            coverText(cell);
    }
    for (LegendEntry &entry : spec.legend)
        coverText(entry.label);
    for (std::string &warning : spec.warnings)
        coverText(warning);
    spec.table = {};
    for (ChartSpec &panel : spec.panels)
        panel = covered(std::move(panel));
    return spec;
}

QString NameCover::nameOf(const CorpusId &corpus) const
{
    const auto found = m_corpora.find(corpus);
    return found == m_corpora.end() ? QString() : found->second;
}
} // namespace gapscope
