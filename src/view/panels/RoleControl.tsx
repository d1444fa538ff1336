import { memo } from "react";
import { inputNamed, outlineMark, ROLES, type Role } from "../../core/index.ts";
import { setRole } from "../../store/setRole.ts";
import { useDerived, useEdgewise } from "../context.ts";
import { MarkView } from "../graph/MarkView.tsx";
import { useRowReading } from "./reading.ts";
import { useGesture } from "./useGesture.ts";

const SIGN = { width: 46, height: 26 };

/** The shape that nodes of a role have, small. */
export function RoleSign({ role }: { readonly role: Role }) {
  return (
    <svg className="role-sign" viewBox="-36 -15 72 30" aria-hidden="true">
      <MarkView mark={outlineMark("sign", { x: 0, y: 0, ...SIGN }, { role, direction: "right" }, "node")} />
    </svg>
  );
}

/** What an input is for. A choice is written into the program, as a comment. */
export const RoleControl = memo(function RoleControl({ name }: { readonly name: string }) {
  const store = useEdgewise();
  const gesture = useGesture(`${name}:role`);
  const role = useDerived(({ program }) => inputNamed(program, name)?.role) ?? "parameter";
  // A text that is no program has no inputs whose roles could be told apart from prose.
  const isWrong = useRowReading() !== "shown";
  return (
    <span className="role">
      <RoleSign role={role} />
      <select
        aria-label={`Role of ${name}`}
        value={role}
        disabled={isWrong}
        onChange={(event) => {
          const chosen = ROLES.find((known) => known === event.currentTarget.value);
          gesture.begin();
          if (chosen !== undefined) setRole(store, name, chosen, gesture.current());
        }}
      >
        {ROLES.map((known) => (
          <option key={known}>{known}</option>
        ))}
      </select>
    </span>
  );
});
