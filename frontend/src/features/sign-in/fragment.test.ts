import { expect, it } from "vitest";
import { readFragment } from "./fragment";

it.each([
  ["", { resetToken: null, problem: null }],
  ["#reset=aB-_9", { resetToken: "aB-_9", problem: null }],
  ["#reset=", { resetToken: null, problem: null }],
  ["#sign-in-problem=disabled", { resetToken: null, problem: "disabled" }],
  ["#sign-in-problem=<b>another</b>", { resetToken: null, problem: "not-completed" }],
])("%s is read", (hash, read) => expect(readFragment(hash)).toEqual(read));
