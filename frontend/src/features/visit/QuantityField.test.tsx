import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { QuantityField } from "./QuantityField";

const onEnter = vi.fn<(quantity: number | null) => void>();

function Field({ first = null }: { first?: number | null }) {
  const [quantity, setQuantity] = useState(first);
  return (
    <QuantityField
      itemName="Bread"
      quantity={quantity}
      edited={false}
      onEnter={(entered) => {
        onEnter(entered);
        setQuantity(entered);
      }}
    />
  );
}

function field(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>("textbox", { name: "Actual quantity of Bread" });
}

const note = () => screen.queryByRole("status")?.textContent ?? "";

async function enter(text: string): Promise<void> {
  await userEvent.clear(field());
  await userEvent.type(field(), `${text}{Enter}`);
}

beforeEach(() => onEnter.mockClear());

describe("typing", () => {
  it("enters on Enter and on leaving, once", async () => {
    render(<Field />);
    await userEvent.type(field(), "12{Enter}");
    expect(field().value).toBe("12");
    await userEvent.tab();
    expect(onEnter.mock.calls).toEqual([[12]]);
  });

  it("enters once where Enter itself moves on to another field", async () => {
    render(
      // biome-ignore lint/a11y/noStaticElementInteractions: as the item grid does.
      <div onKeyDown={(event) => event.key === "Enter" && field().blur()}>
        <Field />
      </div>,
    );
    await userEvent.type(field(), "12{Enter}");
    expect(onEnter.mock.calls).toEqual([[12]]);
  });

  it("resets a negative or unreadable entry to 0, and says so", async () => {
    render(<Field first={7} />);
    await enter("-5");
    expect(field().value).toBe("0");
    expect(note()).toBe("A quantity cannot be negative; set to 0");
    await enter("12abc");
    expect(field().value).toBe("0");
    expect(note()).toBe("Could not read “12abc”; set to 0");
    expect(field().getAttribute("aria-describedby")).toBe(screen.getByRole("status").id);
    expect(onEnter.mock.calls).toEqual([[0]]);
  });

  it("keeps the last value above the limit, and says so", async () => {
    render(<Field first={7} />);
    await enter("1000000");
    expect(field().value).toBe("7");
    expect(screen.getByRole("alert").textContent).toBe("Quantity cannot exceed 999,999");
    expect(field().getAttribute("aria-invalid")).toBe("true");
    expect(onEnter).not.toHaveBeenCalled();
    await userEvent.type(field(), "8");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it.each(["1000000", "abc"])(
    "says nothing of %s any more once something else is done",
    async (text) => {
      render(
        <>
          <Field first={7} />
          <button type="button">Another</button>
        </>,
      );
      const said = () => screen.queryByRole("alert")?.textContent ?? note();
      const another = screen.getByRole("button", { name: "Another" });
      await enter(text);
      await userEvent.tab();
      expect(said()).not.toBe("");
      another.focus();
      await userEvent.keyboard("{Enter}");
      expect(said()).toBe("");

      await userEvent.clear(field());
      await userEvent.type(field(), text);
      // This press leaves the field, and so enters: what it says must outlive it.
      await userEvent.click(another);
      expect(said()).not.toBe("");
      await userEvent.click(another);
      expect(said()).toBe("");
    },
  );

  it("makes an emptied field unknown, not 0", async () => {
    render(<Field first={7} />);
    await userEvent.clear(field());
    await userEvent.tab();
    expect(onEnter.mock.calls).toEqual([[null]]);
    expect(field().value).toBe("");
  });

  it("forgets what was typed on Escape", async () => {
    render(<Field first={7} />);
    await userEvent.type(field(), "9{Escape}");
    expect(field().value).toBe("7");
    await userEvent.tab();
    expect(onEnter).not.toHaveBeenCalled();
  });

  it("enters nothing when the quantity is the same as before", async () => {
    render(<Field first={7} />);
    await userEvent.clear(field());
    await userEvent.type(field(), "7{Enter}");
    expect(onEnter).not.toHaveBeenCalled();
  });
});

describe("stepping", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const press = (name: string, times = 1) => {
    for (let n = 0; n < times; n++) fireEvent.click(screen.getByRole("button", { name }));
  };
  const pause = () => act(() => vi.advanceTimersByTime(500));

  it("enters the sum of quick steps once, after a pause", () => {
    render(<Field first={5} />);
    press("One Bread more", 3);
    press("One Bread less");
    expect(field().value).toBe("7");
    expect(onEnter).not.toHaveBeenCalled();
    pause();
    expect(onEnter.mock.calls).toEqual([[7]]);
  });

  it("has no step below 0", () => {
    render(<Field first={0} />);
    expect(screen.getByRole("button", { name: "One Bread less" })).toHaveProperty("disabled", true);
  });

  it("goes on from what is typed", () => {
    render(<Field first={5} />);
    fireEvent.change(field(), { target: { value: "20" } });
    press("One Bread more");
    pause();
    expect(onEnter.mock.calls).toEqual([[21]]);
  });

  it("is entered before typing begins, and typing is not undone by it", () => {
    render(<Field first={5} />);
    press("One Bread more");
    fireEvent.change(field(), { target: { value: "30" } });
    fireEvent.blur(field());
    pause();
    expect(onEnter.mock.calls).toEqual([[6], [30]]);
    expect(field().value).toBe("30");
  });

  it("is not lost when the field goes away before the pause is over", () => {
    const { unmount } = render(<Field first={5} />);
    press("One Bread more");
    unmount();
    expect(onEnter.mock.calls).toEqual([[6]]);
  });

  it("works by keys: + for one, PageUp and PageDown for ten", () => {
    render(<Field first={5} />);
    fireEvent.keyDown(field(), { key: "+" });
    fireEvent.keyDown(field(), { key: "PageUp" });
    expect(field().value).toBe("16");
    fireEvent.keyDown(field(), { key: "PageDown" });
    fireEvent.keyDown(field(), { key: "PageDown" });
    expect(field().value).toBe("0");
  });
});
