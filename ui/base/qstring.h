// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace gapscope {
/// UTF-8 text of core/ as a QString, and back.
inline QString qs(std::string_view text)
{
    const QString result = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    // Qt takes a leading U+FEFF for a mark of the encoding; here it is part of what was said.
    return text.starts_with("\xEF\xBB\xBF") ? QChar(QChar::ByteOrderMark) + result : result;
}
inline std::string utf8(const QString &text)
{
    return text.toStdString();
}
} // namespace gapscope
