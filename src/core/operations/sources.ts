/** Where most derivatives are stated, and whose rule decides at kinks. */
export const CALCULUS = "Abramowitz & Stegun, Handbook of Mathematical Functions, §3.3, §4.2–4.6";
export const ERROR_FUNCTION = "Abramowitz & Stegun, Handbook of Mathematical Functions, §7.1";
export const PYTORCH = "PyTorch's rule";
