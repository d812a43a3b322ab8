# SPDX-License-Identifier: GPL-3.0-or-later
# The lists a new importer, metric or chart adds its line to; the order is the order people see.
