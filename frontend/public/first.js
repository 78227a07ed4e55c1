// Runs before the first paint, while the page itself is still on its way.

// The colours chosen on this device, or its own: nothing flashes.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch {
    // A device that keeps nothing has its own preference all the same.
  }
  if (theme !== "light" && theme !== "dark") {
    theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
  document.documentElement.dataset.theme = theme;
})();

// What the page is sure to ask, asked already; src/api/firstAnswers.ts takes the answers.
(() => {
  const answers = new Map();
  window.firstAnswers = answers;
  const ask = (path) => {
    const address = new URL(path, location.origin).href;
    if (answers.has(address)) return null; // The page was faster.
    const { lang } = document.documentElement;
    const answer = fetch(path, { headers: { "Accept-Language": lang } });
    answer.catch(() => undefined);
    answers.set(address, answer);
    return answer;
  };
  // Where somebody signs in, nobody is here yet; `isForSignIn` in src/app/pages.tsx is the same.
  if (location.pathname === "/sign-in" || /^#(reset|sign-in-problem)=/.test(location.hash)) {
    ask("/api/sign-in");
    return;
  }
  ask("/api/me");
  const deployment = ask("/api/deployment");
  // The rest is of the day alone.
  if (location.pathname !== "/") return;
  ask("/api/routes");
  const wanted = new URLSearchParams(location.search);
  const route = wanted.get("route");
  if (!route) return;
  const askDay = (date) => ask(`/api/days/${encodeURIComponent(route)}/${date}`);
  ask(`/api/routes/${encodeURIComponent(route)}/dates`);
  const date = wanted.get("date");
  if (date) askDay(encodeURIComponent(date));
  else
    deployment
      .then((answer) => answer.clone().json())
      .then(({ today }) => askDay(today))
      .catch(() => undefined);
})();
