/// <reference types="vite/client" />

// The theme's colours as a stylesheet, made from src/core/drawing/theme.ts by vite.config.ts.
declare module "virtual:theme.css" {}
