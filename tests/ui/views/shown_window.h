// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/test_case.h"
#include "ui/views/main_window.h"

#include <QString>

#include <memory>

namespace gapscope::test {
/// The window as a person has it: shown, with this workspace open and its first pair loaded. Null
/// where that does not come about.
inline std::unique_ptr<MainWindow> shownWindow(const QString &path)
{
    auto window = std::make_unique<MainWindow>();
    window->resize(1280, 800);
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()))
        return nullptr;
    window->activateWindow();
    const bool isOpen = bool(window->openWorkspace(path));
    const auto isLoaded = [&window] { return window->workspace().pair() != nullptr; };
    return isOpen && QTest::qWaitFor(isLoaded, 60000) ? std::move(window) : nullptr;
}
} // namespace gapscope::test
