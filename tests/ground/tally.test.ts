import { expect, test } from "vitest";
import { isGood, summary, tally } from "../../scripts/tally.mjs";

/** A vitest report with these numbers of tests, in one file that loads. */
function reportOf(passed: number, failed = 0, skipped = 0) {
  const assertionResults = failed > 0 ? [{ status: "failed" }] : [];
  return {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
    testResults: [{ status: failed > 0 ? "failed" : "passed", assertionResults }],
  };
}

test("checks count as one each, vitest stages as their tests", () => {
  const outcomes = [
    { passed: true },
    { passed: false },
    { passed: true, report: reportOf(20) },
    { passed: false, report: reportOf(5, 2, 3) },
  ];
  expect(tally(outcomes)).toEqual({ passed: 26, failed: 3, skipped: 3 });
});

test("a test left to be written counts as skipped", () => {
  const report = { ...reportOf(1), numTodoTests: 2 };
  expect(tally([{ passed: true, report }])).toEqual({ passed: 1, failed: 0, skipped: 2 });
});

test("a report that was never written is a failure, whatever the exit code said", () => {
  expect(tally([{ passed: true, report: undefined }])).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a file that does not load is a failure, beside the tests that failed elsewhere", () => {
  const broken = { status: "failed", assertionResults: [] };
  const report = reportOf(4, 1);
  const outcome = { passed: false, report: { ...report, testResults: [...report.testResults, broken] } };
  expect(tally([outcome])).toEqual({ passed: 4, failed: 2, skipped: 0 });
});

test("a failure that only the exit code shows is a failure", () => {
  expect(tally([{ passed: false, report: reportOf(4) }])).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

test("a run is good when something passed and nothing failed", () => {
  expect(isGood(tally([{ passed: true }]))).toBe(true);
  expect(isGood(tally([{ passed: true }, { passed: false }]))).toBe(false);
  expect(isGood(tally([]))).toBe(false);
});

test("the last line mentions skipped tests only when there are any", () => {
  expect(summary({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(summary({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
});
