import type { PauseWindow } from "../../extension/pausing/pausableRecording.ts";

interface WatchedFile {
  readonly folder: string;
  readonly name: string;
  readonly onChange: () => void;
}

/** A window whose focus and watched files a test controls. */
export class FakePauseWindow implements PauseWindow {
  readonly watched = new Set<WatchedFile>();
  readonly focusListeners = new Set<() => void>();
  /** The state last passed to the Command Palette. */
  isPausedShown: boolean | undefined;

  watchFile = (folder: string, name: string, onChange: () => void): (() => void) => {
    const file = { folder, name, onChange };
    this.watched.add(file);
    return () => this.watched.delete(file);
  };

  onFocused = (callback: () => void): (() => void) => {
    this.focusListeners.add(callback);
    return () => this.focusListeners.delete(callback);
  };

  showPaused = (isPaused: boolean): void => {
    this.isPausedShown = isPaused;
  };

  /** Reports a change of each watched file. */
  changeFiles(): void {
    for (const { onChange } of this.watched) onChange();
  }

  focus(): void {
    for (const callback of this.focusListeners) callback();
  }
}
