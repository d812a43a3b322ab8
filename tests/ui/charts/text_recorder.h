// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetricsF>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>

#include <memory>
#include <vector>

namespace gapscope::test {
struct PaintedText
{
    QString text;
    /// The ink of its letters, on the device.
    QRectF box;
    /// What it was clipped to; the whole device where it was not.
    QRectF clip;
};

/// A paint device that keeps nothing but the texts, wherever they were painted from.
class TextRecorder final : public QPaintDevice
{
public:
    explicit TextRecorder(QSizeF size) : m_size(size), m_engine(*this) {}

    QPaintEngine *paintEngine() const override { return &m_engine; }
    const std::vector<PaintedText> &texts() const { return m_texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return static_cast<int>(m_size.width());
        case PdmHeight:
            return static_cast<int>(m_size.height());
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    class Engine final : public QPaintEngine
    {
    public:
        explicit Engine(TextRecorder &recorder)
            : QPaintEngine(QPaintEngine::AllFeatures), m_recorder(recorder)
        {}

        bool begin(QPaintDevice *) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState &) override {}
        void drawPath(const QPainterPath &) override {}
        void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
        void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
        Type type() const override { return User; }
        void drawTextItem(const QPointF &at, const QTextItem &item) override
        {
            if (item.text().trimmed().isEmpty())
                return;
            const QTransform device = painter()->combinedTransform();
            const QRectF ink =
                QFontMetricsF(item.font()).tightBoundingRect(item.text()).translated(at);
            const QRectF whole(QPointF(), m_recorder.m_size);
            m_recorder.m_texts.push_back(
                {item.text(), device.mapRect(ink),
                 painter()->hasClipping() ? device.mapRect(painter()->clipBoundingRect()) : whole});
        }

    private:
        TextRecorder &m_recorder;
    };

    QSizeF m_size;
    std::vector<PaintedText> m_texts;
    mutable Engine m_engine;
};
} // namespace gapscope::test
