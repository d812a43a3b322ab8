// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/new_id.h"

#include <QUuid>

namespace gapscope {
std::string newUuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}
} // namespace gapscope
