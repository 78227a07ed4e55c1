import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { SearchPicker } from "./SearchPicker";

const CHOICES = ["1001 Bur Dubai", "1002 Karama", "1004 Deira North"].map((text) => ({
  id: text.slice(0, 4),
  text,
}));
const onPick = vi.fn<(id: string) => void>();

function Picker({ exact }: { exact?: (text: string) => string | null }) {
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState("1002");
  return (
    <>
      <SearchPicker
        label="Route"
        shown={CHOICES.find((choice) => choice.id === chosen)?.text ?? ""}
        choices={() => CHOICES.filter((choice) => choice.text.toLowerCase().includes(search))}
        onSearch={(text) => setSearch(text.toLowerCase())}
        onPick={(id) => {
          onPick(id);
          setChosen(id);
        }}
        empty="No such route."
        {...(exact ? { exact } : {})}
      />
      <button type="button">Elsewhere</button>
    </>
  );
}

const field = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Route" });
const texts = () => screen.queryAllByRole("option").map((option) => option.textContent);
const active = () => document.getElementById(field().getAttribute("aria-activedescendant") ?? "");

beforeEach(() => onPick.mockClear());

describe("the list", () => {
  it("opens on focus with every choice and none active", async () => {
    render(<Picker />);
    expect(field().getAttribute("aria-expanded")).toBe("false");
    await userEvent.tab();
    expect(field().getAttribute("aria-expanded")).toBe("true");
    expect(texts()).toEqual(CHOICES.map((choice) => choice.text));
    expect(active()).toBeNull();
  });

  it("is narrowed by typing, and says so when nothing is left", async () => {
    render(<Picker />);
    await userEvent.type(field(), "deira", { initialSelectionStart: 0, initialSelectionEnd: 99 });
    expect(texts()).toEqual(["1004 Deira North"]);
    await userEvent.type(field(), "x");
    expect(texts()).toEqual([]);
    expect(screen.getByRole("status").textContent).toBe("No such route.");
  });

  it("is one that a screen reader can follow", async () => {
    render(<Picker />);
    await userEvent.tab();
    const list = screen.getByRole("listbox");
    expect(field().getAttribute("aria-controls")).toBe(list.id);
    expect(within(list).getAllByRole("option")).toHaveLength(3);
  });
});

describe("picking", () => {
  it("by Enter takes the first that is left of what was typed", async () => {
    render(<Picker />);
    await userEvent.type(field(), "1004{Enter}", {
      initialSelectionStart: 0,
      initialSelectionEnd: 99,
    });
    expect(onPick.mock.calls).toEqual([["1004"]]);
    expect(field().value).toBe("1004 Deira North");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("by arrows goes around both ends", async () => {
    render(<Picker />);
    await userEvent.tab();
    await userEvent.keyboard("{ArrowUp}");
    expect(active()?.textContent).toBe("1004 Deira North");
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(onPick.mock.calls).toEqual([["1002"]]);
  });

  it("by a click", async () => {
    render(<Picker />);
    await userEvent.click(field());
    await userEvent.click(screen.getByRole("option", { name: "1001 Bur Dubai" }));
    expect(onPick.mock.calls).toEqual([["1001"]]);
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  it("picks nothing by Enter where nothing was typed and no choice is active", async () => {
    render(<Picker />);
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(onPick).not.toHaveBeenCalled();
  });

  it("takes a text that says it all at once", async () => {
    render(<Picker exact={(text) => (text === "1001" ? "1001" : null)} />);
    await userEvent.type(field(), "1001", { initialSelectionStart: 0, initialSelectionEnd: 99 });
    expect(onPick.mock.calls).toEqual([["1001"]]);
    expect(field().value).toBe("1001 Bur Dubai");
  });
});

describe("leaving without a choice", () => {
  it.each(["{Escape}", "{Tab}"])("by %s shows again what was chosen", async (key) => {
    render(<Picker />);
    await userEvent.type(field(), "nonsense");
    await userEvent.keyboard(key);
    expect(field().value).toBe("1002 Karama");
    expect(screen.queryByRole("listbox")).toBeNull();
    await userEvent.click(screen.getByRole("button"));
    await userEvent.click(field());
    expect(texts()).toHaveLength(3);
    expect(onPick).not.toHaveBeenCalled();
  });
});
