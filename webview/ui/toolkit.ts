import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeLink,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextField,
  type Button,
  type Checkbox,
  type Dropdown,
  type Link,
  type Option,
  type ProgressRing,
  type Radio,
  type RadioGroup,
  type TextField,
} from "@vscode/webview-ui-toolkit";
import type { DetailedHTMLProps, HTMLAttributes } from "react";

// React sets properties only on elements that are already defined, so every component that renders
// a toolkit element imports this file.
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeLink(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeRadio(),
  vsCodeRadioGroup(),
  vsCodeTextField(),
);

/** Props of a toolkit element: those of any HTML element, and some of its own properties. */
type PropsOf<E extends HTMLElement, Own extends keyof E = never> = DetailedHTMLProps<
  HTMLAttributes<E>,
  E
> &
  Partial<Pick<E, Own>>;

declare module "react" {
  // eslint-disable-next-line @typescript-eslint/no-namespace, no-restricted-syntax -- React reads the props of custom elements from this namespace
  namespace JSX {
    interface IntrinsicElements {
      "vscode-button": PropsOf<
        Button,
        "appearance" | "ariaDisabled" | "ariaExpanded" | "ariaPressed"
      >;
      "vscode-checkbox": PropsOf<Checkbox>;
      "vscode-dropdown": PropsOf<Dropdown>;
      "vscode-link": PropsOf<Link, "href">;
      "vscode-option": PropsOf<Option, "selected" | "value">;
      "vscode-progress-ring": PropsOf<ProgressRing>;
      "vscode-radio": PropsOf<Radio, "value">;
      "vscode-radio-group": PropsOf<RadioGroup, "orientation">;
      "vscode-text-field": PropsOf<TextField, "maxlength" | "placeholder">;
    }
  }
}
