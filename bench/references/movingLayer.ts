// As little as a page can do to move something over a picture: no framework, and nothing that depends on the nodes.
import { svgElement } from "./svg.ts";

const still = document.querySelector(".still");
const path = document.querySelector(".moving path");
const label = document.querySelector(".moving text");
const slider = document.querySelector<HTMLInputElement>('input[aria-label="Step"]');

const COLUMNS = 20;
const count = Number(/nodes=(\d+)/.exec(location.hash)?.[1] ?? 30);
for (let node = 0; node < count; node++) {
  const [x, y] = [(node % COLUMNS) * 62 + 10, Math.floor(node / COLUMNS) * 44 + 10];
  still?.append(
    svgElement("rect", { x, y, width: 50, height: 28, rx: 6, fill: "white", stroke: "black" }),
    svgElement("path", {
      d: `M${x + 50},${y + 14}C${x + 56},${y + 14} ${x + 56},${y} ${x + 62},${y}`,
      stroke: "grey",
    }),
    svgElement("text", { x: x + 6, y: y + 18, "font-size": 12 }, `n${node} = a`),
  );
}

/** One path that grows and one label that travels; `place` from 0 to 1. */
function move(place: number): void {
  const x = 20 + place * 1200;
  path?.setAttribute("d", `M20,350C${x / 2},350 ${x / 2},200 ${x},200`);
  label?.setAttribute("transform", `translate(${x} 190)`);
  if (label) label.textContent = place.toFixed(3);
}

let request = 0;
let place = 0;
function frame(): void {
  place = (place + 1 / 240) % 1;
  move(place);
  request = requestAnimationFrame(frame);
}

document.querySelector('button[aria-label="Play"]')?.addEventListener("click", frame);
document
  .querySelector('button[aria-label="Pause"]')
  ?.addEventListener("click", () => cancelAnimationFrame(request));
slider?.addEventListener("input", () => move(slider.valueAsNumber / 100));
move(0);
