import { LayoutNotice } from "./LayoutNotice.tsx";
import { StaleNotice } from "./StaleNotice.tsx";

/** What there is to say of the graph as it stands. */
export default function Notices() {
  return (
    <>
      <StaleNotice />
      <LayoutNotice />
    </>
  );
}
