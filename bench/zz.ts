import { layoutGraph } from "../src/core/layout/index.ts";
import { drawnCrossings, flattened } from "./crossings.ts";
import { layoutInput } from "./layout.ts";
import { expressionShaped, scalarNet } from "./programs.ts";
for (const text of [expressionShaped(11), expressionShaped(29), scalarNet(2,4,1)]) {
  const input = layoutInput(text);
  const routes = layoutGraph(input).routes.map(r=>({...r, line: flattened(r.curve)}));
  let [src,tgt,none]=[0,0,0];
  const multi:string[]=[];
  for (let i=0;i<routes.length;i++) for (let j=i+1;j<routes.length;j++){const a=routes[i]!,b=routes[j]!;const c=drawnCrossings([a.line,b.line]);if(c>1||(c&&a.from===b.from))multi.push(`${a.id}|${b.id}:${c}`);if(a.from===b.from)src+=c;else if(a.to===b.to)tgt+=c;else none+=c;}
  console.log({src,tgt,none},multi.slice(0,10));
}
