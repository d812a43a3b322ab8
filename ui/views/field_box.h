// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/field_sample.h"

#include <QComboBox>

#include <string>
#include <vector>

namespace gapscope {
/// Chooses a field of a file by its path. The list shows what stands in each; any path can be
/// typed, and none is a choice too.
class FieldBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit FieldBox(const QString &accessibleName, QWidget *parent = nullptr);

    /// Keeps the path that is chosen, whether it is among them or not.
    void setFields(const std::vector<FieldSample> &fields);
    std::string path() const;
    /// No signal.
    void setPath(const std::string &path);

Q_SIGNALS:
    /// A person chose or typed another path.
    void chosen();
};
} // namespace gapscope
