import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import { setUpTranslations } from "@/app/translations";

setUpTranslations("en");
afterEach(cleanup);
