# SPDX-License-Identifier: GPL-3.0-or-later
# The lists a new importer, metric or chart adds its line to; the order is the order people see.

gapscope_register(TARGET gapscope_core
    FUNCTION builtinCharts TYPE Chart HEADER core/plot/chart.h
    NAMESPACE charts FOLDER core/plot/builtin
    IDS
        dumbbell
        waterfall
        features
        reliability
        leaderboard
        heatmap
        divergence_by_turn)
