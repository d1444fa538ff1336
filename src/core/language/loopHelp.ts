/** What can be written as a loop, each with what it means. A test holds every one to be a program. */
export const LOOP_FORMS: readonly { readonly program: string; readonly means: string }[] = [
  {
    program: "h[t] = tanh(w*h[t-1] + u*x[t]) for t = 1..3",
    means:
      "Three statements, for h1, h2 and h3. w and u are one input each, used three times; h0 is the start, an input too; x1, x2 and x3 are inputs.",
  },
  {
    program: "# data: x\nh[t] = w*h[t-1] + x[t] for t = 1..3",
    means:
      "In a comment that gives roles, x stands for all of x1, x2 and x3; any of them can have a role of its own.",
  },
  { program: "h[t+1] = w*h[t] for t = 0..2", means: "The same steps, h1 to h3, counted as some books do." },
  {
    program: "h[0] = 0.5\nh[t] = w*h[t-1] for t = 1..3\nL = h[3]^2",
    means: "Outside of the loop, h[3] and h3 are one name, and so are h[0] and h0.",
  },
  {
    program: "v[t] = m*v[t-1] + g[t], p[t] = p[t-1] - r*v[t] for t = 1..3",
    means: "Several statements with commas between them: all of them at each step, in this order.",
  },
  {
    program: "h[t] = w*h[t-1] for t = 1..3\ny[t] = v*h[t] for t = 1..3",
    means: "A loop may use the steps of one above it. So may sums: y1 + y2 + y3.",
  },
  {
    program: "x = [1, -0.5, 0.25]\nh[t] = w*h[t-1] + x[t] for t = 1..3",
    means:
      "Where x also stands without the index, as it does when it is assigned, x[t] is an entry of the vector x.",
  },
  { program: "y[t] = x^t/t for t = 1..4", means: "The index alone is the step's number." },
  { program: "y = 2*for", means: "Everywhere else, for is a name like any other." },
];

/** What looks like a loop and is refused; the message says why. A test holds every one to be refused in one message. */
export const REFUSED_LOOPS: readonly string[] = [
  "h[t] = w*h[t-1]",
  "h[t] = w*h[t-1] for t = 1..n",
  "h[t] = w*h[t-1] for t = 3..1",
  "h[t] = w*h[t-1] for t = 1..99999",
  "h[t] = h[t+1] for t = 1..3",
  "h[t] = h[t-2] for t = 1..3",
  "h[t] = x[2*t] for t = 1..3",
  "h[t] = w for t = 1..3 for s = 1..2",
  "y = w*x[t] for t = 1..3",
  "f(x) = 2*x for t = 1..3",
  "for t in range(3): h = w*h",
];
