// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QTableView;

namespace gapscope {
/// How the tables of the program look and are driven: whole rows, no grid, one height, and Ctrl+C
/// copies the selected rows as tab-separated text with the columns that are shown. Returns the
/// copy action, for menus.
QAction *setUpTable(QTableView *table);
} // namespace gapscope
