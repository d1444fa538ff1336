import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { themeStylesheet } from "./src/core/drawing/theme.ts";

const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // KaTeX and d3 place what they draw with inline style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'none'",
].join("; ");

/** Serves the theme's colours as a stylesheet, so that they are written down once, in the core. */
function themeCss(): Plugin {
  const resolved = "\0virtual:theme.css";
  return {
    name: "edgewise:theme-css",
    resolveId: { filter: { id: /^virtual:theme\.css$/ }, handler: () => resolved },
    load: { filter: { id: /^\0virtual:theme\.css$/ }, handler: () => themeStylesheet() },
  };
}

/** Every browser we build for reads woff2: without this, each KaTeX font would be emitted three times. */
function katexWoff2Only(): Plugin {
  return {
    name: "edgewise:katex-woff2-only",
    enforce: "pre",
    transform: {
      filter: { id: /katex[^?]*\.css/ },
      handler: (code) => code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, ""),
    },
  };
}

/** Only in builds: the development server needs inline scripts and a socket for hot reloading. */
function strictSecurityPolicy(): Plugin {
  return {
    name: "edgewise:strict-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy },
        injectTo: "head-prepend",
      },
    ],
  };
}

export default defineConfig({
  // Relative addresses: dist works from any path of any server.
  base: "./",
  plugins: [react(), themeCss(), katexWoff2Only(), strictSecurityPolicy()],
  build: {
    // The oldest browsers that have everything we use (light-dark() came last, in spring 2024).
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    sourcemap: false,
    // The security policy refuses fonts written as data: addresses.
    assetsInlineLimit: 0,
    // The polyfill would be dead weight: every target knows modulepreload.
    modulePreload: { polyfill: false },
    // What is needed before the first paint is one script: it comes in one request, and compresses better as a whole.
    // How large it may be is said, compressed, in scripts/size.mjs, which fails where this would only warn.
    chunkSizeWarningLimit: Infinity,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } },
  },
});
