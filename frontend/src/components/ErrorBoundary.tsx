import { Component, type ReactNode } from "react";

interface Props {
  /** Shown in place of what could not be drawn. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Keeps a failure of one part from taking the page with it. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
