import { memo } from "react";
import { outlineMark, ROLES, type Role } from "../../core/index.ts";
import { setRole } from "../../store/setRole.ts";
import { useEdgewise } from "../context.ts";
import { MarkView } from "../graph/MarkView.tsx";
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

interface RoleControlProps {
  readonly name: string;
  readonly role: Role;
  readonly isDisabled: boolean;
}

/** What an input is for. A choice is written into the program, as a comment. */
export const RoleControl = memo(function RoleControl({ name, role, isDisabled }: RoleControlProps) {
  const store = useEdgewise();
  const gesture = useGesture(`${name}:role`);
  return (
    <span className="role">
      <RoleSign role={role} />
      <select
        aria-label={`Role of ${name}`}
        value={role}
        disabled={isDisabled}
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
