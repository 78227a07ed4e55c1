import { useMutation } from "@tanstack/react-query";
import { answerOf, client, ProblemError } from "@/api/client";
import { useCountdown } from "@/components/useCountdown";
import { goTo, makeItTheirs, takeReturn } from "@/features/identity";

interface NameAndPassword {
  user_name: string;
  password: string;
}

/** Sign in and go on where one was; `wait`: seconds until the server lets one try again. */
export function useSignIn() {
  const { seconds: wait, start } = useCountdown();
  const signIn = useMutation({
    mutationFn: (body: NameAndPassword) => answerOf(client.POST("/api/sign-in/password", { body })),
    onSuccess: ({ user_name: name }) => {
      makeItTheirs(name);
      goTo(takeReturn(name) ?? "/");
    },
    onError: (error) => {
      if (error instanceof ProblemError) start(error.problem.retry_after ?? 0);
    },
  });
  return { signIn, wait };
}
