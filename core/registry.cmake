# SPDX-License-Identifier: GPL-3.0-or-later
# The lists a new importer, metric or chart adds its line to; the order is the order people see.
gapscope_register(TARGET gapscope_core FUNCTION builtinImporters TYPE Importer
    HEADER core/import/importer.h NAMESPACE importers FOLDER core/import/builtin
    IDS
        tau_usi
        tau_bench
        tau_few_shot
        tau2
        multiwoz
        sgd
        convlab_unified
        taskmaster
        abcd
        autotod
        m2m
        star
        dialoguekit
        simulatorarena
        simulatorarena_sim
        quac
        rasa_tracker
        botium
        cogym
        userbench
        inspect_ai
        openai_messages
        anthropic_messages
        openai_responses
        sharegpt
        wildchat
        arena
        langfuse
        langsmith
        otel_genai
        openinference
        turns_csv
        mapped)

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
        distribution
        survival
        end_reasons
        disclosure
        acts
        excess_divergence
        first_divergence_hazard
        divergence_by_turn
        capability
        survey_bias
        reward_audit
        distinctive_words
        volcano
        variation_map
        radar
        outcomes
        label_rates
        label_losses
        rule_precision)

gapscope_register(TARGET gapscope_core
    FUNCTION builtinMetrics TYPE Metric HEADER core/metrics/metric.h
    NAMESPACE metrics FOLDER core/metrics/builtin
    IDS
        ks
        wasserstein
        wasserstein_iqr
        energy
        cliffs_delta
        hedges_g
        variance_ratio
        frechet
        jensen_shannon
        mmd
        cluster_divergence
        c2st
        p_human
        coverage
        chamfer
        distinct_n
        self_bleu
        ttr
        mattr
        hdd
        yules_k
        act_entropy
        distinctive_words
        human_anchored_z
        within_task_spread
        disclosure_lag
        frontload_area
        unprompted_disclosure
        invented_facts
        card_parroting
        survival
        end_reasons
        length_gap
        alignment_rates
        tool_path
        act_transitions
        act_perplexity
        success_gap
        outcome_agreement
        calibration
        group_calibration
        reward_audit
        survey_bias
    )
