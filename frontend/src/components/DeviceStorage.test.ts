import { afterEach, describe, expect, it, vi } from "vitest";
import { fillStorage } from "@/testing/fullStorage";
import { DeviceStorage } from "./DeviceStorage";

const make = () => new DeviceStorage(() => window.localStorage);
let makeRoom: () => void = () => undefined;
afterEach(() => makeRoom());

describe("a device without room", () => {
  it("keeps in memory what does not fit, and stores it once there is room", () => {
    const storage = make();
    const kept = vi.fn();
    makeRoom = fillStorage();
    expect(storage.setItem("a", "1", kept)).toBe(false);
    expect(storage.getItem("a")).toBe("1");
    expect(storage.keys()).toEqual(["a"]);
    expect(kept).not.toHaveBeenCalled();
    makeRoom();
    storage.setItem("b", "2");
    expect(window.localStorage.getItem("a")).toBe("1");
    expect(kept).toHaveBeenCalledOnce();
  });

  it("forgets what is taken away, and does not store it later", () => {
    const storage = make();
    makeRoom = fillStorage();
    storage.setItem("a", "1");
    storage.removeItem("a");
    makeRoom();
    storage.catchUp();
    expect(storage.getItem("a")).toBeNull();
    expect(window.localStorage).toHaveLength(0);
  });

  it("says so until something found room again", () => {
    const storage = make();
    const listener = vi.fn();
    storage.subscribe(listener);
    expect(storage.isLasting()).toBe(true);
    makeRoom = fillStorage();
    storage.setItem("a", "1");
    // Not each time that an entry was sent: it would come and go under one's hands.
    storage.removeItem("a");
    expect(storage.isLasting()).toBe(false);
    makeRoom();
    storage.setItem("b", "2");
    expect(storage.isLasting()).toBe(true);
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

it("works in memory alone where even the storage's name is denied", () => {
  const storage = new DeviceStorage(() => {
    throw new DOMException("denied", "SecurityError");
  });
  expect(storage.getItem("a")).toBeNull();
  expect(storage.setItem("a", "1")).toBe(false);
  expect(storage.getItem("a")).toBe("1");
  expect(storage.keys()).toEqual(["a"]);
  storage.removeItem("a");
  expect(storage.keys()).toEqual([]);
});
