#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what fuzzing starts from: the small sample files, packed ones of them, and one record of
every format whose samples are not among them. make_seeds.py SAMPLE_DATA FOLDER"""
import gzip
import io
import json
import pathlib
import sys
import zipfile

MESSAGES = [{"role": "user", "content": "It is dark"},
            {"role": "assistant", "content": None,
             "tool_calls": [{"id": "1", "type": "function",
                             "function": {"name": "look", "arguments": "{\"at\": 1}"}}]},
            {"role": "tool", "tool_call_id": "1", "name": "look", "content": "off"}]
EVAL = {"task": "lamp", "model": "m", "model_roles": {"user": {"model": "guest"}}}
SAMPLE = {"id": 1, "epoch": 1, "input": "dark", "target": "light", "messages": MESSAGES,
          "scores": {"match": {"value": "C"}}, "attachments": {"a": "text"}}
TICKS = [{"agent_chunk": {"content": "He"}, "user_chunk": {"content": ""}},
         {"user_chunk": {"content": "hi", "utterance_ids": ["1"], "is_final_chunk": True}}]
RECORDS = {
    "inspect.json": {"version": 2, "status": "success", "eval": EVAL, "samples": [SAMPLE]},
    "few_shot.jsonl": {"messages_display": "user: dark\nassistant: None\ntool: off"},
    "tau2.json": {"info": {"user_info": {"llm": "g"}, "environment_info": {"domain_name": "l"}},
                  "tasks": [{"id": "1"}],
                  "simulations": [{"id": "s", "task_id": "1", "termination_reason": "user_stop",
                                   "messages": MESSAGES},
                                  {"id": "t", "task_id": "1", "termination_reason": "user_stop",
                                   "ticks": TICKS}]},
    "chat.json": {"id": "c", "meta_info": "task_index: 1\nenv_name: lamp", "messages": MESSAGES},
}


def archive(files, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, text in files.items():
            # A fixed time, so that the same seeds come out each time.
            packed.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, method)
    return out.getvalue()


def main():
    samples, folder = (pathlib.Path(argument) for argument in sys.argv[1:3])
    for path in sorted(samples.rglob("*")):
        if path.is_file() and path.stat().st_size <= 20000:
            (folder / path.name).write_bytes(path.read_bytes())
    for name, record in RECORDS.items():
        text = json.dumps(record)
        (folder / name).write_text(text, encoding="utf-8")
        (folder / (name + ".gz")).write_bytes(gzip.compress(text.encode(), mtime=0))
    log = {"header.json": json.dumps({"version": 2, "eval": EVAL}),
           "samples/1_epoch_1.json": json.dumps(SAMPLE)}
    (folder / "stored.eval").write_bytes(archive(log, zipfile.ZIP_STORED))
    (folder / "deflated.eval").write_bytes(archive(log, zipfile.ZIP_DEFLATED))


if __name__ == "__main__":
    main()
