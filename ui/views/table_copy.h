// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QTableView;

namespace gapscope {
/// Whether copied rows come under the names of their columns: figures need them, lists do not.
enum class CopyHeader { No, Yes };

/// How the tables of the program look and are driven: whole rows, no grid, one height, and Ctrl+C
/// copies the selected rows as tab-separated text with the columns that are shown. Returns the
/// copy action, for menus.
QAction *setUpTable(QTableView *table, CopyHeader header = CopyHeader::No);
} // namespace gapscope
