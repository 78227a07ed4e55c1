import { createContext } from "react";

/** The deployment's time zone: times are shown as they were on the route, wherever one looks. */
export const TimeZone = createContext<string | undefined>(undefined);
