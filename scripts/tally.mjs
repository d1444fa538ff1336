/**
 * What vitest's JSON report says, as far as we read it.
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults one for each test file
 *
 * How a stage of npm test ended. Stages run by vitest have a report, undefined if it was never written.
 * @typedef {{ passed: boolean, report?: Report | undefined }} Outcome
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/**
 * Counts one stage: a check is one, a vitest stage as many as it has tests.
 * @param {Outcome} outcome
 * @returns {Tally}
 */
function count(outcome) {
  const { report, passed } = outcome;
  if (report === undefined) {
    const good = passed && !("report" in outcome);
    return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
  }
  // A file that does not load, or whose hooks fail, has failed although none of its tests has.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    // An unhandled rejection, or no test at all, shows only in vitest's exit code.
    failed: failed === 0 && !passed ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {Tally}
 */
export function tally(outcomes) {
  return outcomes.map(count).reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** @param {Tally} tally */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Nothing failed, and something ran. @param {Tally} tally */
export function isGood({ passed, failed }) {
  return failed === 0 && passed > 0;
}
