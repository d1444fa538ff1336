import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * A package of bench/peers, which are installed when one is first asked for. They are named at run time only, so that
 * types, tests and the bundle need none of them. Throws Error where they cannot be installed.
 */
export async function loadPeer(root: string, name: string): Promise<unknown> {
  const folder = `${root}bench/peers/`;
  const { resolve } = createRequire(`${folder}package.json`);
  let path: string;
  try {
    path = resolve(name);
  } catch {
    install(folder);
    path = resolve(name);
  }
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

function install(folder: string): void {
  console.error("installing bench/peers …");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "ignore" });
  if (status !== 0) {
    throw new Error(`bench/peers could not be installed; try \`npm ci\` in ${folder} to see why`);
  }
}
