// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/inspector.h"

#include "ui/base/label_desk.h"
#include "ui/base/plain_label.h"
#include "ui/base/qstring.h"
#include "ui/base/theme.h"
#include "ui/base/workspace.h"
#include "ui/models/compare_pair.h"
#include "ui/models/row_kind_text.h"
#include "ui/views/anchor_list.h"
#include "ui/views/label_editor.h"
#include "ui/views/pair_content.h"
#include "ui/views/parts_widget.h"
#include "ui/views/suggestion_list.h"

#include <QListWidget>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace gapscope {
namespace {
QLabel *heading(const QString &text)
{
    auto *label = new PlainLabel(text);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QString kindName(RowKind kind)
{
    switch (kind) {
    case RowKind::Equal:
        return Inspector::tr("equal");
    case RowKind::Paraphrase:
        return Inspector::tr("paraphrase");
    case RowKind::Divergent:
        return Inspector::tr("divergent");
    case RowKind::Missing:
        return Inspector::tr("missing");
    case RowKind::Extra:
        return Inspector::tr("extra");
    case RowKind::Moved:
        return Inspector::tr("moved");
    case RowKind::Merged:
        return Inspector::tr("merged");
    }
    return {};
}
} // namespace

Inspector::Inspector(Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_title(heading(QString())),
      m_explanation(new PlainLabel), m_parts(new PartsWidget), m_cues(new QListWidget),
      m_noCues(new PlainLabel), m_suggestions(new SuggestionList(workspace)),
      m_labels(new LabelEditor(workspace)), m_anchors(new AnchorList(workspace))
{
    m_explanation->setWordWrap(true);
    m_noCues->setWordWrap(true);
    m_noCues->setForegroundRole(QPalette::PlaceholderText);
    m_cues->setAccessibleName(tr("Cues that fired in this row"));
    m_cues->setFrameShape(QFrame::NoFrame);
    m_cues->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cues->setTextElideMode(Qt::ElideRight);
    m_cues->setSelectionMode(QAbstractItemView::SingleSelection);

    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_explanation);
    layout->addWidget(m_parts);
    layout->addSpacing(8);
    layout->addWidget(heading(tr("Cues")));
    layout->addWidget(m_noCues);
    layout->addWidget(m_cues);
    layout->addSpacing(8);
    layout->addWidget(m_suggestions);
    layout->addWidget(heading(tr("Labels")));
    layout->addWidget(m_labels);
    layout->addSpacing(8);
    layout->addWidget(m_anchors);
    layout->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    // No sideways scrolling: the panel is never narrower than what stands in it.
    scroll->setMinimumWidth(content->minimumSizeHint().width() + 14);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(&m_workspace, &Workspace::alignedRowChanged, this, &Inspector::refresh);
    connect(&m_workspace, &Workspace::pairLoaded, this, &Inspector::refresh);
    connect(&m_workspace, &Workspace::summariesChanged, this, &Inspector::refresh);
    connect(&m_workspace, &Workspace::closed, this, &Inspector::refresh);
    connect(&m_workspace.desk(), &LabelDesk::blindChanged, this, &Inspector::refresh);
    refresh();
}

void Inspector::refresh()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const int index = m_workspace.alignedRow();
    m_cues->clear();
    if (!pair || index < 0 || index >= static_cast<int>(pair->alignment.rows.size())) {
        m_title->setText(tr("No row"));
        m_explanation->setText(tr("Choose a row of a user turn in the comparison."));
        m_parts->setRow(std::nullopt);
        m_noCues->setText(tr("–"));
        m_noCues->setVisible(true);
        m_cues->setVisible(false);
        return;
    }
    const AlignedRow &row = pair->alignment.rows[static_cast<std::size_t>(index)];
    const ComparePair::Kinds kinds = pair->real && pair->sim
                                         ? kindsOf(m_workspace, pair->real->id, pair->sim->id)
                                         : ComparePair::Kinds::RealAndSim;
    const bool mixed = kinds == ComparePair::Kinds::RealAndSim;
    const bool isOneSided = row.kind == RowKind::Missing || row.kind == RowKind::Extra;
    m_title->setText(tr("Row %1 of %2: %3")
                         .arg(index + 1)
                         .arg(pair->alignment.rows.size())
                         .arg(kinds == ComparePair::Kinds::Blind && isOneSided
                                  ? tr("one side only")
                                  : kindName(row.kind)));
    QString text = kindSentence(row.kind, kinds);
    if (row.styleFlag)
        text += QLatin1Char(' ') + tr("Length or politeness differ strongly.");
    if (row.agentInduced)
        text += QLatin1Char(' ') + tr("Just before, the agent had said something else: look there "
                                      "before blaming the user.");
    if (const QString floor = floorSentence(row); mixed && !floor.isEmpty())
        text += QLatin1Char(' ') + floor;
    m_explanation->setText(text);
    m_parts->setRow(row);
    showCues();
}

QString Inspector::floorSentence(const AlignedRow &row) const
{
    if (!isCalibrated(row))
        return {};
    const DivergenceFloor *floor = m_workspace.floorOf(m_workspace.simDialogue());
    if (!floor) {
        return m_workspace.floors()
                   ? tr("How far people part is not known: no task has two people, and "
                        "no simulator two runs.")
                   : tr("How far people part from each other is still being computed.");
    }
    const QString share = QLocale().toString(percentileOf(*floor, row.divergence), 'f', 0);
    return floor->source == DivergenceFloor::Source::People
               ? tr("Further apart than %1 % of the turns that two people share.").arg(share)
               : tr("Further apart than %1 % of the turns that two runs of %2 share.")
                     .arg(share, qs(floor->label));
}

void Inspector::showCues()
{
    const std::shared_ptr<const LoadedPair> pair = m_workspace.pair();
    const AlignedRow &row =
        pair->alignment.rows[static_cast<std::size_t>(m_workspace.alignedRow())];
    const ComparePair::Kinds kinds = !pair->real || !pair->sim
                                         ? ComparePair::Kinds::RealAndSim
                                         : kindsOf(m_workspace, pair->real->id, pair->sim->id);
    const LabelDesk &desk = m_workspace.desk();
    const bool isMirrored =
        kinds == ComparePair::Kinds::Blind && desk.isMirrored(pair->real->id, pair->sim->id);
    const Theme theme = Theme::of(palette());
    const auto list = [&](const std::vector<CueSpan> &cues, const std::vector<int> &turns,
                          const QString &side) {
        int identifiers = 0;
        for (const CueSpan &cue : cues) {
            if (std::find(turns.begin(), turns.end(), cue.turn) == turns.end())
                continue;
            // The reference edition counts every long word: listed one by one they bury the rest.
            if (cue.feature == Feature::IdDensity) {
                ++identifiers;
                continue;
            }
            const FeatureInfo &feature = info(cue.feature);
            auto *item = new QListWidgetItem(
                tr("%1 · %2: “%3”").arg(side, qs(feature.title), qs(cue.cue)), m_cues);
            item->setForeground(theme.dimensionColour(feature.dimension));
            item->setToolTip(tr("%1, dimension %2")
                                 .arg(qs(feature.key), qs(title(feature.dimension)))
                                 .toHtmlEscaped());
        }
        if (identifiers > 0) {
            const FeatureInfo &feature = info(Feature::IdDensity);
            auto *item = new QListWidgetItem(
                tr("%1 · %2: %Ln place(s)", nullptr, identifiers).arg(side, qs(feature.title)),
                m_cues);
            item->setForeground(theme.dimensionColour(feature.dimension));
            item->setToolTip(
                tr("In the reference edition any word of six characters and more counts; the mark "
                   "“%1” above the comparison shows them.")
                    .arg(qs(feature.title))
                    .toHtmlEscaped());
        }
    };
    const bool isNamed =
        kinds == ComparePair::Kinds::RealAndSim || kinds == ComparePair::Kinds::Blind;
    const auto listSide = [&](bool isReal) {
        list(isReal ? pair->realCues : pair->simCues, isReal ? row.real : row.sim,
             isNamed  ? desk.sideName(isReal)
             : isReal ? tr("first")
                      : tr("second"));
    };
    listSide(!isMirrored);
    listSide(isMirrored);
    m_noCues->setText(tr("No feature fired in this row."));
    m_noCues->setVisible(m_cues->count() == 0);
    m_cues->setVisible(m_cues->count() > 0);
    // As high as its lines, up to ten: the labels stay in reach.
    const int shown = std::min(m_cues->count(), 10);
    m_cues->setFixedHeight(shown * std::max(m_cues->sizeHintForRow(0), 1) + 4);
}
} // namespace gapscope
