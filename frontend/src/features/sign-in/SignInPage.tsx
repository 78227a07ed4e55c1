import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Skeleton } from "@/components/Skeleton";
import { ThemeSwitch } from "@/components/ThemeSwitch";
import { useTranslation } from "@/formats/useTranslation";
import { ChoosePassword } from "./ChoosePassword";
import { readFragment } from "./fragment";
import { signInQuery } from "./queries";
import { WaysIn } from "./WaysIn";

/** Where somebody becomes somebody: signs in, or chooses a password with a link. */
export function SignInPage() {
  const { t } = useTranslation("signIn");
  const ways = useQuery(signInQuery);
  const [{ resetToken, problem }] = useState(() => readFragment(window.location.hash));
  const [isChoosing, setChoosing] = useState(resetToken !== null);
  // A link works once and is nobody else's: not for the history, nor for a look over the shoulder.
  useEffect(() => window.history.replaceState(null, "", "/sign-in"), []);
  return (
    <>
      <header className="flex min-h-15 items-center border-line border-b bg-card px-4 lg:px-5">
        <h1 className="grow font-bold tracking-tight">{t("product")}</h1>
        <ThemeSwitch />
      </header>
      <main className="mx-auto grid w-full max-w-md gap-4 px-4 py-8 md:py-16">
        {resetToken && isChoosing ? (
          <ChoosePassword token={resetToken} onLeave={() => setChoosing(false)} />
        ) : ways.data ? (
          <WaysIn ways={ways.data} problem={problem} />
        ) : ways.isError ? (
          <p role="alert">{t("unreachable")}</p>
        ) : (
          <Skeleton rows={4} label={t("opening")} />
        )}
      </main>
    </>
  );
}
