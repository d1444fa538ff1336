/** Where most derivatives are stated, and whose rule decides at kinks. */
export const CALCULUS = "Abramowitz & Stegun, Handbook of Mathematical Functions, §3.3, §4.2–4.6";
export const ERROR_FUNCTION = "Abramowitz & Stegun, Handbook of Mathematical Functions, §7.1";
export const PYTORCH = "PyTorch's rule";
export const MATRIX_COOKBOOK = "Petersen & Pedersen, The Matrix Cookbook, §2";
export const NUMPY = "NumPy's rule";
