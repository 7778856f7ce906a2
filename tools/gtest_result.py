#!/usr/bin/env python3
"""Prints "PASSED FAILED" of a GoogleTest program.

usage: tools/gtest_result.py REPORT.json STATUS

STATUS is what the program ended with; one that crashed before its report is one failure. What was
skipped counts as neither.
"""

import json
import pathlib
import sys


def sums(report, status):
    if not report.exists():
        return 0, 1
    tests = [test for suite in json.loads(report.read_text("utf-8")).get("testsuites", [])
             for test in suite["testsuite"]]  # fmt: skip
    failed = sum("failures" in test for test in tests)
    passed = sum(test["result"] == "COMPLETED" for test in tests) - failed
    return passed, failed or int(status != 0)


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    print(*sums(pathlib.Path(arguments[0]), int(arguments[1])))


if __name__ == "__main__":
    main(sys.argv[1:])
