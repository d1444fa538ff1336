/**
 * Makes package-lock.json complete for every platform: `node scripts/lockfile.mjs`, after `npm install`.
 *
 * npm leaves an optional package out of the lock file when the registry at hand does not carry it (a mirror often
 * has only the platforms of its users), and `npm ci` then refuses the lock file everywhere. Each missing one gets
 * an entry here, with the platform that its name states, so that only a machine of that kind asks for it.
 */
import { readFileSync, writeFileSync } from "node:fs";

const SYSTEMS = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "openharmony",
  "win32",
  "netbsd",
  "openbsd",
  "sunos",
  "aix",
];
const PROCESSORS = [
  "arm64",
  "arm",
  "ia32",
  "x64",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "loong64",
  "mips64el",
];

/**
 * The platform stated by a package's name, such as `@biomejs/cli-linux-x64-musl`.
 * @param {string} name
 */
export function platformOf(name) {
  const words = (name.split("/").at(-1) ?? "").split("-");
  const system = words.find((word) => SYSTEMS.includes(word));
  const processor = words.find((word) => PROCESSORS.includes(word));
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : undefined;
  return {
    ...(processor && { cpu: [processor] }),
    ...(system === "linux" && libc && { libc: [libc] }),
    ...(system && { os: [system] }),
  };
}

/**
 * Adds what is missing to a parsed lock file and returns the names added.
 * @param {{ packages: Record<string, any> }} lock
 */
export function completeLockfile(lock) {
  const added = [];
  for (const entry of Object.values({ ...lock.packages })) {
    delete entry.resolved;
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      if (place in lock.packages || !/^\d/.test(version)) continue;
      lock.packages[place] = {
        version,
        ...platformOf(name),
        ...(entry.dev && { dev: true }),
        optional: true,
      };
      added.push(name);
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  return added;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const added = completeLockfile(lock);
  writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    added.length === 0 ? "package-lock.json is complete" : `added to package-lock.json: ${added.join(", ")}`,
  );
}
