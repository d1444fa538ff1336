/** A pause this long ends an entry of the history, in milliseconds. */
const PAUSE = 800;

/** Names the gestures of typing: what is typed without a pause is one. `now` is the time of the change, in milliseconds. */
export function typingGestures(): (now: number) => string {
  let last = -Infinity;
  let count = 0;
  return (now) => {
    if (now - last > PAUSE) count += 1;
    last = now;
    return `typing:${count}`;
  };
}
