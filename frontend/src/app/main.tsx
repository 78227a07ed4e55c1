import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { noticeActs } from "@/api/byItself";
import { makeQueries } from "@/api/makeQueries";
import { Broken } from "@/components/Broken";
import { ErrorBoundary } from "@/components/ErrorBoundary";
import { leaveWhenSignedOut } from "@/features/identity";
import { Page } from "./pages";
import { setUpTranslations } from "./translations";
import "./page.css";

setUpTranslations("en");
leaveWhenSignedOut();
noticeActs();

const queries = makeQueries();

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root element.");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ErrorBoundary fallback={<Broken />}>
        <Page />
      </ErrorBoundary>
    </QueryClientProvider>
  </StrictMode>,
);
